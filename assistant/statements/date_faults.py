"""Dates of a statement that its quotes do not state, or not so exactly. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from assistant.domain import EditionDate
from assistant.statements.date_words import DateWords, date_words_in
from assistant.statements.event_dates import DatePrecision, EventDate, event_dates_in
from assistant.statements.faults import FaultKind, IntegrityFault

_PART = re.compile(r"\b(early|late|mid|middle|beginning|start|end)\b", re.IGNORECASE)
_PARTS = {
    **dict.fromkeys(("early", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "end"), "late"),
}
"""Words for the same part of a month or year."""
_LISTED = len(" and on ")
"""At most this many characters stand between two days of one list."""


@dataclass(frozen=True, slots=True)
class _Named:
    """The dates of one text: those with a year, and the words of the others."""

    dates: tuple[EventDate, ...]
    words: tuple[DateWords, ...]


def date_faults(
    statement: str, quotes: Sequence[str], edition: EditionDate | None
) -> Iterator[IntegrityFault]:
    """Yield the dates of `statement` that no quote bears out; coarser than quoted is fine."""
    said = _named(statement, edition)
    if not said.words:
        return
    quoted = [_named(quote, edition) for quote in quotes]
    if edition is not None:  # the date of the edition may be named too
        quoted.append(_named(edition.label, None))
    for each in said.dates:
        if not any(_bears_out(each, said.dates, named) for named in quoted):
            yield IntegrityFault(FaultKind.DATE, each.text, "No quote states this date so exactly.")
    for words in _undated(said):
        if not any(_is_named(words, named.words) for named in quoted):
            printed = statement[words.start : words.end]
            yield IntegrityFault(FaultKind.DATE, printed, "No quote names this day or month.")


def _named(text: str, edition: EditionDate | None) -> _Named:
    return _Named(event_dates_in(text, edition), date_words_in(text))


def _undated(named: _Named) -> Iterator[DateWords]:
    for words in named.words:
        if not any(each.start <= words.start and words.end <= each.end for each in named.dates):
            yield words


def _yearless(named: _Named) -> Iterator[DateWords]:
    """Yield days and months printed without a year, of ranges no end."""
    yield from _undated(named)
    for each in named.dates:
        if each.year_is_inferred and each.precision is not DatePrecision.RANGE:
            yield from (words for words in named.words if words.start == each.start)


def _bears_out(said: EventDate, others: Sequence[EventDate], quoted: _Named) -> bool:
    """True where `quoted` has the date `said`, which stands among `others` in the statement."""
    borne = (*quoted.dates, *_runs(quoted.dates))
    if any(_is_as_coarse(said, each) for each in borne):
        return True
    runs = [each for each in _runs(others) if each.start <= said.start and said.end <= each.end]
    if any(_is_as_coarse(each, date) for each in runs for date in quoted.dates):
        return True
    if not said.year_is_inferred:
        return False
    words = [each for each in date_words_in(said.text) if not each.year]
    return bool(words) and all(_is_named(each, tuple(_yearless(quoted))) for each in words)


def _runs(dates: Sequence[EventDate]) -> Iterator[EventDate]:
    """Yield two neighbouring days as one: '12 and 13 November' are the days of '12 to 13'."""
    for one, other in pairwise(dates):
        is_next = other.first - one.last == timedelta(days=1)
        are_days = one.precision is other.precision is DatePrecision.DAY
        if is_next and are_days and other.start - one.end <= _LISTED:
            yield replace(one, last=other.last, precision=DatePrecision.RANGE, end=other.end)


def _is_as_coarse(said: EventDate, quoted: EventDate) -> bool:
    """True where `said` is `quoted`, or a coarser date that holds it."""
    if (said.first, said.last) == (quoted.first, quoted.last):
        return _part(said) in ("", _part(quoted))
    is_period = said.precision is not DatePrecision.RANGE or said.text.endswith("s")
    return is_period and said.first <= quoted.first and quoted.last <= said.last


def _part(named: EventDate) -> str:
    found = _PART.search(named.text)
    return _PARTS[found.group().lower()] if found else ""


def _is_named(words: DateWords, quoted: Sequence[DateWords]) -> bool:
    """True where a quote names the same day or month; a month alone may stand for a day of it."""
    return any(
        each.month == words.month and words.day in (0, each.day) and words.year in (0, each.year)
        for each in quoted
    )
