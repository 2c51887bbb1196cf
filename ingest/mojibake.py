"""Mends UTF-8 that was once read as Mac Roman or Windows-1252: '‚Äô' and 'â€™' become '’'.

Only sequences whose mended form is clearly meant are touched: a European letter, a quotation
mark, a dash, a currency sign. Correct text that merely holds accented letters stays as it is.
"""

from __future__ import annotations

import re

_TWO_BYTE_LEADS = range(0xC2, 0xC6)
"""Lead bytes of U+0080 to U+017F; what follows is rare in briefings and easily mistaken."""
_THREE_BYTE_LEAD = 0xE2
"""Lead byte of general punctuation, currency signs and letterlike symbols."""
_CYRILLIC_LEADS = (0xD0, 0xD1)
_LATIN_LOOKALIKES = str.maketrans("аеорсху", "aeopcxy")
"""Cyrillic letters that a typist put into a Latin word; no keyword search would find it."""
_CONTINUATIONS = range(0x80, 0xC0)
_MOST_MISREADINGS = 4
"""Passes over one text; a crafted one must not ask for more."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CLOSING_MARKS = frozenset("‘’“”»›…–—\u00a0")


def _character(byte: int, codec: str) -> str:
    try:
        return bytes((byte,)).decode(codec)
    except UnicodeDecodeError:  # Windows-1252 leaves five bytes undefined; readers pass them on
        return chr(byte)


class _Misreading:
    """What UTF-8 looks like when its bytes are read in one single-byte encoding."""

    def __init__(self, codec: str) -> None:
        self._byte_of = {_character(byte, codec): byte for byte in range(0x80, 0x100)}
        self._is_mac = codec == "mac_roman"
        tail = self._class_of(_CONTINUATIONS)
        self._pattern = re.compile(
            f"{self._class_of(_TWO_BYTE_LEADS)}{tail}"
            f"|{_character(_THREE_BYTE_LEAD, codec)}{tail}{tail}"
            f"|{self._class_of(_CYRILLIC_LEADS)}{tail}"
            f"|{re.escape(''.join(_character(byte, codec) for byte in _BYTE_ORDER_MARK))}"
        )

    def _class_of(self, values: range | tuple[int, ...]) -> str:
        wanted = (char for char, byte in self._byte_of.items() if byte in values)
        return f"[{re.escape(''.join(wanted))}]"

    def mend(self, text: str) -> str:
        """Every clearly misread sequence replaced by the character that was meant."""
        return self._pattern.sub(self._mended, text)

    def _mended(self, match: re.Match[str]) -> str:
        raw = bytes(self._byte_of[char] for char in match[0])
        try:
            meant = raw.decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        before = match.string[match.start() - 1 : match.start()]
        after = match.string[match.end() : match.end() + 1]
        if not self._is_clear(match[0], meant, before, after):
            return match[0]
        return meant.translate(_LATIN_LOOKALIKES) if before.isascii() else meant

    def _is_clear(self, seen: str, meant: str, before: str, after: str) -> bool:
        if "\u0400" <= meant <= "\u04ff":
            return before.isalpha()
        if len(seen) == 3:
            return "\u2010" <= meant <= "\u203a" or meant in "€™№−\ufeff"
        if self._is_mac:  # '√' and '≈' also stand in formulas, but not inside a word
            return not meant.isalpha() or before.isalpha() or after.isalpha()
        # “SÃ” in capitals before a closing quote is a letter and a quote, unless a letter follows
        return seen[1] not in _CLOSING_MARKS or not before.isupper() or after.isalpha()


_MISREADINGS = (_Misreading("mac_roman"), _Misreading("cp1252"))


def mend_mojibake(text: str) -> str:
    """The text with misread sequences mended, also where it was misread more than once."""
    for _ in range(_MOST_MISREADINGS):
        mended = text
        for misreading in _MISREADINGS:
            mended = misreading.mend(mended)
        if mended == text:
            break
        text = mended
    return text
