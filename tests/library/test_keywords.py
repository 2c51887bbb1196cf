from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.library.keywords import KeywordIndex, open_keywords
from assistant.library.languages import ARABIC, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH

TEXTS = (
    "Thousands of families were displaced from Ménaka when the convoy was attacked.",
    "Des milliers de familles ont été déplacées de Ménaka, et les écoles sont fermées.",
    "Miles de familias fueron desplazadas, y las escuelas de la región están cerradas.",
    "Тысячи семей были вынуждены покинуть город, школы закрыты.",
    "نزحت آلاف الأسر من المدينة وأغلقت المدارس.",
    "数千个家庭流离失所，学校关闭。",
)


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    return open_keywords(TEXTS, tmp_path)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which family was displaced?", 0),
        ("Quelle famille est déplacée ?", 1),
        ("quelle ecole est fermee", 1),
        ("¿Qué familia fue desplazada?", 2),
        ("Какие школы закрыты?", 3),
        ("Сколько семьи бежало из города?", 3),
        ("كم مدرسة أغلقت؟", 4),
        ("多少家庭流离失所？", 5),
    ],
)
def test_question_finds_other_forms_of_its_words_in_its_own_language(
    index: KeywordIndex, question: str, row: int
) -> None:
    assert index.rank(question, np.ones(len(TEXTS), dtype=np.bool_), 1)[0].row == row


def test_name_is_found_in_every_language_that_writes_it_alike(index: KeywordIndex) -> None:
    everything = np.ones(len(TEXTS), dtype=np.bool_)
    for question in ("Menaka", "What happened in Ménaka?", "Que s'est-il passé à Ménaka ?"):
        assert {hit.row for hit in index.rank(question, everything, 2)} == {0, 1}


def test_languages_of_the_texts_are_kept_with_the_index(
    index: KeywordIndex, tmp_path: Path
) -> None:
    assert set(index.languages) == {ENGLISH, FRENCH, SPANISH, RUSSIAN, CHINESE, ARABIC}
    (saved,) = tmp_path.iterdir()
    changed_at = (saved / "params.index.json").stat().st_mtime_ns
    assert open_keywords(TEXTS, tmp_path).languages == index.languages
    assert (saved / "params.index.json").stat().st_mtime_ns == changed_at


def test_index_without_its_languages_is_built_again(index: KeywordIndex, tmp_path: Path) -> None:
    (saved,) = tmp_path.iterdir()
    (saved / "languages.json").unlink()
    assert open_keywords(TEXTS, tmp_path).languages == index.languages
    assert (saved / "languages.json").is_file()
