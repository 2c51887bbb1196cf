"""The embedded reader: how likely a sentence answers a question, judged with its context.

A logistic model over a handful of readable signals: what a trained cross-encoder makes of question
and sentence, how near they are in meaning, how much of the question's rare vocabulary stands in
the sentence and around it, and whether it holds the kind of thing that was asked for. No single
signal is enough: similarity cannot tell a sentence that answers from one on the same subject that
does not, and the cross-encoder alone is no judge of whether anything answers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.question.asking_words import asked_words
from assistant.answering.question.scope import Scope
from assistant.answering.question.terms import TermStatistics
from assistant.answering.reading.cross_encoder import (
    CrossEncoder,
    SentenceInContext,
    SentenceReading,
)
from assistant.answering.reading.headings import reading_heading
from assistant.answering.reading.signals import Asked, Signals, signals_in
from assistant.domain import Evidence

WEIGHTS_FILE = Path(__file__).parent / "models" / "weights.json"
ODDS_SCALE = 5.0
"""Log-odds of the cross-encoder beyond about twice this tell nothing more."""
LEVEL_LINE_PROBABILITY = 0.97
"""A line that gives an edition's level answers who asks for the level; nothing is to be weighed."""
PASSAGES_READ = 8
"""Passages that the cross-encoder reads; its time grows with them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of the signals, fitted by `python -m evals.reader_training.weighing`."""

    skim: Mapping[str, float]
    """Of what is known before the cross-encoder reads; `bias` among them."""
    read: Mapping[str, float]
    """Of all signals; `bias` among them."""
    slope: float
    shift: float
    """The probability that a sentence answers is sigmoid(slope x odds + shift)."""

    @classmethod
    def packaged(cls) -> Weights:
        """Load the weights that belong to the packaged reader."""
        return cls(**json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))

    def skimmed(self, signals: Signals) -> float:
        """Return the odds of an unread sentence."""
        return _weighed(self.skim, signals)

    def probability(self, signals: Signals) -> float:
        """Return how likely a sentence that was read answers."""
        return 1 / (1 + math.exp(-self.slope * _weighed(self.read, signals) - self.shift))


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely sentence number `sentence` of `evidence` answers the question."""

    evidence: Evidence
    sentence: int
    probability: float
    signals: Signals
    answer: tuple[int, int] | None = None
    """Characters of the edition that are the answer itself, where the reader points at some."""


class Reader:
    """Skims every passage by its cheap signals, then reads the likeliest with the cross-encoder."""

    def __init__(self, encoder: CrossEncoder, weights: Weights | None = None) -> None:
        self._encoder = encoder
        self._weights = weights or Weights.packaged()

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
        skimmed.sort(key=lambda pair: -max(map(self._skimmed, pair[1])))
        likeliest = skimmed[:PASSAGES_READ]
        readings = self._read(scope.question, [each for each, _ in likeliest])
        judgements = [
            self._judgement(each, number, signals, reading)
            for (each, found), read in zip(likeliest, readings, strict=True)
            for number, (signals, reading) in enumerate(zip(found, read, strict=True))
        ]
        return tuple(sorted(judgements, key=_likeliest_then_newest))

    def _skimmed(self, signals: Signals) -> float:
        return math.inf if signals.gives_level else self._weights.skimmed(signals)

    def _read(
        self, question: str, evidence: Sequence[Evidence]
    ) -> list[tuple[SentenceReading, ...]]:
        """Return what the cross-encoder makes of every sentence."""
        contexts = [
            SentenceInContext(
                heading=reading_heading(each.card, each.section),
                text=each.text,
                start=sentence.start - each.start,
                end=sentence.end - each.start,
            )
            for each in evidence
            for sentence in each.sentences
        ]
        readings = iter(self._encoder.read(question, contexts))
        return [tuple(next(readings) for _ in each.sentences) for each in evidence]

    def _judgement(
        self, evidence: Evidence, number: int, skimmed: Signals, reading: SentenceReading
    ) -> Judgement:
        signals = replace(
            skimmed,
            reading=_squashed(reading.odds),
            passage_reading=_squashed(reading.window_odds),
        )
        probability = (
            LEVEL_LINE_PROBABILITY if signals.gives_level else self._weights.probability(signals)
        )
        answer = reading.answer
        span = (evidence.start + answer[0], evidence.start + answer[1]) if answer else None
        return Judgement(evidence, number, probability, signals, span)


def _weighed(weights: Mapping[str, float], signals: Signals) -> float:
    return sum(
        weight * (1.0 if name == "bias" else getattr(signals, name))
        for name, weight in weights.items()
    )


def _squashed(odds: float) -> float:
    return math.tanh(odds / ODDS_SCALE)


def _likeliest_then_newest(judgement: Judgement) -> tuple[float, int, int, int]:
    age = -judgement.evidence.card.edition_date.day.toordinal()
    return (-round(judgement.probability, 2), age, judgement.evidence.number, judgement.sentence)
