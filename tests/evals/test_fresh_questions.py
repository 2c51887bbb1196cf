"""The fresh questions: all held out, on other sentences than every other set of the corpus."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from assistant.domain import Outcome
from evals.benchmarks.corpus_reading import QUESTION_SETS, measure_corpus
from evals.benchmarks.reading import main
from evals.benchmarks.reading_bench import Bench, NothingToMeasure
from evals.cases import EvidenceSpan, load_cases, read_evidence
from evals.folding import words_of
from evals.scoring import missing_facts
from tests.evals.readers import word_reader
from tests.library.fakes import HashingEmbedder

FRESH = QUESTION_SETS["fresh"]
CASES = load_cases(FRESH)
COPIED_WORDS = 8
FACT_KINDS = ("fact", "figure", "date", "actor", "mandate", "sanctions", "response", "as_of")
LEAST = {
    "list": 12,
    "action": 10,
    "cause": 8,
    "two_part": 8,
    "follow_up": 8,
    "unanswerable": 24,
    "false_premise": 18,
}


def test_set_has_enough_of_every_kind_and_holds_all_out() -> None:
    kinds = Counter(case.kind for case in CASES)

    assert len(CASES) >= 120
    assert {case.half for case in CASES} == {"held_out"}
    assert sum(kinds[kind] for kind in FACT_KINDS) >= 34
    assert {kind: kinds[kind] for kind in LEAST if kinds[kind] < LEAST[kind]} == {}
    assert set(kinds) == {*FACT_KINDS, *LEAST}


def test_ids_tell_the_kind_and_outcomes_suit_it() -> None:
    numbers: Counter[str] = Counter()
    for case in CASES:
        numbers[case.kind] += 1
        assert case.id == f"fresh-{case.kind}-{numbers[case.kind]:02d}"
        assert (case.kind == "unanswerable") == case.expects_refusal, case.id
        is_corrected = case.expected_outcome is Outcome.PREMISE_CORRECTED
        assert (case.kind == "false_premise") == is_corrected, case.id
        assert (case.kind == "follow_up") == bool(case.history), case.id
    partly = [case for case in CASES if case.expected_outcome is Outcome.PARTLY_ANSWERED]
    assert [case.kind for case in partly] == ["two_part"] * 3


def test_no_question_stands_in_another_set() -> None:
    asked = [" ".join(words_of(case.question)) for case in CASES]
    others = {
        " ".join(words_of(json.loads(line)["question"]))
        for path in FRESH.parent.glob("*_questions*.jsonl")
        if path != FRESH
        for line in path.read_text(encoding="utf-8").splitlines()
    }

    assert len(set(asked)) == len(asked)
    assert others.isdisjoint(asked)


def test_every_case_can_be_graded(corpus_dir: Path) -> None:
    for case in CASES:
        assert bool(case.evidence) != case.expects_refusal, case.id
        assert bool(case.facts) != case.expects_refusal, case.id
        evidence = read_evidence(case, corpus_dir)
        assert len(evidence) == len(case.evidence), case.id
        assert all(
            len(found.text) == span.end - span.start
            for found, span in zip(evidence, case.evidence, strict=True)
        ), case.id
        assert missing_facts(" ".join(span.text for span in evidence), case.facts) == (), case.id


def test_evidence_is_nowhere_asked_about_and_no_reader_was_trained_on_it() -> None:
    taken: defaultdict[str, list[EvidenceSpan]] = defaultdict(list)
    for case in load_cases(QUESTION_SETS["corpus"]):
        for span in case.evidence:
            taken[span.file].append(span)
    trained = {
        json.loads(line)["file"]
        for path in FRESH.parent.glob("reader_questions_*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }

    for case in CASES:
        for span in case.evidence:
            assert span.file not in trained, case.id
            shared = [
                each for each in taken[span.file] if span.start < each.end and each.start < span.end
            ]
            assert shared == [], case.id


def test_no_question_is_lifted_from_a_document(corpus_dir: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for path in corpus_dir.glob("*-*.txt"):
        runs |= _runs(words_of(path.read_text(encoding="utf-8")))

    for case in CASES:
        for text in (case.question, case.note, *(turn.content for turn in case.history)):
            assert runs.isdisjoint(_runs(words_of(text))), case.id


def test_benchmark_asks_fresh_questions_with_held_out_ones_only(tmp_path: Path) -> None:
    reader, embedder = word_reader(["Who keeps the lantern?"]), HashingEmbedder()
    bench = Bench(tmp_path, tmp_path, None, 1, ("dev",), reader, embedder, questions="fresh")

    with pytest.raises(NothingToMeasure, match="--held-out"):
        measure_corpus(bench)


def test_unknown_set_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--questions", "poems"])
    assert "poems" in capsys.readouterr().err


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}
