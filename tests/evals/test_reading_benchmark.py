from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks.claims import measure_claims
from evals.benchmarks.corpus_reading import measure_corpus
from evals.benchmarks.reading import PARTS, main
from evals.benchmarks.reading_bench import Bench, Measured, NothingToMeasure, Row
from evals.benchmarks.reading_controls import ALONE, MARKED, measure_controls, with_mark
from evals.benchmarks.reading_judging import judge
from evals.benchmarks.reading_report import Circumstances, report
from evals.benchmarks.reading_scores import answerability, area_under_curve, precision_at_one
from evals.benchmarks.reading_speed import CANDIDATES, spread
from evals.benchmarks.reading_squad import rate
from evals.reader_training.examples import Reading
from tests.evals.readers import word_reader
from tests.library.fakes import HashingEmbedder

HARBOUR = ("The fair was held on Monday.", "Gunboats shelled the harbour.", "It rained at dusk.")
SHELLED = Reading("Who shelled the harbour", "", HARBOUR, frozenset({1}), (), "squad2", "H", 0)
BREAD = Reading("Where is bread baked", "", HARBOUR, frozenset(), (), "squad2", "H", 0)
RUN = Circumstances("2026-01-02", "a machine", "c0ffee", 5.9, "the command", is_final=False)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    reader = word_reader([*HARBOUR, SHELLED.question, BREAD.question])
    return Bench(
        benchmarks=tmp_path,
        corpus=tmp_path / "corpus",
        library=None,
        threads=1,
        halves=("dev",),
        reader=reader,
        embedder=HashingEmbedder(),
    )


def test_area_counts_ties_half() -> None:
    scores = np.array([0.9, 0.5, 0.5, 0.1], dtype=np.float32)
    assert area_under_curve(scores, np.array([True, True, False, False])) == 0.875


def test_rates_carry_an_interval_around_them() -> None:
    readings = [SHELLED, SHELLED, BREAD, BREAD]
    first, second = np.array([0, 1, 0.0]), np.array([1, 0, 0.0])
    found = precision_at_one(readings, [first, second, first, first])
    area = answerability(readings, np.array([2, 0, 1, -1], dtype=np.float32))
    assert (found.value, area.value) == (0.5, 0.75)
    assert area.low <= area.value <= area.high
    assert str(found) == "0.500 (0.000 to 1.000)"


def test_reader_chooses_the_sentence_and_sums_the_signs_of_both_readings(bench: Bench) -> None:
    judged = judge(bench.reader, bench.embedder, [SHELLED, BREAD], "test")
    assert int(judged[0].sentences.argmax()) == 1
    assert len(judged[0].signs) == 4
    assert sum(judged[0].signs) > sum(judged[1].signs)
    found, area = rate([SHELLED, BREAD], judged)["reader"]
    assert found is not None
    assert (found.value, area.value) == (1.0, 1.0)


@pytest.mark.parametrize("asked", ["Who left", "Who left?", "Who left ?", "Who left??"])
def test_control_gives_every_question_one_mark(asked: str) -> None:
    assert with_mark(asked) == "Who left?"


def test_question_alone_tells_nothing_to_a_reader_of_passages(bench: Bench) -> None:
    shelled = replace(SHELLED, question="Who shelled harbour")
    controls = measure_controls(bench, [shelled, BREAD], "test")
    assert controls[ALONE][1].value == 0.5
    assert controls[MARKED][1].value == 1.0


def test_candidates_are_spread_evenly_over_passages() -> None:
    passages = [replace(SHELLED, sentences=(f"{n} left.", "A b c.", "D e f.")) for n in range(20)]
    contexts = list(spread(passages, 12))
    assert len(contexts) == CANDIDATES
    assert len({each.text for each in contexts}) == 12


@pytest.mark.parametrize("is_final", [False, True])
def test_held_out_claims_are_read_only_where_asked_for(bench: Bench, *, is_final: bool) -> None:
    _write_claims(bench.benchmarks / "wice")
    asked = replace(bench, halves=("dev", "held_out") if is_final else ("dev",))
    measured = measure_claims(asked)
    assert [row.asked_of.partition(",")[0] for row in measured.rows] == (
        ["training half", "held out"] if is_final else ["training half"]
    )
    assert measured.rows[0].value == 1.0
    assert any("held out |" in line for line in measured.details) == is_final


def test_report_says_plainly_what_falls_short() -> None:
    rows = (
        Row("found", "dev, 9 questions", 0.95, 0.9),
        Row("told", "dev, 9 questions", 0.85, 0.9),
        Row("quick", "2 threads", 120.0, 100.0, "120", is_most=True),
        Row("missing", "dev, 0 questions", None, 0.5),
        Row("to know", "dev", 0.1),
    )
    text = report(RUN, {"squad": Measured(rows, ("more",))}, {"corpus": "no corpus"})
    assert "| found | dev, 9 questions | 0.950 | ≥ 0.9 | reached |" in text
    assert "| told | dev, 9 questions | 0.850 | ≥ 0.9 | **falls short** |" in text
    assert "| quick | 2 threads | 120 | < 100 | **falls short** |" in text
    assert "| missing | dev, 0 questions | – | ≥ 0.5 | **falls short** |" in text
    assert "| to know | dev | 0.100 | – |  |" in text
    assert "Not measured: corpus (no corpus)." in text
    for told in (RUN.artifact_sha256, RUN.machine, RUN.date, RUN.command, "Held-out"):
        assert told in text


def test_part_without_questions_says_what_to_name(bench: Bench) -> None:
    for name in set(PARTS) - {"corpus", "calibration"}:
        with pytest.raises(NothingToMeasure, match="--benchmarks"):
            PARTS[name](bench)
    with pytest.raises(NothingToMeasure, match="--corpus"):
        measure_corpus(bench)


def test_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "squad,poems"])
    assert "no part poems" in capsys.readouterr().err


def _write_claims(folder: Path) -> None:
    folder.mkdir()
    claims, chunks = [], []
    for number in range(24):
        claimed = HARBOUR[number % 2]
        told = "supported" if number % 2 else "not_supported"
        claims.append(
            {
                "meta": {"id": f"claim-{number}"},
                "claim": claimed,
                "label": told,
                "evidence": list(HARBOUR[1:]),
                "supporting_sentences": [[0]] if number % 2 else [],
            }
        )
        chunks.append({"meta": {"id": f"claim-{number}"}, "evidence": list(HARBOUR[1:])})
    for name, lines in (("claim_dev", claims), ("oracle_chunks_claim_dev", chunks)):
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
