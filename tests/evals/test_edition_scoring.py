from __future__ import annotations

from assistant.domain import Outcome
from evals.cases import EvidenceSpan, EvidenceText
from evals.edition_cases import EditionCase
from evals.edition_report import EditionRun, edition_report, failing_cases
from evals.edition_scoring import (
    EditionScore,
    score_edition_case,
    stands_in_order,
    uncited_lines,
)
from evals.scoring import CitedQuote, GivenAnswer

CASE = EditionCase(
    id="ed-001",
    half="dev",
    library="samples",
    kind="change",
    question="Were more lanterns lost in May than in March?",
    expected_outcome=Outcome.ANSWERED,
    facts=(("900",), ("1,250",)),
    must_not=("7,000",),
    evidence=(
        EvidenceSpan(file="march.txt", start=0, end=9),
        EvidenceSpan(file="may.txt", start=0, end=9),
    ),
    editions=("march.txt", "may.txt"),
)
MARCH = CitedQuote("march.txt", "Some 900 lanterns were lost.", True, ())
MAY = CitedQuote("may.txt", "By May 1,250 lanterns were lost.", True, ())
SIDES = (
    EvidenceText("march.txt", "900 lanterns were lost"),
    EvidenceText("may.txt", "1,250 lanterns were lost"),
)


def scored(text: str, *quotes: CitedQuote, outcome: Outcome = Outcome.ANSWERED) -> EditionScore:
    numbers = frozenset(range(1, len(quotes) + 1))
    return score_edition_case(CASE, GivenAnswer(outcome, text, quotes, 0.1), numbers, SIDES)


def test_change_is_right_only_with_both_values() -> None:
    both = scored("900 in March [1], 1250 in May [2].", MARCH, MAY)
    half = scored("1250 in May [1].", MAY)

    assert (both.is_right, both.is_fully_cited, both.is_evidence_found) == (True, True, True)
    assert (half.missing, half.is_evidence_found, half.is_right) == (("900",), False, False)


def test_value_and_citation_of_a_wrong_edition_are_counted() -> None:
    other = CitedQuote("july.txt", "By July 7,000 lanterns were lost.", True, ())

    score = scored("900, 1250 and 7000 [1][2][3].", MARCH, MAY, other)

    assert (score.foreign, score.forbidden, score.is_right) == (("july.txt",), ("7,000",), False)


def test_refusal_is_not_asked_for_marks() -> None:
    score = scored("The briefings do not say.", outcome=Outcome.NOT_IN_BRIEFINGS)

    assert (score.is_fully_cited, score.is_outcome_right) == (None, False)


def test_statement_without_a_mark_that_resolves_is_uncited() -> None:
    text = (
        "# May\nEdition of May:\n| a | b |\n|---|---|\n| 1 | 2 [1] |\nLost [2].\nMany were lost.\n"
    )

    assert list(uncited_lines(text, frozenset({1}))) == ["Lost [2].", "Many were lost."]


def test_timeline_is_in_order_where_each_fact_follows_the_one_before() -> None:
    facts = (("1 March",), ("9 May", "10 May"))

    assert stands_in_order("On 1 March it rained. On 10 May it snowed.", facts)
    assert not stands_in_order("On 9 May it snowed. On 1 March it rained.", facts)


def test_report_holds_numbers_and_no_answer() -> None:
    score = scored("1250 in May [1].", MAY)
    run = EditionRun("dev", (score,), None, ("corpus",))

    report = edition_report([run], "Measured.", "the command")

    assert "| change | 1 | 0.000 | 1.000 | 0.500 |" in report
    assert "in May" not in report
    assert "not asked: the questions on corpus" in report
    assert "    - fact missing: 900" in list(failing_cases([score]))
