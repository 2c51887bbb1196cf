"""The cases of a question set: one JSON object a line, and the text its evidence points at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Outcome

Half = Literal["dev", "held_out"]
HALVES: tuple[Half, ...] = ("dev", "held_out")

REFUSALS = frozenset(
    {Outcome.NOT_IN_BRIEFINGS, Outcome.NO_BRIEFING, Outcome.NEEDS_CLARIFICATION},
)


class CaseFileError(ValueError):
    """A question set cannot be used as it is."""


class Line(BaseModel):
    """What every part of a line has in common: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Identified(Line):
    """A line with an id of its own, in one half of its set."""

    id: str
    half: Half


Asked = TypeVar("Asked", bound=Identified)


class Turn(Line):
    """An earlier turn of the conversation, in our own words."""

    role: Literal["user", "assistant"]
    content: str


class EvidenceSpan(Line):
    """Characters `start` up to, not including, `end` of the raw text of a corpus file."""

    file: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Case(Identified):
    """A question, and what a good answer to it holds.

    `facts` is a list of facts, each a list of accepted spellings. Any one span of `evidence`
    answers the question or a part of it; where several documents say the same, all are named.
    """

    kind: str
    question: str
    history: tuple[Turn, ...] = ()
    countries: tuple[str, ...] = ()
    as_of: str | None = None
    expected_outcome: Outcome
    facts: tuple[tuple[str, ...], ...]
    evidence: tuple[EvidenceSpan, ...]
    note: str = ""

    @property
    def expects_refusal(self) -> bool:
        """True where the right answer is that the briefings do not answer."""
        return self.expected_outcome in REFUSALS


@dataclass(frozen=True, slots=True)
class EvidenceText:
    """The raw text of one evidence span, with the file that it stands in."""

    file: str
    text: str


def load_cases(path: Path, half: Half | None = None) -> tuple[Case, ...]:
    """Read a question set, or one `half` of it, in the order of the file.

    Raises:
        CaseFileError: a line is no case, or two cases share an id.
    """
    return tuple(case for case in read_lines(path, Case) if half in (None, case.half))


def read_lines(path: Path, model: type[Asked]) -> tuple[Asked, ...]:
    """Read a file of JSON lines as cases of `model`, in the order of the file.

    Raises:
        CaseFileError: a line is no case, or two cases share an id.
    """
    cases: dict[str, Asked] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            case = model.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise CaseFileError(f"{path} line {number} is no case: {error}. Mend it.") from error
        if case.id in cases:
            raise CaseFileError(f"{path} line {number} repeats the id {case.id!r}. Rename it.")
        cases[case.id] = case
    return tuple(cases.values())


def read_evidence(case: Case, corpus_dir: Path) -> tuple[EvidenceText, ...]:
    """Cut the evidence of `case` out of the corpus; files that are absent are left out."""
    return tuple(
        EvidenceText(span.file, raw_text(corpus_dir / span.file)[span.start : span.end])
        for span in case.evidence
        if (corpus_dir / span.file).is_file()
    )


def raw_text(path: Path) -> str:
    """Decode a file without touching its line ends, as the offsets of the set count them."""
    return path.read_bytes().decode("utf-8")
