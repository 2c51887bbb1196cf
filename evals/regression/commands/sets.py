"""`r2p eval validate`, `schema`, `import` and `from-feedback`: question sets themselves."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from assistant.cli.output import print_json, print_line, report
from assistant.settings import load_settings
from evals.regression.cases import (
    Fault,
    QuestionSet,
    RegressionCase,
    case_schema,
    read_question_set,
)
from evals.regression.commands.places import target_address
from evals.regression.target import open_target
from evals.regression.validating import case_faults, library_faults

FAULTY = 1


def validate_set(options: argparse.Namespace) -> int:
    """Check a set, line by line."""
    questions = read_question_set(options.set)
    faults = [*questions.faults, *case_faults(questions)]
    if not options.no_library:
        faults += asyncio.run(_library_faults(questions, target_address(options.target)))
    for fault in faults:
        print_line(fault.text)
    kinds = Counter(case.kind for case in questions.cases)
    counted = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    report(f"{len(questions.cases)} cases ({counted}), {len(faults)} faults")
    return FAULTY if faults or not questions.cases else 0


def print_schema() -> int:
    """Print the JSON Schema of a case."""
    print_json(case_schema())
    return 0


async def _library_faults(questions: QuestionSet, address: str) -> tuple[Fault, ...]:
    async with open_target(address, load_settings()) as target:
        return await library_faults(questions, target)


def write_cases(path: Path, cases: Iterable[RegressionCase]) -> None:
    """Write a set, a case a line, without the fields that say nothing."""
    lines = [case.model_dump_json(exclude_defaults=True) for case in cases]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
