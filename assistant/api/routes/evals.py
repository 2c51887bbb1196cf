"""Evaluation runs kept on this machine: what was asked, how it scored, how two runs compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException

from assistant.api.context import Context
from assistant.api.openapi import problems
from assistant.api.schemas import (
    EvalCaseOut,
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunListOut,
)
from assistant.api.service import EvalRunNotFound, EvalRuns

router = APIRouter(prefix="/v1/evals", tags=["evaluation"])

LIST_DESCRIPTION = """
Runs of question sets that `r2p eval run` has kept, the newest first, with their measures and
without their cases. A run whose `finished_at` is null is under way, or was interrupted.
"""
RUN_DESCRIPTION = """
A run with every case: the question, the answer that came, its scores and the reason for each.
Held-out cases are there to be counted and not to be tuned on: of them only id, kind and the values
of their scores are given, unless `show_held_out` asks for all.
"""
COMPARISON_DESCRIPTION = """
Sets two runs against each other over the cases that both have: each measure with the paired 95 %
interval of its difference and a verdict, and the cases that came out otherwise. The words of
held-out cases are left out, unless `show_held_out` asks for them.
"""
MAX_ID_CHARACTERS = 200
SHOWS_HELD_OUT = "Give the words of held-out cases too; whoever tunes must not"
RunId = Annotated[str, Path(max_length=MAX_ID_CHARACTERS, examples=["2026-11-24-corpus"])]
NamedRun = Annotated[
    str, Query(max_length=MAX_ID_CHARACTERS, description="`id` of a run", examples=["2026-11-24"])
]
ShowHeldOut = Annotated[bool, Query(description=SHOWS_HELD_OUT)]


@router.get("/runs", summary="List evaluation runs", description=LIST_DESCRIPTION)
async def list_runs(context: Context) -> EvalRunListOut:
    """List the runs kept."""
    runs = await context.workers.reading.run(context.service.evals.list_runs)
    return EvalRunListOut(runs=list(runs))


@router.get(
    "/runs/{run_id}",
    summary="Get one evaluation run",
    description=RUN_DESCRIPTION,
    responses=problems(404, 422),
)
async def get_run(
    context: Context, run_id: RunId, *, show_held_out: ShowHeldOut = False
) -> EvalRunCasesOut:
    """Return one run with its cases."""
    return await context.workers.reading.run(_loaded, context.service.evals, run_id, show_held_out)


@router.get(
    "/comparisons",
    summary="Compare two evaluation runs",
    description=COMPARISON_DESCRIPTION,
    responses=problems(404, 422),
)
async def compare_runs(
    context: Context, before: NamedRun, after: NamedRun, *, show_held_out: ShowHeldOut = False
) -> EvalComparisonOut:
    """Return how two runs differ."""
    return await context.workers.reading.run(
        _compared, context.service.evals, (before, after), show_held_out
    )


def _loaded(runs: EvalRuns, run_id: str, show_held_out: bool) -> EvalRunCasesOut:
    with _unknown_runs_as_404():
        found = runs.load_run(run_id)
    if show_held_out:
        return found
    return found.model_copy(update={"cases": [_without_words(case) for case in found.cases]})


def _compared(runs: EvalRuns, ids: tuple[str, str], show_held_out: bool) -> EvalComparisonOut:
    with _unknown_runs_as_404():
        found = runs.compare(*ids)
    return found if show_held_out else found.without_held_out()


@contextmanager
def _unknown_runs_as_404() -> Iterator[None]:
    try:
        yield
    except EvalRunNotFound as error:
        raise HTTPException(404, str(error)) from error


def _without_words(case: EvalCaseOut) -> EvalCaseOut:
    """Return a held-out case with what may be known of it alone; one of the dev half as it is."""
    if case.half == "dev":
        return case
    scores = {name: each.model_copy(update={"reason": ""}) for name, each in case.scores.items()}
    # Named one by one, so that a field that comes later stays hidden until someone lets it out.
    return EvalCaseOut(
        id=case.id,
        kind=case.kind,
        half=case.half,
        seconds=case.seconds,
        scores=scores,
        tags=[],
        countries=[],
        question="",
        history=[],
        as_of=None,
        expected_outcomes=[],
        facts=[],
        must_not=[],
        evidence=[],
        note="",
        answer=None,
        retrieved=[],
        relevant_passages=[],
    )
