"""Writes the report of the reading benchmark as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evals.asking_report import number
from evals.benchmarks.reading_bench import Measured, Row


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where and of what the numbers are."""

    date: str
    machine: str
    artifact_sha256: str
    artifact_megabytes: float
    command: str
    is_final: bool
    """True where the held-out questions were asked."""


def report(run: Circumstances, parts: Mapping[str, Measured], left_out: Mapping[str, str]) -> str:
    """Return the whole report; `left_out` says of parts without numbers why."""
    return "\n".join(_lines(run, parts, left_out)) + "\n"


def table(rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield the lines of the table of numbers beside their targets."""
    yield "| what | asked of | measured | target | |"
    yield "|---|---|---:|---:|---|"
    for row in rows:
        sign = "<" if row.is_most else "≥"
        target = "–" if row.target is None else f"{sign} {row.target:g}"
        shown = row.shown or number(row.value)
        yield f"| {row.what} | {row.asked_of} | {shown} | {target} | {row.verdict} |"


def _lines(
    run: Circumstances, parts: Mapping[str, Measured], left_out: Mapping[str, str]
) -> Iterator[str]:
    yield from ("# The embedded reader", "")
    yield f"{run.date}, {run.machine};"
    yield f"artifact SHA-256 {run.artifact_sha256}, {run.artifact_megabytes:.1f} MB."
    yield from ("", f"`{run.command}`", "")
    if not run.is_final:
        yield from ("Held-out questions were not asked: these numbers are to tune by.", "")
    yield from table(tuple(row for part in parts.values() for row in part.rows))
    yield ""
    for name, reason in left_out.items():
        yield from (f"Not measured: {name} ({reason}).", "")
    for name, part in parts.items():
        if part.details:
            yield from (f"## {name}", "", *part.details, "")
