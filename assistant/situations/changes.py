"""What changed between two dated editions of a series, cited on both sides. Pure."""

from __future__ import annotations

from assistant.domain import Briefing
from assistant.situations.changing.choosing import pick_editions
from assistant.situations.changing.collecting import findings
from assistant.situations.changing.findings import (
    Change,
    ChangeKind,
    EditionChanges,
    EditionIdentity,
)
from assistant.situations.changing.levels import level_moved, level_stayed, scheme_note
from assistant.situations.changing.relevance import changes_about
from assistant.situations.changing.sides import Side, Sides
from assistant.situations.changing.weighing import in_order_of_weight
from assistant.situations.changing.wording import as_change

__all__ = [
    "Change",
    "ChangeKind",
    "EditionChanges",
    "EditionIdentity",
    "changes_between",
    "pick_editions",
    "relevant_changes",
]


def changes_between(
    before: Briefing, after: Briefing, *, with_rewording: bool = False
) -> EditionChanges:
    """Compare two editions of one series, the earlier one first.

    The level comes first, then figures of people, leaders, mandates and actions, then the rest,
    each as it stands in the documents; `with_rewording` adds what is merely told in other words.
    """
    sides = Sides(Side.of(before), Side.of(after))
    found = [
        each for each in findings(sides) if with_rewording or each.kind is not ChangeKind.REWORDED
    ]
    moved = level_moved(before, after)
    changes = [as_change(each, sides) for each in in_order_of_weight(found, sides)]
    return EditionChanges(
        before=_identity(before),
        after=_identity(after),
        changes=(*((moved,) if moved else ()), *changes),
        unchanged_level=level_stayed(before, after),
        scheme_note=scheme_note(before, after),
        compared_sections=_sections_of_both(before, after),
    )


def relevant_changes(changes: EditionChanges, words: str) -> tuple[Change, ...]:
    """Return the changes that a question in `words` is about, in order."""
    return changes_about(changes.changes, words)


def _identity(briefing: Briefing) -> EditionIdentity:
    return EditionIdentity(
        briefing.id,
        briefing.edition_date.label,
        briefing.title,
        briefing.series.name,
        briefing.symbol,
    )


def _sections_of_both(before: Briefing, after: Briefing) -> tuple[str, ...]:
    ours = {section.label for section in before.sections}
    return tuple(
        dict.fromkeys(section.label for section in after.sections if section.label in ours)
    )
