"""Slips of the pen in a question are put right by the words of the library."""

from __future__ import annotations

import pytest

from assistant.answering.question.spelling import KnownNames

NAMES = KnownNames(
    [
        "The militias were expelled from Gangafani by soldiers, and attackers fled.",
        "To prevent violence, the ceasefire and the humanitarian corridor must hold.",
    ]
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Who broke the ceasfire?", "Who broke the ceasefire?"),
        ("Is there a humantiarian corridor?", "Is there a humanitarian corridor?"),
        ("Were militeas expeled?", "Were militias expelled?"),
        ("Are solders there?", "Are soldiers there?"),
        ("Who is there at present?", "Who is there at present?"),
        ("Who attacked, and how did the attacker flee?",) * 2,
        ("Which solutions were tried?",) * 2,
    ],
)
def test_single_slip_is_put_right_and_other_words_stay(written: str, meant: str) -> None:
    assert NAMES.corrected(written) == meant


def test_question_in_another_language_is_left_alone() -> None:
    french = "Quelles sont les milices humanitarian que la mission a chassées de la région ?"

    assert KnownNames(["Les milicies"]).corrected(french) == french
