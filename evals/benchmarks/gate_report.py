"""The report on the gate: what it caught, and when it cried wolf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut
from evals.benchmarks.gate_noise import FalseAlarms
from evals.regression.gate import GateResult
from evals.regression.mutations.faults import Fault


@dataclass(frozen=True, slots=True)
class Caught:
    """A fault, and what the gate said of it."""

    fault: Fault
    result: GateResult
    comparison: EvalComparisonOut

    @property
    def measures(self) -> tuple[str, ...]:
        """Measures that held the run back, each once: broken floors first."""
        floors = [each.measure for each in self.result.floors]
        fallen = [each.measure for each in self.result.regressions]
        slow = ["slow"] if self.result.slow else []
        return tuple(dict.fromkeys((*floors, *fallen, *slow)))

    @property
    def is_caught(self) -> bool:
        """True where the gate named a measure that the fault is about.

        A fault that breaks the product altogether shows nothing.
        """
        is_broken = "answered" in self.measures
        return not is_broken and not set(self.fault.caught_by).isdisjoint(self.measures)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A run of unchanged code."""

    jobs: int
    result: GateResult
    turned: int

    @property
    def has_passed(self) -> bool:
        """True where the gate let it through."""
        return self.result.has_passed


def gate_report(
    before: EvalRunCasesOut,
    caught: Sequence[Caught],
    repeats: Sequence[Repeat],
    noise: Sequence[FalseAlarms],
    machine: str,
) -> Iterator[str]:
    """Yield the report as Markdown."""
    run = before.run
    yield "# The gate: what it catches"
    yield ""
    yield f"{datetime.now(UTC).date().isoformat()}, {machine}."
    yield ""
    yield (
        f"{run.cases} cases of `{run.question_set}` on {run.editions} editions, answered by "
        f"{run.answered_by}; {run.passed} pass unchanged. Each fault was put into the product by "
        "itself, the whole set was asked, and the run was gated against the unchanged one."
    )
    yield ""
    yield from _fault_table(caught)
    yield ""
    alarms = sum(not each.has_passed for each in repeats)
    most = max((each.turned for each in repeats), default=0)
    yield (
        f"**Repeated runs of unchanged code**: {len(repeats)}, with one to four questions at a "
        f"time; {alarms} false alarms, at most {most} cases turned."
    )
    yield ""
    yield from _noise_table(noise)


def _fault_table(caught: Sequence[Caught]) -> Iterator[str]:
    found = sum(each.is_caught for each in caught)
    yield f"**Seeded faults caught by name: {found} of {len(caught)}.**"
    yield ""
    yield "| fault | what it does | should name | caught by | cases turned |"
    yield "|---|---|---|---|---:|"
    for each in caught:
        measures = ", ".join(each.measures[:6]) + (" ..." if len(each.measures) > 6 else "")
        yield (
            f"| {each.fault.name} | {each.fault.does} | {' or '.join(each.fault.caught_by)} "
            f"| {measures if each.is_caught else f'**not caught** ({measures})'} "
            f"| {len(each.comparison.turned)} |"
        )


def _noise_table(noise: Sequence[FalseAlarms]) -> Iterator[str]:
    yield (
        "**Answers that vary by themselves**: pairs of runs drawn from the unchanged one, in each "
        "of which some cases turn by chance; none regressed."
    )
    yield ""
    yield "| cases that turn in each run | pairs | held back |"
    yield "|---:|---:|---:|"
    for each in noise:
        yield f"| {each.rate:.0%} | {each.pairs} | {each.held_back} |"
