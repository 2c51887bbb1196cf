"""How often the gate cries wolf where answers vary by themselves, as those of a chat model do.

The embedded reader gives the same answers every time, so repeated runs of it show little. Here both
runs of a pair are drawn from one recorded run: in each, some cases turn out otherwise by chance.
Nothing regressed, so whatever the gate names is a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut
from evals.regression.comparing import compare_runs
from evals.regression.gate import judge_run
from evals.regression.measures import MEASURES

RATES = (0.02, 0.05, 0.10)
"""Shares of the cases that turn by chance in each run."""
PAIRS = 60
SEED = 11
TURNING = tuple(
    each.name for each in MEASURES if each.decides and each.floor is None and "@" not in each.label
)
"""Measures that turn with a case; those with a floor of their own are left as they were."""


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Pairs of runs that differ by chance alone, and how many the gate held back."""

    rate: float
    pairs: int
    held_back: int


def false_alarms(run: EvalRunCasesOut) -> list[FalseAlarms]:
    """Count false alarms at each of `RATES`."""
    random = np.random.default_rng(SEED)
    return [
        FalseAlarms(rate, PAIRS, sum(_is_held_back(run, rate, random) for _ in range(PAIRS)))
        for rate in RATES
    ]


def _is_held_back(run: EvalRunCasesOut, rate: float, random: np.random.Generator) -> bool:
    before, after = (_varied(run, rate, random) for _ in range(2))
    return bool(judge_run(after, compare_runs(before, after)).regressions)


def _varied(run: EvalRunCasesOut, rate: float, random: np.random.Generator) -> EvalRunCasesOut:
    turns = random.random(len(run.cases)) < rate
    cases = [_turned(case) if turn else case for case, turn in zip(run.cases, turns, strict=True)]
    return EvalRunCasesOut(run=run.run, cases=cases)


def _turned(case: EvalCaseOut) -> EvalCaseOut:
    """Let a case that was whole fail, and the other way round."""
    scores = {
        name: score.model_copy(update={"value": 0.0 if case.has_passed else 1.0})
        if name in TURNING and score.value is not None
        else score
        for name, score in case.scores.items()
    }
    return case.model_copy(update={"scores": scores})
