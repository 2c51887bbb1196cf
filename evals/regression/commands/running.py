"""`r2p eval run`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut
from assistant.cli.output import print_json, report
from assistant.settings import Settings, load_settings
from evals.regression.cases import QuestionSet, load_question_set
from evals.regression.commands.places import runs_folder, target_address
from evals.regression.extras import Extras, open_extras
from evals.regression.filtering import filtered
from evals.regression.reporting.files import write_reports
from evals.regression.reporting.terminal import print_run
from evals.regression.running import Plan, run_plan
from evals.regression.runs import RunNotFound, list_runs
from evals.regression.target import open_target


def run_set(options: argparse.Namespace) -> int:
    """Run a set, keep it, write its reports and print it."""
    plan, settings = _plan(options), load_settings()
    try:
        run = asyncio.run(_run(plan, target_address(options.target), settings, options))
    except KeyboardInterrupt:
        report(f"\nStopped; what was asked is kept in {plan.folder}. --resume goes on from there.")
        raise
    paths = write_reports(plan.folder, run, None, options.show_held_out)
    if options.json:
        print_json(run.run.model_dump(mode="json"))
    else:
        print_run(run, None, options.show_held_out)
    report(f"Kept in {plan.folder} ({', '.join(path.name for path in paths.values())})")
    return 0


async def _run(
    plan: Plan, address: str, settings: Settings, options: argparse.Namespace
) -> EvalRunCasesOut:
    wanted = Extras(judge=options.judge, entailment=options.entailment)
    async with open_target(address, settings) as target:
        extras = open_extras(wanted, settings)
        return await run_plan(target, plan, Progress(len(plan.cases)), extras)


class Progress:
    """Says on the error stream how far a run is: one line that changes, or a line now and then."""

    def __init__(self, cases: int) -> None:
        """Start at the first of `cases`."""
        self._cases = cases
        self._done = 0
        self._passed = 0
        self._is_live = sys.stderr.isatty()
        self._step = max(cases // 10, 1)

    def __call__(self, case: EvalCaseOut) -> None:
        """Count one more case."""
        self._done += 1
        self._passed += case.has_passed
        text = f"{self._done} of {self._cases} asked, {self._passed} passed"
        if self._is_live:
            end = "\n" if self._done == self._cases else ""
            sys.stderr.write(f"\r{text}{end}")
            sys.stderr.flush()
        elif self._done % self._step == 0 or self._done == self._cases:
            report(text)


def _plan(options: argparse.Namespace) -> Plan:
    questions = load_question_set(options.set)
    runs = runs_folder(options)
    filters = tuple(options.filter)
    cases = filtered(questions.cases, filters)
    folder = _unfinished(runs, questions, filters) if options.resume else _new(runs, questions)
    return Plan(questions, cases, filters, folder, options.jobs)


def _new(runs: Path, questions: QuestionSet) -> Path:
    """Return a folder that is not there yet, named after the moment and the set."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    name, number = f"{moment}-{questions.name}", 2
    while (runs / name).exists():
        name, number = f"{moment}-{questions.name}-{number}", number + 1
    return runs / name


def _unfinished(runs: Path, questions: QuestionSet, filters: tuple[str, ...]) -> Path:
    """Return the newest run of the set that did not come to its end."""
    for run in list_runs(runs):
        is_same = run.question_set_sha256 == questions.sha256 and tuple(run.filters) == filters
        if is_same and run.finished_at is None:
            return runs / run.id
    raise RunNotFound(
        f"No unfinished run of {questions.name} with these filters is kept in {runs}. "
        "Leave --resume out to start one."
    )
