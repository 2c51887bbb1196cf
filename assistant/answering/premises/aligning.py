"""Holds sentences against what a question asserts, one by one and all together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.premises.assertions import Assertion
from assistant.answering.premises.clashes import Clash, strongest_clash
from assistant.answering.premises.comparing import agree, holds
from assistant.answering.premises.opposites import denies, opposed
from assistant.answering.premises.premise_sources import Source
from assistant.answering.premises.slot import SlotKind
from assistant.answering.premises.slots import slots_in
from assistant.answering.premises.subject_words import kept_terms, subject_terms

LEAST_SHARED = 0.15
"""A sentence that was not read and shares less of the question's words says nothing of it."""
_MANY_SLOTS, _MANY_TERMS, _MANY_HELD = 4, 6, 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence beside the question: where they differ, and signals of about 0 to 1."""

    source: Source
    clash: Clash | None
    opposites: frozenset[str]
    """Terms of the question whose opposite the sentence says."""
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Beside:
    """A sentence with what it shares with the question."""

    source: Source
    shared: float
    shared_near: float
    opposites: frozenset[str]
    in_sentence: tuple[bool, ...]
    in_heading: tuple[bool, ...]

    @property
    def is_held(self) -> tuple[bool, ...]:
        pairs = zip(self.in_sentence, self.in_heading, strict=True)
        return tuple(here or above for here, above in pairs)


def aligned(assertion: Assertion, sources: Sequence[Source]) -> list[Alignment]:
    """Return the sentences that share something with the question, beside it."""
    found = [_beside(assertion, source) for source in sources]
    kept = [each for each in found if each.shared >= LEAST_SHARED or each.source.was_read]
    together = _together(assertion, kept)
    confirmed = [_confirmed(number, kept) for number in range(len(assertion.slots))]
    return [_alignment(assertion, each, together, confirmed) for each in kept]


def _beside(assertion: Assertion, source: Source) -> _Beside:
    said, over = subject_terms(source.text), subject_terms(source.heading)
    count = len(assertion.terms) or 1
    shared = sum(term in said for term in assertion.terms) / count
    near = sum(term in said or term in over for term in assertion.terms) / count
    nothing = (False,) * len(assertion.slots)
    if shared < LEAST_SHARED and not source.was_read:
        return _Beside(source, shared, near, frozenset(), nothing, nothing)
    here, above = slots_in(source.text), slots_in(source.heading)
    return _Beside(
        source,
        shared,
        near,
        opposed(assertion.words, kept_terms(source.text)),
        tuple(holds(slot, here, above) for slot in assertion.slots),
        tuple(
            slot.kind is not SlotKind.AMOUNT and any(agree(slot, each) for each in above)
            for slot in assertion.slots
        ),
    )


def _together(assertion: Assertion, kept: Sequence[_Beside]) -> dict[str, float]:
    """Return the signals that all sentences share: does one of them support it all?"""
    count = len(assertion.slots)
    supporting = (
        each.shared * ((sum(each.is_held) / count) ** 2 if count else 1.0)
        for each in kept
        if not each.opposites
    )
    return {
        "supported": max(supporting, default=0.0),
        "most_shared": max((each.shared for each in kept), default=0.0),
        "answered": max((each.source.probability for each in kept), default=0.0),
        "answerable": max((each.source.answerable for each in kept), default=-1.0),
        "slots": min(count, _MANY_SLOTS) / _MANY_SLOTS,
        "terms": min(len(assertion.terms), _MANY_TERMS) / _MANY_TERMS,
    }


def _confirmed(number: int, kept: Sequence[_Beside]) -> float:
    """Return how nearly a sentence that has this slot's value says the rest, too."""
    best = 0.0
    for each in kept:
        if each.in_sentence[number]:
            others = [held for at, held in enumerate(each.is_held) if at != number]
            share = sum(others) / len(others) if others else 1.0
            best = max(best, each.shared * (0.5 + 0.5 * share))
    return best


def _alignment(
    assertion: Assertion, each: _Beside, together: Mapping[str, float], confirmed: Sequence[float]
) -> Alignment:
    source, held = each.source, sum(each.is_held)
    clash = strongest_clash(assertion, source.text, source.passage, each.is_held, confirmed)
    others = len(assertion.slots) - (clash is not None)
    signals = {
        **together,
        "shared": each.shared,
        "shared_near": each.shared_near,
        "behind": together["most_shared"] - each.shared,
        "held": held / others if others else 0.5,
        "slots_held": min(held, _MANY_HELD) / _MANY_HELD,
        "opposite": float(bool(each.opposites)),
        "denied": float(denies(source.text) != assertion.denies),
        "answers": source.probability,
        "similar": source.similarity,
        **_clash_signals(clash),
    }
    return Alignment(source, clash, each.opposites, signals)


def _clash_signals(clash: Clash | None) -> dict[str, float]:
    kinds = {kind.value: 0.0 for kind in SlotKind}
    if clash is None:
        none = dict.fromkeys(("clash", "other_kind", "fit", "choices", "in_passage"), 0.0)
        return {**kinds, **none, "confirmed": 0.0}
    if not clash.is_other_kind:
        kinds[clash.asserted.kind.value] = 1.0
    return {
        **kinds,
        "clash": 1.0,
        "other_kind": float(clash.is_other_kind),
        "fit": clash.fit,
        "choices": min(clash.choices, _MANY_SLOTS) / _MANY_SLOTS,
        "in_passage": float(clash.is_in_passage),
        "confirmed": clash.confirmed,
    }
