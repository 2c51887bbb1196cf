"""Whether two slots say the same, or something else of one kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.premises.amounts import are_at_odds, count_the_same
from assistant.answering.premises.slot import Slot, SlotKind

SAME_FIGURE = 0.04
"""Figures this near, as a share, are one figure rounded."""
FEW = 20
"""A larger number that comes again is the same figure, whatever noun stands beside it."""


def agree(asserted: Slot, found: Slot) -> bool:
    """True where `found` says what `asserted` says, or says it more exactly."""
    if asserted.kind is SlotKind.AMOUNT:
        return _amounts_agree(asserted, found)
    if SlotKind.DATE in (asserted.kind, found.kind):
        return asserted.kind is found.kind and asserted.keys <= found.keys
    return bool(asserted.keys & found.keys)


def differ(asserted: Slot, found: Slot) -> bool:
    """True where both are of one kind and cannot both be right."""
    if found.kind is not asserted.kind or agree(asserted, found):
        return False
    if asserted.amount is not None and found.amount is not None:
        return are_at_odds(asserted.amount, found.amount)
    if asserted.kind is SlotKind.LEVEL:
        return _scale(asserted) == _scale(found)
    return asserted.kind is not SlotKind.DATE or _dates_differ(asserted.keys, found.keys)


def _scale(level: Slot) -> str:
    """Return the word before a number, '' for a level of the briefings themselves."""
    word, number = level.said.casefold().rsplit(maxsplit=1)
    return word if number.isdigit() or set(number) <= set("ivx") else ""


def holds(asserted: Slot, said: Iterable[Slot], over: Iterable[Slot]) -> bool:
    """True where a sentence states it; the year of a date may stand over the sentence."""
    if any(agree(asserted, each) for each in said):
        return True
    if asserted.kind is not SlotKind.DATE:
        return False
    inside = frozenset().union(*(each.keys for each in said if each.kind is SlotKind.DATE))
    above = frozenset().union(*(each.keys for each in over if each.kind is SlotKind.DATE))
    exact = frozenset(key for key in asserted.keys if not key.startswith("year")) or asserted.keys
    return exact <= inside and asserted.keys <= inside | above


def _amounts_agree(asserted: Slot, found: Slot) -> bool:
    one, other = asserted.amount, found.amount
    if one is None or other is None:
        return False
    is_near = abs(one.value - other.value) <= SAME_FIGURE * one.value
    return is_near and (count_the_same(one, other) or one.value > FEW)


def _dates_differ(asserted: frozenset[str], found: frozenset[str]) -> bool:
    """True where a part is another; the year of a day or month may go without saying."""
    ours, theirs = (dict(key.split() for key in keys) for keys in (asserted, found))
    if "month" in theirs and "year" not in theirs:
        ours.pop("year", None)
    if not ours.keys() <= theirs.keys():
        return False
    return any(theirs[part] != value for part, value in ours.items())
