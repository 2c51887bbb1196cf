"""The numbers by which a reader is judged. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.reader_training.examples import Reading

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """A measured share with its 95 % interval (bootstrap over questions)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Show the share and its interval, three digits each."""
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def precision_at_one(readings: Sequence[Reading], scores: Sequence[NDArray[np.float32]]) -> Rate:
    """Return how often the best sentence of an answerable question's paragraph answers it."""
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


def answerability(readings: Sequence[Reading], scores: Sequence[NDArray[np.float32]]) -> Rate:
    """Return the AUC of the best sentence's score as a sign that a question has an answer."""
    answerable = np.array([bool(reading.answering) for reading in readings])
    best = np.array([row.max() for row in scores])
    chance = np.random.default_rng(0)
    drawn = (chance.integers(0, len(best), len(best)) for _ in range(RESAMPLES))
    areas = [area_under_curve(best[rows], answerable[rows]) for rows in drawn]
    return Rate(area_under_curve(best, answerable), *np.percentile(areas, [2.5, 97.5]))


def area_under_curve(scores: NDArray[np.float32], positive: NDArray[np.bool_]) -> float:
    """Return the chance that a positive scores above a negative; ties count half."""
    order = np.sort(scores[~positive])
    below = np.searchsorted(order, scores[positive], side="left")
    up_to = np.searchsorted(order, scores[positive], side="right")
    return float((below + up_to).mean() / (2 * len(order)))


def calibration_error(
    readings: Sequence[Reading], scores: Sequence[NDArray[np.float32]], bins: int = 10
) -> float:
    """Return the expected calibration error of "some sentence answers", in equal-width bins.

    Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 2.
    """
    answerable = np.array([bool(reading.answering) for reading in readings], dtype=float)
    odds = np.array([np.logaddexp.reduce(row) for row in scores])
    probability = 1 / (1 + np.exp(-odds))
    bin_of = np.minimum((probability * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(answerable[inside].mean() - probability[inside].mean()) * inside.mean()
            for inside in (bin_of == number for number in range(bins))
            if inside.any()
        )
    )


def refusals(
    readings: Sequence[Reading], scores: Sequence[NDArray[np.float32]]
) -> tuple[float, float]:
    """Return precision and recall of refusing where null beats every sentence."""
    refused = np.array([row.max() < 0 for row in scores])
    unanswerable = np.array([not reading.answering for reading in readings])
    right = float((refused & unanswerable).sum())
    return right / max(1, int(refused.sum())), right / max(1, int(unanswerable.sum()))
