"""Finding the sentence that answers, and telling whether any does: SQuAD 2.0 and QED."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np

from evals.benchmarks.reading_bench import Bench, Measured, Row
from evals.benchmarks.reading_controls import ALONE, MARKED, measure_controls
from evals.benchmarks.reading_judging import SIGNS, Judged, judge
from evals.benchmarks.reading_scores import Rate, answerability, precision_at_one
from evals.reader_training.examples import HELD_OUT_ARTICLES, Reading, read_split
from evals.reader_training.near_misses import misplaced

LEAST_PRECISION = 0.90
LEAST_AREA = 0.90


def measure_squad(bench: Bench) -> Measured:
    """Measure the reader on SQuAD 2.0, and on QED where held-out questions are asked."""
    bench.folder("squad2")
    split = read_split(bench.benchmarks)
    sets: dict[tuple[str, str], Sequence[Reading]] = {("SQuAD 2.0", "dev"): split.development}
    if bench.is_final:
        sets["SQuAD 2.0", "held out"] = split.held_out_squad
        sets["QED", "held out"] = _with_misplaced(split.held_out_qed)
    rows: list[Row] = []
    details = [*_what_is_measured(), "| set | scored by | P@1 | AUC |", "|---|---|---|---|"]
    for (name, half), readings in sets.items():
        asked_of = f"{half}, {len(readings)} questions"
        rates = rate(readings, judge(bench.reader, bench.embedder, readings, f"{name} {half}"))
        controls = measure_controls(bench, readings, f"{name} {half}, control")
        details += [
            f"| {name}, {half} | {scorer} | {found or '–'} | {area} |"
            for scorer, (found, area) in (rates | controls).items()
        ]
        found, area = rates["reader"]
        targets = (LEAST_PRECISION, LEAST_AREA) if name == "SQuAD 2.0" else (None, None)
        rows += [
            Row(f"{name}: sentence P@1", asked_of, found.value if found else None, targets[0]),
            Row(f"{name}: answerability AUC", asked_of, area.value, targets[1]),
        ]
        rows += [
            Row(f"{name}: AUC, {control}", asked_of, controlled.value)
            for control, (_, controlled) in controls.items()
        ]
    return Measured(tuple(rows), tuple(details))


def rate(
    readings: Sequence[Reading], judged: Sequence[Judged]
) -> dict[str, tuple[Rate | None, Rate]]:
    """Return P@1 and AUC by scorer; single signs choose no sentence and have no P@1.

    'reader' chooses the sentence by its odds in the paragraph, and tells that something answers by
    the plain sum of the four signs, a rule without anything fitted.
    """
    signs = np.array([each.signs for each in judged], dtype=np.float32)
    cosine = np.array([each.cosines.max() for each in judged], dtype=np.float32)
    rates: dict[str, tuple[Rate | None, Rate]] = {
        "cosine": (
            precision_at_one(readings, [each.cosines for each in judged]),
            answerability(readings, cosine),
        ),
        "reader": (
            precision_at_one(readings, [each.sentences for each in judged]),
            answerability(readings, signs.sum(axis=1)),
        ),
    }
    for column, name in enumerate(SIGNS):
        rates[f"of that: {name}"] = (None, answerability(readings, signs[:, column]))
    return rates


def _with_misplaced(readings: Sequence[Reading]) -> list[Reading]:
    chance = random.Random(0)  # noqa: S311 - reproducible, not secret
    strays = [misplaced(each, readings, chance) for each in readings]
    return [*readings, *(stray for stray in strays if stray is not None)]


def _what_is_measured() -> Iterator[str]:
    titles = ", ".join(sorted(title.replace("_", " ") for title in HELD_OUT_ARTICLES))
    yield f"Held out from training: of SQuAD 2.0 the articles {titles}; of QED every fifth row;"
    yield "and every paragraph of XQuAD, of which those in training articles are dev. P@1: among"
    yield "the sentences of a question's own paragraph, the best one answers. AUC: the score of the"
    yield "paragraph tells answerable questions from others. QED has no unanswerable questions:"
    yield "each is asked a second time over another held-out paragraph that shares words with it,"
    yield "so its AUC is an easier one. The best sentence is read twice, in its paragraph and with"
    yield "one neighbour on each side; 'reader' sums the four log-odds. In brackets 95 % intervals,"
    yield "bootstrap over questions."
    yield ""
    yield f"Two controls of the AUC. '{MARKED}': some writers left the question mark out of just"
    yield "the questions that have an answer, and a reader may learn that habit; here all have one."
    yield f"'{ALONE}': read over a passage on something else, nothing answers; what is above .5"
    yield "comes from how questions are put. Dev questions are on articles trained on, perhaps by"
    yield "the same writers, so such habits can help more there than on the held-out articles."
    yield ""
