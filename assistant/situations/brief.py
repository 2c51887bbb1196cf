"""One page on a country for someone about to speak on it, every line cited. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Briefing, BriefingCard, Notice
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
    """Gather a brief on `country` from the editions in force on `as_of` (None: `today`)."""
    _ = cards, get, today, as_of
    return Brief(country, country, (), ())
