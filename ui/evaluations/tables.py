"""The tables of the page as plain values, made by pure functions; the browser sets text only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from assistant.api.schemas import (
    EvalBin,
    EvalComparisonOut,
    EvalDifference,
    EvalMeasure,
    EvalRunOut,
)
from ui.evaluations.measures import (
    ALL,
    KIND,
    is_below_floor,
    kinds_of,
    label_of,
    measure_of,
    measures_of,
    slice_label,
)
from ui.evaluations.wording import interval, moment, percent, points, seconds

LIST_MEASURES = ("facts", "citation_recall", "refusal_recall")
KIND_MEASURES = ("passed", "outcome", "facts", "citation_recall")
VERDICT_TONES = {"below its floor": "bad", "regressed": "bad", "improved": "good"}


class Cell(TypedDict):
    """One cell: its text, a tone ('good', 'bad' or ''), and where a bar shows low, value, high."""

    text: str
    tone: str
    bar: list[float]


class Row(TypedDict):
    """One row; `opens` is the id that a click on its first cell gives, or empty."""

    opens: str
    cells: list[Cell]


class Table(TypedDict):
    """A table; a column is its label and whether it holds numbers."""

    caption: str
    columns: list[tuple[str, bool]]
    rows: list[Row]


def runs_table(runs: Iterable[EvalRunOut]) -> Table:
    """Return the runs with what each came to; the first cell opens one."""
    numbers = ["Cases", "Passed", *(label_of(name).capitalize() for name in LIST_MEASURES), "p95"]
    return Table(
        caption="Evaluation runs, the newest first",
        columns=[
            ("Started (UTC)", False),
            ("Question set", False),
            ("Answered by", False),
            *((label, True) for label in numbers),
        ],
        rows=[_run_row(run) for run in runs],
    )


def measures_table(run: EvalRunOut) -> Table:
    """Return every measure over all cases, with its interval."""
    return Table(
        caption="Measures over all cases",
        columns=[("Measure", False), ("Value", True), ("95 % interval", True), ("Cases", True)],
        rows=[_measure_row(each) for each in measures_of(run)],
    )


def kinds_table(run: EvalRunOut) -> Table:
    """Return the main measures by kind of question."""
    labels = [label_of(name).capitalize() for name in KIND_MEASURES]
    return Table(
        caption="Measures by kind of question",
        columns=[("Kind", False), ("Cases", True), *((label, True) for label in labels)],
        rows=[_kind_row(run, kind) for kind in kinds_of(run)],
    )


def calibration_table(bins: Iterable[EvalBin]) -> Table:
    """Return how sure the reader was and how often it was right."""
    return Table(
        caption="Confidence of the reader and share of right answers",
        columns=[
            ("Confidence", False),
            ("Cases", True),
            ("Mean confidence", True),
            ("Right", True),
        ],
        rows=[
            _row(
                [
                    cell(f"{each.low:.0%} to {each.high:.0%}".replace("%", " %")),
                    cell(str(each.cases)),
                    cell(percent(each.mean_confidence)),
                    cell(percent(each.share_right)),
                ]
            )
            for each in bins
        ],
    )


def differences_table(comparison: EvalComparisonOut, *, with_unchanged: bool) -> Table:
    """Return what differs, losses first; slices that did not change only where asked for."""
    found = [
        each
        for each in comparison.differences
        if with_unchanged or each.verdict != "unchanged" or each.slice == ALL
    ]
    return Table(
        caption="Measures of two runs, and how sure it is that they differ",
        columns=[
            ("Measure", False),
            ("Over", False),
            ("Verdict", False),
            ("Before", True),
            ("After", True),
            ("Difference (95 % interval)", True),
            ("Turned", True),
        ],
        rows=[_difference_row(each) for each in sorted(found, key=_by_verdict)],
    )


def cell(text: str, tone: str = "", bar: Iterable[float] = ()) -> Cell:
    """Return one cell."""
    return Cell(text=text, tone=tone, bar=list(bar))


def _row(cells: list[Cell], opens: str = "") -> Row:
    return Row(opens=opens, cells=cells)


def _run_row(run: EvalRunOut) -> Row:
    found = [measure_of(run, name) for name in LIST_MEASURES]
    share = percent(run.passed / run.cases if run.cases else None)
    return _row(
        [
            cell(moment(run.started_at)),
            cell(run.question_set + ("" if run.finished_at else " (not finished)")),
            cell(run.answered_by),
            cell(str(run.cases)),
            cell(f"{run.passed} ({share})"),
            *(cell(percent(each.value if each else None)) for each in found),
            cell(seconds(run.seconds_p95)),
        ],
        opens=run.id,
    )


def _measure_row(each: EvalMeasure) -> Row:
    tone = "bad" if is_below_floor(each) else ""
    ends = (each.low, each.value, each.high)
    bar = [float(end) for end in ends if end is not None]
    return _row(
        [
            cell(label_of(each.measure) + (", below its floor" if tone else ""), tone),
            cell(percent(each.value), tone),
            cell(interval(each.low, each.high), bar=bar if len(bar) == len(ends) else []),
            cell(str(each.cases)),
        ]
    )


def _kind_row(run: EvalRunOut, kind: str) -> Row:
    found = [measure_of(run, name, f"{KIND}{kind}") for name in KIND_MEASURES]
    cases = max((each.cases for each in found if each), default=0)
    values = [cell(percent(each.value if each else None)) for each in found]
    return _row([cell(kind.replace("_", " ")), cell(str(cases)), *values])


def _difference_row(each: EvalDifference) -> Row:
    span = f"{points(each.difference)} ({points(each.low)} to {points(each.high)})"
    return _row(
        [
            cell(label_of(each.measure)),
            cell(slice_label(each.slice)),
            cell(each.verdict, VERDICT_TONES.get(each.verdict, "")),
            cell(percent(each.before)),
            cell(percent(each.after)),
            cell(span),
            cell(str(len(each.turned))),
        ]
    )


def _by_verdict(each: EvalDifference) -> tuple[int, bool]:
    order = ("below its floor", "regressed", "improved", "unchanged")
    return order.index(each.verdict), each.slice != ALL
