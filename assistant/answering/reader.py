"""The embedded reader: how likely a sentence answers a question, judged with its context.

A logistic model over a handful of readable signals: how near the sentence is in meaning, how much
of the question's rare vocabulary stands in it and around it, and whether it holds the kind of
thing that was asked for. No single signal is enough; similarity alone cannot tell a sentence that
answers from one on the same subject that does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.answering.asking_words import asked_words
from assistant.answering.scope import Scope
from assistant.answering.signals import Asked, Signals, signals_in
from assistant.answering.terms import TermStatistics
from assistant.domain import Evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model's coefficients, one per signal."""

    bias: float = -15.6
    similarity: float = 2.3
    passage_similarity: float = 2.4
    said: float = 2.4
    said_near: float = 4.8
    focus_said: float = 0.0
    names_said: float = 0.0
    dates_said: float = 1.5
    holds_expected: float = 2.8
    figure_near: float = 5.0
    recency: float = 1.0
    rank: float = 0.6
    is_preamble: float = -0.4
    in_section: float = 1.0
    is_whole_section_asked: float = 5.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely sentence number `sentence` of `evidence` answers the question."""

    evidence: Evidence
    sentence: int
    probability: float
    signals: Signals


def judge_sentences(
    scope: Scope,
    evidence: Sequence[Evidence],
    vectors: Sequence[NDArray[np.float32]],
    question_vector: NDArray[np.float32],
    statistics: TermStatistics,
) -> tuple[Judgement, ...]:
    """Judge every sentence of `evidence`, most likely first.

    `vectors[i]` holds the unit vectors of the passage (row 0) and then of each of its sentences,
    shape (1 + sentences, dimension); `question_vector` has shape (dimension,).
    """
    newest = max((each.card.edition_date.day for each in evidence), default=date.min)
    asked = Asked(scope, asked_words(scope.question), statistics, newest)
    judgements = []
    for each, rows in zip(evidence, vectors, strict=True):
        cosines = (rows @ question_vector).tolist()
        for number, signals in enumerate(signals_in(asked, each, cosines)):
            judgements.append(Judgement(each, number, probability(signals), signals))
    return tuple(sorted(judgements, key=_likeliest_then_newest))


def _likeliest_then_newest(judgement: Judgement) -> tuple[float, int, int, int]:
    age = -judgement.evidence.card.edition_date.day.toordinal()
    return (-round(judgement.probability, 2), age, judgement.evidence.number, judgement.sentence)


def probability(signals: Signals, weights: Weights = Weights()) -> float:
    """Return the logistic model's probability that the sentence answers."""
    total = weights.bias + sum(
        getattr(weights, field.name) * getattr(signals, field.name) for field in fields(Signals)
    )
    return 1 / (1 + math.exp(-total))
