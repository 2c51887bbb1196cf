"""The embedded reader: how likely a sentence answers a question, judged with its context.

A logistic model over a handful of readable signals: what a trained cross-encoder makes of question
and sentence, how near they are in meaning, how much of the question's rare vocabulary stands in
the sentence and around it, and whether it holds the kind of thing that was asked for. No single
signal is enough: similarity cannot tell a sentence that answers from one on the same subject that
does not, and the cross-encoder alone is no judge of whether anything answers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.answering.asking_words import asked_words
from assistant.answering.cross_encoder import CrossEncoder, SentenceInContext
from assistant.answering.scope import Scope
from assistant.answering.signals import Asked, Signals, signals_in
from assistant.answering.terms import TermStatistics
from assistant.domain import Evidence

_FIELDS = fields(Signals)
PASSAGES_READ = 2
"""Passages that the cross-encoder reads; its time grows with them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model's coefficients, one per signal.

    Fitted on the development half of the corpus questions (listwise, with a null option), then
    rounded; what a figure or a section needs was raised by hand.
    """

    bias: float = -10.6
    reading: float = 4.7
    similarity: float = 1.1
    passage_similarity: float = 1.6
    said: float = 0.9
    said_near: float = 4.4
    dates_said: float = 1.8
    holds_expected: float = 2.5
    figure_near: float = 3.0
    recency: float = 1.0
    rank: float = 0.4
    is_preamble: float = -0.4
    in_section: float = 1.5
    is_whole_section_asked: float = 4.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely sentence number `sentence` of `evidence` answers the question."""

    evidence: Evidence
    sentence: int
    probability: float
    signals: Signals


class Reader:
    """Skims every passage by its cheap signals, then reads the likeliest with the cross-encoder."""

    def __init__(self, encoder: CrossEncoder, weights: Weights = Weights()) -> None:
        self._encoder = encoder
        self._weights = weights

    def judge(
        self,
        scope: Scope,
        evidence: Sequence[Evidence],
        vectors: Sequence[NDArray[np.float32]],
        question_vector: NDArray[np.float32],
        statistics: TermStatistics,
    ) -> tuple[Judgement, ...]:
        """Judge the sentences of the passages that were read, most likely first.

        `vectors[i]` holds the unit vectors of the passage (row 0) and then of each of its
        sentences, shape (1 + sentences, dimension); `question_vector` has shape (dimension,).
        """
        newest = max((each.card.edition_date.day for each in evidence), default=date.min)
        asked = Asked(scope, asked_words(scope.question), statistics, newest)
        skimmed = [
            (each, signals_in(asked, each, (rows @ question_vector).tolist()))
            for each, rows in zip(evidence, vectors, strict=True)
        ]
        skimmed.sort(key=lambda pair: -max(map(self._odds, pair[1])))
        likeliest = skimmed[:PASSAGES_READ]
        readings = self._read(scope.question, [each for each, _ in likeliest])
        judgements = [
            self._judgement(each, number, replace(signals, reading=reading))
            for (each, found), read in zip(likeliest, readings, strict=True)
            for number, (signals, reading) in enumerate(zip(found, read, strict=True))
        ]
        return tuple(sorted(judgements, key=_likeliest_then_newest))

    def _read(self, question: str, evidence: Sequence[Evidence]) -> list[list[float]]:
        """Return the cross-encoder's verdict on every sentence, in tens of log-odds."""
        contexts = [
            SentenceInContext(
                heading=f"{each.card.series.subject}. {each.section.label}",
                text=each.text,
                start=sentence.start - each.start,
                end=sentence.end - each.start,
            )
            for each in evidence
            for sentence in each.sentences
        ]
        odds = self._encoder.score(question, contexts) / 10
        verdicts = iter(np.clip(odds, -1.0, 1.0).tolist())
        return [[next(verdicts) for _ in each.sentences] for each in evidence]

    def _judgement(self, evidence: Evidence, number: int, signals: Signals) -> Judgement:
        return Judgement(evidence, number, 1 / (1 + math.exp(-self._odds(signals))), signals)

    def _odds(self, signals: Signals) -> float:
        weights = self._weights
        return float(
            weights.bias
            + sum(getattr(weights, each.name) * getattr(signals, each.name) for each in _FIELDS)
        )


def _likeliest_then_newest(judgement: Judgement) -> tuple[float, int, int, int]:
    age = -judgement.evidence.card.edition_date.day.toordinal()
    return (-round(judgement.probability, 2), age, judgement.evidence.number, judgement.sentence)
