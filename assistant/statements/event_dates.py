"""Calendar dates that a text states, with how exactly; a missing day is never filled in. Pure.

A day or month printed without a year takes one only where the text or the edition settles it:

1. the year of a dated day, month or year in the same sentence: of a later one that it is listed
   with ('28 July and 11 August 2013'), else of the nearest earlier one, else of the next; one
   that only bounds ('after July 2016') lends its year where nothing else settles it;
2. else that of the nearest earlier dated day or month of the paragraph, where the day does not lie
   before it in that year, and it is not the open end of 'since', 'as of', 'until' or 'by';
3. else, where the edition's date is given, the latest such day that is not after the edition.

Otherwise it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import EditionDate, Precision
from assistant.statements.date_words import DateWords, date_words_in
from assistant.statements.periods import as_period
from assistant.statements.sentence_bounds import paragraph_start, sentence_spans, span_at

_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|to|until|till|through)|[-–—/])\s*(?:on\s+)?")
_JOINED = re.compile(r"\s*(?:to|and|until|till|through|[-–—/])\s*(?:the\s+)?", re.IGNORECASE)
_OPENED = re.compile(r"\b(?:between|from|entre)\s+(?:the\s+)?$", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:since|after|before|prior to)\s+(?:(?:early|late|mid)[\s-]*)?$", re.IGNORECASE
)
_NOT_A_SCENE = re.compile(r"\b(?:since|as (?:of|at)|until|till|by)\s+$", re.IGNORECASE)


class DatePrecision(StrEnum):
    """How exactly an event is dated; 'early 2020' and 'late 2020' are years, said in `text`."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    """Two ends, or a decade."""


@dataclass(frozen=True, slots=True)
class EventDate:
    """Days `first` to `last`, both in it, and the words `text[start:end]` that say so."""

    first: date
    last: date
    precision: DatePrecision
    text: str
    start: int
    end: int
    year_is_inferred: bool = False
    """True where the words name no year: the nearest dated words give it, or the edition."""


_PRECISIONS = {
    Precision.DAY: DatePrecision.DAY,
    Precision.MONTH: DatePrecision.MONTH,
    Precision.YEAR: DatePrecision.YEAR,
}


def event_dates_in(text: str, edition: EditionDate | None = None) -> tuple[EventDate, ...]:
    """Return the dates that `text` states, in order; the module says how a year is inferred."""
    words = date_words_in(text)
    dates: list[EventDate] = []
    joins = False
    for at, here in enumerate(words):
        dated = _dated(text, words, at, edition)
        if dated is None:
            joins = False
            continue
        joined = _joined(text, dates[-1], dated) if joins and dates else None
        if joined is not None:
            dates[-1] = joined
        else:
            dates.append(dated)
        joins = at + 1 < len(words) and _is_range(text, here, words[at + 1])
    return tuple(dates)


def _is_range(text: str, one: DateWords, other: DateWords) -> bool:
    """True where two dates are the ends of one range, or neighbours that share month or year."""
    if one.joined_to_next:
        return True
    between = text[one.end : other.start]
    if not _JOINED.fullmatch(between):
        return False
    is_opened = bool(_OPENED.search(text, max(0, one.start - 16), one.start))
    word = between.split()[0].lower() if between.strip() else ""
    if word in ("and", "until", "till", "through"):
        return is_opened or (word == "and" and _are_neighbours(one, other))
    return True


def _are_neighbours(one: DateWords, other: DateWords) -> bool:
    """True for 'July and August of 2013': two months that follow each other and share the year."""
    shares_year = not one.year and bool(other.year)
    return shares_year and not one.day and not other.day and other.month == one.month + 1


def _joined(text: str, first: EventDate, last: EventDate) -> EventDate | None:
    """Return the range of two ends; None where it would end before it begins."""
    begins = first.first
    if begins > last.first and first.year_is_inferred:  # 'between November and March 2014'
        before = as_period(last.first.year - 1, begins.month, begins.day)
        begins = before.first if before else begins
    if begins > last.last:
        return None
    words, inferred = text[first.start : last.end], last.year_is_inferred
    return EventDate(begins, last.last, DatePrecision.RANGE, words, first.start, last.end, inferred)


def _dated(
    text: str, words: Sequence[DateWords], at: int, edition: EditionDate | None
) -> EventDate | None:
    here = words[at]
    near = here.year or _year_nearby(text, words, at)
    year = near or _year_of_edition(here, edition) or _year_of_bound(text, words, at)
    found = as_period(year, here.month, here.day) if year else None
    if found is None:
        return None
    precision, last = _PRECISIONS[found.precision], found.last
    if here.years > 1:
        precision, last = DatePrecision.RANGE, date(year + here.years - 1, 12, 31)
    printed = text[here.start : here.end]
    return EventDate(found.first, last, precision, printed, here.start, here.end, not here.year)


def _year_nearby(text: str, words: Sequence[DateWords], at: int) -> int:
    here = words[at]
    if here.joined_to_next:
        return words[at + 1].year or _year_nearby(text, words, at + 1)
    sentence = span_at(sentence_spans(text), here.start)
    later = [each for each in words[at + 1 :] if each.end <= sentence[1]]
    listed = here
    for each in later:
        if not (listed.joined_to_next or _LISTED.fullmatch(text, listed.end, each.start)):
            break
        if _lends(each):
            return each.year
        listed = each
    earlier = [each for each in words[:at] if each.start >= sentence[0]]
    dated = [each for each in earlier if _lends(each) and not _bounds(text, each)]
    if dated:
        return dated[-1].year
    following = next((e.year for e in later if _lends(e) and not _bounds(text, e)), 0)
    return following or _year_of_scene(text, words, at, sentence[0])


def _year_of_bound(text: str, words: Sequence[DateWords], at: int) -> int:
    """Return the year of a date of the sentence that only bounds: 'after July 2016'."""
    start, end = span_at(sentence_spans(text), words[at].start)
    inside = [each for each in words if start <= each.start and each.end <= end and _lends(each)]
    earlier = [each.year for each in inside if each.start < words[at].start]
    return earlier[-1] if earlier else next((each.year for each in inside), 0)


def _bounds(text: str, words: DateWords) -> bool:
    """True for a date that something came before or after, not one on which it was."""
    return _BOUND.search(text, max(0, words.start - 16), words.start) is not None


def _lends(words: DateWords) -> bool:
    """True where a date may give its year to another: it has one, and is no decade."""
    return bool(words.year) and words.years == 1


def _year_of_scene(text: str, words: Sequence[DateWords], at: int, sentence: int) -> int:
    here, paragraph = words[at], paragraph_start(text, words[at].start)
    for each in reversed(words[:at]):
        if each.start < paragraph:
            return 0
        if each.start >= sentence or not (each.year and each.month):
            continue
        is_open = _NOT_A_SCENE.search(text, max(0, each.start - 12), each.start)
        is_after = (here.month, here.day or 31) >= (each.month, each.day)
        return each.year if is_after and not is_open else 0
    return 0


def _year_of_edition(here: DateWords, edition: EditionDate | None) -> int:
    """Return the year of the latest such day or month that does not begin after the edition."""
    if edition is None or edition.precision is Precision.YEAR:
        return 0
    known = as_period(edition.day.year, edition.day.month)
    last = known.last if known and edition.precision is Precision.MONTH else edition.day
    for year in (last.year, last.year - 1, last.year - 2, last.year - 3, last.year - 4):
        found = as_period(year, here.month, here.day)
        if found is not None and found.first <= last:
            return year
    return 0
