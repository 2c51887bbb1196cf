"""What a report picks out of a run: missed measures, worst cases, slices, turned cases. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.api.schemas import (
    EvalCaseOut,
    EvalComparisonOut,
    EvalDifference,
    EvalMeasure,
    EvalRunOut,
    EvalTurned,
)
from evals.regression.measures import BY_NAME, MEASURES, Measure
from evals.regression.reporting.wording import percent
from evals.regression.scorers.passing import NEEDED

ALL = "all"
SLICE_MEASURES = ("passed", "outcome", "facts")
"""What a table of slices shows of each."""
LOSSES = ("below its floor", "regressed")


@dataclass(frozen=True, slots=True)
class Missed:
    """A deciding measure that found something wanting in a case."""

    measure: Measure
    value: float
    reason: str

    @property
    def is_needed(self) -> bool:
        """True where a case cannot pass without it."""
        return self.measure.name in NEEDED


@dataclass(frozen=True, slots=True)
class TurnedGroup:
    """Turned cases that went the same way."""

    title: str
    is_loss: bool
    cases: tuple[EvalTurned, ...]


def is_shown(case: EvalCaseOut | EvalTurned, show_held_out: bool) -> bool:
    """True where the texts of a case may be read; nobody tunes on the held-out half."""
    return show_held_out or case.half != "held_out"


def missed(case: EvalCaseOut) -> tuple[Missed, ...]:
    """Return the deciding measures that were graded below 1; 'passed' only sums them up."""
    return tuple(
        Missed(measure, score.value, score.reason)
        for measure in MEASURES
        if measure.decides
        and measure.name != "passed"
        and (score := case.scores.get(measure.name)) is not None
        and score.value is not None
        and score.value < 1
    )


def reason_of(case: EvalCaseOut) -> str:
    """Return in one line why a case did not pass."""
    if case.answer is None:
        return f"no answer: {case.error}" if case.error else "no answer"
    parts = [
        f"{each.measure.label}: {each.reason or percent(each.value)}"
        for each in missed(case)
        if each.is_needed
    ]
    score = case.scores.get("passed")
    return "; ".join(parts) or (score.reason if score else "") or "not graded"


def failed_cases(
    cases: list[EvalCaseOut], show_held_out: bool, kind: str | None = None
) -> tuple[EvalCaseOut, ...]:
    """Return the cases that did not pass and may be read, the worst first.

    Worst is no answer at all, then the most deciding measures missed, then the fewest facts.
    """
    found = [
        case
        for case in cases
        if not case.has_passed and is_shown(case, show_held_out) and kind in (None, case.kind)
    ]
    return tuple(sorted(found, key=_badness))


def measure_of(run: EvalRunOut, name: str, slice_name: str = ALL) -> EvalMeasure | None:
    """Return a measure of a slice; None where it was not taken."""
    for each in run.measures:
        if each.measure == name and each.slice == slice_name:
            return each
    return None


def measures_of(run: EvalRunOut, slice_name: str = ALL) -> tuple[EvalMeasure, ...]:
    """Return the measures of a slice in the order of reports; those that no case got come last."""
    order = list(BY_NAME)
    taken = [each for each in run.measures if each.slice == slice_name]
    return tuple(
        sorted(
            taken,
            key=lambda each: (
                each.cases == 0,
                order.index(each.measure) if each.measure in order else len(order),
            ),
        )
    )


def slices_of(run: EvalRunOut, axis: str) -> tuple[str, ...]:
    """Return the slices along an axis, 'kind' or 'country', each without its prefix."""
    prefix = f"{axis}:"
    found = {each.slice for each in run.measures if each.slice.startswith(prefix)}
    return tuple(sorted(name.removeprefix(prefix) for name in found))


def label_of(measure: str) -> str:
    """Return how a reader knows a measure."""
    return BY_NAME[measure].label if measure in BY_NAME else measure


def floor_of(measure: str) -> float | None:
    """Return what no run may fall below in a measure."""
    return BY_NAME[measure].floor if measure in BY_NAME else None


def below_floor(run: EvalRunOut) -> tuple[EvalMeasure, ...]:
    """Return the measures of all cases that are below their floor."""
    return tuple(
        each
        for each in measures_of(run)
        if each.value is not None and each.value < (floor_of(each.measure) or 0.0)
    )


def losses(comparison: EvalComparisonOut) -> tuple[EvalDifference, ...]:
    """Return what got worse: floors first, all cases before slices, then the largest loss."""
    found = [each for each in comparison.differences if each.verdict in LOSSES]
    return tuple(sorted(found, key=_loss_order))


def turned_groups(comparison: EvalComparisonOut) -> Iterator[TurnedGroup]:
    """Yield the turned cases: those that fail now, those that pass now, the rest."""
    named: dict[tuple[str, bool], list[EvalTurned]] = {
        ("Passed before, fail now", True): [],
        ("Failed before, pass now", False): [],
        ("Changed without turning", False): [],
    }
    lost, won, other = named.values()
    for case in comparison.turned:
        if case.before_passed == case.after_passed:
            other.append(case)
        else:
            (won if case.after_passed else lost).append(case)
    for (title, is_loss), cases in named.items():
        if cases:
            yield TurnedGroup(title, is_loss, tuple(sorted(cases, key=lambda each: each.id)))


def _badness(case: EvalCaseOut) -> tuple[bool, int, float, str]:
    facts = case.scores.get("facts")
    share = 1.0 if facts is None or facts.value is None else facts.value
    return case.answer is not None, -len(missed(case)), share, case.id


def _loss_order(each: EvalDifference) -> tuple[bool, bool, float, str]:
    return (
        each.verdict != "below its floor",
        each.slice != ALL,
        each.difference,
        each.slice + each.measure,
    )
