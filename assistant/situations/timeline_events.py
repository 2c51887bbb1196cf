"""What a timeline is made of: a dated event, with the sentence or clause that states it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as day

from assistant.domain import MONTHS, Citation, EditionDate
from assistant.statements.date_words import date_words_in
from assistant.statements.event_dates import DatePrecision, EventDate

_PART = re.compile(
    r"(?:the )?(?:(?:early|late|mid|middle|beginning|start|end|turn)(?: (?:of|in|to)(?: the)?)?"
    r"[ -])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened, when, and the words of the edition that say so.

    The event's own date and the date of the edition that tells of it are kept apart.
    """

    date: EventDate
    """Its `start` and `end` are those of the date words in the edition's text."""
    text: str
    """The sentence or clause, verbatim but for line breaks."""
    citation: Citation
    edition_date: EditionDate
    countries: tuple[str, ...]
    """ISO3 codes that the words name, or else those of the edition."""
    headline: str = ""
    """In our words, where the quote alone does not say it: 'Resolution 2100 (2013) adopted'."""
    is_background: bool = False
    """True for a state that began then, or what is only mentioned beside something else."""


def extent(date: EventDate) -> tuple[day, day]:
    """Return the first and last day that `date` may mean: 'late 2021' is no day before July."""
    first, last = date.first, date.last
    part = _PART.match(date.text)
    if date.precision not in (DatePrecision.YEAR, DatePrecision.MONTH) or part is None:
        return first, last
    half = first + (last - first) // 2
    if re.search(r"late|end", part.group(), re.IGNORECASE):
        return half, last
    if re.search(r"early|beginning|start", part.group(), re.IGNORECASE):
        return first, half
    return first, last


def date_label(date: EventDate) -> str:
    """Return a date as a reader sees it, as exactly as the text knows it and no more.

    '23 March 2019', 'March 2012', 'late 2012', '29 April to 4 May 2019'. A year that the text
    leaves to the edition is added.
    """
    words = " ".join(date.text.split())
    part = _PART.match(words)
    before = part.group() if part else ""
    first = date.first
    match date.precision:
        case DatePrecision.DAY:
            return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
        case DatePrecision.MONTH:
            return f"{before}{MONTHS[first.month - 1]} {first.year}"
        case DatePrecision.YEAR:
            return f"{before}{first.year}"
        case DatePrecision.RANGE:
            return _range_label(date, words, before)


def _range_label(date: EventDate, words: str, before: str) -> str:
    ends = tuple(date_words_in(f"in {words}"))  # 'May' alone is a month only after 'in'
    if len(ends) < 2 or any(end.years > 1 for end in ends):
        return words
    one = (date.first.day, MONTHS[date.first.month - 1], date.first.year)
    other = (date.last.day, MONTHS[date.last.month - 1], date.last.year)
    known = [bool(ends[-1].day), bool(ends[-1].month), True]
    last = " ".join(str(part) for part, is_known in zip(other, known, strict=True) if is_known)
    known = [bool(ends[0].day), bool(ends[0].month), True]
    shown = [str(part) for part, is_known in zip(one, known, strict=True) if is_known]
    if one[2] == other[2] and len(shown) > 1:
        shown.pop()  # the year stands at the other end
        if one[1] == other[1] and len(shown) > 1:
            shown.pop()
    return f"{before}{' '.join(shown)} to {last}"
