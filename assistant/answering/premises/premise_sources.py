"""A sentence that may say otherwise, and how surely it is about what a question is about. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.premises.premises import Premise
from assistant.answering.premises.shared_subject import Subject
from assistant.domain import Evidence

LEAST_WEIGHT = 2.0
"""Two words, or one name, that are about the same thing."""
SURE = 0.5
LEAST_SHARED = (0.7, 0.5)
"""Of all the subject's words, and of those that do not stand over the sentence."""
LEAST_SHARED_WHERE_LIKELY = (0.55, 0.34)
_CLAUSE_END = re.compile(r";\s+|, and then |, while |, but ")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence with what stands over and around it."""

    text: str
    heading: str = ""
    """Subject, title, symbol, date and section, as `signals.heading_words` gives them."""
    passage: str = ""
    """The whole passage, where the asserted value must not stand."""
    probability: float = 0.0
    """How likely the sentence answers the question that it was read for; 0 where it was not."""
    edition: str = ""
    """How an answer names the edition, as `quoting.edition_line` does."""
    evidence: Evidence | None = None
    sentence: int = 0
    """Where the sentence stands, for its quote."""
    similarity: float = 0.0
    """Cosine of question and sentence; 0 where it was not read."""
    answerable: float = -1.0
    """Squashed odds that anything in the passage answers; -1 where it was not read."""

    @property
    def was_read(self) -> bool:
        """True where the reader judged it."""
        return self.probability > 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a sentence says instead: `text[start:end] == instead`."""

    premise: Premise
    instead: str
    start: int
    end: int
    strength: float
    """How surely it is about the same thing, 0 to 1."""


def strength_of(subject: Subject, clause: str, source: Source) -> float:
    """Return how surely the clause is about the subject, 0 where not surely enough."""
    shared = subject.shared(clause, source.heading)
    is_loose = shared.has_missing_name or not shared.is_anchored
    if is_loose or shared.weight < LEAST_WEIGHT:
        return 0.0
    is_likely = source.probability >= SURE
    least_near, least_own = LEAST_SHARED_WHERE_LIKELY if is_likely else LEAST_SHARED
    return shared.near if shared.near >= least_near and shared.own >= least_own else 0.0


def clauses_of(text: str) -> list[tuple[int, str]]:
    """Return the clauses of a sentence with their offsets."""
    found, start = [], 0
    for end in _CLAUSE_END.finditer(text):
        found.append((start, text[start : end.start()]))
        start = end.end()
    return [*found, (start, text[start:])]
