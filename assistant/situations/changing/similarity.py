"""How much two clauses share, words that are rare in both editions counting most. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.library.normaliser import tokenise

Matrix = NDArray[np.float32]


@lru_cache(maxsize=20_000)
def content_terms(text: str) -> frozenset[str]:
    """Return the stems of `text` without figures, which are what changes."""
    return frozenset(term for term in tokenise(text) if not term[0].isdigit())


class Shared:
    """Cosine and containment of every old clause with every new one, by weighted stems."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Weigh the stems of both editions; log inverse document frequency, smoothed."""
        terms = [content_terms(text) for text in (*old, *new)]
        counts = Counter(term for each in terms for term in each)
        columns = {term: index for index, term in enumerate(counts)}
        table = np.zeros((len(terms), max(len(columns), 1)), dtype=np.float32)
        for row, each in enumerate(terms):
            for term in each:
                table[row, columns[term]] = np.log1p(len(terms) / counts[term])
        squared = table**2
        length = np.sqrt(squared.sum(axis=1))
        length[length == 0] = 1.0
        left, right = table[: len(old)], table[len(old) :]
        common = left @ right.T
        self.cosine: Matrix = common / length[: len(old), None] / length[None, len(old) :]
        self.old_in_new: Matrix = common / length[: len(old), None] ** 2
        """What share of the old clause the new one repeats."""
        self.new_in_old: Matrix = common / length[None, len(old) :] ** 2
