"""What a report picks out: measures missed, the worst cases, what got worse, what turned. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.api.schemas import (
    EvalCaseOut,
    EvalComparisonOut,
    EvalDifference,
    EvalTurned,
)
from evals.regression.aggregating import ALL
from evals.regression.measures import BY_NAME, MEASURES, Measure
from evals.regression.reporting.slices import label_of
from evals.regression.reporting.wording import percent
from evals.regression.scorers.passing import NEEDED

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


def losses(comparison: EvalComparisonOut) -> tuple[EvalDifference, ...]:
    """Return what got worse and decides: all cases before slices, then the largest loss."""
    found = [each for each in comparison.differences if each.verdict in LOSSES and _decides(each)]
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


def changes_of(case: EvalTurned) -> str:
    """Return the measures of a turned case that changed, as 'facts found 100.0 % → 50.0 %'."""
    return ", ".join(
        f"{label_of(name)} {percent(before)} → {percent(after)}"
        for name, (before, after) in case.measures.items()
        if name != "passed"
    )


def _badness(case: EvalCaseOut) -> tuple[bool, int, float, str]:
    facts = case.scores.get("facts")
    share = 1.0 if facts is None or facts.value is None else facts.value
    return case.answer is not None, -len(missed(case)), share, case.id


def _decides(each: EvalDifference) -> bool:
    return each.measure not in BY_NAME or BY_NAME[each.measure].decides


def _loss_order(each: EvalDifference) -> tuple[bool, bool, float, str]:
    return (
        each.verdict != "below its floor",
        each.slice != ALL,
        each.difference,
        each.slice + each.measure,
    )
