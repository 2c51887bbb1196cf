from __future__ import annotations

import pytest

from assistant.answering.question.language_support import foreign_language, language_refusal
from assistant.library.languages import ENGLISH, FRENCH, SPANISH, question_language

GERMAN = "Wie viele Menschen sind in Mali vertrieben worden?"


@pytest.mark.parametrize("question", ["Sudan", "Who is at risk in Mali?", "Los Zetas"])
def test_english_and_bare_names_are_not_foreign(question: str) -> None:
    assert foreign_language(question) is None


def test_unsupported_language_is_named_with_the_supported_ones() -> None:
    german = foreign_language(GERMAN)
    assert german is not None
    said = language_refusal(german, [ENGLISH])
    assert "in German, which is not supported" in said
    assert "English, French, Spanish, Russian, Chinese and Arabic" in said


def test_language_without_a_document_is_said_to_have_none() -> None:
    assert "holds no document in it" in language_refusal(FRENCH, [ENGLISH, SPANISH])


def test_passages_in_the_language_are_quoted_but_not_judged() -> None:
    said = language_refusal(FRENCH, [ENGLISH, FRENCH])
    assert "reads English only" in said
    assert "quoted" in said


def test_shared_script_is_named_as_a_script() -> None:
    amharic = question_language("በሱዳን ስንት ሰዎች ተገደሉ?")
    assert amharic is not None
    assert "is in the Ethiopic script" in language_refusal(amharic, [ENGLISH])
