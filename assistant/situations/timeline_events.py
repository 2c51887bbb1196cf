"""What a timeline is made of: a dated event, with the sentence or clause that states it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import MONTHS, Citation, EditionDate
from assistant.statements.event_dates import DatePrecision, EventDate


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
    """True for a state that began then, or that is only mentioned beside something else."""


def date_label(date: EventDate) -> str:
    """Return a date as a reader sees it, as exactly as the text knows it and no more.

    '23 March 2019', 'March 2012', '2012', 'between July and August 2013' as 'July to August 2013'.
    """
    first, last = date.first, date.last
    match date.precision:
        case DatePrecision.DAY if first == last:
            return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
        case DatePrecision.MONTH:
            return f"{MONTHS[first.month - 1]} {first.year}"
        case DatePrecision.YEAR:
            return str(first.year)
    return date.text
