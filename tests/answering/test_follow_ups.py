"""Conversations as a user holds them: what a follow-up means, and what it finds.

The first list was written before the carrying was.
"""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.question.condensing import standalone_question
from assistant.answering.question.scope import find_scope
from assistant.domain import Message
from tests.answering.examples import card

QUOTED = (
    "Edition of 15 May 2019, Mali - Populations at Risk (Serious Concern):\n\n"
    "“On 23 March Dozos reportedly killed villagers at Ogossagou.” [1]"
)
CARDS = [
    card("mali", "2019-05-15"),
    card("mali", "2019-01-15"),
    card("sudan", "2019-05-15", countries=("SDN",)),
    card("chad", "2019-05-15", countries=("TCD",)),
]


def talk(question: str, answer: str = "An answer. [1]") -> list[Message]:
    return [Message("user", question), Message("assistant", answer)]


WRITTEN_BEFORE_THE_CARRYING = [
    ("Who attacked Ogossagou?", QUOTED, "Why do they attack Fulani communities?", ["Dozos"]),
    ("What happened at Ogossagou?", QUOTED, "How many died there?", ["Ogossagou", "Mali"]),
    ("What did resolution 2100 decide in 2013?", "", "What else happened that year?", ["2013"]),
    ("What happened at Akobo on 19 December 2013?", "", "Who died on that day?",
     ["19 December 2013", "Akobo"]),
    ("When was AFISMA authorised?", "On 20 December 2012. [1]", "What else was decided then?",
     ["20 December 2012"]),
    ("Who is the president of Mali?", "President Assimi Goita. [1]", "When did he take power?",
     ["Goita"]),
    ("Which mission was deployed in Darfur?", "UNAMID was deployed. [1]",
     "How many police did the mission have?", ["UNAMID", "Darfur"]),
    ("What does the May 2019 briefing say about Mali?", QUOTED, "Who is at risk there?",
     ["Mali", "May 2019"]),
    ("What attacks took place in Bankass, Mali?", "", "Who carried out these attacks?",
     ["Bankass"]),
    ("How many people were killed at Koulogon in Mali?", "", "How many of those killed were women?",
     ["Koulogon"]),
    ("What happened at Akobo, South Sudan?", "", "How did the UN respond to the attack?",
     ["Akobo", "South Sudan"]),
    ("How many people fled Sudan in 2014?", "", "And how many crossed into Chad?", ["Sudan"]),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "answer", "follow_up", "carried"), WRITTEN_BEFORE_THE_CARRYING)
def test_follow_up_says_what_it_leans_on(
    earlier: str, answer: str, follow_up: str, carried: list[str]
) -> None:
    standalone = standalone_question(follow_up, talk(earlier, answer or "An answer. [1]"))

    assert all(each in standalone for each in carried), standalone


ASKED_AGAIN = [
    ("Who is the president of Mali?", "And the prime minister?",
     "Who is the prime minister of Mali?"),
    ("How many displaced people are there in Yemen?", "And refugees?",
     "How many refugees are there in Yemen?"),
    ("How many peacekeepers were killed in Mali?", "How many were killed in Sudan?",
     "How many peacekeepers were killed in Sudan?"),
    ("What is the population of Mali?", "And its capital?", "What is the capital of Mali?"),
    ("Who is at risk in Mali?", "What about Syria?", "Who is at risk in Syria?"),
    ("Qui est le président du Mali ?", "Et au Burkina Faso ?",
     "Qui est le président du Burkina Faso ?"),
    ("Who ruled Mali in 2012?", "And in 2014?", "Who ruled Mali in 2014?"),
    ("What is the population of Congo?", "The DRC.", "What is the population of DRC?"),
    ("Who is at risk in Mali?", "Sudan?", "Who is at risk in Sudan?"),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "follow_up", "standalone"), ASKED_AGAIN)
def test_one_thing_changed_asks_the_earlier_question_again(
    earlier: str, follow_up: str, standalone: str
) -> None:
    assert standalone_question(follow_up, talk(earlier)) == standalone


LEFT_ALONE = [
    ("Who is at risk in Mali?", "Thanks"),
    ("Who is at risk in Mali?", "Population of Sudan, please."),
    ("Who is at risk in Mali?", "Up to how many police could UNAMID have when it was created?"),
    ("Who is at risk in Mali?", "How many people had fled their homes in Kosovo by 1998?"),
    ("Who is at risk in Mali?", "What is the responsibility to protect?"),
    ("Who is at risk in Mali?", "Which armed groups operate in Cameroon, and what do they want?"),
    ("Who is at risk in Mali?", "Is there an arms embargo on South Sudan?"),
    ("Who is at risk in Mali?", "What must Belgrade do about its forces under resolution 1244?"),
    ("What happened at Akobo?", "Which former leader of Ansar Dine was convicted in Timbuktu?"),
    ("What happened at Akobo?", "When did the gas attack that the Council condemned hit Ghouta?"),
    ("What happened at Akobo?", "What are states asked to do about those accused in Rwanda?"),
]


@pytest.mark.parametrize(("earlier", "question"), LEFT_ALONE)
def test_full_question_on_something_else_is_left_alone(earlier: str, question: str) -> None:
    assert standalone_question(question, talk(earlier)) == question


@pytest.mark.parametrize(
    "follow_up",
    [
        "And the edition before?",
        "What did the previous edition say?",
        "And in the earlier briefing?",
        "What was it in the edition before that?",
    ],
)
def test_edition_before_is_the_one_before_the_edition_that_answered(follow_up: str) -> None:
    history = talk("What is the risk level of Mali?", QUOTED)

    scope = find_scope(standalone_question(follow_up, history), CARDS)

    assert scope.as_of == date(2019, 5, 14)
    assert scope.wants_edition_before
    assert scope.countries == ("MLI",)


def test_edition_before_that_goes_back_one_more_each_time() -> None:
    second = "Edition of 15 January 2019, Mali - Populations at Risk:\n\n“...” [1]"
    history = [
        *talk("What is the risk level of Mali?", QUOTED),
        *talk("And the edition before?", second),
    ]

    standalone = standalone_question("And the one before that?", history)

    assert standalone == "What is the risk level of Mali (edition before 15 January 2019)?"


def test_edition_before_without_a_conversation_is_the_one_before_the_newest() -> None:
    scope = find_scope("What did the previous edition say about the level of Mali?", CARDS)

    assert scope.as_of == date(2019, 5, 14)


def test_day_pointed_at_is_no_finer_than_the_follow_up_says() -> None:
    history = talk("What happened in Libya on 12 March 2011?")

    standalone = standalone_question("What did the Council do that year?", history)

    assert "2011" in standalone
    assert "12 March" not in standalone


def test_edition_before_keeps_what_was_asked() -> None:
    history = talk("What is the risk level of Mali in the May 2019 briefing?", QUOTED)

    standalone = standalone_question("And the edition before?", history)

    assert "risk level of Mali" in standalone
    assert find_scope(standalone, CARDS).as_of == date(2019, 5, 14)


def test_another_year_replaces_the_former_one() -> None:
    history = talk("How many people were displaced in Mali in 2018?")

    standalone = standalone_question("And in 2017?", history)

    assert "2017" in standalone
    assert "2018" not in standalone
    assert "displaced" in standalone


def test_another_edition_replaces_the_former_one() -> None:
    history = talk("How many IDPs does the 2021 Factbook page give for Mali?")

    scope = find_scope(standalone_question("And the 2017 edition?", history), CARDS)

    assert scope.as_of == date(2017, 12, 31)


def test_asking_for_now_leaves_the_former_edition() -> None:
    history = talk("What does the May 2019 briefing say about the level of Mali?", QUOTED)

    scope = find_scope(standalone_question("And what is it now?", history), CARDS)

    assert scope.as_of is None
    assert scope.countries == ("MLI",)


def test_new_country_drops_the_former_one() -> None:
    history = talk("How many peacekeepers were killed in Mali?")

    scope = find_scope(standalone_question("How many were killed in Sudan?", history), CARDS)

    assert scope.countries == ("SDN",)


def test_edition_asked_for_stays_in_force_for_the_follow_up() -> None:
    history = talk("What does the January 2019 briefing say about Mali?")

    scope = find_scope(standalone_question("And who is at risk there?", history), CARDS)

    assert scope.as_of == date(2019, 1, 31)


def test_capital_answers_which_congo_was_meant() -> None:
    history = talk("What is the population of Congo?", "“Congo” may mean two countries. Which?")
    cards = [card("drc", "2017-09-15", countries=("COD",))]

    scope = find_scope(standalone_question("Kinshasa", history), cards)

    assert scope.countries == ("COD",)
    assert scope.ambiguous is None
