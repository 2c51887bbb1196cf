"""A run as lines for a terminal of 100 columns; colour only where the terminal wants it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from assistant.api.schemas import (
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunOut,
)
from evals.regression.reporting.selecting import (
    failed_cases,
    reason_of,
)
from evals.regression.reporting.slices import (
    SLICE_MEASURES,
    floor_of,
    is_below_floor,
    label_of,
    measure_of,
    measures_of,
    slice_rows,
)
from evals.regression.reporting.terminal_comparison import compared_lines
from evals.regression.reporting.terminal_lines import WIDTH, Line, heading, indented, named
from evals.regression.reporting.wording import (
    counted,
    cut,
    interval,
    percent,
    seconds,
)

WORST_SHOWN = 15


def run_lines(
    run: EvalRunCasesOut, comparison: EvalComparisonOut | None, show_held_out: bool
) -> Iterator[str]:
    """Yield the report in plain lines of at most 100 columns."""
    return (line.text for line in _report(run, comparison, show_held_out))


def print_run(
    run: EvalRunCasesOut,
    comparison: EvalComparisonOut | None,
    show_held_out: bool,
    console: Console | None = None,
) -> None:
    """Print the report; rich leaves colour out of a pipe and where NO_COLOR is set."""
    console = console or Console()
    for line in _report(run, comparison, show_held_out):
        console.print(Text(line.text, line.style), soft_wrap=True)


def _report(
    run: EvalRunCasesOut, comparison: EvalComparisonOut | None, show_held_out: bool
) -> Iterator[Line]:
    yield from _headline(run.run)
    if comparison is not None:
        yield from compared_lines(comparison, show_held_out)
    yield from _measures(run.run)
    yield from _kinds(run.run)
    yield from _worst(run, show_held_out)


def _headline(run: EvalRunOut) -> Iterator[Line]:
    passed = measure_of(run, "passed")
    span = interval(passed.low, passed.high) if passed else ""
    share = percent(run.passed / run.cases if run.cases else None)
    unfinished = "" if run.finished_at else "; the run is not finished"
    yield Line(
        cut(f"{run.question_set}: {run.passed} of {run.cases} cases pass, {share}", WIDTH), "bold"
    )
    yield indented(f"95 % interval {span or 'not taken'}{unfinished}")
    yield indented(f"run {run.id}, target {run.target}, answered by {run.answered_by}")
    asked = f"{run.cases} of {counted(run.cases_in_set, 'case')} asked"
    filters = f", {', '.join(run.filters)}" if run.filters else ""
    library = f"library {run.library_sha256[:12]}, {counted(run.editions, 'edition')}"
    yield indented(f"{library}; {asked}{filters}")
    words = "–" if run.words_p50 is None else f"{run.words_p50:.0f}"
    times = f"{seconds(run.seconds_p50)} median, {seconds(run.seconds_p95)} at p95"
    yield indented(f"{times}; {words} words median")


def _measures(run: EvalRunOut) -> Iterator[Line]:
    yield from heading(f"{'Measure':<24}{'value':>9}  {'95 % interval':<16}{'cases':>6}  floor")
    for each in measures_of(run):
        floor = floor_of(each.measure)
        is_low = is_below_floor(each)
        needed = "" if floor is None else percent(floor) + ("  BELOW" if is_low else "")
        span = interval(each.low, each.high)
        text = f"{label_of(each.measure):<24}{percent(each.value):>9}  {span:<16}{each.cases:>6}"
        yield Line(f"{text}  {needed}".rstrip(), "bold red" if is_low else "")


def _kinds(run: EvalRunOut) -> Iterator[Line]:
    titles = "".join(f"{label_of(measure):>15}" for measure in SLICE_MEASURES)
    yield from heading(f"{'Kind':<24}{'cases':>6}{titles}")
    for row in slice_rows(run, "kind"):
        values = "".join(f"{percent(value):>15}" for value in row.values)
        yield Line(f"{cut(row.name, 23):<24}{row.cases:>6}{values}")


def _worst(run: EvalRunCasesOut, show_held_out: bool) -> Iterator[Line]:
    found = failed_cases(run.cases, show_held_out)
    half = "all" if show_held_out else "the dev half"
    if not found:
        yield from heading(f"No case of {half} failed" if run.cases else "No case was asked")
        return
    yield from heading(f"Worst of the {counted(len(found), 'case')} of {half} that failed")
    for case in found[:WORST_SHOWN]:
        yield Line(named(case, case.question), "bold")
        for part in textwrap.wrap(cut(reason_of(case), 3 * WIDTH), WIDTH - 4):
            yield Line(f"    {part}")
    if len(found) > WORST_SHOWN:
        yield Line(f"and {len(found) - WORST_SHOWN} more")
