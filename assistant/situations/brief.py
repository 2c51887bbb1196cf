"""One page on a country for someone about to speak on it, every line cited. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.countries import country_name
from assistant.domain import Briefing, BriefingCard, Notice
from assistant.situations.brief_coverage import brief_notices, change_lines, coverage_lines
from assistant.situations.brief_events import event_lines
from assistant.situations.brief_facts import fact_lines, uprooted_lines
from assistant.situations.brief_figures import figure_lines
from assistant.situations.brief_holdings import Holdings, holdings_on
from assistant.situations.brief_level import at_risk_lines, level_lines
from assistant.situations.brief_response import (
    action_lines,
    decision_lines,
    demand_lines,
    response_lines,
)
from assistant.situations.citing import CitedLine


@dataclass(frozen=True, slots=True)
class BriefPart:
    """One heading of a brief and its lines."""

    title: str
    lines: tuple[CitedLine, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What the library holds on a country, on one page."""

    country: str
    """ISO 3166-1 alpha-3."""
    name: str
    parts: tuple[BriefPart, ...]
    notices: tuple[Notice, ...]


def brief(
    country: str,
    cards: Sequence[BriefingCard],
    get: Callable[[str], Briefing],
    today: date,
    as_of: date | None = None,
) -> Brief:
    """Gather a brief on `country` from the editions in force on `as_of` (None: `today`).

    Parts without a line are left out, except for the level and what the brief rests on.
    """
    day = as_of or today
    get = cache(get)
    holdings = holdings_on(country, cards, get, as_of)
    parts = [
        *_parts(holdings, get, day),
        BriefPart("What this rests on", coverage_lines(holdings, day)),
    ]
    return Brief(
        country=country,
        name=country_name(country),
        parts=tuple(part for part in parts if part.lines),
        notices=brief_notices(holdings, cards, day),
    )


def _parts(holdings: Holdings, get: Callable[[str], Briefing], day: date) -> Iterator[BriefPart]:
    yield BriefPart("Level", level_lines(holdings))
    if holdings.lead is None:
        yield from _page_parts(holdings, get)
        yield from _council_parts(holdings, day)
        return
    edition = f", edition of {holdings.lead.edition_date.label}"
    events = event_lines(holdings)
    quoted = {citation.start for line in events for citation in line.citations}
    yield BriefPart("Who is at risk", at_risk_lines(holdings))
    yield BriefPart("Latest developments", events)
    yield BriefPart(f"Figures{edition}", figure_lines(holdings, quoted))
    yield BriefPart(f"Recommended action, word for word{edition}", action_lines(holdings))
    yield BriefPart(f"International response{edition}", response_lines(holdings))
    yield from _council_parts(holdings, day)
    yield from _page_parts(holdings, get)


def _council_parts(holdings: Holdings, day: date) -> Iterator[BriefPart]:
    if holdings.lead is None:
        yield BriefPart("What concerned the Security Council", at_risk_lines(holdings))
    yield BriefPart("What the Security Council decided", decision_lines(holdings, day))
    yield BriefPart("What the Security Council demands", demand_lines(holdings, day))


def _page_parts(holdings: Holdings, get: Callable[[str], Briefing]) -> Iterator[BriefPart]:
    page = f", {holdings.pages[0].edition_date.label}" if holdings.pages else ""
    if holdings.lead is None:
        yield BriefPart("Latest developments", event_lines(holdings))
    yield BriefPart(f"The country{page}", fact_lines(holdings))
    yield BriefPart(f"Displaced people and refugees{page}", uprooted_lines(holdings))
    yield BriefPart(*change_lines(holdings, get))
