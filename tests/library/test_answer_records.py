from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.domain import (
    Answer,
    Citation,
    EditionDate,
    Notice,
    NoticeKind,
    Outcome,
    Precision,
    PromptUse,
)
from assistant.errors import AnswerNotFound, LibraryError
from assistant.library.answer_records import load_answer, store_answer
from assistant.library.database import open_database

CITATION = Citation(
    number=1,
    passage_id="atlantis#p0",
    briefing_id="atlantis",
    series="GCR2P / Atlantis",
    title="Atlantis – «Ville»",
    publisher="GCR2P",
    edition_date=EditionDate(date(2019, 5, 1), Precision.MONTH),
    url=None,
    section="Analysis",
    quote="The harbour was “shelled”.",
    start=0,
    end=26,
)
FULL = Answer(
    id="a1",
    question="Qu’est-il arrivé?",
    standalone_question="What happened in Atlantis?",
    outcome=Outcome.PARTLY_ANSWERED,
    text="It was shelled [1].",
    citations=(CITATION,),
    nearest=(CITATION, CITATION),
    notices=(Notice(NoticeKind.SAMPLE, "A sample."),),
    countries=("ATL", "XYZ"),
    as_of=date(2020, 2, 29),
    answered_by="embedded",
    created_at=datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
    timings_ms={"search": 1.5},
    prompts=(PromptUse("write", "0" * 64),),
    dropped_sentences=("Unsupported.",),
)
BARE = Answer(
    id="a2",
    question="?",
    standalone_question="?",
    outcome=Outcome.NO_BRIEFING,
    text="",
    citations=(),
    nearest=(),
    notices=(),
    countries=(),
    as_of=None,
    answered_by="embedded",
    created_at=datetime(2024, 1, 2, tzinfo=UTC),
)


@pytest.mark.parametrize("answer", [FULL, BARE], ids=["full", "bare"])
def test_stored_answer_comes_back_equal(answer: Answer, tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    store_answer(engine, answer)
    assert load_answer(engine, answer.id) == answer
    engine.dispose()


def test_answer_is_never_overwritten(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    store_answer(engine, FULL)
    with pytest.raises(LibraryError, match=r"a1.*never change"):
        store_answer(engine, FULL)
    assert load_answer(engine, "a1") == FULL
    engine.dispose()


def test_unknown_answer_is_named(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with pytest.raises(AnswerNotFound, match="'nothing'"):
        load_answer(engine, "nothing")
    engine.dispose()
