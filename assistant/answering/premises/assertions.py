"""What a question asserts: its slots, the words around them, and how it asks. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.premises.asking_forms import AskingForm, asking_form, bare_question
from assistant.answering.premises.opposites import denies
from assistant.answering.premises.premise_words import statement_of
from assistant.answering.premises.slot import Slot
from assistant.answering.premises.slots import slots_in
from assistant.answering.premises.subject_words import subject_of, subject_terms
from assistant.answering.question.terms import said_terms

_BESIDE = 30
"""Characters before and after a slot whose words tell its role."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A question as sentences are held against it."""

    question: str
    statement: str
    form: AskingForm
    slots: tuple[Slot, ...]
    roles: tuple[frozenset[str], ...]
    """For each slot the terms beside it."""
    terms: tuple[str, ...]
    """The terms of the question outside its slots."""
    words: frozenset[str]
    """The same as they are said, without a mark for those that tell one deed."""
    denies: bool


def assertion_of(question: str) -> Assertion:
    """Read what `question` asserts."""
    slots = slots_in(question)
    rest = question
    for slot in reversed(slots):
        rest = f"{rest[: slot.start]} {rest[slot.end :]}"
    terms = subject_of(rest)
    return Assertion(
        question=question,
        statement=statement_of(bare_question(question)),
        form=asking_form(question),
        slots=slots,
        roles=tuple(_beside(question, slot) & frozenset(terms) for slot in slots),
        terms=terms,
        words=said_terms(rest),
        denies=denies(question),
    )


def _beside(question: str, slot: Slot) -> frozenset[str]:
    before = question[max(0, slot.start - _BESIDE) : slot.start]
    return subject_terms(f"{before} {question[slot.end : slot.end + _BESIDE]}")
