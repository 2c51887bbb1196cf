"""Does the gate catch what it should, and nothing else? Seeded faults, and repeated runs.

`python -m evals.benchmarks.gate --library COPY --write`

The library must hold what `evals/datasets/samples` asks about: the sample briefings, and the
documents in its folder `hostile`. Takes about half a minute for each fault, as what the reader made
of the same sentences is kept between them, and a minute for each repeat, where nothing is kept.
Exits 1 where a fault passed the gate or unchanged code did not.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut
from assistant.cli.composition import open_library
from assistant.library.library import Library
from assistant.settings import Settings
from evals.benchmarks.asking import REPOSITORY, machine
from evals.benchmarks.gate_noise import false_alarms
from evals.benchmarks.gate_readings import readings_kept
from evals.benchmarks.gate_report import Caught, Repeat, gate_report
from evals.regression.cases import QuestionSet, load_question_set
from evals.regression.commands.gating import floors_from
from evals.regression.comparing import compare_runs
from evals.regression.gate import judge_run
from evals.regression.mutations.faults import FAULTS, Fault
from evals.regression.running import Plan, run_plan
from evals.regression.target import target_of

CASES = REPOSITORY / "evals" / "datasets" / "samples"
REPORT = REPOSITORY / "evals" / "reports" / "gate.md"
SLOWDOWN = 2.0
"""An answer may take this much longer at the 95th percentile than in the unchanged run."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is asked of which library, and where the floors of the gate lie."""

    questions: QuestionSet
    library: Library
    settings: Settings
    floors: dict[str, float]
    folder: Path

    def run(self, name: str, fault: Fault | None = None, jobs: int = 1) -> EvalRunCasesOut:
        """Ask every case, with `fault` in the product."""
        plan = Plan(self.questions, self.questions.cases, (), self.folder / name, jobs)
        if fault is None:
            return asyncio.run(_asked(self.library, self.settings, plan))
        with fault.put(self.library):
            return asyncio.run(_asked(self.library, fault.settings(self.settings), plan))

    def caught(self, before: EvalRunCasesOut, fault: Fault) -> Caught:
        """Put a fault in, and see what the gate says."""
        after = self.run(fault.name.replace(" ", "-"), fault)
        comparison = compare_runs(before, after)
        most = (before.run.seconds_p95 or 0.0) * SLOWDOWN
        caught = Caught(fault, judge_run(after, comparison, self.floors, most), comparison)
        print(f"{fault.name}: {', '.join(caught.measures) or 'NOT CAUGHT'}", flush=True)
        return caught

    def repeated(self, before: EvalRunCasesOut, number: int) -> Repeat:
        """Run unchanged code once more, with one to four questions at a time."""
        jobs = 1 + number % 4
        after = self.run(f"repeat-{number}", jobs=jobs)
        comparison = compare_runs(before, after)
        repeat = Repeat(jobs, judge_run(after, comparison, self.floors), len(comparison.turned))
        print(f"repeat {number + 1}: {repeat.turned} cases turned", flush=True)
        return repeat


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    settings = Settings(data_dir=options.library)
    faults = [each for each in FAULTS if not options.only or each.name in options.only]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(settings, "gate benchmark") as library,
    ):
        questions = load_question_set(CASES)
        bench = Bench(questions, library, settings, floors_from(options.floor), Path(folder))
        with readings_kept():
            before = bench.run("unchanged")
            print(f"unchanged: {before.run.passed} of {before.run.cases} pass", flush=True)
            caught = [bench.caught(before, fault) for fault in faults]
        repeats = [bench.repeated(before, number) for number in range(options.repeats)]
    lines = list(gate_report(before, caught, repeats, false_alarms(before), machine()))
    print(*lines, sep="\n")
    if options.write:
        REPORT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    is_fine = all(each.is_caught for each in caught) and all(each.has_passed for each in repeats)
    return int(not is_fine)


async def _asked(library: Library, settings: Settings, plan: Plan) -> EvalRunCasesOut:
    async with target_of(library, settings) as target:
        return await run_plan(target, plan, _say_nothing)


def _say_nothing(case: EvalCaseOut) -> None:
    """Report no progress: a line for each run is enough."""
    del case


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--library", type=Path, required=True, help="a copy of its data folder")
    parser.add_argument("--only", action="append", help="this fault alone; may be repeated")
    parser.add_argument("--floor", action="append", default=[], help="as `r2p eval gate` takes it")
    parser.add_argument("--repeats", type=int, default=20, help="runs of unchanged code (20)")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
