"""The newest dated events, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.domain import Briefing, SectionType
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import quoted_line
from assistant.situations.citing import CitedLine
from assistant.situations.timeline import TimelineEvent, date_label, timeline

MOST_EVENTS = 5
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
        and event.date.last <= event.edition_date.day.replace(day=28)
        and holdings.country in event.countries
    ]
    newest = sorted(events, key=lambda event: (event.date.last, event.date.first), reverse=True)
    return tuple(_line(event, by_id) for event in _distinct(newest)[:MOST_EVENTS])


def _is_elsewhere(event: TimelineEvent, briefing: Briefing) -> bool:
    """True where another part of the brief quotes the section in which the event stands."""
    if _LEADER.match(event.citation.quote):
        return True
    return any(
        section.start <= event.citation.start < section.end and section.type in _ELSEWHERE
        for section in briefing.sections
    )


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
    return quoted_line(by_id[citation.briefing_id], citation.start, citation.end, lead)
