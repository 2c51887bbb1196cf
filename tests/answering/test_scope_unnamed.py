"""Questions that point at nothing are asked back; those that are general on purpose are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.question.scope import find_scope
from assistant.answering.question.unnamed_subject import pointing_at_nothing
from assistant.answering.refusing import refusal
from assistant.domain import BriefingCard, Outcome
from tests.answering.examples import card

CARDS: list[BriefingCard] = [card("mali", "2019-05-15"), card("chad", "2018-02-01", ("TCD",))]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Where did they go?", "they"),
        ("How many soldiers does the mission have?", "the mission"),
        ("Who leads it?", "it"),
        ("Are there still fighters there?", "there"),
        ("What did those raids cost?", "those raids"),
        ("Who was behind that attack?", "that attack"),
        ("Did the Council react to this?", "this"),
        ("What has happened since then?", "since then"),
        ("And how many were wounded?", "And how many were wounded?"),
        ("Is their situation better now?", "their"),
        ("Which militias fought them?", "them"),
        ("Who holds it?", "it"),
        ("What share of them were armed?", "them"),
        ("How high is the death toll?", "the death toll"),
        ("Since when?", "Since when?"),
    ],
)
def test_words_that_point_at_nothing_are_found(question: str, words: str) -> None:
    assert pointing_at_nothing(question) == words


@pytest.mark.parametrize(
    "question",
    [
        "Which countries are at the highest level?",
        "How many people fled, and where are they now?",
        "Which country has the most refugees, and what is its level?",
        "Have there been any coups?",
        "Is it true that a famine was declared?",
        "What was the deadliest attack?",
        "What must states do for those who fled?",
        "Are these briefings checked?",
        "Where is the risk at its worst?",
        "Who fought the French troops at Kidal, and when did they leave?",
        "Menaka: who controls it?",
        "How does the border brigade differ from peacekeepers?",
        "What is the ICC and who leads it?",
        "What is the ICC?",
        "Which militias recruit children, and who pays them?",
        "How many families lost their homes?",
        "Which countries say it is unsafe?",
        "In which countries did the situation get worse?",
        "What does the level mean?",
        "What happened in 2019?",
    ],
)
def test_general_questions_and_those_with_a_subject_point_at_nothing_else(question: str) -> None:
    assert pointing_at_nothing(question) == ""


def test_question_without_a_subject_is_asked_back_where_several_countries_are_held() -> None:
    scope = find_scope("How many of those were children?", CARDS)
    outcome, text = refusal(scope, CARDS)

    assert scope.must_be_asked_back
    assert outcome is Outcome.NEEDS_CLARIFICATION
    assert "“of those”" in text
    assert text.endswith("The library covers Chad and Mali.")


def test_country_set_beside_the_question_is_its_subject() -> None:
    assert not find_scope("Who attacked the village?", CARDS, ("MLI",)).must_be_asked_back


def test_single_country_held_is_the_subject() -> None:
    later = replace(CARDS[0], id="mali-2020-01-01")

    assert not find_scope("Who attacked the village?", [CARDS[0], later]).must_be_asked_back


def test_document_held_is_the_subject() -> None:
    resolution = card("mali", "2013-04-25", symbol="S/RES/2100 (2013)")

    scope = find_scope("What does it demand under 2100?", [*CARDS, resolution])

    assert not scope.must_be_asked_back
