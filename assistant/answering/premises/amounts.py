"""Amounts in running text: a number with the noun that it counts, so that two can be compared.

Pure. 'Eleven thousand' and '11,200' are numbers; 'soldiers' and 'troops' are one unit; spans of
time are all counted in months, so that a year is twelve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.premises.counted_units import (
    MONTHS_IN,
    NEXT_WORD,
    counted_after,
    unit_before,
)
from assistant.domain import MONTHS
from assistant.library.normaliser import tokenise

_WORDS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "dozen": 12}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NUMBER = re.compile(
    r"(?<![\w./,-])(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+(?:\.\d+)?)"
    r"(?:[ -](?P<scale>hundred|thousand|million))?(?:\s*(?P<percent>%|per ?cent\b))?(?![\w/])"
    rf"|\b(?:(?P<word>{'|'.join(_WORDS)})(?:[ -](?P<word_scale>hundred|thousand|million))?)\b"
    r"(?:\s*(?P<word_percent>per ?cent\b))?",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:at least|more than|over|no fewer than|no less than|upwards of|above)\s+$", re.IGNORECASE
)
_OR_MORE = re.compile(r"\s*(?:or more|\+)", re.IGNORECASE)
_SYMBOL_BEFORE = re.compile(
    r"(?:resolutions?|paragraph|meeting|[Ll]evel|[Pp]hase|[Tt]ier|[Cc]ategory|No\.|[A-Z]/)\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_MONTH_NAMES = frozenset(tokenise(" ".join(MONTHS)))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at `start` to `end` of a text; `noun_end` is where the noun that it counts ends."""

    value: float
    unit: str
    """The class of the noun counted, as 'people', 'months' or 'percent', or ''."""
    nouns: tuple[str, ...]
    """Stems of the words that follow, up to the end of their phrase."""
    start: int
    end: int
    noun_end: int
    is_least: bool = False


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Return the amounts of `text` in order; years, days of a month and symbols are none."""
    return tuple(_amounts(text))


def are_at_odds(asserted: Amount, found: Amount) -> bool:
    """True where one unit is counted and the numbers cannot both be right."""
    if not count_the_same(asserted, found):
        return False
    low, high = sorted((asserted.value, found.value))
    if high - low <= 0.04 * high:
        return False
    if found.is_least and found.value < asserted.value:
        return asserted.value > 1.5 * found.value
    if asserted.is_least and asserted.value < found.value:
        return found.value > 1.5 * asserted.value
    return True


def count_the_same(asserted: Amount, found: Amount) -> bool:
    """True where both count one thing: of a class, or the noun that closes the phrase."""
    if asserted.unit or found.unit:
        return asserted.unit == found.unit
    return bool(set(asserted.nouns[-1:]) & set(found.nouns))


def _amounts(text: str) -> Iterator[Amount]:
    for match in _NUMBER.finditer(text):
        if _is_date_or_symbol(text, match):
            continue
        value = _value(match)
        before = text[max(0, match.start() - 20) : match.start()]
        is_least = bool(_AT_LEAST.search(before) or _OR_MORE.match(text, match.end()))
        more = _OR_MORE.match(text, match.end())
        unit, nouns, noun_end = counted_after(text, more.end() if more else match.end())
        if match["percent"] or match["word_percent"]:
            unit, nouns, noun_end = "percent", (), match.end()
        unit = unit or unit_before(text[: match.start()])
        value *= MONTHS_IN.get(nouns[-1], 1.0) if unit == "months" and nouns else 1.0
        yield Amount(value, unit, nouns, match.start(), match.end(), noun_end, is_least)


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        number = float(re.sub(r"[,\u00a0\u202f]", "", match["digits"]))
        return number * _SCALES.get((match["scale"] or "").lower(), 1)
    return _WORDS[match["word"].lower()] * _SCALES.get((match["word_scale"] or "").lower(), 1)


def _is_date_or_symbol(text: str, match: re.Match[str]) -> bool:
    digits = match["digits"]
    if not digits:
        return False
    after = NEXT_WORD.match(text, match.end())
    before = text[max(0, match.start() - 14) : match.start()]
    beside = (*tokenise(before)[-1:], *tokenise(after[1] if after else "")[:1])
    is_year = bool(_YEAR.fullmatch(digits)) and not match["scale"]
    return bool(_MONTH_NAMES & set(beside)) or is_year or bool(_SYMBOL_BEFORE.search(before))
