"""What the page shows of a run, prepared for its template. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.api.schemas import EvalCaseOut, EvalRunOut, EvalScore
from assistant.citations import MARK, marks_in
from assistant.countries import country_name, known_codes
from evals.regression.measures import MEASURES
from evals.regression.reporting.selecting import (
    missed,
    reason_of,
)
from evals.regression.reporting.slices import (
    SliceRow,
    label_of,
    slice_rows,
)

AXES = (
    ("kind", "By kind", "Kind"),
    ("country", "By country", "Country"),
    ("half", "By half", "Half"),
    ("tag", "By tag", "Tag"),
)


@dataclass(frozen=True, slots=True)
class SliceTable:
    """The slices along one axis."""

    title: str
    column: str
    rows: tuple[SliceRow, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """How long the cases of a kind took, in seconds."""

    kind: str
    cases: int
    median: float
    p95: float
    slowest: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an answer, or a mark among them that points at a quote."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A measure of one case, with its reason."""

    label: str
    score: EvalScore
    is_needed: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as the page shows it."""

    number: int
    case: EvalCaseOut
    reason: str
    missed: tuple[str, ...]
    pieces: tuple[Piece, ...]
    wanting: tuple[ScoreRow, ...]
    whole: tuple[str, ...]
    ungraded: tuple[str, ...]


def slice_tables(run: EvalRunOut) -> tuple[SliceTable, ...]:
    """Return the tables of slices that have at least one row."""
    tables = (
        SliceTable(title, column, tuple(_row_of(axis, row) for row in slice_rows(run, axis)))
        for axis, title, column in AXES
    )
    return tuple(table for table in tables if table.rows)


def time_rows(cases: Sequence[EvalCaseOut]) -> tuple[TimeRow, ...]:
    """Return the times by kind, of the cases that got an answer."""
    timed: dict[str, list[tuple[float, str]]] = {}
    for case in cases:
        if case.seconds is not None:
            timed.setdefault(case.kind, []).append((case.seconds, case.id))
    return tuple(_time_row(kind, timed[kind]) for kind in sorted(timed))


def case_view(number: int, case: EvalCaseOut) -> CaseView:
    """Return a case with its answer cut at its marks and its scores sorted by what they say."""
    found = [
        (measure, score)
        for measure in MEASURES
        if measure.name != "passed" and (score := case.scores.get(measure.name)) is not None
    ]
    needed = {each.measure.name for each in missed(case) if each.is_needed}
    rows = [
        ScoreRow(measure.label, score, measure.name in needed)
        for measure, score in found
        if score.value is not None and score.value < 1
    ]
    return CaseView(
        number=number,
        case=case,
        reason=reason_of(case),
        missed=tuple(each.measure.name for each in missed(case) if each.is_needed),
        pieces=tuple(_pieces(case)),
        wanting=tuple(sorted(rows, key=lambda row: not row.is_needed)),
        whole=tuple(measure.label for measure, score in found if score.value == 1),
        ungraded=tuple(measure.label for measure, score in found if score.value is None),
    )


def missed_measures(views: Sequence[CaseView]) -> tuple[tuple[str, str], ...]:
    """Return name and label of every measure that one of the cases missed."""
    names = {name for view in views for name in view.missed}
    return tuple((each.name, label_of(each.name)) for each in MEASURES if each.name in names)


def _row_of(axis: str, row: SliceRow) -> SliceRow:
    """Give a country its name beside its code."""
    is_known = axis == "country" and row.name in known_codes()
    return replace(row, name=f"{country_name(row.name)} ({row.name})") if is_known else row


def _time_row(kind: str, timed: list[tuple[float, str]]) -> TimeRow:
    values = [seconds for seconds, _ in timed]
    median, p95 = (float(value) for value in np.quantile(values, (0.5, 0.95)))
    return TimeRow(kind, len(timed), median, p95, max(timed)[1])


def _pieces(case: EvalCaseOut) -> Iterator[Piece]:
    """Yield the answer's words and its marks; a mark that points at nothing stays words."""
    if case.answer is None:
        return
    numbers = {citation.number for citation in case.answer.citations}
    text, end = case.answer.text, 0
    for match in MARK.finditer(text):
        marks = marks_in(match.group())
        if set(marks) <= numbers:
            yield Piece(text[end : match.start()])
            yield from (Piece(f"[{number}]", number) for number in marks)
            end = match.end()
    yield Piece(text[end:])
