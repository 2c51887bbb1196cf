"""Texts as every format shows them: without control characters, cut at their [n] marks. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.citations import MARK, marks_in

_JOINERS = "\u200c\u200d"
"""Format characters that words of Persian and of Indian languages are spelt with."""
_DROPPED = ("Cc", "Cf", "Co", "Cn", "Cs")
"""Unicode categories that show nothing, or turn the text around them."""
_LINKED_SCHEMES = ("http", "https")
_UNSAFE_IN_URL = re.compile(r"[\s<>\"'`\\{}|^]")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The endnotes that the words before rest on."""

    numbers: tuple[int, ...]


def shown(text: str) -> str:
    """Return `text` on one line, without characters that show nothing or reverse what follows."""
    spaced = "".join(" " if character in "\t\n\r\v\f" else character for character in text)
    kept = (
        character
        for character in spaced
        if character in _JOINERS or unicodedata.category(character) not in _DROPPED
    )
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def pieces(text: str, numbers: Collection[int]) -> tuple[Words | Marks, ...]:
    """Cut the shown text at its marks; what points at none of the `numbers` stays words."""
    text = shown(text)
    found: list[Words | Marks] = []
    end = 0
    for match in MARK.finditer(text):
        marks = marks_in(match.group())
        if not set(marks) <= set(numbers):
            continue
        _add(found, Words(text[end : match.start()].rstrip()))
        _add(found, Marks(marks))
        end = match.end()
    _add(found, Words(text[end:]))
    return tuple(found)


def safe_link(url: str | None) -> str | None:
    """Return `url` where it may become a link: http or https, with a host, and nothing odd."""
    if url is None or _UNSAFE_IN_URL.search(url) or shown(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _LINKED_SCHEMES and parts.hostname else None


def _add(found: list[Words | Marks], piece: Words | Marks) -> None:
    """Append `piece`, joined to marks that stand directly before it; nothing where it is empty."""
    match piece, found[-1] if found else None:
        case Words(text=""), _:
            return
        case Marks(numbers=new), Marks(numbers=old):
            found[-1] = Marks((*old, *(number for number in new if number not in old)))
        case _:
            found.append(piece)
