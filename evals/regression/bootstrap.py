"""Intervals by resampling cases, the same every time: seeded, ten thousand draws. Pure.

Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13 (percentile intervals).
A paired comparison draws the same cases from both runs, so that hard cases do not blur it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
SEED = 20_190_515
BATCH = 1_000
"""Resamples counted at once, to bound memory."""
MOST_KEPT = 1_000
"""Draws over more cases than this are made anew each time instead of being kept."""

Floats = NDArray[np.float64]
Counts = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sampled:
    """Measures case by case, both of shape (cases, measures); what is not graded weighs nothing."""

    values: Floats
    weights: Floats

    @property
    def means(self) -> Floats:
        """The weighted mean of each measure; NaN where nothing was graded."""
        return _share((self.values * self.weights).sum(axis=0), self.weights.sum(axis=0))

    def columns(self, chosen: NDArray[np.bool_]) -> Sampled:
        """Return some of the measures."""
        return Sampled(self.values[:, chosen], self.weights[:, chosen])


def resampled_means(sampled: Sampled) -> Floats:
    """Return the weighted means of each resample: shape (resamples, measures).

    NaN where a resample drew nothing that is graded.
    """
    parts = np.hstack([sampled.values * sampled.weights, sampled.weights])
    measures = sampled.weights.shape[1]
    sums = np.vstack([counts @ parts for counts in _draws(len(parts))])
    return _share(sums[:, :measures], sums[:, measures:])


def intervals(means: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return the ends of the percentile interval of each column, without its NaN."""
    with np.errstate(all="ignore"):
        tail = (1 - confidence) / 2
        ends = [_quantiles(column, [tail, 1 - tail]) for column in means.T]
    return np.array([low for low, _ in ends]), np.array([high for _, high in ends])


def _quantiles(column: Floats, at: list[float]) -> tuple[float, float]:
    known = column[~np.isnan(column)]
    if not len(known):
        return np.nan, np.nan
    low, high = np.quantile(known, at)
    return float(low), float(high)


def _share(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Floats = part / whole
    return shares


def _draws(cases: int) -> Iterator[Floats]:
    """Yield how often each case is drawn, a batch of resamples at a time."""
    batches = _kept_draws(cases) if cases <= MOST_KEPT else _made_draws(cases)
    for counts in batches:
        yield counts.astype(np.float64)


@lru_cache(maxsize=32)
def _kept_draws(cases: int) -> tuple[Counts, ...]:
    return tuple(_made_draws(cases))


def _made_draws(cases: int) -> Iterator[Counts]:
    random = np.random.default_rng(SEED)
    chances = np.full(cases, 1 / cases)
    for _ in range(RESAMPLES // BATCH):
        drawn = random.multinomial(cases, chances, size=BATCH)
        yield np.minimum(drawn, 255).astype(np.uint8)
