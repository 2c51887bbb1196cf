"""The slots of a text: the levels, documents, dates, amounts and actors that it states.

Pure. Questions and sentences are read alike, so that what a question takes for granted can be held
against what a sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.answering.premises.actor_slots import countries, groups, names, organisations
from assistant.answering.premises.amounts import amounts_in
from assistant.answering.premises.premise_words import DATE
from assistant.answering.premises.slot import Slot, SlotKind
from assistant.domain import Level

_LEVEL = re.compile("|".join(level.value for level in Level), re.IGNORECASE)
_GRADE = re.compile(
    r"\b(?:level|phase|tier|category|stage|grade) (?:\d|[IVX]{1,3})\b", re.IGNORECASE
)
"""A grade of another scale than that of the briefings, as 'a Level 3 emergency'."""
_DOCUMENT = re.compile(r"\b(?:[Rr]esolutions?\s+|S/RES/)(\d{3,4})\b")


@lru_cache(maxsize=65536)
def slots_in(text: str) -> tuple[Slot, ...]:
    """Return the slots of `text` in order, one for each span; kept, since passages stay."""
    taken: list[Slot] = []
    for find in (_levels, _documents, _dates, _amounts, countries, organisations, names, groups):
        for slot in find(text):
            if not any(slot.start < other.end and other.start < slot.end for other in taken):
                taken.append(slot)
    return tuple(sorted(taken, key=lambda slot: slot.start))


def _levels(text: str) -> Iterator[Slot]:
    for match in _LEVEL.finditer(text):
        key = frozenset((match.group().casefold(),))
        yield Slot(SlotKind.LEVEL, match.group(), *match.span(), key)
    for match in _GRADE.finditer(text):
        key = frozenset((match.group().casefold(),))
        yield Slot(SlotKind.LEVEL, match.group(), *match.span(), key)


def _documents(text: str) -> Iterator[Slot]:
    for match in _DOCUMENT.finditer(text):
        yield Slot(SlotKind.DOCUMENT, match.group(), *match.span(), frozenset((match[1],)))


def _dates(text: str) -> Iterator[Slot]:
    for match in DATE.finditer(text):
        keys = frozenset(f"{k.split('_')[0]} {v}" for k, v in match.groupdict().items() if v)
        yield Slot(SlotKind.DATE, match.group(), *match.span(), keys)


def _amounts(text: str) -> Iterator[Slot]:
    for amount in amounts_in(text):
        said = text[amount.start : amount.noun_end]
        yield Slot(SlotKind.AMOUNT, said, amount.start, amount.end, amount=amount)
