"""Which two editions of a series to set side by side. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.domain import BriefingCard


def pick_editions(
    cards: Sequence[BriefingCard], since: date | None = None, until: date | None = None
) -> tuple[BriefingCard, BriefingCard] | None:
    """Choose the two editions of one series' `cards` to compare, the earlier one first.

    That is the edition in force on each date; of resolutions and meeting records, the last one up
    to it. Where none is as old as `since`, the oldest is taken. Without dates it is the newest and
    the one before it. None where that does not make two editions.
    """
    ordered = _in_order(cards)
    after = _in_force(ordered, until)
    if after is None:
        return None
    before = after - 1 if since is None else (_in_force(ordered, since) or 0)
    return (ordered[before], ordered[after]) if 0 <= before < after else None


def _in_order(cards: Sequence[BriefingCard]) -> list[BriefingCard]:
    """Sort by date, and documents of one day by symbol; the last revision of an edition alone."""
    current = [card for card in cards if not card.is_superseded]
    return sorted(current, key=lambda card: (card.edition_date, card.symbol or "", card.id))


def _in_force(ordered: Sequence[BriefingCard], day: date | None) -> int | None:
    held = [
        index for index, card in enumerate(ordered) if day is None or card.edition_date.day <= day
    ]
    return held[-1] if held else None
