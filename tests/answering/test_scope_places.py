"""Countries that stand first as the topic, are misspelt, or are named in French or Spanish."""

from __future__ import annotations

import pytest

from assistant.answering.question.places import with_names_corrected
from assistant.answering.question.scope import find_scope
from assistant.answering.refusing import refusal
from assistant.answering.steps import AnswerSteps
from assistant.domain import AnswerRequest, Outcome
from assistant.library.library import Library
from assistant.settings import Settings
from tests.answering.examples import card

CARDS = [card("mali", "2019-05-15"), card("chad", "2018-02-01", ("TCD",))]


@pytest.mark.parametrize(
    "question",
    [
        "Haiti: who controls the capital?",
        "The Philippines, how many were killed there?",
        "Norway – any sanctions?",
    ],
)
def test_country_that_stands_first_as_the_topic_is_asked_about(question: str) -> None:
    assert refusal(find_scope(question, CARDS), CARDS)[0] is Outcome.NO_BRIEFING


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("How many fled in Nort Korea?", "How many fled in North Korea?"),
        ("Is South Sudan at risk?", "Is South Sudan at risk?"),
        ("What of the Old Sudan road?", "What of the Old Sudan road?"),
        ("Compare Northern Mali and Chad", "Compare Northern Mali and Chad"),
    ],
)
def test_first_word_of_a_name_is_put_right(written: str, meant: str) -> None:
    assert with_names_corrected(written) == meant


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Que dit-on de la Colombie ?", "COL"),
        ("¿Qué pasa en Siria?", "SYR"),
        ("La Géorgie est-elle suivie ?", "GEO"),
    ],
)
def test_french_and_spanish_names_are_known(question: str, code: str) -> None:
    assert find_scope(question, CARDS).uncovered == (code,)


async def test_french_question_on_a_country_without_a_briefing_is_told_so(
    library: Library, sample_settings: Settings
) -> None:
    steps = AnswerSteps(library, sample_settings, None)
    turn = steps.understand(AnswerRequest("Quelles sont les populations en danger au Pérou ?"))

    assert steps.quoted(turn).outcome is Outcome.NO_BRIEFING
