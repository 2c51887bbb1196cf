"""From the cases of a run to its numbers: by slice, with intervals, and calibration. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assistant.api.schemas import EvalBin, EvalCaseOut, EvalMeasure, EvalScore
from assistant.domain import Outcome
from evals.benchmarks.calibration import (
    Prediction,
    bin_predictions,
    expected_calibration_error,
)
from evals.regression.bootstrap import Sampled, intervals, resampled_means
from evals.regression.measures import MEASURES

ALL = "all"
DECIMALS = 6
"""Scores are compared to so many: a baseline keeps no more."""
OVERALL_SLICES = ("half", "country", "tag")
_UNGRADED = EvalScore(value=None, weight=0, reason="")


def slices_of(case: EvalCaseOut) -> Iterator[str]:
    """Yield the slices that a case belongs to."""
    yield ALL
    yield f"kind:{case.kind}"
    yield f"half:{case.half}"
    yield from (f"country:{country}" for country in case.countries)
    yield from (f"tag:{tag}" for tag in case.tags)


def measured(cases: Sequence[EvalCaseOut]) -> list[EvalMeasure]:
    """Return every measure over every slice, in the order of the measures."""
    names = sorted({name for case in cases for name in slices_of(case)}, key=_slice_order)
    return [
        each
        for name in names
        for each in _slice(name, [case for case in cases if name in slices_of(case)])
    ]


def sampled(cases: Sequence[EvalCaseOut]) -> Sampled:
    """Return values and weights: a row for each case, a column for each of `MEASURES`."""
    scores = [
        [case.scores.get(measure.name) or _UNGRADED for measure in MEASURES] for case in cases
    ]
    values = [[each.value or 0.0 for each in row] for row in scores]
    weights = [[0.0 if each.value is None else each.weight for each in row] for row in scores]
    return Sampled(np.array(values).round(DECIMALS), np.array(weights))


def calibration_of(cases: Sequence[EvalCaseOut]) -> tuple[list[EvalBin], float | None]:
    """Return how sure the reader was beside how often its answer rested on the evidence.

    A question without an answer in the briefings has no right sentence: nothing is right for it.
    """
    predictions = [
        Prediction(case.answer.confidence, _is_right(case))
        for case in cases
        if case.answer is not None and case.answer.confidence is not None
    ]
    bins = bin_predictions(predictions)
    drawn = [
        EvalBin(
            low=each.low,
            high=each.high,
            cases=each.count,
            mean_confidence=each.mean_probability,
            share_right=each.share_right,
        )
        for each in bins
    ]
    return drawn, expected_calibration_error(bins)


def _is_right(case: EvalCaseOut) -> bool:
    cited = case.scores["evidence_recall"].value
    can_answer = case.expected_outcomes[0] in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    return can_answer and bool(cited)


def _slice(name: str, cases: Sequence[EvalCaseOut]) -> Iterator[EvalMeasure]:
    """Yield the measures of one slice that grade any of its cases."""
    scores = sampled(cases)
    low, high = intervals(resampled_means(scores))
    graded = (scores.weights > 0).sum(axis=0)
    for at, measure in enumerate(MEASURES):
        if graded[at]:
            yield EvalMeasure(
                measure=measure.name,
                slice=name,
                value=float(scores.means[at]),
                low=float(low[at]),
                high=float(high[at]),
                cases=int(graded[at]),
            )


def _slice_order(name: str) -> tuple[int, str]:
    """Put all cases first, then kinds, then the rest."""
    kind = name.partition(":")[0]
    return ((ALL, "kind", *OVERALL_SLICES).index(kind), name)
