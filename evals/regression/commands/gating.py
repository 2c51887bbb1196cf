"""`r2p eval gate`, `compare`, `report` and `runs`: what is said of runs that are kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut
from assistant.cli.options import WRONG_USE
from assistant.cli.output import print_json, print_line, report
from assistant.errors import AssistantError
from evals.regression.baselines import load_baseline, write_baseline
from evals.regression.commands.places import run_folder, runs_folder
from evals.regression.comparing import compare_runs
from evals.regression.gate import GateResult, judge_run
from evals.regression.measures import BY_NAME
from evals.regression.reporting.files import write_reports
from evals.regression.reporting.terminal import print_run
from evals.regression.runs import list_runs, load_run

HELD_BACK = 1


class GateMisused(AssistantError):
    """The gate cannot decide on what it was given."""


def gate_run(options: argparse.Namespace) -> int:
    """Decide on a run; what cannot be decided on is wrong use."""
    try:
        return _gate(options)
    except AssistantError as error:
        report(f"r2p: {error}")
        return WRONG_USE


def compare_kept(options: argparse.Namespace) -> int:
    """Print how two runs differ."""
    runs = runs_folder(options)
    before, after = (_named(name, runs) for name in (options.before_name, options.after_name))
    comparison = compare_runs(before, after)
    if options.json:
        shown = comparison if options.show_held_out else comparison.without_held_out()
        print_json(shown.model_dump(mode="json"))
    else:
        print_run(after, comparison, options.show_held_out)
    return 0


def report_run(options: argparse.Namespace) -> int:
    """Write the reports of a run again."""
    folder = run_folder(options.run_name, runs_folder(options))
    run = load_run(folder)
    comparison = compare_runs(load_baseline(options.baseline), run) if options.baseline else None
    paths = write_reports(folder, run, comparison, options.show_held_out)
    if options.json:
        print_json({name: str(path) for name, path in paths.items()})
    else:
        for path in paths.values():
            print_line(str(path))
    return 0


def list_kept(options: argparse.Namespace) -> int:
    """List the runs that are kept."""
    runs = runs_folder(options)
    kept = list_runs(runs)
    if options.json:
        print_json([run.model_dump(mode="json") for run in kept])
        return 0
    for run in kept:
        state = f"{run.passed} of {run.cases} passed" if run.finished_at else "not finished"
        filters = f" ({', '.join(run.filters)})" if run.filters else ""
        print_line(f"{run.id}  {state}{filters}, {run.answered_by} at {run.target}")
    if not kept:
        report(f"No run is kept in {runs}. Make one with `r2p eval run SET`.")
    return 0


def _named(name: str, runs: Path) -> EvalRunCasesOut:
    """Return the run or the baseline file that `name` means."""
    return load_baseline(Path(name)) if Path(name).is_file() else load_run(run_folder(name, runs))


def _gate(options: argparse.Namespace) -> int:
    floors = floors_from(options.floor)
    folder = run_folder(options.run_name, runs_folder(options))
    run = load_run(folder)
    if run.run.finished_at is None:
        raise GateMisused(f"The run in {folder} is not finished. `r2p eval run --resume` ends it.")
    comparison = _comparison(run, options)
    result = judge_run(run, comparison, floors, options.max_p95)
    write_reports(folder, run, comparison, options.show_held_out, result)
    if options.json:
        print_json({"passed": result.has_passed, "reasons": list(result.reasons)})
    else:
        print_run(run, comparison, options.show_held_out)
        _print_verdict(result)
    if options.update_baseline:
        return _update(options, run, result)
    return 0 if result.has_passed else HELD_BACK


def _comparison(run: EvalRunCasesOut, options: argparse.Namespace) -> EvalComparisonOut | None:
    """Compare with the baseline; None where it is being made for the first time."""
    path: Path = options.baseline
    if options.update_baseline and not path.exists():
        return None
    comparison = compare_runs(load_baseline(path), run, options.alpha)
    if not comparison.cases:
        raise GateMisused(
            f"The run and {path} have no case in common, so nothing can be compared. Name the "
            "baseline of this set, or make one with --update-baseline."
        )
    return comparison


def _update(options: argparse.Namespace, run: EvalRunCasesOut, result: GateResult) -> int:
    """Write the baseline where the run may become it; a filtered run never may."""
    if run.run.filters:
        raise GateMisused("A filtered run cannot become the baseline. Run the whole set.")
    if not result.has_passed and not options.accept:
        report("The baseline is as it was. --accept writes it although the run fell.")
        return HELD_BACK
    write_baseline(options.baseline, run)
    report(f"Wrote {options.baseline}")
    return 0


def _print_verdict(result: GateResult) -> None:
    print_line("")
    if result.has_passed:
        print_line("PASSED: no floor is broken and nothing regressed.")
        return
    print_line("HELD BACK:")
    for reason in result.reasons:
        print_line(f"- {reason}")


def floors_from(given: list[str]) -> dict[str, float]:
    """Read floors as they are written on the command line.

    Raises:
        GateMisused: one is no measure with a number from 0 to 1.
    """
    floors: dict[str, float] = {}
    for each in given:
        name, _, value = each.partition("=")
        try:
            floors[name] = float(value)
        except ValueError:
            floors[name] = -1.0
        if name not in BY_NAME or not 0 <= floors[name] <= 1:
            raise GateMisused(
                f"The floor {each!r} cannot be read. Write MEASURE=VALUE, from 0 to 1, with one "
                f"of {', '.join(BY_NAME)}."
            )
    return floors
