"""Writes what was found as TREC run and qrels files, which other tools of retrieval read.

Formats: https://trec.nist.gov/data/qrels_eng/ and the `trec_eval` manual.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.api.schemas import EvalCaseOut

RUN_FILE = "retrieval.run"
QRELS_FILE = "retrieval.qrels"
TAG = "r2p"


def write_trec_files(folder: Path, cases: Sequence[EvalCaseOut]) -> None:
    """Write both files for the cases that name evidence."""
    graded = [case for case in cases if case.relevant_passages]
    _write(folder / RUN_FILE, (line for case in graded for line in _run_lines(case)))
    _write(folder / QRELS_FILE, (line for case in graded for line in _qrels_lines(case)))


def _run_lines(case: EvalCaseOut) -> Iterator[str]:
    for rank, each in enumerate(case.retrieved, start=1):
        yield f"{case.id} Q0 {each.passage_id} {rank} {len(case.retrieved) - rank} {TAG}"


def _qrels_lines(case: EvalCaseOut) -> Iterator[str]:
    for each in case.relevant_passages:
        yield f"{case.id} 0 {each} 1"


def _write(path: Path, lines: Iterator[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
