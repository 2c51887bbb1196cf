"""A run as lines for a terminal of 100 columns; colour only where the terminal wants it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from assistant.api.schemas import (
    EvalComparisonOut,
    EvalDifference,
    EvalRunCasesOut,
    EvalRunOut,
    EvalTurned,
)
from evals.regression.reporting.selecting import (
    SLICE_MEASURES,
    failed_cases,
    floor_of,
    is_shown,
    label_of,
    losses,
    measure_of,
    measures_of,
    reason_of,
    slices_of,
    turned_groups,
)
from evals.regression.reporting.wording import (
    HELD_OUT,
    counted,
    cut,
    interval,
    percent,
    points,
    seconds,
)

WIDTH = 100
WORST_SHOWN = 15
TURNED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report, with the style in which a terminal with colours shows it."""

    text: str
    style: str = ""


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
        yield from _comparison(comparison, show_held_out)
    yield from _measures(run.run)
    yield from _kinds(run.run)
    yield from _worst(run, show_held_out)


def _headline(run: EvalRunOut) -> Iterator[Line]:
    passed = measure_of(run, "passed")
    span = interval(passed.low, passed.high) if passed else ""
    share = percent(run.passed / run.cases if run.cases else None)
    unfinished = "" if run.finished_at else "  (not finished)"
    yield Line(
        cut(f"{run.question_set}: {run.passed} of {run.cases} cases pass, {share}", WIDTH), "bold"
    )
    if span:
        yield Line(f"  95 % interval {span}{unfinished}")
    yield Line(cut(f"  run {run.id}, target {run.target}, answered by {run.answered_by}", WIDTH))
    asked = f"{run.cases} of {counted(run.cases_in_set, 'case')} asked"
    filters = f", {', '.join(run.filters)}" if run.filters else ""
    library = f"library {run.library_sha256[:12]}, {counted(run.editions, 'edition')}"
    yield Line(cut(f"  {library}; {asked}{filters}", WIDTH))
    words = "–" if run.words_p50 is None else f"{run.words_p50:.0f}"
    yield Line(
        f"  {seconds(run.seconds_p50)} median, {seconds(run.seconds_p95)} at p95; "
        f"{words} words median"
    )


def _measures(run: EvalRunOut) -> Iterator[Line]:
    yield from _heading(f"{'Measure':<24}{'value':>9}  {'95 % interval':<16}{'cases':>6}  floor")
    for each in measures_of(run):
        floor = floor_of(each.measure)
        is_low = None not in (floor, each.value) and (each.value or 0.0) < (floor or 0.0)
        needed = "" if floor is None else percent(floor) + ("  BELOW" if is_low else "")
        span = interval(each.low, each.high)
        text = f"{label_of(each.measure):<24}{percent(each.value):>9}  {span:<16}{each.cases:>6}"
        yield Line(f"{text}  {needed}".rstrip(), "bold red" if is_low else "")


def _kinds(run: EvalRunOut) -> Iterator[Line]:
    titles = "".join(f"{label_of(measure):>15}" for measure in SLICE_MEASURES)
    yield from _heading(f"{'Kind':<24}{'cases':>6}{titles}")
    for kind in slices_of(run, "kind"):
        found = [measure_of(run, measure, f"kind:{kind}") for measure in SLICE_MEASURES]
        values = "".join(f"{percent(each.value if each else None):>15}" for each in found)
        cases = max((each.cases for each in found if each), default=0)
        yield Line(f"{cut(kind, 23):<24}{cases:>6}{values}")


def _worst(run: EvalRunCasesOut, show_held_out: bool) -> Iterator[Line]:
    found = failed_cases(run.cases, show_held_out)
    half = "all" if show_held_out else "the dev half"
    if not found:
        yield from _heading(f"No case of {half} failed" if run.cases else "No case was asked")
        return
    yield from _heading(f"Worst of the {counted(len(found), 'case')} of {half} that failed")
    for case in found[:WORST_SHOWN]:
        yield Line(cut(f"{case.id}  {case.kind}  {case.question}", WIDTH), "bold")
        for part in textwrap.wrap(cut(reason_of(case), 3 * WIDTH), WIDTH - 4):
            yield Line(f"    {part}")
    if len(found) > WORST_SHOWN:
        yield Line(f"and {len(found) - WORST_SHOWN} more")


def _comparison(comparison: EvalComparisonOut, show_held_out: bool) -> Iterator[Line]:
    lost = losses(comparison)
    yield from _heading(
        cut(f"Against {comparison.before}, {comparison.cases} cases in both", WIDTH)
    )
    if not lost:
        yield Line("nothing regressed", "green")
    for each in lost:
        yield from _difference(each, "bold red")
    for each in comparison.differences:
        if each.verdict == "improved":
            yield from _difference(each, "green")
    for group in turned_groups(comparison):
        yield from _heading(f"{group.title}: {len(group.cases)}")
        yield from _turned(group.cases, show_held_out)
    for title, ids in (("Only before", comparison.only_before), ("New", comparison.only_after)):
        if ids:
            yield Line(cut(f"{title}: {counted(len(ids), 'case')}, {', '.join(ids)}", WIDTH))


def _difference(each: EvalDifference, style: str) -> Iterator[Line]:
    name = f"{label_of(each.measure)} ({each.slice})"
    change = f"{percent(each.before)} -> {percent(each.after)}"
    span = f"{points(each.difference)} [{points(each.low)} to {points(each.high)}]"
    yield Line(f"{each.verdict.upper():<18}{cut(name, 36):<37}{change}, {span}"[:WIDTH], style)


def _turned(cases: Sequence[EvalTurned], show_held_out: bool) -> Iterator[Line]:
    for case in cases[:TURNED_SHOWN]:
        said = changes_of(case) if is_shown(case, show_held_out) else HELD_OUT
        yield Line(cut(f"{case.id}  {case.kind}  {said}", WIDTH))
    if len(cases) > TURNED_SHOWN:
        yield Line(f"and {len(cases) - TURNED_SHOWN} more")


def _heading(text: str) -> Iterator[Line]:
    yield Line("")
    yield Line(text, "bold")
    yield Line("-" * len(text))


def changes_of(case: EvalTurned) -> str:
    """Return the measures of a turned case that changed, as 'facts found 100.0 % -> 50.0 %'."""
    return ", ".join(
        f"{label_of(name)} {percent(before)} -> {percent(after)}"
        for name, (before, after) in case.measures.items()
        if name != "passed"
    )
