"""Which editions may answer: the newest of each series, or those in force on a date. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.domain import BriefingCard


def editions_in_force(cards: Sequence[BriefingCard], as_of: date | None) -> frozenset[int]:
    """Return the indexes into `cards` of the editions in force on `as_of` (None: today).

    Of a re-published series that is the newest edition not after the date; resolutions and
    meeting records all stay in force. Superseded revisions are never in force.
    """
    in_force: set[int] = set()
    newest: dict[str, int] = {}
    for index, card in enumerate(cards):
        if card.is_superseded or (as_of is not None and card.edition_date.day > as_of):
            continue
        if not card.series.kind.is_republished:
            in_force.add(index)
            continue
        held = newest.get(card.series.id)
        if held is None or cards[held].edition_date < card.edition_date:
            newest[card.series.id] = index
    return frozenset(in_force | set(newest.values()))


def earlier_editions(cards: Sequence[BriefingCard], as_of: date | None) -> frozenset[int]:
    """Return the indexes of the editions that those in force have replaced."""
    in_force = editions_in_force(cards, as_of)
    return frozenset(
        index
        for index, card in enumerate(cards)
        if index not in in_force
        and not card.is_superseded
        and (as_of is None or card.edition_date.day <= as_of)
    )


def newer_edition(cards: Sequence[BriefingCard], card: BriefingCard) -> BriefingCard | None:
    """Return the newest edition of the card's series where that is a later one."""
    if not card.series.kind.is_republished:
        return None
    later = [
        other
        for other in cards
        if other.series.id == card.series.id
        and not other.is_superseded
        and other.edition_date.day > card.edition_date.day
    ]
    return max(later, key=lambda other: other.edition_date) if later else None
