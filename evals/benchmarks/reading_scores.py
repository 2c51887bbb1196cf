"""The numbers by which the reader is judged on public question sets. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.reader_training.examples import Reading

RESAMPLES = 1000

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rate:
    """A measured share with its 95 % interval (bootstrap over questions)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Show the share and its interval, three digits each."""
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def precision_at_one(readings: Sequence[Reading], scores: Sequence[Scores]) -> Rate:
    """Return how often the best sentence of an answerable question's paragraph answers it.

    `scores[i]` has the score of each sentence of `readings[i]`, shape (sentences,).
    """
    hits = np.array(
        [
            int(row.argmax()) in reading.answering
            for reading, row in zip(readings, scores, strict=True)
            if reading.answering
        ],
        dtype=float,
    )
    chance = np.random.default_rng(0)
    means = [chance.choice(hits, len(hits)).mean() for _ in range(RESAMPLES)]
    return Rate(float(hits.mean()), *np.percentile(means, [2.5, 97.5]))


def answerability(readings: Sequence[Reading], scores: Scores) -> Rate:
    """Return the AUC of a score, shape (readings,), as a sign that a question has an answer."""
    answerable = np.array([bool(reading.answering) for reading in readings])
    chance = np.random.default_rng(0)
    drawn = (chance.integers(0, len(scores), len(scores)) for _ in range(RESAMPLES))
    areas = [
        area_under_curve(scores[rows], answerable[rows])
        for rows in drawn
        if 0 < answerable[rows].sum() < len(rows)
    ]
    return Rate(area_under_curve(scores, answerable), *np.percentile(areas, [2.5, 97.5]))


def area_under_curve(scores: Scores, positive: NDArray[np.bool_]) -> float:
    """Return the chance that a positive scores above a negative; ties count half."""
    order = np.sort(scores[~positive])
    below = np.searchsorted(order, scores[positive], side="left")
    up_to = np.searchsorted(order, scores[positive], side="right")
    return float((below + up_to).mean() / (2 * len(order)))
