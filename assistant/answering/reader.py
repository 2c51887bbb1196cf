"""The embedded reader: how likely a sentence answers a question, judged with its context.

A logistic model over a handful of readable signals: how near the sentence is in meaning, how much
of the question's rare vocabulary stands in it and around it, and whether it holds the kind of
thing that was asked for. No single signal is enough; similarity alone cannot tell a sentence that
answers from one on the same subject that does not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.figures import holds_date, holds_figure
from assistant.answering.scope import Expected, Scope
from assistant.answering.terms import TermStatistics, asked_terms, coverage
from assistant.domain import Evidence, Level
from assistant.library.normaliser import tokenise

_LEVEL = re.compile("|".join(level.value for level in Level), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signals:
    """What the reader looks at for one sentence; each is about 0 to 1."""

    similarity: float
    """Cosine of question and sentence."""
    passage_similarity: float
    """Cosine of question and passage."""
    said: float
    """Weighted share of the question's terms in the sentence."""
    said_around: float
    """The same share in the sentence, its passage, heading, title and date."""
    rarest_missing: float
    """1 where the question's rarest term stands nowhere around the sentence."""
    holds_expected: float
    """1 where the sentence holds the kind of thing asked for."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model's coefficients, one per signal."""

    bias: float = -6.0
    similarity: float = 5.0
    passage_similarity: float = 1.5
    said: float = 2.5
    said_around: float = 3.0
    rarest_missing: float = -1.5
    holds_expected: float = 3.0


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
    weights: Weights | None = None,
) -> tuple[Judgement, ...]:
    """Judge every sentence of `evidence`, most likely first.

    `vectors[i]` holds the unit vectors of the passage (row 0) and then of each of its sentences,
    shape (1 + sentences, dimension); `question_vector` has shape (dimension,).
    """
    weights = weights or Weights()
    terms = asked_terms(scope.question)
    judgements = []
    for each, rows in zip(evidence, vectors, strict=True):
        around = frozenset(tokenise(context_of(each)))
        similarities = rows @ question_vector
        for number in range(len(each.sentences)):
            text = sentence_text(each, number)
            present = frozenset(tokenise(text))
            signals = Signals(
                similarity=float(similarities[1 + number]),
                passage_similarity=float(similarities[0]),
                said=coverage(terms, present, statistics),
                said_around=coverage(terms, around, statistics),
                rarest_missing=_rarest_missing(terms, around, statistics),
                holds_expected=float(holds_expected(scope.expected, text)),
            )
            judgements.append(Judgement(each, number, probability(signals, weights), signals))
    return tuple(sorted(judgements, key=lambda j: (-j.probability, j.evidence.number, j.sentence)))


def probability(signals: Signals, weights: Weights) -> float:
    """Return the logistic model's probability that the sentence answers."""
    total = weights.bias + sum(
        getattr(weights, name) * getattr(signals, name) for name in Signals.__dataclass_fields__
    )
    return 1 / (1 + math.exp(-total))


def sentence_text(evidence: Evidence, number: int) -> str:
    """Return sentence `number` of `evidence`, verbatim."""
    sentence = evidence.sentences[number]
    return evidence.text[sentence.start - evidence.start : sentence.end - evidence.start]


def context_of(evidence: Evidence) -> str:
    """Return the words around a sentence: passage, heading, title, subject and date."""
    card = evidence.card
    return " ".join(
        (
            evidence.text,
            evidence.section.label,
            card.title,
            card.series.subject,
            card.symbol or "",
            card.edition_date.label,
        )
    )


def holds_expected(expected: Expected, text: str) -> bool:
    """True where `text` can hold the kind of thing asked for."""
    match expected:
        case Expected.FIGURE:
            return holds_figure(text)
        case Expected.DATE:
            return holds_date(text)
        case Expected.LEVEL:
            return bool(_LEVEL.search(text))
        case Expected.ANYTHING:
            return True


def _rarest_missing(
    terms: Sequence[str], around: frozenset[str], statistics: TermStatistics
) -> float:
    if not terms:
        return 0.0
    rarest = max(terms, key=lambda term: (statistics.weight(term), term))
    return float(rarest not in around)
