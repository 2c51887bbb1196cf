from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from evals.benchmarks.splitting import (
    GoldenDrift,
    GoldenSentence,
    Score,
    check_drift,
    measure,
    read_golden,
    score_window,
)

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
TEXT = "The road is closed. The bridge is open."


def labelled(start: int, end: int) -> GoldenSentence:
    return GoldenSentence(
        file="valley.txt",
        start=start,
        end=end,
        sha256_16=hashlib.sha256(TEXT[start:end].encode()).hexdigest()[:16],
        half="dev",
        window=0,
        window_start=0,
        window_end=len(TEXT),
        sample="even",
        normaliser=1,
    )


LABELS = [labelled(0, 19), labelled(20, 39)]


def test_only_exact_sentences_count() -> None:
    score = Score()
    score_window([(0, 19), (20, 30), (31, 39), (41, 50)], LABELS, score)
    assert (score.labelled, score.found, score.exact) == (2, 3, 1)
    assert score.precision == pytest.approx(1 / 3)
    assert score.recall == 0.5
    assert "valley.txt [20:39] not found" in score.misses
    assert "valley.txt [20:30] not labelled" in score.misses


def test_a_changed_text_is_refused_rather_than_scored() -> None:
    check_drift(TEXT, LABELS[1])
    with pytest.raises(GoldenDrift, match="Label window 0 again"):
        check_drift("A " + TEXT, LABELS[1])


def test_the_golden_set_holds_offsets_and_no_text() -> None:
    golden = read_golden()
    assert len(golden) >= 200
    assert {sentence.half for sentence in golden} == {"dev", "held_out"}
    for half in ("dev", "held_out"):
        kinds = {s.file.partition("-")[0] for s in golden if s.half == half}
        assert kinds == {"unsc", "unpv", "factbook", "seed"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the shared corpus is not at {CORPUS}")
def test_sentences_of_the_corpus_are_found_exactly() -> None:
    scores = measure(CORPUS, read_golden())
    for half in ("dev", "held_out"):
        assert min(scores[half].precision, scores[half].recall) >= 0.98, scores[half].misses
