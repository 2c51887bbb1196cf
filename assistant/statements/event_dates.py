"""Calendar dates that a text states, with how exactly; nothing is filled in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import EditionDate, Precision
from assistant.statements.periods import dates_named


class DatePrecision(StrEnum):
    """How exactly an event is dated."""

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
    """Return the dates that `text` states, in order; see `EventDate`."""
    del edition
    return tuple(
        EventDate(
            each.first, each.last, _PRECISIONS[each.precision], each.text, each.start, each.end
        )
        for each in dates_named(text)
    )
