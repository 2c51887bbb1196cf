"""The regression set that ships: enough of every kind, and every case gradable.

That each quote stands in the stored texts is checked by `make gate`, on a real library.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from itertools import cycle
from pathlib import Path

from assistant.domain import Outcome
from evals.folding import words_of
from evals.regression.cases import RegressionCase, load_question_set
from evals.regression.validating import case_faults

SAMPLES = Path(str(files("evals"))) / "datasets" / "samples"
QUESTIONS = load_question_set(SAMPLES)
CASES = QUESTIONS.cases
KINDS_OF_THE_FIELD = (
    "fact figure date actor mandate sanctions response action comparison change timeline "
    "unanswerable false_premise follow_up as_of ambiguous situations list cause two_part hostile "
    "uncovered_country"
).split()
LEAST = {
    "unanswerable": 50,
    "false_premise": 25,
    "follow_up": 30,
    "ambiguous": 15,
    "hostile": 10,
}


def test_set_is_large_enough_in_every_kind_and_half() -> None:
    kinds = Counter(case.kind for case in CASES)
    halves = Counter(case.half for case in CASES)

    assert len(CASES) >= 250
    assert set(kinds) == set(KINDS_OF_THE_FIELD)
    assert {kind: kinds[kind] for kind in LEAST if kinds[kind] < LEAST[kind]} == {}
    assert kinds["change"] + kinds["as_of"] >= 25
    assert sum("typo" in case.tags for case in CASES) >= 15
    assert min(halves.values()) >= 125


def test_each_file_alternates_between_the_halves_within_a_kind() -> None:
    sides: dict[tuple[str, str], Iterator[str]] = defaultdict(lambda: cycle(("dev", "held_out")))

    for case, (file, _) in zip(CASES, QUESTIONS.places, strict=True):
        assert case.half == next(sides[file, case.kind]), case.id


def test_no_case_contradicts_itself() -> None:
    assert [fault.text for fault in case_faults(QUESTIONS)] == []


def test_outcomes_suit_the_kinds() -> None:
    for case in CASES:
        assert (case.kind == "follow_up") <= bool(case.history), case.id
        assert (case.kind in ("unanswerable", "uncovered_country")) <= case.expects_refusal, case.id
        assert (case.kind == "ambiguous") <= (
            case.expected_outcome is Outcome.NEEDS_CLARIFICATION
        ), case.id
        assert (case.kind == "false_premise") <= (
            case.expected_outcome is Outcome.PREMISE_CORRECTED
        ), case.id


def test_no_question_stands_twice_or_in_a_set_that_trains() -> None:
    asked = Counter(_folded(case) for case in CASES if not case.history)
    trained_on = {
        " ".join(words_of(json.loads(line)["question"]))
        for path in SAMPLES.parent.glob("*_questions*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }

    assert {question for question, times in asked.items() if times > 1} == set()
    assert trained_on.isdisjoint(asked)


def test_planted_documents_say_that_they_are_tests() -> None:
    planted = sorted((SAMPLES / "hostile").glob("*.md"))

    assert len(planted) >= 4
    for path in planted:
        assert "was written to test this software" in path.read_text(encoding="utf-8"), path.name


def _folded(case: RegressionCase) -> str:
    return " ".join(words_of(case.question))
