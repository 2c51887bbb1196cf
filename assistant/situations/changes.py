"""What changed between two dated editions of a series, cited on both sides. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.domain import Briefing, BriefingCard
from assistant.situations.changing.findings import (
    Change,
    ChangeKind,
    EditionChanges,
    EditionIdentity,
)

__all__ = [
    "Change",
    "ChangeKind",
    "EditionChanges",
    "EditionIdentity",
    "changes_between",
    "pick_editions",
    "relevant_changes",
]


def changes_between(before: Briefing, after: Briefing) -> EditionChanges:
    """Compare two editions of one series, the earlier one first."""
    return EditionChanges(_identity(before), _identity(after), (), None, "", ())


def pick_editions(
    cards: Sequence[BriefingCard], since: date | None = None, until: date | None = None
) -> tuple[BriefingCard, BriefingCard] | None:
    """Choose the two editions of one series' `cards` to compare, the earlier one first."""
    ordered = sorted(
        (card for card in cards if not card.is_superseded), key=lambda card: card.edition_date
    )
    _ = since, until
    return (ordered[-2], ordered[-1]) if len(ordered) > 1 else None


def relevant_changes(changes: EditionChanges, words: str) -> tuple[Change, ...]:
    """Return the changes that a question in `words` is about, in order."""
    _ = words
    return changes.changes


def _identity(briefing: Briefing) -> EditionIdentity:
    return EditionIdentity(
        briefing.id,
        briefing.edition_date.label,
        briefing.title,
        briefing.series.name,
        briefing.symbol,
    )
