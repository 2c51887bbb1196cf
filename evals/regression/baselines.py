"""The baseline of a set: the scores of a run without its texts, small enough to be committed."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut, EvalRunOut, EvalScore
from assistant.domain import Outcome
from assistant.errors import AssistantError
from evals.regression.aggregating import DECIMALS
from evals.regression.runs import load_run


class BaselineUnusable(AssistantError):
    """There is no baseline there, or it cannot be read."""


class BaselineCase(BaseModel):
    """The scores of one case."""

    model_config = ConfigDict(extra="forbid")

    sha256: str
    kind: str
    half: str
    expected: list[Outcome]
    scores: dict[str, tuple[float, float]]
    """By measure: value and weight; what was not graded is left out."""


class Baseline(BaseModel):
    """What later runs are held against."""

    model_config = ConfigDict(extra="forbid")

    run: EvalRunOut
    cases: dict[str, BaselineCase]


def load_baseline(path: Path) -> EvalRunCasesOut:
    """Read a baseline file, or a run's folder, as a run to compare with.

    Raises:
        BaselineUnusable: there is none, or it is damaged.
        RunNotFound: the folder holds no run.
    """
    if path.is_dir():
        return load_run(path)
    if not path.is_file():
        raise BaselineUnusable(
            f"There is no baseline at {path}. Make one with `--update-baseline`."
        )
    try:
        baseline = Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise BaselineUnusable(
            f"{path} is no baseline ({error.errors()[0]['msg']}). Restore it, or make it anew with "
            "`--update-baseline`."
        ) from error
    cases = [_case_of(name, case) for name, case in baseline.cases.items()]
    return EvalRunCasesOut(run=baseline.run, cases=cases)


def write_baseline(path: Path, run: EvalRunCasesOut) -> None:
    """Keep the scores of `run` in one step, a case a line."""
    kept = run.run.model_copy(update={"measures": [], "calibration": []})
    cases = ",\n".join(f'"{case.id}": {_kept(case).model_dump_json()}' for case in run.cases)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_text(
        f'{{"run": {kept.model_dump_json()},\n"cases": {{\n{cases}\n}}}}\n', encoding="utf-8"
    )
    draft.replace(path)


def _kept(case: EvalCaseOut) -> BaselineCase:
    return BaselineCase(
        sha256=case.sha256,
        kind=case.kind,
        half=case.half,
        expected=case.expected_outcomes,
        scores={
            name: (round(score.value, DECIMALS), score.weight)
            for name, score in case.scores.items()
            if score.value is not None
        },
    )


def _case_of(name: str, kept: BaselineCase) -> EvalCaseOut:
    """Return the record of a case of which only its scores were kept."""
    return EvalCaseOut(
        id=name,
        sha256=kept.sha256,
        kind=kept.kind,
        half=kept.half,
        tags=[],
        countries=[],
        question="",
        history=[],
        as_of=None,
        expected_outcomes=kept.expected,
        facts=[],
        must_not=[],
        evidence=[],
        note="",
        answer=None,
        error="",
        seconds=None,
        retrieved=[],
        relevant_passages=[],
        scores={
            measure: EvalScore(value=value, weight=weight, reason="")
            for measure, (value, weight) in kept.scores.items()
        },
    )
