from __future__ import annotations

import pytest

from assistant.answering.question.condensing import standalone_question
from assistant.domain import Message


def after(*questions: str) -> list[Message]:
    turns = []
    for question in questions:
        turns += [Message("user", question), Message("assistant", "An answer about Niger. [1]")]
    return turns


@pytest.mark.parametrize(
    ("earlier", "follow_up", "carried"),
    [
        ("What happened at Ogossagou on 23 March 2019?", "And who was behind it?",
         ["Ogossagou", "23 March 2019"]),
        ("How many people are displaced in Mali?", "According to whom?", ["Mali", "displaced"]),
        ("What is the risk level of Mali?", "When was it last updated?", ["Mali"]),
        ("What did resolution 2100 decide?", "How many troops did it authorise?",
         ["resolution 2100"]),
        ("which armed groups operate in mali", "which of them recruit Fulani?",
         ["Mali", "armed groups"]),
        ("How many people has the Sudan war displaced?", "How many of those crossed into Chad?",
         ["Sudan", "displaced"]),
    ],
)  # fmt: skip
def test_follow_up_carries_what_it_leans_on(
    earlier: str, follow_up: str, carried: list[str]
) -> None:
    standalone = standalone_question(follow_up, after(earlier))

    assert all(each in standalone for each in carried), standalone


def test_another_country_replaces_the_former_one_but_keeps_the_topic() -> None:
    standalone = standalone_question("And of Nigeria?", after("What is the risk level of Mali?"))

    assert "Nigeria" in standalone
    assert "risk level" in standalone
    assert "Mali" not in standalone


def test_country_named_two_turns_ago_is_still_carried() -> None:
    history = after("Who is at risk in South Sudan?", "How many people fled?")

    assert "South Sudan" in standalone_question("When did they flee?", history)


def test_question_that_names_its_own_subject_is_left_alone() -> None:
    question = "Who is at risk in Cameroon?"

    assert standalone_question(question, after("What is the level of Mali?")) == question


def test_without_history_nothing_is_added() -> None:
    assert standalone_question("Who was behind it?", []) == "Who was behind it?"


def test_what_the_assistant_said_is_not_taken_for_what_was_asked() -> None:
    standalone = standalone_question("And who did it?", after("What happened at Ogossagou?"))

    assert "Niger" not in standalone


def test_whose_is_understood_however_it_is_spelt() -> None:
    assert standalone_question("Who's estimate is the toll?", []) == "Whose estimate is the toll?"
    assert standalone_question("Who's fighting in Mali?", []) == "Who's fighting in Mali?"
