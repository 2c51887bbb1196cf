from __future__ import annotations

import pytest

from assistant.api.schemas import AnswerOut
from assistant.domain import Outcome
from evals.regression.cases import RegressionCase
from evals.regression.scorers import SCORERS, score
from evals.regression.scorers.given import FoundEvidence, Given
from evals.regression.scorers.statements import statements_of
from tests.evals.given_answers import (
    EVIDENCE,
    FOREIGN,
    NEW,
    OLD,
    QUOTE,
    answer,
    case,
    citation,
    given,
    passage,
    without_answer,
)

UNANSWERABLE = case(expected_outcome=Outcome.NOT_IN_BRIEFINGS, facts=(), evidence=(), must_not=())
REFUSED = answer(outcome=Outcome.NOT_IN_BRIEFINGS, text="Not said.", citations=[])


def value(measure: str, scored: Given) -> float | None:
    return SCORERS[measure](scored).value


def test_good_answer_is_whole_by_every_measure() -> None:
    scores = score(given())

    graded = {name: each.value for name, each in scores.items() if each.value is not None}
    assert graded.pop("reciprocal_rank") == 0.5  # the passage of the older edition came first
    assert graded.pop("ndcg_at_10") == pytest.approx(0.63, abs=0.01)
    assert set(graded.values()) == {1.0}
    assert scores["passed"].reason == "nothing is wanting"


def test_every_score_says_why() -> None:
    for scored in (given(), without_answer(), given(UNANSWERABLE, REFUSED, evidence=())):
        assert all(each.reason for each in score(scored).values())


def test_case_without_an_answer_fails_and_names_the_error() -> None:
    scores = score(without_answer())

    assert scores["answered"].value == 0.0
    assert scores["passed"].value == 0.0
    assert "the server broke" in scores["passed"].reason
    assert scores["verbatim"].value is None, "no quote can be graded"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty-nine people died.", 1.0),
        ("490 people died.", 0.0),
        ("149 people died.", 0.0),
        ("4.49 million fled.", 0.0),
    ],
)
def test_facts_are_found_on_number_boundaries(text: str, found: float) -> None:
    assert value("facts", given(said=answer(text=text))) == found


def test_forbidden_value_is_named() -> None:
    scored = SCORERS["must_not"](given(said=answer(text="49, not 600 [1]")))

    assert scored.value == 0.0
    assert "600" in scored.reason


def test_quote_that_is_not_in_the_stored_text_is_not_verbatim() -> None:
    altered = citation(quote=QUOTE.replace("49", "94"))

    assert value("verbatim", given(said=answer(citations=[altered]))) == 0.0


def test_mark_without_a_citation_does_not_resolve() -> None:
    assert value("marks", given(said=answer(text="At least 49 [1][7]."))) == 0.5


@pytest.mark.parametrize(
    ("cited", "country", "edition"),
    [(NEW, 1.0, 1.0), (OLD, 1.0, 0.0), (FOREIGN, 0.0, 1.0)],
)
def test_citation_of_another_country_or_edition_is_told_apart(
    cited: str, country: float, edition: float
) -> None:
    scored = given(said=answer(citations=[citation(briefing_id=cited)]))

    assert value("right_country", scored) == country
    assert value("right_edition", scored) == edition


def test_edition_that_the_case_allows_may_be_cited() -> None:
    said = answer(citations=[citation(briefing_id=OLD)])

    assert value("right_edition", given(said=said, allowed=frozenset({OLD}))) == 1.0


def test_one_item_of_a_group_of_evidence_is_enough() -> None:
    same = FoundEvidence(0, OLD, 0, 20, frozenset())
    needed = FoundEvidence(1, OLD, 0, 20, frozenset())

    assert value("evidence_recall", given(evidence=(EVIDENCE, same))) == 1.0
    assert value("evidence_recall", given(evidence=(EVIDENCE, needed))) == 0.5


@pytest.mark.parametrize(
    ("text", "precision"),
    [("Seen ![x](https://a.invalid/x.png) [1]", 0.0), ("See [here](http://a.invalid) [1]", 0.0)],
)
def test_text_with_a_link_or_an_image_is_foreign(text: str, precision: float) -> None:
    assert value("nothing_foreign", given(said=answer(text=text))) == precision


@pytest.mark.parametrize(
    ("asked", "said", "precision", "recall"),
    [
        (UNANSWERABLE, REFUSED, 1.0, 1.0),
        (UNANSWERABLE, answer(), None, 0.0),
        (case(), REFUSED, 0.0, None),
        (case(), answer(), None, None),
    ],
)
def test_refusals_count_for_precision_and_what_must_be_refused_for_recall(
    asked: RegressionCase, said: AnswerOut, precision: float | None, recall: float | None
) -> None:
    scored = given(asked, said, evidence=())

    assert value("refusal_precision", scored) == precision
    assert value("refusal_recall", scored) == recall


def test_premise_counts_as_corrected_only_with_the_right_value() -> None:
    asked = case(expected_outcome=Outcome.PREMISE_CORRECTED)
    right = answer(outcome=Outcome.PREMISE_CORRECTED)
    empty = answer(outcome=Outcome.PREMISE_CORRECTED, text="The briefings say otherwise. [1]")

    assert value("premise_corrected", given(asked, right)) == 1.0
    assert value("premise_corrected", given(asked, empty)) == 0.0
    assert value("premise_corrected", given(asked, answer())) == 0.0
    assert value("premise_corrected", given(case(), answer())) is None


@pytest.mark.parametrize(
    "text",
    [
        "At least 94 civilians died around Bankass. [1]",
        "49 civilians died around Bankass. [1]",
        "At least 49 civilians died around Bankass in June 2018. [1]",
    ],
)
def test_figure_qualifier_or_date_beyond_the_quote_breaks_integrity_and_support(text: str) -> None:
    scored = given(said=answer(text=text))

    assert value("figure_integrity", scored) == 0.0
    assert value("citation_recall", scored) == 0.0


def test_name_of_the_edition_is_no_figure_of_the_statement() -> None:
    text = "At least 49 civilians died around Bankass, edition of May 2019. [1]"

    assert value("figure_integrity", given(said=answer(text=text))) == 1.0


def test_statement_about_something_else_is_not_supported() -> None:
    text = "Peacekeepers left the northern garrison towns without a fight. [1]"

    assert value("citation_recall", given(said=answer(text=text))) == 0.0


def test_citation_that_adds_nothing_costs_precision() -> None:
    idle = citation(2, quote="The price of millet rose in spring.")
    said = answer(text=f"“{QUOTE}” [1][2]", citations=[citation(), idle])

    assert value("citation_precision", given(said=said)) == 0.5
    assert value("citation_recall", given(said=said)) == 1.0


def test_statement_without_a_mark_is_unsupported() -> None:
    said = answer(text=f"Nobody has counted the dead.\n\n“{QUOTE}” [1]")

    assert value("citation_recall", given(said=said)) == 0.5


def test_headings_and_what_is_not_held_state_nothing() -> None:
    text = "Level:\n- Mali: Serious Concern [1]\n\nThe briefings do not say who fled.\n|---|---|"

    assert [each.marks for each in statements_of(text)] == [(1,)]


def test_relevant_passage_that_was_not_found_costs_retrieval() -> None:
    scored = given(retrieved=(passage(f"{OLD}#p0"),))

    assert value("recall_at_10", scored) == 0.0
    assert value("reciprocal_rank", scored) == 0.0


@pytest.mark.parametrize("scored", [given(retrieved=None), without_answer()])
def test_search_that_did_not_take_place_is_not_graded_as_a_failure(scored: Given) -> None:
    assert value("recall_at_10", scored) is None
    assert value("ndcg_at_10", scored) is None


def test_case_without_evidence_grades_no_retrieval() -> None:
    assert value("recall_at_10", given(UNANSWERABLE, REFUSED, evidence=())) is None
