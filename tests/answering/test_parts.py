"""A compound question gives one stand-alone question per part, and nothing else is cut."""

from __future__ import annotations

import pytest

from assistant.answering.question.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How many died in Bankass in early 2019 and which French general was in charge of "
            "Barkane there?",
            (
                "How many died in Bankass in early 2019?",
                "Which French general was in charge of Barkane in Bankass?",
            ),
        ),
        (
            "Who leads Burkina Faso and how many are displaced there?",
            ("Who leads Burkina Faso?", "How many are displaced in Burkina Faso?"),
        ),
        (
            "How many IDPs and how many refugees did the CAR crisis count in April 2014?",
            (
                "How many IDPs did the CAR crisis count in April 2014?",
                "How many refugees did the CAR crisis count in April 2014?",
            ),
        ),
        (
            "How many troops and how many police may UNMISS have, and to when did resolution 2187 "
            "prolong it?",
            (
                "How many troops may UNMISS have?",
                "How many police may UNMISS have?",
                "Until when did resolution 2187 prolong UNMISS?",
            ),
        ),
        (
            "How many Syrians are internally displaced now, and how many have gone home?",
            ("How many Syrians are internally displaced now?", "How many Syrians have gone home?"),
        ),
        (
            "When did Taye Atske Selassie become president, and which party backed him?",
            (
                "When did Taye Atske Selassie become president?",
                "Which party backed Taye Atske Selassie?",
            ),
        ),
        (
            "Was the mandate of UNMISS extended and, if so, until when?",
            (
                "Was the mandate of UNMISS extended?",
                "Until when was the mandate of UNMISS extended?",
            ),
        ),
        (
            "When was MINUSCA created and by whom?",
            ("When was MINUSCA created?", "By whom was MINUSCA created?"),
        ),
        (
            "Who is the president of Mali and when did he take office?",
            ("Who is the president of Mali?", "When did the president of Mali take office?"),
        ),
        (
            "How many were killed and how many injured at Ogossagou in March 2019?",
            (
                "How many were killed at Ogossagou in March 2019?",
                "How many were injured at Ogossagou in March 2019?",
            ),
        ),
        (
            "Tell me who attacked Koulogon, and when the UN reacted to Koulogon.",
            ("Who attacked Koulogon?", "When the UN reacted to Koulogon?"),
        ),
        (
            "How many troops did MINUSCA have? And how many police?",
            ("How many troops did MINUSCA have?", "How many police did MINUSCA have?"),
        ),
    ],
)
def test_each_part_stands_alone(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("question", "last"),
    [
        (
            "How many people are displaced in Nigeria, and how many in Norway?",
            "How many people are displaced in Norway?",
        ),
        (
            "In 2019, how many people were killed in Mali, and how many in the Tillabéri region?",
            "In 2019, how many people were killed in the Tillabéri region?",
        ),
        (
            "How many are displaced in Nigeria, and how many refugees in Norway?",
            "How many refugees are displaced in Norway?",
        ),
        (
            "How many people were killed in March 2018 and how many in May?",
            "How many people were killed in May 2018?",
        ),
        ("How many people fled, and how many in Chad?", "How many people fled in Chad?"),
        ("Who leads Mali, and who Chad?", "Who leads Chad?"),
        ("Who is the president of Mali, and who of Chad?", "Who is the president of Chad?"),
        ("How many are displaced in Mali, and what about Chad?", "How many are displaced in Chad?"),
        (
            "How many were killed in Mali by Boko Haram, and how many in Chad?",
            "How many were killed in Chad by Boko Haram?",
        ),
    ],
)
def test_part_that_says_a_place_or_date_alone_is_asked_of_that(question: str, last: str) -> None:
    assert parts_of(question)[1:] == (last,)


def test_count_or_level_of_several_places_is_asked_of_each() -> None:
    assert parts_of("How many people are displaced in Cameroon, in Chad and in Nigeria?") == (
        "How many people are displaced in Cameroon?",
        "How many people are displaced in Chad?",
        "How many people are displaced in Nigeria?",
    )
    for both in ("of Nigeria and of Norway", "of Nigeria and Norway"):
        assert parts_of(f"What is the risk level {both}?") == (
            "What is the risk level of Nigeria?",
            "What is the risk level of Norway?",
        )


def test_part_that_names_nothing_carries_what_it_leans_on() -> None:
    first, second = parts_of(
        "What was the death toll at Ogossagou and how many of the victims were children?"
    )

    assert first == "What was the death toll at Ogossagou?"
    assert second == "How many of the victims were children (Ogossagou)?"


@pytest.mark.parametrize(
    "question",
    [
        "Which groups fight over land and water in Mopti?",
        "What are the causes of violence between the Dogon and Fulani?",
        "What is the name and date of the resolution?",
        "Compare what Mali and what Niger face and how many died.",
        "What is the difference between internally displaced people and what refugees are?",
        "How many people are displaced in Mali and in Chad together?",
        "How many civilians were killed in January and in March 2019?",
        "How many people are displaced in Cameroon and Nigeria?",
        "What did the Council say in Mali and in Chad?",
        "How many civilians who fled Mopti and who need aid are children?",
        "What did the Council say about when and how force may be used?",
        "According to the 2017 edition, how many stateless people lived in Burma?",
        "When the town fell, how many people died?",
        "What does the briefing recommend to the AU and to the UN?",
        "Why were they on the travel ban list? Take Aisha.",
        "",
    ],
)
def test_what_asks_one_thing_stays_whole(question: str) -> None:
    assert parts_of(question) == (question,)
