"""The questions that train the reader and try its premises: our words, sound spans, held apart."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evals.benchmarks.asking import CASES
from evals.cases import load_cases
from evals.folding import fold, words_of
from evals.reader_training.briefing_questions import (
    UNANSWERED_KINDS,
    is_held_out,
    read_briefing_questions,
)
from evals.reader_training.examples import HELD_OUT_ARTICLES, Reading, Split, read_split

DATASETS = CASES.parent
SHARED = Path(__file__).resolve().parents[3] / "shared"
SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
OF_SAMPLES = DATASETS / "reader_questions_samples.jsonl"
COPIED_WORDS = 8  # a question that shares this many words in a row with a document was lifted

Row = dict[str, Any]


def rows_of(pattern: str) -> list[Row]:
    return [
        json.loads(line)
        for path in sorted(DATASETS.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


QUESTIONS = rows_of("reader_questions_*.jsonl")
PREMISES = rows_of("premise_questions.jsonl")


@cache
def raw_text(name: str) -> str | None:
    """The document as offsets count it; None where the corpus is not at hand."""
    folder = SAMPLES if name.startswith("sample-") else SHARED / "corpus"
    return (folder / name).read_bytes().decode("utf-8") if folder.is_dir() else None


def at_hand(rows: list[Row]) -> list[tuple[Row, str]]:
    pairs = ((row, raw_text(row["file"])) for row in rows)
    return [(row, text) for row, text in pairs if text is not None]


@cache
def runs_of_document(name: str) -> frozenset[tuple[str, ...]]:
    return runs(raw_text(name) or "")


def runs(text: str) -> frozenset[tuple[str, ...]]:
    said = words_of(text)
    return frozenset(
        tuple(said[at : at + COPIED_WORDS]) for at in range(len(said) - COPIED_WORDS + 1)
    )


def test_ids_are_unique_and_no_question_is_asked_twice() -> None:
    for rows in (QUESTIONS, PREMISES):
        assert len({row["id"] for row in rows}) == len(rows)
        assert len({row["question"] for row in rows}) == len(rows)


def test_spans_lie_in_their_document_and_answers_in_the_evidence() -> None:
    for row, text in at_hand(QUESTIONS):
        for start, end in (*row["evidence"], *row["answer"], *row["hard_negative"]):
            assert 0 <= start < end <= len(text), row["id"]
            assert text[start:end].strip(), row["id"]
        for start, end in row["answer"]:
            assert any(a <= start and end <= b for a, b in row["evidence"]), row["id"]


def test_what_tempts_is_no_evidence() -> None:
    for row in QUESTIONS:
        for start, end in row["hard_negative"]:
            assert not any(a < end and start < b for a, b in row["evidence"]), row["id"]


def test_only_unanswerable_questions_have_no_evidence() -> None:
    for row in QUESTIONS:
        assert bool(row["evidence"]) is (row["kind"] != "unanswerable"), row["id"]
    kinds = Counter(row["kind"] for row in QUESTIONS)
    assert 0.2 < kinds["unanswerable"] / len(QUESTIONS) < 0.5


@pytest.mark.parametrize("rows", [QUESTIONS, PREMISES], ids=["reader", "premises"])
def test_no_question_is_lifted_from_its_document(rows: list[Row]) -> None:
    for row, _ in at_hand(rows):
        assert runs_of_document(row["file"]).isdisjoint(runs(row["question"])), row["id"]


def test_what_corrects_or_confirms_a_premise_stands_in_its_evidence() -> None:
    for row, text in at_hand(PREMISES):
        spans = [" ".join(text[start:end].split()) for start, end in row["evidence"]]
        assert all(0 <= a < b <= len(text) for a, b in row["evidence"]), row["id"]
        assert any(fold(row["says"]) in fold(span) for span in spans), row["id"]


def test_premises_are_halved_and_each_false_one_has_a_true_one_beside_it() -> None:
    halves = Counter((row["half"], row["kind"]) for row in PREMISES)

    assert {half for half, _ in halves} == {"dev", "held_out"}
    assert len(set(halves.values())) == 1
    by_id = {row["id"]: row for row in PREMISES}
    for row in PREMISES:
        if row["kind"] == "false_premise":
            other = by_id[row["id"].replace("false", "true")]
            assert (other["half"], other["file"]) == (row["half"], row["file"]), row["id"]


def test_reader_is_never_trained_on_what_measures_the_assistant() -> None:
    measured = load_cases(CASES)
    documents = {span.file for case in measured for span in case.evidence}
    asked = {tuple(words_of(case.question)) for case in measured}
    asked |= {tuple(words_of(row["question"])) for row in PREMISES}

    assert documents.isdisjoint({row["file"] for row in QUESTIONS})
    shared = [row["id"] for row in QUESTIONS if tuple(words_of(row["question"])) in asked]
    assert shared == []


class WordCounter:
    """Measures passages by words, so that no model is needed."""

    def count_tokens(self, text: str) -> int:
        return len(text.split()) * 4 // 3


@cache
def readings(*, held_out: bool) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for each in read_briefing_questions([OF_SAMPLES], [SAMPLES], WordCounter(), held_out=held_out):
        found.setdefault(each.question, []).append(each)
    return found


def of_samples() -> list[tuple[Row, list[Reading]]]:
    rows = rows_of(OF_SAMPLES.name)
    return [(row, readings(held_out=is_held_out(row["id"]))[row["question"]]) for row in rows]


def test_held_out_questions_are_never_trained_on() -> None:
    rows = rows_of(OF_SAMPLES.name)
    held_out = {row["question"] for row in rows if is_held_out(row["id"])}

    assert len(held_out) >= 90
    assert held_out == set(readings(held_out=True))
    assert held_out.isdisjoint(readings(held_out=False))
    assert len(held_out) + len(readings(held_out=False)) == len(rows)


def test_every_answerable_question_meets_a_sentence_that_answers_it() -> None:
    for row, shown in of_samples():
        is_answerable = row["kind"] not in UNANSWERED_KINDS
        assert any(each.answering for each in shown) is is_answerable, row["id"]


def test_answers_are_words_of_the_sentence_that_answers() -> None:
    for row, shown in of_samples():
        text = raw_text(row["file"]) or ""
        wanted = {" ".join(text[start:end].split()) for start, end in row["answer"]}
        found = {
            " ".join(each.sentences[sentence][start:end].split())
            for each in shown
            for sentence, start, end in each.answers
        }
        assert found <= wanted, row["id"]
        assert bool(found) is (bool(wanted) and row["kind"] not in UNANSWERED_KINDS), row["id"]
        assert all(s in each.answering for each in shown for s, _, _ in each.answers), row["id"]


def test_every_question_is_also_seen_over_a_passage_that_does_not_answer() -> None:
    seen = [any(not each.answering for each in shown) for _, shown in of_samples()]

    assert sum(seen) / len(seen) > 0.9
    for row, shown in of_samples():
        assert all(each.answering.isdisjoint(each.tempting) for each in shown), row["id"]


@pytest.fixture(scope="module")
def split() -> Split:
    benchmarks = SHARED / "benchmarks"
    if not benchmarks.is_dir():
        pytest.skip(f"the public benchmarks are not at {benchmarks}")
    return read_split(benchmarks)


def test_held_out_articles_and_searches_are_never_trained_on(split: Split) -> None:
    trained = {each.article for each in split.training if each.source == "squad2"}
    measured = {(each.question, each.sentences) for each in split.held_out_qed}

    assert trained
    assert trained.isdisjoint(HELD_OUT_ARTICLES)
    assert {each.article for each in split.held_out_squad} == HELD_OUT_ARTICLES
    assert measured.isdisjoint((each.question, each.sentences) for each in split.training)


def test_watched_paragraphs_are_never_trained_on(split: Split) -> None:
    watched = {each.sentences for each in split.development}

    assert watched
    assert watched.isdisjoint(each.sentences for each in split.training)
