"""Reciprocal rank fusion: several rankings of the same things become one. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

RRF_CONSTANT = 60  # Cormack, Clarke & Buettcher, SIGIR 2009


def fuse_rankings(
    rankings: Sequence[Sequence[int]], constant: float = RRF_CONSTANT
) -> tuple[tuple[int, float], ...]:
    """Merge `rankings` of row numbers, best first, into (row, score) pairs, best first.

    A row scores the sum of 1 / (constant + rank) over the rankings that hold it, rank 1-based.
    Equal scores are ordered by row number, so that the result never depends on chance.
    """
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, row in enumerate(dict.fromkeys(ranking), start=1):
            scores[row] += 1.0 / (constant + rank)
    return tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))
