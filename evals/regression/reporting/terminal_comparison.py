"""What a terminal report says of an earlier run: losses, gains, and the turned cases. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.api.schemas import EvalComparisonOut, EvalDifference, EvalTurned
from evals.regression.reporting.selecting import changes_of, is_shown, losses, turned_groups
from evals.regression.reporting.slices import label_of
from evals.regression.reporting.terminal_lines import WIDTH, Line, heading, named
from evals.regression.reporting.wording import HELD_OUT, counted, cut, percent, points

TURNED_SHOWN = 20


def compared_lines(comparison: EvalComparisonOut, show_held_out: bool) -> Iterator[Line]:
    """Yield how a run differs from the one before it."""
    lost = losses(comparison)
    yield from heading(cut(f"Against {comparison.before}, {comparison.cases} cases in both", WIDTH))
    if not lost:
        yield Line("nothing regressed", "green")
    for each in lost:
        yield from _difference(each, "bold red")
    for each in comparison.differences:
        if each.verdict == "improved":
            yield from _difference(each, "green")
    for group in turned_groups(comparison):
        yield from heading(f"{group.title}: {len(group.cases)}")
        yield from _turned(group.cases, show_held_out)
    for title, ids in (("Only before", comparison.only_before), ("New", comparison.only_after)):
        if ids:
            yield Line(cut(f"{title}: {counted(len(ids), 'case')}, {', '.join(ids)}", WIDTH))


def _difference(each: EvalDifference, style: str) -> Iterator[Line]:
    name = f"{label_of(each.measure)} ({each.slice})"
    change = f"{percent(each.before)} → {percent(each.after)}"
    span = f"{points(each.difference)} [{points(each.low)} to {points(each.high)}]"
    yield Line(f"{each.verdict.upper():<18}{cut(name, 36):<37}{change}, {span}"[:WIDTH], style)


def _turned(cases: Sequence[EvalTurned], show_held_out: bool) -> Iterator[Line]:
    for case in cases[:TURNED_SHOWN]:
        said = changes_of(case) if is_shown(case, show_held_out) else HELD_OUT
        yield Line(named(case, said))
    if len(cases) > TURNED_SHOWN:
        yield Line(f"and {len(cases) - TURNED_SHOWN} more")
