"""Sets two runs against each other, case by case: what differs, how surely, and what turned. Pure.

The paired bootstrap draws the same cases from both runs. A measure has regressed where it is lower
and hardly any resample is without a loss; the fewer slices are looked at the more may that be, as
each look is one more chance of a false alarm (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.api.schemas import (
    EvalCaseOut,
    EvalComparisonOut,
    EvalDifference,
    EvalRunCasesOut,
    EvalTurned,
    Verdict,
)
from evals.regression.aggregating import ALL, DECIMALS, sampled
from evals.regression.bootstrap import RESAMPLES, Floats, Sampled, intervals, resampled_means
from evals.regression.measures import MEASURES

FEWEST_LOST = 3
"""So many more cases must lose than gain before a measure can have regressed.

One or two prove nothing, and of a slice with a single case every resample is that case.
"""
ALPHA = 0.01
"""How often chance alone may look like a regression of one measure over all cases."""


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The cases of a slice in both runs, in the same order."""

    name: str
    before: tuple[EvalCaseOut, ...]
    after: tuple[EvalCaseOut, ...]
    looks: int = 1
    """How many slices of this sort are looked at."""


def compare_runs(
    before: EvalRunCasesOut, after: EvalRunCasesOut, alpha: float = ALPHA
) -> EvalComparisonOut:
    """Compare two runs over the cases that both have, worded the same."""
    old = {case.id: case for case in before.cases}
    new = {case.id: case for case in after.cases}
    common = [name for name, case in new.items() if name in old and old[name].sha256 == case.sha256]
    pairs = _Pairs(ALL, tuple(old[name] for name in common), tuple(new[name] for name in common))
    return EvalComparisonOut(
        before=before.run.id,
        after=after.run.id,
        cases=len(common),
        only_before=sorted(old.keys() - set(common)),
        only_after=sorted(new.keys() - set(common)),
        differences=[each for part in _slices(pairs) for each in _differences(part, alpha)],
        turned=list(_turned(pairs)),
    )


def _slices(pairs: _Pairs) -> Iterator[_Pairs]:
    """Yield all cases, then those of each kind."""
    if not pairs.after:
        return
    yield pairs
    kinds = sorted({case.kind for case in pairs.after})
    for kind in kinds:
        at = [number for number, case in enumerate(pairs.after) if case.kind == kind]
        yield _Pairs(
            f"kind:{kind}",
            tuple(pairs.before[number] for number in at),
            tuple(pairs.after[number] for number in at),
            looks=len(kinds),
        )


def _differences(pairs: _Pairs, alpha: float) -> Iterator[EvalDifference]:
    """Yield how each measure differs that both runs grade."""
    old, new = sampled(pairs.before), sampled(pairs.after)
    drawn = _drawn(old, new)
    low, high = intervals(drawn)
    for at, measure in enumerate(MEASURES):
        before, after = float(old.means[at]), float(new.means[at])
        if np.isnan(before) or np.isnan(after):
            continue
        no_loss = _chance_of(drawn[:, at] >= 0, drawn[:, at])
        no_gain = _chance_of(drawn[:, at] <= 0, drawn[:, at])
        yield EvalDifference(
            measure=measure.name,
            slice=pairs.name,
            before=before,
            after=after,
            difference=after - before,
            low=float(low[at]),
            high=float(high[at]),
            chance=no_loss,
            cases=int((new.weights[:, at] > 0).sum()),
            verdict=_verdict(_lost(pairs, measure.name), no_loss, no_gain, alpha / pairs.looks),
            turned=_changed(pairs, measure.name),
        )


def _drawn(old: Sampled, new: Sampled) -> Floats:
    """Return the difference in each resample, shape (resamples, measures); 0 where none moved."""
    moved = ((old.values != new.values) | (old.weights != new.weights)).any(axis=0)
    drawn = np.zeros((RESAMPLES, len(MEASURES)))
    if moved.any():
        before, after = (resampled_means(each.columns(moved)) for each in (old, new))
        drawn[:, moved] = after - before
    return drawn


def _chance_of(holds: NDArray[np.bool_], drawn: Floats) -> float:
    """Return the share of the resamples that grade anything in which something `holds`."""
    graded = ~np.isnan(drawn)
    return float(holds[graded].mean()) if graded.any() else 1.0


def _verdict(lost: int, no_loss: float, no_gain: float, alpha: float) -> Verdict:
    if no_loss < alpha and lost >= FEWEST_LOST:
        return "regressed"
    return "improved" if no_gain < alpha and -lost >= FEWEST_LOST else "unchanged"


def _lost(pairs: _Pairs, measure: str) -> int:
    """Return how many more cases lost than gained; one that is not graded has nothing to lose."""
    moves = [
        _whole_if_none(_value(new, measure)) - _whole_if_none(_value(old, measure))
        for old, new in zip(pairs.before, pairs.after, strict=True)
    ]
    return sum(move < 0 for move in moves) - sum(move > 0 for move in moves)


def _whole_if_none(value: float | None) -> float:
    return 1.0 if value is None else value


def _changed(pairs: _Pairs, measure: str) -> list[str]:
    """Return the ids of the cases that have another value, those that lost first."""
    moved = [
        ((_value(new, measure) or 0.0) - (_value(old, measure) or 0.0), new.id)
        for old, new in zip(pairs.before, pairs.after, strict=True)
        if _value(old, measure) != _value(new, measure)
    ]
    return [name for _, name in sorted(moved)]


def _turned(pairs: _Pairs) -> Iterator[EvalTurned]:
    """Yield the cases with another value in some measure that decides, those that lost first."""
    turned = [
        EvalTurned(
            id=new.id,
            kind=new.kind,
            half=new.half,
            question=new.question,
            before_passed=old.has_passed,
            after_passed=new.has_passed,
            before_text=old.answer.text if old.answer is not None else "",
            after_text=new.answer.text if new.answer is not None else "",
            measures=measures,
        )
        for old, new in zip(pairs.before, pairs.after, strict=True)
        if (measures := _moved_measures(old, new))
    ]
    yield from sorted(turned, key=lambda each: (each.after_passed - each.before_passed, each.id))


def _moved_measures(
    old: EvalCaseOut, new: EvalCaseOut
) -> dict[str, tuple[float | None, float | None]]:
    return {
        measure.name: (_value(old, measure.name), _value(new, measure.name))
        for measure in MEASURES
        if measure.decides and _value(old, measure.name) != _value(new, measure.name)
    }


def _value(case: EvalCaseOut, measure: str) -> float | None:
    score = case.scores.get(measure)
    return None if score is None or score.value is None else round(score.value, DECIMALS)
