"""How much each word of a question weighs, from how rare it is among the stored passages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
            frequency.update(said_terms(text))
            count += 1
        return cls(document_frequency=frequency, passage_count=count)

    def weight(self, term: str) -> float:
        """Inverse document frequency, smoothed: ln(1 + (N - n + 0.5) / (n + 0.5)).

        The form of Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009), with
        Lucene's +1 that keeps it positive.
        """
        n = self.document_frequency.get(term, 0)
        return math.log(1 + (self.passage_count - n + 0.5) / (n + 0.5))


def content_terms(words: str) -> frozenset[str]:
    """Return the terms of a list of words."""
    return frozenset(tokenise(words))


def asked_terms(question: str) -> tuple[str, ...]:
    """Return the terms of `question` that an answer should share, without words of asking.

    A word or phrase that has synonyms becomes the mark of its concept, as 'blue helmets' does.
    """
    terms = dict.fromkeys(tokenise(question))
    for mark, phrases in _concepts():
        for phrase in phrases:
            if phrase <= terms.keys():
                terms[mark] = None
                terms = {term: None for term in terms if term not in phrase}
    return tuple(term for term in terms if term not in _ASKING_WORDS)


def said_terms(text: str) -> frozenset[str]:
    """Return the terms of `text` with the marks of the concepts that it names."""
    terms = frozenset(tokenise(text))
    named = {mark for mark, phrases in _concepts() if any(phrase <= terms for phrase in phrases)}
    return terms | named


def coverage(terms: Iterable[str], present: frozenset[str], statistics: TermStatistics) -> float:
    """Return the share of the terms' weight that is `present`, between 0 and 1; 1 for no terms."""
    weights = [(statistics.weight(term), term in present) for term in terms]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, is_in in weights if is_in) / total if total else 1.0


@cache
def _concepts() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """The groups of synonyms, each with a mark that no word can be."""
    text = (files("assistant.answering.question") / "synonyms.txt").read_text(encoding="utf-8")
    groups = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (f"~{number}", tuple(frozenset(tokenise(phrase)) for phrase in group.split(",")))
        for number, group in enumerate(groups)
    )
