"""What a report says first: whether the gate lets the run pass, and if not, why. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut
from evals.regression.gate import GateResult, judge_run
from evals.regression.reporting.wording import counted


@dataclass(frozen=True, slots=True)
class RunVerdict:
    """The first line of a report, and the gate's reasons under it."""

    text: str
    has_passed: bool
    reasons: tuple[str, ...]


def verdict_of(
    run: EvalRunCasesOut, comparison: EvalComparisonOut | None, result: GateResult | None = None
) -> RunVerdict:
    """Word the gate's `result`; where none is given, that with the floors the measures have."""
    result = result or judge_run(run, comparison)
    against = f" against {comparison.before}" if comparison else ""
    if not result.has_passed:
        return RunVerdict(f"Held back{against}: {_faults(result)}", False, result.reasons)
    text = f"Nothing regressed{against}" if comparison else "No measure is below its floor"
    return RunVerdict(text, True, ())


def _faults(result: GateResult) -> str:
    parts = (
        (len(result.floors), "broken floor"),
        (len(result.regressions), "regression"),
        (len(result.missing), "missing case"),
    )
    return ", ".join(counted(number, noun) for number, noun in parts if number)
