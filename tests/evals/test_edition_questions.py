from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.cases import CaseFileError
from evals.edition_cases import FOLDERS, load_edition_cases, read_edition_evidence
from evals.folding import words_of

COPIED_WORDS = 8  # a question that shares this many words in a row with a document was lifted
LEAST_OF_KIND = {
    "as_of": 16,
    "change": 26,
    "timeline": 14,
    "situations": 16,
    "comparison": 16,
    "brief": 6,
    "refusal": 8,
}
LINE = (
    '{"id": "ed-001", "half": "dev", "library": "samples", "kind": "refusal",'
    ' "question": "Who keeps the lantern?", "expected_outcome": "NOT_IN_BRIEFINGS"}'
)


def test_set_is_large_enough_and_evenly_halved() -> None:
    cases = load_edition_cases()
    kinds = Counter[str](case.kind for case in cases)
    dev = Counter[str](case.kind for case in cases if case.half == "dev")

    assert len(cases) >= 100
    assert all(kinds[kind] >= least for kind, least in LEAST_OF_KIND.items())
    assert all(2 * dev[kind] == count for kind, count in kinds.items())


def test_no_question_stands_in_both_halves() -> None:
    dev = {case.question.casefold() for case in load_edition_cases(half="dev")}
    held_out = {case.question.casefold() for case in load_edition_cases(half="held_out")}

    assert dev.isdisjoint(held_out)


def test_sample_evidence_can_always_be_read() -> None:
    names = {path.name for path in FOLDERS["samples"].iterdir()}
    for case in (case for case in load_edition_cases() if case.library == "samples"):
        evidence = read_edition_evidence(case)
        assert evidence is not None, case.id
        assert all(span.text.strip() for span in evidence), case.id
        assert names.issuperset(case.editions), case.id


def test_corpus_evidence_lies_within_its_documents(corpus_dir: Path) -> None:
    for case in (case for case in load_edition_cases() if case.library == "corpus"):
        evidence = read_edition_evidence(case, corpus_dir)
        assert evidence is not None, case.id
        assert [len(text.text) for text in evidence] == [
            span.end - span.start for span in case.evidence
        ], case.id


def test_no_text_of_the_set_is_lifted_from_a_document(corpus_dir: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for path in (*corpus_dir.glob("*-*.txt"), *FOLDERS["samples"].glob("sample-*")):
        runs |= _runs(words_of(path.read_text(encoding="utf-8")))
    for case in load_edition_cases():
        for text in (case.question, case.note, *(word for fact in case.facts for word in fact)):
            assert runs.isdisjoint(_runs(words_of(text))), case.id


def test_evidence_may_be_cited() -> None:
    for case in load_edition_cases():
        assert not case.editions or {span.file for span in case.evidence} <= {*case.editions}


def test_line_that_is_no_case_is_named_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f'{LINE}\n{{"id": "x"}}\n', encoding="utf-8")

    with pytest.raises(CaseFileError, match="line 2"):
        load_edition_cases(path)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}
