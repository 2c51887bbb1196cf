from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.question.scope import Scope
from assistant.answering.retrieval import BriefingRetriever
from assistant.library.library import Library
from assistant.settings import EmbeddingSettings, Settings
from tests.library.fakes import HashingEmbedder, make_briefing, make_series

ENGLISH_TEXT = ("The harbour was shelled in May.", "Families fled to the hills.")
RUSSIAN_TEXT = ("Порт был обстрелян в мае.", "Семьи бежали в горы.")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("retrieval"))
    with Library.open(settings, "test", embedder=HashingEmbedder()) as opened:
        for slug, text in (("english", ENGLISH_TEXT), ("russian", RUSSIAN_TEXT)):
            series = make_series(slug)
            day = date(2024, 5, 1)
            opened.add(
                make_briefing(*text, slug=slug, series=series, day=day, sentences_per_passage=1)
            )
        opened.publish()
        yield opened


def found(library: Library, question: str, model_dir: Path | None = None) -> list[str]:
    settings = Settings(embedding=EmbeddingSettings(model_dir=model_dir))
    retriever = BriefingRetriever(library=library, settings=settings)
    return [each.text for each in retriever.evidence_for(Scope(question=question))]


def test_question_in_english_is_ranked_by_meaning_and_words(library: Library) -> None:
    assert found(library, "Was the harbour shelled?")[0] == ENGLISH_TEXT[0]
    assert len(found(library, "Was the harbour shelled?")) == 4


def test_question_that_the_embedding_model_cannot_read_is_ranked_by_words(library: Library) -> None:
    assert found(library, "Обстрелян ли порт?") == [RUSSIAN_TEXT[0]]


def test_embedding_model_of_ones_own_is_asked_in_every_language(library: Library) -> None:
    passages = found(library, "Обстрелян ли порт?", model_dir=Path("multilingual"))
    assert passages[0] == RUSSIAN_TEXT[0]
    assert len(passages) == 4


def test_question_without_a_known_word_still_gets_the_nearest_passages(library: Library) -> None:
    assert len(found(library, "Где находятся беженцы?")) == 4
