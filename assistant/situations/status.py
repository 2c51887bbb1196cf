"""What the briefings held say of each country: its level, since when, and on whose word. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise

from assistant.countries import country_name
from assistant.domain import (
    Briefing,
    BriefingCard,
    Citation,
    DocumentKind,
    EditionDate,
    Level,
    LevelScheme,
)
from assistant.situations.level_schemes import gravity, is_comparable
from assistant.situations.status_sentences import level_citation, summary_citation


class Moved(StrEnum):
    """How a level stands to that of the edition before it."""

    FIRST = "first"
    RAISED = "raised"
    LOWERED = "lowered"
    UNCHANGED = "unchanged"
    REDEFINED = "redefined"
    """The levels were defined anew between the two editions, so they cannot be compared."""


@dataclass(frozen=True, slots=True)
class LevelStep:
    """The level that one edition gives a country."""

    edition: BriefingCard
    level: Level
    citation: Citation
    moved: Moved


@dataclass(frozen=True, slots=True)
class SeriesHeld:
    """How many editions of a series on a country are held, and of when the newest is."""

    name: str
    editions: int
    newest: EditionDate


@dataclass(frozen=True, slots=True)
class Situation:
    """A country as the newest edition with a level gives it, with what else is held on it.

    Without a level, `level` to `level_citation` are None: no briefing held gives one, which does
    not say that there is no risk.
    """

    country: str
    """ISO 3166-1 alpha-3."""
    name: str
    level: Level | None
    level_scheme: LevelScheme | None
    edition: BriefingCard | None
    """The newest with a level, of whichever series."""
    level_citation: Citation | None
    summary: Citation | None
    """The sentence of that edition, or else of the newest briefing, that says who is at risk."""
    history: tuple[LevelStep, ...]
    """Oldest first."""
    newest_briefing: BriefingCard | None
    """The newest briefing, with a level or without."""
    newest_any: BriefingCard
    """The newest document of any kind."""
    series: tuple[SeriesHeld, ...]


def situations(
    cards: Sequence[BriefingCard],
    get: Callable[[str], Briefing],
    as_of: date | None = None,
) -> tuple[Situation, ...]:
    """Return the situation of every country that `cards` cover, the gravest level first.

    `get` gives the stored edition of an id; editions after `as_of` are left out.
    """
    held = [
        card
        for card in cards
        if not card.is_superseded and (as_of is None or card.edition_date.day <= as_of)
    ]
    codes = dict.fromkeys(code for card in held for code in card.countries)
    once = cache(get)
    found = [_situation(code, held, once) for code in codes]
    return tuple(sorted(found, key=lambda each: (-gravity(each.level), each.name)))


def _situation(
    country: str, held: Sequence[BriefingCard], get: Callable[[str], Briefing]
) -> Situation:
    cards = sorted((card for card in held if country in card.countries), key=_by_date)
    briefings = [card for card in cards if card.series.kind is DocumentKind.BRIEFING]
    history = _history(_levelled(cards), get)
    last = history[-1] if history else None
    summed_up = last.edition if last else briefings[-1] if briefings else None
    return Situation(
        country=country,
        name=country_name(country),
        level=last.level if last else None,
        level_scheme=last.edition.level_scheme if last else None,
        edition=last.edition if last else None,
        level_citation=last.citation if last else None,
        summary=summary_citation(get(summed_up.id), country) if summed_up else None,
        history=history,
        newest_briefing=briefings[-1] if briefings else None,
        newest_any=cards[-1],
        series=_series_held(cards),
    )


def _by_date(card: BriefingCard) -> tuple[EditionDate, bool]:
    """Sort by date; on one day what was really published comes after a sample."""
    return card.edition_date, not card.source.is_sample


def _levelled(cards: Sequence[BriefingCard]) -> tuple[BriefingCard, ...]:
    """Return the editions with a level; of several with one date and level, the last."""
    kept = {(card.edition_date.iso, card.level): card for card in cards if card.level}
    return tuple(kept.values())


def _history(
    cards: Sequence[BriefingCard], get: Callable[[str], Briefing]
) -> tuple[LevelStep, ...]:
    moves = [Moved.FIRST, *(_moved(before, after) for before, after in pairwise(cards))]
    return tuple(
        LevelStep(card, card.level, level_citation(get(card.id), card.level), moved)
        for card, moved in zip(cards, moves, strict=False)
        if card.level is not None
    )


def _moved(before: BriefingCard, after: BriefingCard) -> Moved:
    if not is_comparable(before, after):
        return Moved.REDEFINED
    difference = gravity(after.level) - gravity(before.level)
    if difference == 0:
        return Moved.UNCHANGED
    return Moved.RAISED if difference > 0 else Moved.LOWERED


def _series_held(cards: Sequence[BriefingCard]) -> tuple[SeriesHeld, ...]:
    by_name: dict[str, list[BriefingCard]] = {}
    for card in cards:
        by_name.setdefault(card.series.name, []).append(card)
    return tuple(
        SeriesHeld(name, len(editions), max(card.edition_date for card in editions))
        for name, editions in sorted(by_name.items())
    )
