"""Runs of question sets: what was asked, what was answered, how it scored, and how two compare."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schemas.answers import AnswerOut
from assistant.domain import Outcome

Verdict = Literal["regressed", "improved", "unchanged", "below its floor"]


class EvalLine(BaseModel):
    """What every part of a run has in common: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid")


class EvalEvidence(EvalLine):
    """A sentence that an answer should rest on."""

    briefing: str = Field(description="Id of an edition, or the name of its file")
    quote: str


class EvalScore(EvalLine):
    """What one measure says of one case, and why."""

    value: float | None = Field(description="0 to 1, 1 being best; null where it is not graded")
    weight: float = Field(default=1.0, ge=0, description="How many things were counted")
    reason: str = Field(description="Why, in words; what was missing or wrong")


class EvalRetrieved(EvalLine):
    """A passage that a search for the question found, in its rank."""

    passage_id: str
    briefing_id: str
    score: float
    is_relevant: bool | None = Field(description="Null where the case names no evidence")


class EvalCaseOut(EvalLine):
    """One case of a run: the question, the answer that came, and its scores."""

    id: str
    sha256: str = Field(default="", description="Of the case as the set words it")
    kind: str
    half: str
    tags: list[str]
    countries: list[str] = Field(description="Countries that the case is about; ISO codes")
    question: str
    history: list[dict[str, str]]
    as_of: date | None
    expected_outcomes: list[Outcome] = Field(description="Any of them is right; the first is best")
    facts: list[list[str]]
    must_not: list[str]
    evidence: list[EvalEvidence]
    note: str
    answer: AnswerOut | None = Field(description="Null where none came; `error` says why")
    error: str = ""
    seconds: float | None
    retrieved: list[EvalRetrieved]
    relevant_passages: list[str] = Field(description="Passages that hold some of the evidence")
    scores: dict[str, EvalScore] = Field(description="By measure")

    @property
    def has_passed(self) -> bool:
        """True where nothing that decides was found wanting."""
        score = self.scores.get("passed")
        return score is not None and score.value == 1.0


class EvalMeasure(EvalLine):
    """A measure over the cases of a slice."""

    measure: str
    slice: str = Field(description="'all', or 'kind:figure', 'country:MLI', 'half:dev', 'tag:typo'")
    value: float | None
    low: float | None = Field(description="Lower end of the 95 % interval, bootstrap over cases")
    high: float | None
    cases: int = Field(description="How many cases were graded")


class EvalBin(EvalLine):
    """Cases of one range of confidence: how sure the reader was, how often it was right."""

    low: float
    high: float
    cases: int
    mean_confidence: float
    share_right: float


class EvalRunOut(EvalLine):
    """One run of a question set, without its cases."""

    id: str = Field(description="Name of the run's folder")
    question_set: str
    question_set_sha256: str
    filters: list[str]
    target: str = Field(description="'in-process', or the address of an answer API")
    answered_by: str
    assistant_version: str
    library_sha256: str = Field(
        description="Over the ids of every edition asked; another text has another id"
    )
    editions: int
    started_at: datetime
    finished_at: datetime | None
    cases: int
    cases_in_set: int
    passed: int
    seconds_p50: float | None
    seconds_p95: float | None
    words_p50: float | None
    measures: list[EvalMeasure]
    calibration: list[EvalBin]
    calibration_error: float | None


class EvalRunCasesOut(EvalLine):
    """One run with its cases."""

    run: EvalRunOut
    cases: list[EvalCaseOut]


class EvalRunListOut(EvalLine):
    """The runs kept here, the newest first."""

    runs: list[EvalRunOut]


class EvalDifference(EvalLine):
    """How a measure differs between two runs, over the cases that both have."""

    measure: str
    slice: str
    before: float
    after: float
    difference: float
    low: float = Field(description="Lower end of the paired 95 % interval")
    high: float
    chance: float = Field(description="Share of resamples without a loss: small is a regression")
    cases: int
    verdict: Verdict
    turned: list[str] = Field(description="Ids of the cases whose value changed")


class EvalTurned(EvalLine):
    """A case that came out otherwise."""

    id: str
    kind: str
    half: str
    question: str
    before_passed: bool
    after_passed: bool
    before_text: str
    after_text: str
    measures: dict[str, tuple[float | None, float | None]] = Field(
        description="By measure: value before, value after; those that changed"
    )


class EvalComparisonOut(EvalLine):
    """Two runs set against each other."""

    before: str
    after: str
    cases: int = Field(description="Cases that both runs have, unchanged in the set")
    only_before: list[str]
    only_after: list[str]
    differences: list[EvalDifference]
    turned: list[EvalTurned]

    def without_held_out(self) -> EvalComparisonOut:
        """Return the comparison without the words of held-out cases, which nobody may tune on."""
        unworded = {"question": "", "before_text": "", "after_text": ""}
        turned = [
            case if case.half == "dev" else case.model_copy(update=unworded) for case in self.turned
        ]
        return self.model_copy(update={"turned": turned})
