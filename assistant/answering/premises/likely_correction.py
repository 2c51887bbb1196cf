"""Which sentence corrects a question, by the weight of all signals. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.premises.aligning import Alignment, aligned
from assistant.answering.premises.asking_forms import AskingForm
from assistant.answering.premises.assertions import Assertion, assertion_of
from assistant.answering.premises.clashes import Clash
from assistant.answering.premises.correcting import Correction, Entails, words_for
from assistant.answering.premises.premise_sources import Source
from assistant.answering.premises.premises import Premise, PremiseKind
from assistant.answering.premises.weighing import Weights, odds, packaged_weights

SENTENCES_READ = 3
"""Sentences of one question that are read beside its statement."""
SURELY_ANSWERED = 0.6
"""A question that a sentence answers as likely as this takes nothing wrong for granted."""
REFUTING = 0.8
"""Probability of contradiction from which a sentence that seems to answer corrects instead."""
WITHOUT_CLASH = 1.0
"""Further odds where the sentence names nothing instead: it may merely speak of the same thing."""
LEAST_WORDS = 4
"""A shorter line, as a name of a list, denies nothing."""
UNLIKELY = -4.0
"""Skimmed odds below which a sentence is not worth reading."""


def likely_correction(
    question: str, sources: Sequence[Source], entails: Entails, weights: Weights | None = None
) -> Correction | None:
    """Return the correction of the likeliest sentence, None where none surely says otherwise."""
    assertion, weights = assertion_of(question), weights or packaged_weights()
    answering = {each.text for each in sources if each.probability > SURELY_ANSWERED}
    is_asked = assertion.form is not AskingForm.PRESUPPOSES
    if (answering and is_asked) or not states_something(assertion):
        return None
    read = read_alignments(assertion, sources, entails, weights)
    if answering - {each.source.text for each in read if _is_refuting(each)}:
        return None
    best = max(read, key=lambda each: odds(weights.read, each.signals), default=None)
    if best is None:
        return None
    surely = odds(weights.read, best.signals)
    least = weights.least_odds(assertion.form) + (0.0 if _named_clash(best) else WITHOUT_CLASH)
    is_sentence = len(best.source.text.split()) >= LEAST_WORDS
    return _made(question, best, surely) if surely >= least and is_sentence else None


def states_something(assertion: Assertion) -> bool:
    """False for a question that asks for a value and names nothing besides."""
    return assertion.form is not AskingForm.ASKS or bool(assertion.slots)


def read_alignments(
    assertion: Assertion, sources: Sequence[Source], entails: Entails, weights: Weights
) -> list[Alignment]:
    """Return the likeliest sentences with what the reader makes of them as entailments."""
    skimmed = [(odds(weights.skim, each.signals), each) for each in aligned(assertion, sources)]
    likely = sorted((pair for pair in skimmed if pair[0] > UNLIKELY), key=lambda pair: -pair[0])
    return [with_entailment(each, assertion, entails) for _, each in likely[:SENTENCES_READ]]


def with_entailment(each: Alignment, assertion: Assertion, entails: Entails) -> Alignment:
    """Return the alignment with what the sentence makes of the question's statement."""
    entailed, _, contradicted = entails(each.source.text, assertion.statement)
    return replace(
        each, signals={**each.signals, "entailed": entailed, "contradicted": contradicted}
    )


def _is_refuting(each: Alignment) -> bool:
    """True where the sentence contradicts what the question states, and so answers nothing."""
    return each.clash is not None and each.signals["contradicted"] >= REFUTING


def _named_clash(best: Alignment) -> Clash | None:
    """Return what the sentence has instead of a thing that the question names.

    An actor of another kind may stand there for another reason, so that it is not named.
    """
    return best.clash if best.clash and not best.clash.is_other_kind else None


def _made(question: str, best: Alignment, surely: float) -> Correction:
    clash = _named_clash(best)
    said = clash.asserted.said if clash else question
    start = clash.asserted.start if clash else 0
    instead = clash.instead.said if clash else ""
    premise = Premise(PremiseKind.STATEMENT, said, start, start + len(said), probe=question)
    words = words_for(said, instead, best.source)
    return Correction(premise, best.source, instead, words, surely)
