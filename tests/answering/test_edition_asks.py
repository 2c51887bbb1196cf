"""What a question asks of the editions, by patterns and by the packaged weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.question.ask_features import ask_features
from assistant.answering.question.ask_masking import masked
from assistant.answering.question.ask_recognising import AskRecogniser, chosen, packaged_weights
from assistant.answering.question.edition_asks import EditionAsk, edition_ask, level_named
from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.question.topic_words import topic_words
from assistant.domain import Level
from assistant.library.embedding import open_embedder
from assistant.settings import EmbeddingSettings

_FREELY_PUT = [
    (EditionAsk.CHANGES, "Anything new on Cameroon since your last edition?"),
    (EditionAsk.TIMELINE, "Walk me through the events in Libya in 2011"),
    (EditionAsk.AT_LEVEL, "Show all Current Crisis countries"),
    (EditionAsk.LEVEL, "How is Cameroon rated?"),
    (EditionAsk.LEVEL_HISTORY, "Has the CAR been downgraded?"),
    (EditionAsk.UPDATED, "How old is your newest information on Mali?"),
    (EditionAsk.COVERAGE, "What documents do you have about Libya?"),
    (EditionAsk.COMPARISON, "Does Mali or Niger have more refugees?"),
    (EditionAsk.BRIEF, "Bring me up to speed on the DRC."),
]
_FACTS = [
    "What new sanctions did the Council impose on Yemen?",
    "Why was the level of Mali raised?",
    "What does Serious Concern mean?",
    "Who became president of Burkina Faso after the coup?",
    "When was MINUSMA's mandate extended?",
    "Which countries contribute troops to MINUSMA?",
    "What has the UN done in South Sudan since 2013?",
    "How many people have been displaced in Cameroon since 2016?",
    "What is the tier rating of Ethiopia for trafficking?",
    "When was the constitution of Mali last revised?",
    "Which countries does the current crisis in Sudan affect?",
    "Tanganyika in the DRC, a level 2 alarm: raised on what day?",
    "Whose estimate was that for Nigeria in 2019?",
    "For the file on Mali: on what grounds did China veto the draft in 2018?",
]


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> AskRecogniser:
    cache: Path = tmp_path_factory.mktemp("models")
    embedder = open_embedder(EmbeddingSettings(), cache)
    return AskRecogniser(embedder.embed_one, embedder.model_id)


def _scope(question: str) -> Scope:
    return find_scope(question, ())


@pytest.mark.parametrize(("ask", "question"), _FREELY_PUT)
def test_each_kind_is_told_in_free_words(
    recogniser: AskRecogniser, ask: EditionAsk, question: str
) -> None:
    assert recogniser.ask(_scope(question)) is ask


@pytest.mark.parametrize("question", _FACTS)
def test_question_for_a_fact_stays_one(recogniser: AskRecogniser, question: str) -> None:
    assert recogniser.ask(_scope(question)) is None


def test_another_embedding_model_leaves_it_to_the_patterns() -> None:
    def embed(_: str) -> np.ndarray:
        raise AssertionError("these weights were not fitted to this model")

    recogniser = AskRecogniser(embed, "other-model@0123456789ab+text1")
    assert recogniser.ask(_scope("Give me a timeline of Yemen.")) is EditionAsk.TIMELINE
    assert recogniser.ask(_scope("How is Cameroon rated?")) is None


def test_likely_ask_that_the_question_has_no_sides_for_is_not_told() -> None:
    chances = np.full(1 + len(EditionAsk), 0.005, dtype=np.float32)
    chances[1 + list(EditionAsk).index(EditionAsk.COMPARISON)] = 0.95
    one = _scope("Mali, then?")
    two = replace(one, uncovered=("MLI", "NER"))
    assert chosen(one, chances) is None
    assert chosen(two, chances) is EditionAsk.COMPARISON


def test_two_editions_named_are_two_sides_of_a_change() -> None:
    chances = np.full(1 + len(EditionAsk), 0.005, dtype=np.float32)
    chances[1 + list(EditionAsk).index(EditionAsk.CHANGES)] = 0.95
    two = _scope("How far apart are the tolls for Mali in the May and the June 2018 editions?")
    one = _scope("How high are the tolls for Mali in the June 2018 edition?")
    assert chosen(two, chances) is EditionAsk.CHANGES
    assert chosen(one, chances) is None


def test_pattern_that_fitted_by_accident_is_overruled() -> None:
    scope = _scope("How did Rwanda's stance on the FDLR change?")
    assert edition_ask(scope) is EditionAsk.CHANGES
    chances = np.zeros(1 + len(EditionAsk), dtype=np.float32)
    chances[0] = 1
    assert chosen(scope, chances) is None


def test_weights_fit_the_features() -> None:
    weights = packaged_weights()
    features = ask_features(_scope("Which countries are at Imminent Risk?"))
    assert weights.of_features.shape == (1 + len(EditionAsk), len(features))
    chances = weights.probabilities(np.zeros(weights.of_meaning.shape[1], np.float32), features)
    assert np.isclose(chances.sum(), 1)


def test_names_dates_numbers_and_levels_are_masked_apart() -> None:
    question = "Was Yemen at Imminent Risk in 2015, Syria in May 2016, and Yemen in 2227?"
    assert masked(question) == (
        "Was Mali at Current Crisis in 2018, Niger in 2021, and Mali in 2100?"
    )


def test_level_in_small_letters_after_an_article_is_no_level() -> None:
    assert level_named("Who is at current crisis?") is Level.CURRENT_CRISIS
    assert level_named("Why did the current crisis begin?") is None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Any movement on Nigeria's IDP figure since the March briefing?", "IDP"),
        ("How has the number of refugees in Chad changed since 2021?", "refugees"),
        ("Did resolution 2155 keep the tasks of resolution 1996?", "tasks"),
        ("Which has the higher level, Mali or Nigeria?", "level"),
        ("Has the ethnic make-up of Chad been revised since 2017?", "ethnic make-up"),
        ("Compare civilian protection in 1545 with civilian protection in 1542.",
         "civilian protection"),
        ("What is different in the new briefing on Cameroon?", ""),
        ("Put Mali next to Niger for me.", ""),
    ],
)  # fmt: skip
def test_topic_is_what_names_dates_and_asking_words_leave(question: str, topic: str) -> None:
    assert topic_words(question) == topic
