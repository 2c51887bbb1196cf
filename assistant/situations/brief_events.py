"""The newest dated events, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain import Briefing, EditionDate, Precision, SectionType
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import quoted_line, sentence_text
from assistant.situations.citing import CitedLine
from assistant.situations.timeline import TimelineEvent, date_label, timeline
from assistant.statements.event_dates import DatePrecision

MOST_EVENTS = 5
FEWEST_EVENTS = 2
RECENT = timedelta(days=3 * 365)
"""Before the newest event; what is older than that is no latest development."""
LONGEST_EVENT = 220
_LEADER = re.compile(r"Executive branch\b")
_LABEL = re.compile(r"[A-Z][^:.;]{2,90}:\s")
_ELSEWHERE = (SectionType.INTERNATIONAL_RESPONSE, SectionType.NECESSARY_ACTION)


def event_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote what the briefings date last, newest first; country pages where there is none."""
    sources = holdings.briefings or holdings.pages
    by_id = {each.id: each for each in sources}
    events = [
        event
        for event in timeline(sources)
        if not event.is_background
        and not _is_elsewhere(event, by_id[event.citation.briefing_id])
        and event.date.last <= _last_day(event.edition_date)
        and holdings.country in event.countries
    ]
    distinct = _distinct(sorted(events, key=_newness, reverse=True), by_id)[:MOST_EVENTS]
    return tuple(
        each.line
        for place, each in enumerate(distinct)
        if place < FEWEST_EVENTS or each.event.date.last >= distinct[0].event.date.last - RECENT
    )


def _is_elsewhere(event: TimelineEvent, briefing: Briefing) -> bool:
    """True where another part of the brief quotes the section in which the event stands."""
    if _LEADER.match(event.citation.quote):
        return True
    return any(
        section.start <= event.citation.start < section.end and section.type in _ELSEWHERE
        for section in briefing.sections
    )


def _last_day(edition: EditionDate) -> date:
    """Return the last day that an edition dated by month or year may have been published on."""
    match edition.precision:
        case Precision.DAY:
            return edition.day
        case Precision.MONTH:
            return (edition.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(1)
        case Precision.YEAR:
            return edition.day.replace(month=12, day=31)


def _newness(event: TimelineEvent) -> tuple[date, date]:
    """Sort by the last day; what is known to the year alone may be of its first."""
    is_vague = event.date.precision is DatePrecision.YEAR
    return (event.date.first if is_vague else event.date.last), event.date.first


def _distinct(events: Iterable[TimelineEvent], by_id: Mapping[str, Briefing]) -> list[_Event]:
    """Keep the first event of each place quoted."""
    places: dict[tuple[str, int], _Event] = {}
    for event in events:
        told = _Event(event, by_id[event.citation.briefing_id])
        places.setdefault((told.briefing.id, told.span[0]), told)
    return list(places.values())


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with the edition that tells of it."""

    event: TimelineEvent
    briefing: Briefing

    @property
    def span(self) -> tuple[int, int]:
        """Where its words stand: the sentence if that is short enough, else its clause."""
        citation = self.event.citation
        for sentence in self.briefing.sentences:
            if sentence.start <= citation.start < sentence.end:
                words = sentence_text(self.briefing, sentence)
                is_short = len(words) <= LONGEST_EVENT and not _LABEL.match(words)
                return (
                    (sentence.start, sentence.end) if is_short else (citation.start, citation.end)
                )
        return citation.start, citation.end

    @property
    def line(self) -> CitedLine:
        """The date and the words, or what they come to."""
        lead = date_label(self.event.date)
        if self.event.headline:
            return CitedLine(f"{lead}: {self.event.headline}", (self.event.citation,))
        return quoted_line(self.briefing, *self.span, lead, LONGEST_EVENT)
