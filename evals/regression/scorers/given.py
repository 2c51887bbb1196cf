"""What scorers are given: a case, the answer that came, and what the library holds on both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.api.schemas import AnswerOut, BriefingOut, EvalScore, PassageOut
from evals.cases import REFUSALS
from evals.regression.cases import RegressionCase


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    """Where a sentence of a case's evidence stands in the library."""

    group: int
    """Which piece of evidence it belongs to; citing one of a group is enough."""
    briefing_id: str
    start: int
    end: int
    passages: frozenset[str]
    """Ids of the passages that hold some of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """One case with all that its scores are read from."""

    case: RegressionCase
    answer: AnswerOut | None
    error: str
    evidence: tuple[FoundEvidence, ...]
    lost_evidence: tuple[str, ...]
    """Quotes of the case that stand in no edition of the library."""
    allowed: frozenset[str]
    """Ids of the editions that may be cited beside those of the evidence."""
    editions: Mapping[str, BriefingOut]
    """Every edition of the library by its id."""
    verbatim: tuple[bool, ...]
    """Of each citation, whether it equals the stored text at its offsets."""
    retrieved: tuple[PassageOut, ...] | None
    """What a search for the question found; None where there was no search."""

    @property
    def has_answered(self) -> bool:
        """True where an answer came that is no refusal."""
        return self.answer is not None and self.answer.outcome not in REFUSALS

    @property
    def text(self) -> str:
        """The answer's text; empty where none came."""
        return self.answer.text if self.answer is not None else ""

    @property
    def expected_editions(self) -> frozenset[str]:
        """Ids of the editions that the case rests on or allows."""
        return frozenset({each.briefing_id for each in self.evidence}) | self.allowed

    @property
    def expected_countries(self) -> frozenset[str]:
        """Countries of the editions that the case rests on, and those fixed beside it."""
        of_editions = (self.editions[each].countries for each in self.expected_editions)
        return frozenset(self.case.countries).union(*of_editions)


def ungraded(reason: str) -> EvalScore:
    """Return the score of what cannot be graded, which is none: it is not 0."""
    return EvalScore(value=None, weight=0, reason=reason)


def share_score(part: float, whole: float, reason: str) -> EvalScore:
    """Return the score of `part` of `whole` things; nothing of none."""
    if not whole:
        return ungraded("there is nothing to count")
    return EvalScore(value=part / whole, weight=whole, reason=reason)
