"""The newest dated events, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from assistant.domain import Briefing, EditionDate, Precision, SectionType
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import quoted_line
from assistant.situations.citing import CitedLine
from assistant.situations.timeline import TimelineEvent, date_label, timeline

MOST_EVENTS = 5
FEWEST_EVENTS = 2
RECENT = timedelta(days=3 * 365)
"""Before the newest event; what is older than that is no latest development."""
LONGEST_EVENT = 220
_LEADER = re.compile(r"Executive branch\b")
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
    newest = sorted(events, key=lambda event: (event.date.last, event.date.first), reverse=True)
    distinct = _distinct(newest)[:MOST_EVENTS]
    return tuple(
        _line(event, by_id)
        for place, event in enumerate(distinct)
        if place < FEWEST_EVENTS or event.date.last >= distinct[0].date.last - RECENT
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


def _distinct(events: Collection[TimelineEvent]) -> list[TimelineEvent]:
    """Keep the first event of each place quoted."""
    places: dict[tuple[str, int], TimelineEvent] = {}
    for event in events:
        places.setdefault((event.citation.briefing_id, event.citation.start), event)
    return list(places.values())


def _line(event: TimelineEvent, by_id: dict[str, Briefing]) -> CitedLine:
    lead = date_label(event.date)
    citation = event.citation
    if event.headline:
        return CitedLine(f"{lead}: {event.headline}", (citation,))
    return quoted_line(
        by_id[citation.briefing_id], citation.start, citation.end, lead, LONGEST_EVENT
    )
