from __future__ import annotations

import pytest

from assistant.answering.question.asking_words import asked_words
from assistant.answering.question.missions import mission_countries
from assistant.answering.question.scope import find_scope
from assistant.answering.question.terms import TermStatistics, asked_terms, coverage, said_terms
from tests.answering.examples import card

STATISTICS = TermStatistics.of(
    ["The mission guards wells.", "The mission patrols.", "Granaries burned in Karvel."]
)


def test_rare_word_weighs_more_than_a_common_one() -> None:
    assert STATISTICS.weight("granari") > STATISTICS.weight("mission")


def test_coverage_is_one_where_every_word_is_said_and_zero_where_none_is() -> None:
    terms = asked_terms("granaries in Karvel")

    assert coverage(terms, said_terms("The granaries of Karvel."), STATISTICS) == 1
    assert coverage(terms, said_terms("It rained."), STATISTICS) == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How many blue helmets died?", "Eleven peacekeepers were killed."),
        ("Who is the head of state?", "The president took office."),
        ("Was the mandate prolonged?", "The Council extended the mandate."),
    ],
)
def test_words_that_stand_for_one_another_count_as_said(asked: str, said: str) -> None:
    assert set(asked_terms(asked)) <= said_terms(said)


def test_thing_that_is_counted_is_the_focus() -> None:
    assert asked_words("How many suspects were arrested in Karvel?").focus == ("suspect",)


def test_where_only_people_are_counted_what_befell_them_is_the_focus() -> None:
    (focus,) = asked_words("How many people were injured at the market?").focus

    assert focus in said_terms("Nine shoppers were injured.")
    assert focus not in said_terms("Nine shoppers were killed.")


def test_question_for_a_whole_section_names_nothing_specific() -> None:
    assert asked_words("What must the government of Mali do?").specific == ()
    assert asked_words("Who is at risk in Mali?").specific == ()
    assert asked_words("Who is at risk in the market of Karvel?").specific != ()


def test_mission_named_instead_of_its_country_sets_the_scope() -> None:
    assert mission_countries("How strong is MINUSMA?") == ("MLI",)
    assert find_scope("How strong is MINUSMA?", [card("mali", "2019-05-15")]).countries == ("MLI",)


def test_country_in_the_question_outranks_the_mission() -> None:
    cards = [card("mali", "2019-05-15"), card("chad", "2019-05-15", countries=("TCD",))]

    assert find_scope("Did MINUSMA serve in Chad?", cards).countries == ("TCD",)
