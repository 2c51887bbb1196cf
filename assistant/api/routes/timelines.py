"""The dated events of a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from assistant.api.asked import Country, Day, cards_on, check_order, first_day, last_day
from assistant.api.context import Context
from assistant.api.openapi import problems
from assistant.api.schemas import TimelineEventOut, TimelineOut
from assistant.api.schemas.endnotes import Endnotes
from assistant.api.service import BriefingLibrary
from assistant.countries import country_name
from assistant.situations.timeline import most_relevant, timeline

router = APIRouter(prefix="/v1/timeline", tags=["editions"])

MOST_EVENTS = 2000
DESCRIPTION = """
Every dated event that the editions on a country state, resolutions and meeting records among them,
in the order in which they happened. The date of the event and that of the edition that tells of it
are kept apart. With `limit`, events dated to the day and told of most come before others; `total`
counts all.
"""


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """Which events are wanted."""

    country: Country
    since: Day = None
    until: Day = None
    words: Annotated[
        str, Query(max_length=200, description="Only events that share a word with these")
    ] = ""
    limit: Annotated[int | None, Query(ge=1, le=MOST_EVENTS)] = None


@router.get(
    "",
    summary="List dated events in order",
    description=DESCRIPTION,
    responses=problems(404, 422),
)
async def list_events(context: Context, wanted: Annotated[TimelineQuery, Depends()]) -> TimelineOut:
    """Return the events of a country."""
    return await context.workers.reading.run(_events, context.service.library, wanted)


def _events(library: BriefingLibrary, wanted: TimelineQuery) -> TimelineOut:
    cards = cards_on(wanted.country, library.snapshot.cards)
    since = first_day(wanted.since) if wanted.since else None
    until = last_day(wanted.until) if wanted.until else None
    check_order(("since", "until"), since, until)
    events = timeline([library.get(card.id) for card in cards], since, until, wanted.words)
    shown = events if wanted.limit is None else most_relevant(events, wanted.limit)
    endnotes = Endnotes()
    return TimelineOut(
        country=wanted.country,
        name=country_name(wanted.country),
        total=len(events),
        events=[TimelineEventOut.of(event, endnotes) for event in shown],
    )
