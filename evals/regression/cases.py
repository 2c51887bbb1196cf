"""The cases of a regression set: one JSON object a line, as the published schema says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.countries import known_codes
from assistant.domain import Outcome
from assistant.errors import AssistantError
from evals.cases import REFUSALS, Half

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = Path(__file__).with_name("case.schema.json")


class QuestionSetError(AssistantError):
    """A question set cannot be used as it is."""


class CaseLine(BaseModel):
    """What every part of a case has in common: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseTurn(CaseLine):
    """An earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(min_length=1)


class CaseEvidence(CaseLine):
    """A sentence that the answer must rest on."""

    briefing: str = Field(min_length=1, description="Id of an edition, or the name of its file")
    quote: str = Field(min_length=1, description="Verbatim from the stored text of that edition")
    group: str | None = Field(
        default=None, description="Items of one group say the same: citing one of them is enough"
    )


class RegressionCase(CaseLine):
    """A question, and what a good answer to it holds."""

    id: str = Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    half: Half = Field(default="dev", description="held_out: counted, but never tuned on or shown")
    kind: str = Field(min_length=1, pattern=r"^[a-z][a-z_]*$", description="as figure, follow_up")
    question: str = Field(min_length=1, max_length=2000)
    history: tuple[CaseTurn, ...] = ()
    countries: tuple[str, ...] = Field(
        default=(), description="ISO 3166-1 alpha-3 codes that the asker fixed beside the question"
    )
    as_of: date | None = Field(default=None, description="The date fixed beside the question")
    expected_outcome: Outcome
    other_outcomes: tuple[Outcome, ...] = Field(default=(), description="Those that are as good")
    facts: tuple[tuple[str, ...], ...] = Field(
        default=(), description="Facts the text must hold, each a list of accepted spellings"
    )
    must_not: tuple[str, ...] = Field(
        default=(), description="What the text must not hold, as the figure of another edition"
    )
    evidence: tuple[CaseEvidence, ...] = ()
    editions: tuple[str, ...] = Field(
        default=(), description="Editions that may be cited beside those of the evidence"
    )
    tags: tuple[str, ...] = ()
    note: str = ""

    @property
    def accepted(self) -> tuple[Outcome, ...]:
        """Every outcome that counts as right, the expected one first."""
        return (self.expected_outcome, *self.other_outcomes)

    @property
    def expects_refusal(self) -> bool:
        """True where the right answer is that the briefings do not answer."""
        return self.expected_outcome in REFUSALS

    @property
    def sha256(self) -> str:
        """Digest of the whole case: runs are compared over cases that are worded the same."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def evidence_groups(self) -> tuple[tuple[CaseEvidence, ...], ...]:
        """The evidence by what it shows: of each group one item must be cited."""
        groups: dict[str, list[CaseEvidence]] = {}
        for number, item in enumerate(self.evidence):
            groups.setdefault(item.group or f"\0{number}", []).append(item)
        return tuple(tuple(items) for items in groups.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a question set, and how to mend it."""

    file: str
    line: int
    field: str
    problem: str
    mend: str

    @property
    def text(self) -> str:
        """The fault in one line: where, what, and what to do."""
        where = f"{self.file} line {self.line}" + (f", {self.field}" if self.field else "")
        return f"{where}: {self.problem} {self.mend}"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The cases of one file or folder, and the faults of lines that are no case."""

    name: str
    sha256: str
    cases: tuple[RegressionCase, ...]
    places: tuple[tuple[str, int], ...]
    """File name and line of each case."""
    faults: tuple[Fault, ...]


def load_question_set(path: Path) -> QuestionSet:
    """Read a set without a fault.

    Raises:
        QuestionSetError: there is no such file, no case in it, or a line is no case.
    """
    read = read_question_set(path)
    if read.faults:
        more = f" and {len(read.faults) - 1} more" if len(read.faults) > 1 else ""
        raise QuestionSetError(
            f"{read.faults[0].text} ({len(read.cases)} lines are cases{more}). "
            f"Run `r2p eval validate {path}` to see every fault."
        )
    if not read.cases:
        raise QuestionSetError(f"{path} holds no case. Write one JSON object a line.")
    return read


def read_question_set(path: Path) -> QuestionSet:
    """Read the `.jsonl` file, or all of a folder, keeping what is wrong beside what is right.

    Raises:
        QuestionSetError: there is no such file or no `.jsonl` file in the folder.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise QuestionSetError(f"There is no question set at {path}. Name a .jsonl file.")
    cases: dict[str, RegressionCase] = {}
    places: list[tuple[str, int]] = []
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for file in files:
        text = _text_of(file)
        digest.update(text.encode())
        for number, line in enumerate(text.splitlines(), start=1):
            case, wrong = _read_line(line, file.name, number, cases)
            faults += wrong
            if case is not None:
                cases[case.id] = case
                places.append((file.name, number))
    return QuestionSet(
        path.stem, digest.hexdigest(), tuple(cases.values()), tuple(places), tuple(faults)
    )


def case_schema() -> dict[str, Any]:
    """Return the published JSON Schema of a case (draft 2020-12)."""
    schema = RegressionCase.model_json_schema()
    return {"$schema": SCHEMA_ID, **schema}


def write_case_schema() -> None:
    """Write `case.schema.json` anew; a test holds it to `case_schema`."""
    SCHEMA_FILE.write_text(f"{json.dumps(case_schema(), indent=2)}\n", encoding="utf-8")


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\n")
    except UnicodeDecodeError as error:
        raise QuestionSetError(
            f"{file} is not UTF-8 ({error.reason}). Save it as UTF-8."
        ) from error


def _read_line(
    line: str, file: str, number: int, taken: Container[str]
) -> tuple[RegressionCase | None, list[Fault]]:
    """Return the case of a line with what is wrong with it; nothing of an empty line."""
    if not line.strip():
        return None, []
    try:
        case = RegressionCase.model_validate_json(line)
    except ValidationError as error:
        return None, _faults_of(error, file, number)
    if case.id in taken:
        mend = "Give every case an id of its own."
        return None, [Fault(file, number, "id", f"{case.id!r} is taken by another line.", mend)]
    mend = "Use ISO 3166-1 alpha-3, as MLI."
    return case, [
        Fault(file, number, "countries", f"{code!r} is no country code.", mend)
        for code in case.countries
        if code not in known_codes()
    ]


def _faults_of(error: ValidationError, file: str, line: int) -> list[Fault]:
    """Turn what pydantic found into faults that say what to do."""
    return [
        Fault(
            file,
            line,
            ".".join(str(part) for part in each["loc"]),
            f"{each['msg']}.",
            _mend_of(each["type"]),
        )
        for each in error.errors()
    ]


def _mend_of(kind: str) -> str:
    return {
        "missing": "Add the field.",
        "extra_forbidden": "Remove it, or mend its name; `r2p eval schema` lists the fields.",
        "json_invalid": "Write one whole JSON object on the line.",
        "enum": "Use one of the outcomes of the answer API.",
    }.get(kind, "Mend the value; `r2p eval schema` says what is accepted.")
