"""Bytes of a text file to characters: UTF-8 first, detection only where that fails."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from assistant.errors import UnreadableFile

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOLERATED_DAMAGE = 0.1  # of the characters beyond ASCII; above it the file was never UTF-8
_TOLERATED_CONTROLS = 0.01  # of all characters; prose has none but tabs and line ends
_PROSE_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a file, and what the person who added it should know about them."""

    text: str
    warnings: tuple[str, ...] = ()


def decode_text(raw: bytes, name: str, declared: str | None = None) -> DecodedText:
    """Decode the bytes of a text file; line ends become newlines.

    Args:
        raw: all bytes of the file.
        name: the file's name, for messages.
        declared: the encoding that the file itself declares, tried where UTF-8 fails.

    Raises:
        UnreadableFile: the bytes are no text, or their encoding cannot be found.
    """
    decoded = _decode(raw, name, declared)
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in _PROSE_CONTROLS)
    if controls > _TOLERATED_CONTROLS * len(text):
        raise UnreadableFile(
            f"{name} is not text: {controls} of its {len(text)} characters are control codes. "
            "Add the document it was made from, as txt, md, html, pdf or docx."
        )
    return DecodedText(text, decoded.warnings)


def _decode(raw: bytes, name: str, declared: str | None) -> DecodedText:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw, encoding, name)
    try:
        return DecodedText(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _mostly_utf8(raw, name) or _declared(raw, declared) or _detected(raw, name)


def _decode_marked(raw: bytes, encoding: str, name: str) -> DecodedText:
    try:
        return DecodedText(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name} says that it is {encoding.upper()} and byte {error.start} is not. "
            "Open it in an editor and save it as UTF-8."
        ) from error


def _mostly_utf8(raw: bytes, name: str) -> DecodedText | None:
    """Keep UTF-8 with a few broken bytes: another encoding would spoil every good character."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(not character.isascii() for character in text) - broken
    if broken > _TOLERATED_DAMAGE * beyond_ascii:
        return None
    return DecodedText(
        text, (f"{name}: {broken} characters could not be read; they show as \ufffd.",)
    )


def _declared(raw: bytes, encoding: str | None) -> DecodedText | None:
    try:
        return DecodedText(raw.decode(encoding)) if encoding else None
    except (LookupError, UnicodeDecodeError):
        return None


def _detected(raw: bytes, name: str) -> DecodedText:
    found = from_bytes(raw)
    best = found.best()
    if best is None or b"\0" in raw:
        raise UnreadableFile(
            f"{name} is not text in any encoding we know. "
            "Open it in an editor and save it as UTF-8, or add the document it was made from."
        )
    # Briefings in a Western language that are not UTF-8 come from Windows; detection confuses
    # its encoding with the neighbours' where a file has only a few accents and quotes.
    encoding = "cp1252" if any(match.encoding == "cp1252" for match in found) else best.encoding
    text = str(best) if encoding == best.encoding else raw.decode(encoding, errors="replace")
    return DecodedText(
        text, (f"{name} is not UTF-8; it was read as {encoding}. Check its accents and quotes.",)
    )
