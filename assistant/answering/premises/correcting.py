"""Which premise to correct, with which sentence, in which words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.premises.contradictions import confirms, contradiction
from assistant.answering.premises.premise_sources import SURE, Contradiction, Source
from assistant.answering.premises.premise_words import statement_of
from assistant.answering.premises.premises import Premise

Entails = Callable[[str, str], tuple[float, float, float]]
"""Probabilities that a text entails, leaves open and contradicts a statement."""
LEAST_SCORE = 0.75
"""Strength of what is shared, plus half the probability that the sentence answers the probe."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A premise, the sentence that says otherwise, and how to say so."""

    premise: Premise
    source: Source
    instead: str
    words: str
    score: float


def correction(
    question: str,
    found: Sequence[tuple[Premise, Sequence[Source]]],
    entails: Entails | None = None,
) -> Correction | None:
    """Return the correction to make, None where nothing surely says otherwise.

    `found` gives for each premise the judged sentences for its probe.
    """
    for premise, sources in found:
        if any(confirms(premise, question, source) for source in sources):
            continue
        pairs = ((source, contradiction(premise, question, source)) for source in sources)
        scored = [
            (score, source, said)
            for source, said in pairs
            if said and (score := _score(said, source, question, entails)) >= LEAST_SCORE
        ]
        if scored:
            score, source, said = max(scored, key=lambda each: each[0])
            words = words_for(premise.said, said.instead, source)
            return Correction(premise, source, said.instead, words, score)
    return None


def _score(said: Contradiction, source: Source, question: str, entails: Entails | None) -> float:
    score = said.strength + source.probability / 2
    if entails is None:
        return score
    entailed, _, contradicted = entails(source.text, statement_of(question))
    if entailed >= SURE:
        return 0.0
    return score + contradicted / 2


def words_for(said: str, instead: str, source: Source) -> str:
    """Say what the edition has instead of what the question says, where that is one thing."""
    where = source.edition or "the edition quoted"
    where = where[:1].lower() + where[1:] if where.startswith(("Edition", "The ")) else where
    where = f"the {where}" if where.startswith("edition") else where
    if not instead:
        return f"The briefings do not say so; this is what {where} says."
    return f"The briefings do not say {said}; {where} says {instead}."
