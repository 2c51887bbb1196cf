"""When two texts say the same in other letters: case, dashes, months cut short, digits. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain import MONTHS
from assistant.library.normaliser import fold

_SHORT_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?=\s+\d|,)", re.IGNORECASE
)
_FULL = {month[:3].lower(): month for month in MONTHS}
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?|(?<![\d\w])\.\d+|%")
_EDITORIAL = frozenset(("est", "note", "the", "a", "an", "and", "s", "approximately"))
_AS_OF = re.compile(
    r"\s*\bas of (?:early |late |mid-?)?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d,?"
    r"|\s*\(\s*(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?: est\.?)?\s*\)"
)


def with_full_months(text: str) -> str:
    """Return `text` with 'Sep' written 'September', for reading dates; its length may change."""
    return _SHORT_MONTH.sub(lambda match: _FULL[match[1][:3].lower()], text)


def without_as_of(text: str) -> str:
    """Return `text` without the years for which its figures are given: '(2023 est.)'."""
    return _AS_OF.sub("", text)


@lru_cache(maxsize=20_000)
def plain(text: str) -> tuple[str, ...]:
    """Return the words of `text` that must be equal for it to say the same."""
    folded = fold(with_full_months(text))
    words = (f"0{match}" if match.startswith(".") else match for match in _WORD.findall(folded))
    return tuple(word for word in words if word not in _EDITORIAL)


def is_same(old: str, new: str) -> bool:
    """True where the words are equal, or all that differs is the year a figure is given for."""
    return plain(old) == plain(new) or plain(without_as_of(old)) == plain(without_as_of(new))
