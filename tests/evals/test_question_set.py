from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from assistant.domain import Outcome
from evals.benchmarks.asking import CASES
from evals.cases import HALVES, CaseFileError, load_cases, read_evidence
from evals.folding import words_of
from evals.scoring import missing_facts

COPIED_WORDS = 8  # a question that shares this many words in a row with a document was lifted
LINE = (
    '{"id": "fact-01", "half": "dev", "kind": "fact", "question": "Who keeps the lantern?",'
    ' "expected_outcome": "NOT_IN_BRIEFINGS", "facts": [], "evidence": []}'
)


def test_line_that_is_no_case_is_named_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f'{LINE}\n{{"id": "x"}}\n', encoding="utf-8")

    with pytest.raises(CaseFileError, match="line 2"):
        load_cases(path)


def test_repeated_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{LINE}\n" * 2, encoding="utf-8")

    with pytest.raises(CaseFileError, match="repeats the id"):
        load_cases(path)


def test_set_is_large_enough_and_halved_by_its_rule() -> None:
    cases = load_cases(CASES)
    by_kind = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case.half)

    counts = Counter(case.expected_outcome for case in cases)
    assert sum(not case.expects_refusal for case in cases) >= 110
    assert counts[Outcome.NOT_IN_BRIEFINGS] >= 40
    assert counts[Outcome.NO_BRIEFING] >= 8
    assert counts[Outcome.NEEDS_CLARIFICATION] >= 5
    assert len(by_kind["false_premise"]) >= 15
    for halves in by_kind.values():
        assert halves == [HALVES[number % 2] for number in range(len(halves))]


def test_every_case_can_be_graded() -> None:
    for case in load_cases(CASES):
        assert bool(case.evidence) != case.expects_refusal, case.id
        assert bool(case.facts) != case.expects_refusal, case.id
        assert all(spelling for fact in case.facts for spelling in fact), case.id


def test_every_fact_stands_in_its_evidence(corpus_dir: Path) -> None:
    for case in load_cases(CASES):
        evidence = read_evidence(case, corpus_dir)
        assert len(evidence) == len(case.evidence), case.id
        text = " ".join(span.text for span in evidence)
        assert missing_facts(text, case.facts) == (), case.id


def test_no_question_is_lifted_from_a_document(corpus_dir: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for path in corpus_dir.glob("*-*.txt"):
        runs |= _runs(words_of(path.read_text(encoding="utf-8")))

    for case in load_cases(CASES):
        for text in (case.question, case.note, *(turn.content for turn in case.history)):
            assert runs.isdisjoint(_runs(words_of(text))), case.id


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}
