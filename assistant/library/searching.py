"""Asks the three indexes one question, within the passages that the caller allows."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assistant.library.ranking import Hit, Mask, best
from assistant.library.snapshot import Snapshot
from assistant.library.vectors import MAX_RESULTS

Vector = NDArray[np.float32]
Nearest = Callable[[Vector, int], list[list[tuple[str, float]]]]
"""Rows of vectors and a count, to (passage id, cosine similarity) of the nearest, best first."""

OVERFETCH = 2.0  # allowed passages are seldom spread evenly among the nearest
GATHER_SHARE = 0.25  # below this share of rows, copying them costs less than scoring all


def rank_passages(
    view: Snapshot, nearest: Nearest, vector: Vector, allowed: Mask, limit: int
) -> tuple[Hit, ...]:
    """Rank allowed rows by the cosine of the passage: by Chroma, or exactly where it finds too few.

    Chroma's nearest are masked by `allowed`, one flag a passage row. Where a narrow scope leaves
    fewer than `limit` of them, every allowed row is scored.
    """
    count = int(allowed.sum())
    wanted = min(limit, count)
    if wanted == 0:
        return ()
    fetch = math.ceil(wanted * len(allowed) / count * (OVERFETCH if count < len(allowed) else 1))
    if fetch <= MAX_RESULTS:
        found = [
            Hit(row, score)
            for name, score in nearest(vector[np.newaxis], fetch)[0]
            if (row := view.row_of_passage.get(name)) is not None and allowed[row]
        ]
        if len(found) >= wanted:
            return tuple(found[:wanted])
    return best(_cosines(view.passage_vectors, allowed, vector), allowed, wanted)


def rank_sentences(view: Snapshot, vector: Vector, allowed: Mask, limit: int) -> tuple[Hit, ...]:
    """Rank allowed rows by the cosine of their most similar sentence, exactly."""
    is_allowed = allowed[view.passage_of_sentence]
    scores = _cosines(view.sentence_vectors, is_allowed, vector)
    best_of_passage = np.full(len(allowed), -np.inf, dtype=np.float32)
    np.maximum.at(best_of_passage, view.passage_of_sentence, scores)
    return best(best_of_passage, allowed & np.isfinite(best_of_passage), limit)


def _cosines(vectors: Vector, chosen: Mask, vector: Vector) -> Vector:
    """Return the cosine of each chosen row, and -inf for the others; rows are unit vectors."""
    scores = np.full(len(vectors), -np.inf, dtype=np.float32)
    if chosen.sum() < GATHER_SHARE * len(vectors):
        scores[chosen] = vectors[chosen] @ vector
    else:
        np.copyto(scores, vectors @ vector, where=chosen)
    return scores
