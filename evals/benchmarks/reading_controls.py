"""Controls: how much of telling answerable questions rests on how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evals.benchmarks.reading_bench import Bench
from evals.benchmarks.reading_judging import judge
from evals.benchmarks.reading_scores import Rate, answerability
from evals.reader_training.examples import Reading

MARKED = "each question with its mark"
ALONE = "question alone"
UNRELATED = (
    "The town lies on the eastern bank of the river.",
    "Its market was rebuilt by traders after the flood.",
)
"""A passage that answers none of the questions."""


def measure_controls(
    bench: Bench, readings: Sequence[Reading], name: str
) -> dict[str, tuple[None, Rate]]:
    """Return the AUC of the reader's sum under each control; whether it has an answer stays."""
    changed = {
        MARKED: [replace(each, question=with_mark(each.question)) for each in readings],
        ALONE: [replace(each, sentences=UNRELATED) for each in readings],
    }
    return {control: (None, _area(bench, asked, name)) for control, asked in changed.items()}


def with_mark(question: str) -> str:
    """Return `question` with one question mark at its end."""
    return question.rstrip(" ?") + "?"


def _area(bench: Bench, readings: Sequence[Reading], name: str) -> Rate:
    judged = judge(bench.reader, bench.embedder, readings, name)
    sums = np.array([sum(each.signs) for each in judged], dtype=np.float32)
    return answerability(readings, sums)
