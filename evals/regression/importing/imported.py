"""What an import came to, and how it is written as a question set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evals.regression.cases import Fault, RegressionCase

_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # JSON escapes the others itself


@dataclass(frozen=True, slots=True)
class Imported:
    """The cases that were read, and what could not be: nothing is left out in silence."""

    cases: tuple[RegressionCase, ...]
    faults: tuple[Fault, ...]
    unused_columns: tuple[str, ...] = ()
    """Columns of a CSV file that mean nothing to a case."""
    documents: tuple[Path, ...] = ()
    """Documents that were written; the cases ask about them."""


def write_cases(path: Path, cases: Iterable[RegressionCase]) -> None:
    """Write a question set of `cases`, in one step; fields that hold their default are left out."""
    draft = path.with_name(f".{path.name}")
    lines = "".join(f"{_line_of(case)}\n" for case in cases)
    draft.write_text(lines, encoding="utf-8", newline="\n")
    draft.replace(path)


def _line_of(case: RegressionCase) -> str:
    """Return the case as JSON on one line, whatever a reader takes for a line end."""
    line = case.model_dump_json(exclude_defaults=True)
    return _OTHER_LINE_ENDS.sub(lambda found: f"\\u{ord(found.group()):04x}", line)
