"""Dates and periods of events that a question or a text names, with how exactly. Pure."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.domain import MONTHS, Precision

_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MONTH_WORD = "|".join((*MONTHS, *_FRENCH, "fevrier", "aout", "decembre"))
"""English and French month names, for a pattern that ignores case."""
_DATE = re.compile(
    r"\b(?P<iso>(?:19|20)\d{2}-\d{2}(?:-\d{2})?)\b"
    rf"|\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?)?(?P<month>{MONTH_WORD})\b"
    r"(?:\s+(?P<us_day>\d{1,2})(?:st|nd|rd|th)?\b(?!\s*(?:people|civilians)|[.,]\d))?"
    r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d{2})\b)?"
    r"|(?<![\d/(.,])\b(?P<bare>(?:19|20)\d{2})(?P<decade>s)?\b(?![\d/)]|[.,]\d)",
    re.IGNORECASE,
)
_DOCUMENT_BEFORE = re.compile(
    r"(?:\b(?:resolutions?|résolutions?|res\.?|unscr|scr)\s*(?:no\.?\s*)?|S/RES/|S/|\bunder )$"
    r"|\bresolutions\s+(?:\d{3,4}(?:\s*\(\d{4}\))?\s*(?:,\s*)?(?:and\s+|or\s+|to\s+)?)+$",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:(?:the|a|an)\s+(?:[\w'’-]+\s+){1,4}?(?:of|in|on)\s+|"
    r"(?:the|a|an)\s+(?:(?:previous|preceding|last|following|next)\s+)?)?"
)
"""'the coup of' before a date; 'the' alone in 'before the 2012 coup', 'since the last July'."""
_SINCE = re.compile(rf"\b(?:since|from|after|depuis|dès)\s+{_EVENT}$", re.I)
_UNTIL = re.compile(rf"\b(?:before|until|till|by|up to|avant|jusqu'en)\s+{_EVENT}$", re.I)
_PART_OF_YEAR = re.compile(
    r"\b(?P<part>early|beginning|start|mid|middle|late|end)(?:[\s-]+(?:of|in)(?:\s+the\s+year)?)?"
    r"[\s-]+$",
    re.IGNORECASE,
)
_THIRDS = {"early": 1, "beginning": 1, "start": 1, "mid": 2, "middle": 2, "late": 3, "end": 3}
_TO = re.compile(r"\s*(?:and|to|until|till|through|[-–—]|et|à|au)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last`, both in it; `date.min` or `date.max` where one end is open."""

    first: date
    last: date
    precision: Precision
    text: str
    """The date words as they stand, without 'since' or 'in'."""
    start: int
    end: int

    def overlaps(self, other: Period) -> bool:
        """True where some day is in both."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, day: date) -> bool:
        """True where `day` is in it."""
        return self.first <= day <= self.last


def periods_named(text: str) -> tuple[Period, ...]:
    """Return what `text` names, in order: 'in April 2014', 'between 2012 and 2018', 'since 2018'.

    Of 'early 2022', 'mid-2022' and 'the end of 2022' each is a third of the year.

    A day without a year takes the year of the next date that has one; without any it is left out.
    """
    dates = [of_part_of_year(text, each) for each in dates_named(text)]
    periods: list[Period] = []
    at = 0
    while at < len(dates):
        here = dates[at]
        if at + 1 < len(dates) and _is_range(text, here, dates[at + 1]):
            other = dates[at + 1]
            words = text[here.start : other.end]
            periods.append(replace(here, last=other.last, text=words, end=other.end))
            at += 2
            continue
        periods.append(_opened(text, here))
        at += 1
    return tuple(periods)


def of_part_of_year(text: str, named: Period) -> Period:
    """Return the third of a year that the words before it name, or `named` as it is."""
    match = _PART_OF_YEAR.search(text[: named.start])
    if match is None or named.last != date(named.first.year, 12, 31) or named.first.month != 1:
        return named
    third = _THIRDS[match["part"].lower()]
    first = date(named.first.year, 4 * third - 3, 1)
    last = date(named.first.year, 4 * third, 30 if third == 1 else 31)
    return replace(named, first=first, last=last, text=f"{match.group()}{named.text}")


def dates_named(text: str) -> tuple[Period, ...]:
    """Return each date of `text` by itself, in order; see `periods_named`."""
    found: list[Period] = []
    year = 0
    for match in reversed(list(_DATE.finditer(text))):
        if _DOCUMENT_BEFORE.search(text[: match.start()]) or _is_verb(match):
            continue
        year = int(match["year"] or match["bare"] or (match["iso"] or "0")[:4]) or year
        named = _period(match, year)
        if named is not None:
            found.append(named)
    return tuple(reversed(found))


def as_period(year: int, month: int = 0, day: int = 0) -> Period | None:
    """Return the period of a year, of a month or of one day; None where there is no such date."""
    if not 0 <= month <= 12:
        return None
    last_month = month or 12
    days = calendar.monthrange(year, last_month)[1]
    if day > days:
        return None
    first = date(year, month or 1, day or 1)
    last = date(year, last_month, day or days)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return Period(first, last, precision, "", 0, 0)


def month_number(name: str) -> int:
    """Return 1 to 12 for an English or French month name, with or without accents."""
    folded = _folded(name)
    for names in (MONTHS, _FRENCH):
        for number, month in enumerate(names, start=1):
            if _folded(month) == folded:
                return number
    return 0


def without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` with the characters of `spans` blanked, so that all offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _period(match: re.Match[str], year: int) -> Period | None:
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
        found = as_period(*parts)
    elif match["bare"]:
        found = as_period(int(match["bare"]))
        if found is not None and match["decade"]:
            found = replace(found, last=date(found.first.year + 9, 12, 31))
    elif year:
        day = int(match["day"] or match["us_day"] or 0)
        found = as_period(year, month_number(match["month"]), day)
    else:
        return None
    if found is None:
        return None
    return replace(found, text=match.group(), start=match.start(), end=match.end())


def _is_verb(match: re.Match[str]) -> bool:
    """True for 'may' and 'march' in small letters, without a day or year of their own."""
    is_dated = match["day"] or match["year"] or match["us_day"]
    return match["month"] in ("may", "march") and not is_dated


def _is_range(text: str, one: Period, other: Period) -> bool:
    between = text[one.end : other.start]
    if not _TO.fullmatch(between) or other.last < one.first:
        return False
    is_joined = between.strip().lower() not in ("and", "et")
    return is_joined or bool(re.search(r"\b(?:between|entre)\s+$", text[: one.start], re.I))


def _opened(text: str, named: Period) -> Period:
    before = text[: named.start]
    if _SINCE.search(before):
        after = re.search(rf"\bafter\s+{_EVENT}$", before, re.IGNORECASE)
        first = named.last + timedelta(days=1) if after else named.first
        return replace(named, first=first, last=date.max)
    if _UNTIL.search(before):
        is_before = re.search(rf"\b(?:before|avant)\s+{_EVENT}$", before, re.IGNORECASE)
        last = named.first - timedelta(days=1) if is_before else named.last
        return replace(named, first=date.min, last=last)
    return named


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
