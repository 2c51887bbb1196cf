"""How long the reader takes over the candidate sentences of one question."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence

import numpy as np

from assistant.answering.reading.cross_encoder import SentenceInContext
from assistant.answering.reading.reader import PASSAGES_READ
from evals.benchmarks.reading_bench import Bench, Measured, Row
from evals.benchmarks.reading_judging import contexts_of
from evals.reader_training.examples import Reading, read_split

CANDIDATES = 24
REPEATS = 20
PASSAGE_CHARACTERS = 560
"""About 120 tokens, the default size of a passage."""
MOST_MILLISECONDS = 100.0
SPREADS = (PASSAGES_READ, 12, CANDIDATES)
"""Over how many passages the candidates are spread; the product reads the first of these."""


def measure_speed(bench: Bench) -> Measured:
    """Time one question over 24 candidates, spread over few or many passages."""
    bench.folder("squad2")
    readings = read_split(bench.benchmarks).development
    rows: list[Row] = []
    details = [
        "| candidates | passages | median ms | 95th percentile ms |",
        "|---:|---:|---:|---:|",
    ]
    for count in SPREADS:
        contexts = list(spread(readings, count))
        median, high = np.percentile(_times(bench, readings, contexts), [50, 95])
        details.append(f"| {len(contexts)} | {count} | {median:.0f} | {high:.0f} |")
        if count == PASSAGES_READ:
            what = f"{len(contexts)} sentences read, in {count} passages: median ms"
            asked_of = f"{bench.threads} threads, load {os.getloadavg()[0]:.1f}"
            rows.append(Row(what, asked_of, median, MOST_MILLISECONDS, f"{median:.0f}", True))
    note = f"Passages of about {PASSAGE_CHARACTERS} characters; the product reads {PASSAGES_READ}."
    return Measured(tuple(rows), (note, "", *details))


def spread(readings: Sequence[Reading], count: int) -> Iterator[SentenceInContext]:
    """Yield 24 candidates from `count` different passages, as many from each."""
    wanted = CANDIDATES // count
    passages = list({each.sentences: each for each in readings}.values())
    found = 0
    for passage in passages:
        near = [each for each in contexts_of(passage) if each.end <= PASSAGE_CHARACTERS]
        if found == count or len(near) < wanted:
            continue
        found += 1
        for each in near[:wanted]:
            text = each.text[: near[-1].end]
            yield SentenceInContext(each.heading, text, each.start, each.end)


def _times(
    bench: Bench, readings: Sequence[Reading], contexts: Sequence[SentenceInContext]
) -> list[float]:
    """Return the milliseconds of each of some questions, after one that warms up."""
    times = []
    for reading in readings[: REPEATS + 1]:
        began = time.perf_counter()
        bench.reader.score(reading.question, contexts)
        times.append((time.perf_counter() - began) * 1000)
    return times[1:]
