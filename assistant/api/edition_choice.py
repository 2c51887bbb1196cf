"""Which two editions of a series a request means: by date, by id, or the newest two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from starlette.exceptions import HTTPException

from assistant.api.asked import DAY_PATTERN, check_order, last_day
from assistant.domain import BriefingCard
from assistant.situations.changes import pick_editions

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class End:
    """One end of a comparison: the day meant, and the edition where its id was given."""

    day: date | None = None
    card: BriefingCard | None = None


def series_cards(series_id: str, cards: Sequence[BriefingCard]) -> list[BriefingCard]:
    """Return the editions of a series, corrected ones among them.

    Raises:
        HTTPException: 404 with the nearest ids of series that are held.
    """
    found = [card for card in cards if card.series.id == series_id]
    if found:
        return found
    ids = sorted({card.series.id for card in cards})
    near = get_close_matches(series_id.lower(), ids, n=5, cutoff=0.3)
    nearest = f" The nearest ids are {', '.join(near)}." if near else ""
    raise HTTPException(
        404,
        f"No series has the id '{series_id}'.{nearest} GET /v1/series (`r2p series`) lists "
        "them all.",
    )


def chosen_editions(
    cards: Sequence[BriefingCard], since: str | None, until: str | None
) -> tuple[BriefingCard, BriefingCard]:
    """Return the two editions of one series' `cards` to compare, the earlier one first.

    `since` and `until` are ids of editions, or dates on which editions were in force; a year or
    month stands for its last day. Without them it is the newest edition and the one before.

    Raises:
        HTTPException: 422 for what is neither, or for a span that ends before it begins; 404 where
            that does not make two editions.
    """
    start, end = _end(since, cards), _end(until, cards)
    check_order(("from", "to"), start.day, end.day)
    picked = pick_editions(cards, start.day, end.day) or (None, None)
    before, after = start.card or picked[0], end.card or picked[1]
    if before is None or after is None or before.id == after.id:
        raise HTTPException(404, _not_two(cards))
    return before, after


def _end(named: str | None, cards: Sequence[BriefingCard]) -> End:
    if not named:
        return End()
    for card in cards:
        if card.id == named:
            return End(card.edition_date.day, card)
    if re.fullmatch(DAY_PATTERN, named, re.ASCII):
        return End(last_day(named))
    raise HTTPException(
        422,
        f"'{named}' is neither a date (2019, 2019-05 or 2019-05-15) nor the id of an edition of "
        f"{cards[0].series.name}. Held are {_held(cards)}.",
    )


def _not_two(cards: Sequence[BriefingCard]) -> str:
    name = cards[0].series.name
    if sum(not card.is_superseded for card in cards) == 1:
        return f"One edition of {name} is held, {_held(cards)}; it takes two to compare."
    return f"What is asked for does not make two editions of {name}. Held are {_held(cards)}."


def _held(cards: Sequence[BriefingCard]) -> str:
    """Name the newest editions by date and id."""
    newest = sorted(cards, key=lambda card: (card.edition_date, card.id), reverse=True)
    named = [f"{card.edition_date.label} ({card.id})" for card in newest[:MOST_NAMED]]
    more = len(newest) - len(named)
    return ", ".join([*named, *([f"and {more} older ones"] if more else [])])
