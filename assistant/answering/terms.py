"""How much each word of a question weighs, from how rare it is among the stored passages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.library.normaliser import tokenise

_ASKING_WORDS = frozenset(
    tokenise(
        "say says said tell give list name quote describe explain explanation according briefing "
        "briefings report reports document documents mention mentioned mentions text state states "
        "many much number figure amount people long happen happened take place please know known "
        "currently latest newest recent kind type according exactly about between any some "
        "edition update page factbook world asked ask also anything else"
    )
)
"""Words of asking rather than of the thing asked about; they weigh nothing."""


@dataclass(frozen=True, slots=True)
class TermStatistics:
    """In how many of `passage_count` passages each term occurs."""

    document_frequency: Mapping[str, int]
    passage_count: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> TermStatistics:
        """Count the terms of `texts`, one text per passage."""
        frequency: Counter[str] = Counter()
        count = 0
        for text in texts:
            frequency.update(set(tokenise(text)))
            count += 1
        return cls(document_frequency=frequency, passage_count=count)

    def weight(self, term: str) -> float:
        """Inverse document frequency, smoothed: ln(1 + (N - n + 0.5) / (n + 0.5)).

        The form of Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009), with
        Lucene's +1 that keeps it positive.
        """
        n = self.document_frequency.get(term, 0)
        return math.log(1 + (self.passage_count - n + 0.5) / (n + 0.5))


def asked_terms(question: str) -> tuple[str, ...]:
    """Return the terms of `question` that an answer should share, without words of asking."""
    return tuple(dict.fromkeys(term for term in tokenise(question) if term not in _ASKING_WORDS))


def coverage(terms: Iterable[str], present: frozenset[str], statistics: TermStatistics) -> float:
    """Return the share of the terms' weight that is `present`, between 0 and 1; 1 for no terms."""
    weights = [(statistics.weight(term), term in present) for term in terms]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, is_in in weights if is_in) / total if total else 1.0
