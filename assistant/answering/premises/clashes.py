"""Where a sentence has something else in a slot of the question. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.premises.assertions import Assertion
from assistant.answering.premises.comparing import agree, differ
from assistant.answering.premises.slot import Slot
from assistant.answering.premises.slots import slots_in
from assistant.answering.premises.subject_words import subject_terms

_BESIDE = 45
"""Characters before and after a slot of a sentence in which the role's words count."""
_NO_ROLE = 0.5
"""How well a slot fits where the question has no words beside it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What a question asserts in one slot, and what a sentence has there instead."""

    asserted: Slot
    instead: Slot
    fit: float
    """Share of the words beside the asserted slot that stand beside the other."""
    choices: int
    """How many slots of the sentence could stand there."""
    is_other_kind: bool
    """True for an actor of another kind: a country for a group."""
    is_in_passage: bool
    """True where the passage has the asserted value in another sentence."""
    confirmed: float
    """How nearly another sentence says the same with the asserted value."""

    @property
    def strength(self) -> float:
        """Orders the clashes of one sentence."""
        return self.fit + (not self.is_other_kind) - self.is_in_passage - self.confirmed


def strongest_clash(
    assertion: Assertion,
    text: str,
    passage: str,
    is_held: Sequence[bool],
    confirmed: Sequence[float],
) -> Clash | None:
    """Return the slot in which `text` differs most surely; None where it differs in none."""
    found = [
        clash
        for number in range(len(assertion.slots))
        if not is_held[number]
        and (clash := _clash(assertion, number, text, passage, confirmed[number]))
    ]
    return max(found, key=lambda clash: clash.strength, default=None)


def _clash(
    assertion: Assertion, number: int, text: str, passage: str, confirmed: float
) -> Clash | None:
    asserted, role = assertion.slots[number], assertion.roles[number]
    free = [s for s in slots_in(text) if not any(agree(each, s) for each in assertion.slots)]
    choices = [slot for slot in free if differ(asserted, slot)]
    is_other_kind = not choices and asserted.kind.is_actor
    if is_other_kind:
        choices = [slot for slot in free if slot.kind.is_actor and slot.kind is not asserted.kind]
    if not choices:
        return None
    fits = [_fit(role, text, slot) for slot in choices]
    near = [_fit(role, *_clause(text, slot)) for slot in choices]
    best = max(range(len(choices)), key=lambda index: (fits[index], near[index]))
    return Clash(
        asserted=asserted,
        instead=choices[best],
        fit=fits[best],
        choices=len(choices),
        is_other_kind=is_other_kind,
        is_in_passage=any(agree(asserted, each) for each in slots_in(passage)),
        confirmed=confirmed,
    )


def _clause(text: str, slot: Slot) -> tuple[str, Slot]:
    """Return the clause that holds the slot, and the slot as it stands there."""
    start = text.rfind(";", 0, slot.start) + 1
    end = text.find(";", slot.end)
    clause = text[start : end if end >= 0 else len(text)]
    return clause, replace(slot, start=slot.start - start, end=slot.end - start)


def _fit(role: frozenset[str], text: str, slot: Slot) -> float:
    beside = text[max(0, slot.start - _BESIDE) : slot.end + _BESIDE]
    return len(role & subject_terms(beside)) / len(role) if role else _NO_ROLE
