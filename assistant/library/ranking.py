"""Scores to ranked rows: exact, masked, and the same every time for equal scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage row of the snapshot, with the score that put it there."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class Rankings:
    """The same question asked of three indexes; each ranking is best first."""

    dense: tuple[Hit, ...]
    """Cosine similarity of the passage."""
    sentences: tuple[Hit, ...]
    """Cosine similarity of the passage's best single sentence."""
    keywords: tuple[Hit, ...]
    """BM25; passages without any term of the question are left out."""


def best(scores: Scores, candidates: Mask, limit: int) -> tuple[Hit, ...]:
    """Return the `limit` best rows among `candidates`; equal scores in row order."""
    rows = np.flatnonzero(candidates)
    if rows.size > limit:
        chosen = scores[rows]
        threshold = np.partition(chosen, -limit)[-limit] if limit > 0 else np.inf
        rows = rows[chosen >= threshold]
    order = np.lexsort((rows, -scores[rows]))[:limit]
    return tuple(Hit(int(row), float(scores[row])) for row in rows[order])
