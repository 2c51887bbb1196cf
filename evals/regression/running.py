"""Runs a question set against an answer API: case by case, kept as they come, to be resumed."""

from __future__ import annotations

import asyncio
import hashlib
import statistics
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.api.schemas import BriefingOut, EvalCaseOut, EvalRunCasesOut, EvalRunOut
from assistant.errors import AssistantError
from evals.regression.aggregating import calibration_of, measured
from evals.regression.asking import run_case
from evals.regression.cases import QuestionSet, RegressionCase
from evals.regression.extras import Extra
from evals.regression.runs import (
    CASES,
    SUMMARY,
    append_case,
    drop_cut_line,
    load_run,
    write_summary,
)
from evals.regression.target import Target
from evals.regression.trec import write_trec_files
from evals.scoring import percentile

OnCase = Callable[[EvalCaseOut], None]
"""Told of each case as it is done, and first of those that were done before."""


class RunMismatch(AssistantError):
    """A run cannot be resumed, because what it asks or whom has changed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, and where it is kept."""

    question_set: QuestionSet
    cases: tuple[RegressionCase, ...]
    filters: tuple[str, ...]
    folder: Path
    """The run's own folder; its name is the run's id."""
    jobs: int = 1


async def run_plan(
    target: Target, plan: Plan, on_case: OnCase, extras: Mapping[str, Extra] | None = None
) -> EvalRunCasesOut:
    """Ask every case that has no record yet, and return the whole run.

    What is done is on the disk after each case: an interrupted run is resumed by planning it in the
    same folder again.

    Raises:
        RunMismatch: the folder holds a run of another set, of other cases or on another library.
    """
    editions = await target.editions()
    run = await _begun(target, plan, editions)
    done = _done(plan.folder)
    for record in done.values():
        on_case(record)
    places = asyncio.Semaphore(plan.jobs)

    async def ask(case: RegressionCase) -> EvalCaseOut:
        async with places:
            record = await run_case(target, case, editions, extras or {})
        append_case(plan.folder / CASES, record)
        on_case(record)
        return record

    fresh = await _gathered([ask(case) for case in plan.cases if case.id not in done])
    records = {**done, **{record.id: record for record in fresh}}
    ordered = [records[case.id] for case in plan.cases]
    finished = finish(run, ordered)
    write_summary(plan.folder, finished)
    write_trec_files(plan.folder, ordered)
    return EvalRunCasesOut(run=finished, cases=ordered)


def finish(run: EvalRunOut, cases: Sequence[EvalCaseOut]) -> EvalRunOut:
    """Return the summary of a run whose cases are all there."""
    seconds = [case.seconds for case in cases if case.seconds is not None]
    words = [len(case.answer.text.split()) for case in cases if case.answer is not None]
    bins, error = calibration_of(cases)
    return run.model_copy(
        update={
            "finished_at": datetime.now(UTC),
            "cases": len(cases),
            "passed": sum(case.has_passed for case in cases),
            "seconds_p50": percentile(seconds, 50),
            "seconds_p95": percentile(seconds, 95),
            "words_p50": statistics.median(words) if words else None,
            "measures": measured(cases),
            "calibration": bins,
            "calibration_error": error,
        }
    )


def library_fingerprint(editions: Sequence[BriefingOut]) -> str:
    """Return the SHA-256 over the ids of all editions: another text has another id."""
    lines = sorted(f"{each.id} {each.passage_count}" for each in editions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


async def _begun(target: Target, plan: Plan, editions: dict[str, BriefingOut]) -> EvalRunOut:
    """Start the run on the disk, or check that what is there is the same one."""
    health = await target.health()
    run = EvalRunOut(
        id=plan.folder.name,
        question_set=plan.question_set.name,
        question_set_sha256=plan.question_set.sha256,
        filters=list(plan.filters),
        target=target.name,
        answered_by=health.answered_by,
        assistant_version=health.version,
        library_sha256=library_fingerprint(list(editions.values())),
        editions=len(editions),
        started_at=datetime.now(UTC),
        finished_at=None,
        cases=len(plan.cases),
        cases_in_set=len(plan.question_set.cases),
        passed=0,
        seconds_p50=None,
        seconds_p95=None,
        words_p50=None,
        measures=[],
        calibration=[],
        calibration_error=None,
    )
    if (plan.folder / SUMMARY).is_file():
        before = load_run(plan.folder).run
        _check_same(before, run, plan.folder)
        return before
    plan.folder.mkdir(parents=True, exist_ok=True)
    write_summary(plan.folder, run)
    return run


def _check_same(before: EvalRunOut, now: EvalRunOut, folder: Path) -> None:
    for name, what in (
        ("question_set_sha256", "the question set"),
        ("filters", "the filters"),
        ("library_sha256", "the library"),
        ("answered_by", "who answers"),
    ):
        if getattr(before, name) != getattr(now, name):
            raise RunMismatch(
                f"The run in {folder} cannot be resumed: {what} has changed since. "
                "Start a new one without --resume."
            )


def _done(folder: Path) -> dict[str, EvalCaseOut]:
    drop_cut_line(folder / CASES)
    return {case.id: case for case in load_run(folder).cases if case.answer is not None}


async def _gathered(asked: Sequence[Coroutine[None, None, EvalCaseOut]]) -> list[EvalCaseOut]:
    """Wait for all; the first that breaks stops the rest.

    Raises:
        TargetFailed: the API could not be read any more.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(each) for each in asked]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [task.result() for task in tasks]
