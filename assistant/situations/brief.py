"""One page on a country for someone about to speak on it, every line cited. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.countries import country_name
from assistant.domain import Briefing, BriefingCard, Notice
from assistant.situations.brief_council import decision_lines, demand_lines
from assistant.situations.brief_coverage import brief_notices, change_lines, coverage_lines
from assistant.situations.brief_events import event_lines
from assistant.situations.brief_facts import fact_lines
from assistant.situations.brief_figures import figure_lines
from assistant.situations.brief_holdings import Holdings, holdings_on
from assistant.situations.brief_level import at_risk_lines, level_lines
from assistant.situations.brief_response import action_lines, response_lines
from assistant.situations.citing import CitedLine

MOST_OF_COUNCIL = 2
MOST_OF_COUNCIL_ALONE = 4
"""Decisions and demands each, beside a country page and where there is nothing else."""


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
        BriefPart("What this rests on", coverage_lines(holdings, get, day)),
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
        yield from _parts_without_briefing(holdings, get, day)
        return
    edition = f", edition of {holdings.lead.edition_date.label}"
    events = event_lines(holdings)
    figures = figure_lines(holdings, {start for _, start, _ in _places(events)})
    at_risk, actions = at_risk_lines(holdings), action_lines(holdings)
    council = (*decision_lines(holdings, day, 1), *demand_lines(holdings, day, 1))
    response = (*response_lines(holdings), *council)
    quoted = _places((*at_risk, *events, *figures, *actions, *response))
    yield BriefPart("Who is at risk", at_risk)
    yield BriefPart("Latest developments", events)
    yield BriefPart(f"Figures{edition}", figures)
    yield BriefPart(f"Recommended action, word for word{edition}", actions)
    yield BriefPart("International response", response)
    yield BriefPart(*change_lines(holdings, get, quoted))
    yield BriefPart(_page_title(holdings), fact_lines(holdings))


def _parts_without_briefing(
    holdings: Holdings, get: Callable[[str], Briefing], day: date
) -> Iterator[BriefPart]:
    """Yield what country pages and resolutions say; the Council's words take the larger place."""
    most = MOST_OF_COUNCIL if holdings.pages else MOST_OF_COUNCIL_ALONE
    events = event_lines(holdings)
    yield BriefPart(_page_title(holdings), fact_lines(holdings))
    yield BriefPart("Latest developments", events)
    yield BriefPart(*change_lines(holdings, get, _places(events)))
    yield BriefPart("What concerned the Security Council", at_risk_lines(holdings))
    yield BriefPart("What the Security Council decided", decision_lines(holdings, day, most))
    yield BriefPart("What the Security Council demanded", demand_lines(holdings, day, most))


def _places(lines: Sequence[CitedLine]) -> frozenset[tuple[str, int, int]]:
    return frozenset(
        (citation.briefing_id, citation.start, citation.end)
        for line in lines
        for citation in line.citations
    )


def _page_title(holdings: Holdings) -> str:
    page = holdings.pages[0] if holdings.pages else None
    return f"The country, {page.edition_date.label} ({page.series.publisher})" if page else ""
