"""Measure the packaged reader beside cosine similarity on what it was not trained on.

`python -m evals.reader_training.measuring [--benchmarks DIR] [--write]`
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.cross_encoder import CrossEncoder, SentenceInContext, open_cross_encoder
from assistant.answering.cross_encoder_conversion import PACKAGED_READER, READER_SHA256
from assistant.library.embedding import Embedder, open_embedder
from assistant.settings import EmbeddingSettings
from evals.reader_training.corpus_check import (
    PASSAGE_CHARACTERS,
    found_among,
    read_corpus_cases,
)
from evals.reader_training.examples import HELD_OUT_ARTICLES, Reading, read_split
from evals.reader_training.near_misses import misplaced
from evals.reader_training.scores import (
    answerability,
    calibration_error,
    precision_at_one,
    refusals,
)

_REPOSITORY = Path(__file__).resolve().parents[2]
_REPORT = _REPOSITORY / "evals" / "reports" / "reader.md"
_QUESTIONS = _REPOSITORY / "evals" / "datasets" / "corpus_questions.jsonl"
_SHARED = _REPOSITORY.parent / "shared"
_CANDIDATES = 24
_REPEATS = 20
COSINE_WEIGHT = 10
"""One unit of log-odds weighs as much as a tenth of cosine; a guess, not tuned."""

Scores = list[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, and on what."""

    benchmarks: Path
    corpus: Path
    reader: CrossEncoder
    embedder: Embedder
    threads: int


def main() -> int:
    """Measure, print the report, and write it where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--benchmarks", type=Path, default=_SHARED / "benchmarks")
    parser.add_argument("--corpus", type=Path, default=_SHARED / "corpus")
    parser.add_argument("--cache", type=Path, default=_REPOSITORY / "build" / "models")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--write", action="store_true", help=f"Write {_REPORT.name}.")
    given = parser.parse_args()
    if not given.benchmarks.is_dir():
        print(f"There are no benchmarks at {given.benchmarks}.", file=sys.stderr)
        return 1
    settings = EmbeddingSettings(threads=given.threads)
    reader = open_cross_encoder(settings, given.cache)
    embedder = open_embedder(settings, given.cache)
    bench = Bench(given.benchmarks, given.corpus, reader, embedder, given.threads)
    report = "\n".join(_report(bench)) + "\n"
    print(report)
    if given.write:
        _REPORT.write_text(report, encoding="utf-8")
    return 0


def _report(bench: Bench) -> Iterator[str]:
    split = read_split(bench.benchmarks)
    machine = f"{platform.machine()}, {_processor()}, {os.cpu_count()} cores"
    size = PACKAGED_READER.stat().st_size / 1e6
    yield "# The embedded reader"
    yield ""
    yield f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {machine};"
    yield f"artifact {READER_SHA256[:12]}, {size:.1f} MB."
    yield ""
    yield "`python -m evals.reader_training.measuring --write`"
    yield ""
    yield from _what_is_measured(len(split.training))
    yield ""
    yield "| set | questions | scored by | P@1 | answerability AUC |"
    yield "|---|---|---|---|---|"
    notes: list[str] = []
    sets = {"SQuAD 2.0": split.held_out_squad, "QED": _with_misplaced(split.held_out_qed)}
    for name, readings in sets.items():
        odds = read_all(bench.reader, readings)
        for scorer, scores in _scorers(odds, compare_all(bench.embedder, readings)).items():
            found, area = precision_at_one(readings, scores), answerability(readings, scores)
            yield f"| {name} | {len(readings)} | {scorer} | {found} | {area} |"
        precision, recall = refusals(readings, odds)
        error = calibration_error(readings, odds)
        notes += [
            f"Uncalibrated, on {name}: refusing where null wins has precision {precision:.3f} and "
            f"recall {recall:.3f}; expected calibration error {error:.3f}.",
            "",
        ]
    yield ""
    yield from notes
    if bench.corpus.is_dir():
        yield from _on_briefings(bench)
    yield from _latencies(bench, split.held_out_squad)


def _scorers(odds: Scores, cosines: Scores) -> dict[str, Scores]:
    """Each signal alone, and their sum at the weight that was fixed before the first run."""
    both = [row + COSINE_WEIGHT * other for row, other in zip(odds, cosines, strict=True)]
    return {"cosine": cosines, "reader": odds, f"reader + {COSINE_WEIGHT} cosine": both}


def _on_briefings(bench: Bench) -> Iterator[str]:
    cases = list(read_corpus_cases(_QUESTIONS, bench.corpus, bench.embedder))
    readable = [case for case in cases if case.is_evidence.any()]
    yield "On our own questions (tuning half, kinds with one answer), over the 12 passages of the"
    yield f"right document nearest in meaning; these hold evidence for {len(readable)} of"
    yield f"{len(cases)} questions:"
    yield ""
    yield "| scored by | evidence first | evidence in the first three |"
    yield "|---|---|---|"
    odds = [bench.reader.score(case.question, case.contexts) for case in readable]
    for name, scores in _scorers(odds, [case.similarity for case in readable]).items():
        first, three = (found_among(readable, scores, most) for most in (1, 3))
        yield f"| {name} | {first:.3f} | {three:.3f} |"
    yield ""


def _what_is_measured(trained_on: int) -> Iterator[str]:
    titles = ", ".join(sorted(title.replace("_", " ") for title in HELD_OUT_ARTICLES))
    yield f"Held out from training: of SQuAD 2.0 the articles {titles}; of QED every fifth row;"
    yield "and every paragraph of XQuAD. Trained on the remaining"
    yield f"{trained_on} questions of SQuAD 2.0, QED and COVID-QA, with near misses made of them."
    yield "P@1: among the sentences of a question's own paragraph, the best one answers. AUC: the"
    yield "best sentence's score tells answerable questions from others. QED has no unanswerable"
    yield "questions: each is asked a second time over another held-out paragraph that shares words"
    yield "with it, so its AUC is an easier one. In brackets 95 % intervals, bootstrap over"
    yield "questions."


def read_all(reader: CrossEncoder, readings: Sequence[Reading]) -> Scores:
    """Return the reader's log-odds of every sentence of every reading."""
    return [reader.score(each.question, contexts_of(each)) for each in readings]


def contexts_of(reading: Reading) -> list[SentenceInContext]:
    """Return each sentence of `reading` with its paragraph around it."""
    text = " ".join(reading.sentences)
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in reading.sentences)])
    return [
        SentenceInContext(reading.heading, text, int(start), int(start) + len(sentence))
        for start, sentence in zip(starts, reading.sentences, strict=False)
    ]


def compare_all(embedder: Embedder, readings: Sequence[Reading]) -> Scores:
    """Return the cosine of question and sentence for every sentence of every reading."""
    texts = sorted({text for each in readings for text in (each.question, *each.sentences)})
    vectors = dict(zip(texts, embedder.embed_texts(texts), strict=True))
    return [
        np.array([vectors[text] @ vectors[each.question] for text in each.sentences])
        for each in readings
    ]


def _with_misplaced(readings: Sequence[Reading]) -> list[Reading]:
    chance = random.Random(0)  # noqa: S311 - reproducible, not secret
    strays = [misplaced(each, readings, chance) for each in readings]
    return [*readings, *(stray for stray in strays if stray is not None)]


def _latencies(bench: Bench, readings: Sequence[Reading]) -> Iterator[str]:
    """Time one question over 24 candidates, spread over few or many passages."""
    passages = list({each.sentences: each for each in readings}.values())
    for count in (6, 12, 24):
        contexts = []
        for passage in passages[:count]:
            near = [each for each in contexts_of(passage) if each.end <= PASSAGE_CHARACTERS]
            contexts += [
                SentenceInContext(
                    each.heading, each.text[:PASSAGE_CHARACTERS], each.start, each.end
                )
                for each in near[: _CANDIDATES // count]
            ]
        times = []
        for number in range(_REPEATS):
            began = time.perf_counter()
            bench.reader.score(readings[number].question, contexts)
            times.append((time.perf_counter() - began) * 1000)
        low, high = np.percentile(times, [50, 95])
        load = os.getloadavg()[0]
        yield (
            f"{len(contexts)} candidates in {count} passages of {PASSAGE_CHARACTERS} characters: "
            f"median {low:.0f} ms, 95th percentile {high:.0f} ms "
            f"({bench.threads} threads, load average {load:.1f})."
        )
        yield ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown processor")


if __name__ == "__main__":
    sys.exit(main())
