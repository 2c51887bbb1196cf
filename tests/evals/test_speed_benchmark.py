from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from evals.benchmarks.asking_speed import QUESTIONS, AskingSpeed, p95
from evals.benchmarks.embedding_speed import EmbeddingSpeed
from evals.benchmarks.speed import misses, read_passages, report, table

EMBEDDING = EmbeddingSpeed(
    passages=10,
    words=60.0,
    ours=(90.0, 100.0, 300.0),
    usual=(20.0, 10.0, 25.0),
    cosine_min=0.9995,
    cosine_mean=0.9999,
)
ASKING = AskingSpeed(
    command="r2p ask",
    whole=(100.0, 110.0, 400.0),
    api=(40.0, 50.0, 300.0),
    steps={"read": 30.0},
    refused=1,
    python=(10.0, 11.0, 12.0),
    floor_embed=(2.0, 2.0, 8.0),
    floor_query=(3.0, 4.0, 5.0),
)


def test_ratio_is_of_medians_so_that_one_disturbed_round_does_not_count() -> None:
    assert EMBEDDING.ratio == 5.0


def test_floor_adds_embedding_and_query_of_the_same_question() -> None:
    assert ASKING.floor == (5.0, 6.0, 13.0)


def test_p95_of_a_hundred_and_one_steps_is_the_ninety_fifth() -> None:
    assert p95(list(range(101))) == 95.0


@pytest.mark.parametrize(
    ("embedding", "asking", "is_missed"),
    [
        (EMBEDDING, ASKING, False),
        (None, None, False),
        (replace(EMBEDDING, ours=(79.0,)), ASKING, True),
        (replace(EMBEDDING, cosine_min=0.998), None, True),
        (None, replace(ASKING, whole=(150.0, 150.0)), True),
    ],
)
def test_a_missed_target_fails_the_run(
    embedding: EmbeddingSpeed | None, asking: AskingSpeed | None, *, is_missed: bool
) -> None:
    assert misses(embedding, asking) == is_missed


def test_report_holds_command_circumstances_and_numbers() -> None:
    text = report(list(table(EMBEDDING, ASKING)), "the command", 0.1, "the shared corpus")

    assert "`the command`" in text
    assert "the shared corpus" in text
    assert "| ours | 100.0 | 90.0, 100.0, 300.0 |" in text
    assert "| floor: embed the question + Chroma query, nothing else | 6.0 |" in text


def test_passages_come_evenly_from_the_documents_there_are() -> None:
    samples = Path(str(files("ingest"))) / "samples"

    texts = read_passages(samples, 20)

    assert len(texts) == 20
    assert sum("Myanmar" in text or "Rohingya" in text for text in texts) < 20
    assert all(len(text.split()) > 3 for text in texts)


def test_every_question_is_asked_once() -> None:
    assert len(set(QUESTIONS)) == len(QUESTIONS) == 20
