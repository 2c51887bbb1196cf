from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from assistant.errors import AnswerNotFound, LibraryError
from assistant.library import database
from assistant.library.database import FILE_NAME, open_database
from assistant.library.feedback import Feedback, FeedbackReason, Rating
from assistant.library.feedback_records import list_feedback
from assistant.library.library import Library
from assistant.library.tables import SCHEMA_VERSION
from tests.api.fakes import make_answer
from tests.library.conftest import OpenLibrary

VERSION_1 = Path(__file__).with_name("catalogue_version_1.sql")
DOWN = Feedback(
    id="f1",
    answer_id="answer-1",
    rating=Rating.DOWN,
    reason=FeedbackReason.WRONG_EDITION,
    comment="Die Zahl ist von «2018».",
    expected="12 000",
    created_at=datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
)
UP = replace(DOWN, id="f2", rating=Rating.UP, reason=None, comment="", expected="")


def version_1_in(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    connection.close()


def rows_in(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(folder / FILE_NAME)
    names = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608 - names of our own tables
    rows["version"] = connection.execute("PRAGMA user_version").fetchall()
    connection.close()
    return rows


def columns_in(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(folder / FILE_NAME)
    names = connection.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    columns = {
        name: connection.execute(f"SELECT * FROM pragma_table_xinfo('{name}')").fetchall()  # noqa: S608 - names of our own tables
        for (name,) in names
    }
    connection.close()
    return columns


def test_feedback_comes_back_equal_the_newest_first(library: Library, reopen: OpenLibrary) -> None:
    library.store_answer(make_answer())
    library.store_feedback(DOWN)
    library.store_feedback(UP)
    library = reopen()
    assert library.list_feedback() == (UP, DOWN)
    assert library.list_feedback(Rating.DOWN) == (DOWN,)
    assert library.list_feedback(limit=1) == (UP,)
    assert (library.count_feedback(), library.count_feedback(Rating.UP)) == (2, 1)


def test_several_words_on_one_answer_are_all_kept(library: Library) -> None:
    library.store_answer(make_answer())
    for number in range(3):
        library.store_feedback(replace(DOWN, id=f"f{number}"))
    assert [kept.id for kept in library.list_feedback()] == ["f2", "f1", "f0"]


def test_feedback_on_an_unknown_answer_is_refused_and_not_kept(library: Library) -> None:
    with pytest.raises(AnswerNotFound, match="'answer-1'"):
        library.store_feedback(DOWN)
    assert library.list_feedback() == ()


def test_feedback_is_never_overwritten(library: Library) -> None:
    library.store_answer(make_answer())
    library.store_feedback(DOWN)
    with pytest.raises(LibraryError, match=r"f1.*never change"):
        library.store_feedback(replace(DOWN, comment="Another."))
    assert library.list_feedback() == (DOWN,)


def test_catalogue_of_version_1_is_brought_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    version_1_in(tmp_path)
    before = rows_in(tmp_path)
    assert before["answers"]
    open_database(tmp_path).dispose()
    after = rows_in(tmp_path)
    added: dict[str, list[tuple[object, ...]]] = {name: [] for name in after.keys() - before.keys()}
    assert after == {**before, **added, "version": [(SCHEMA_VERSION,)]}
    assert "feedback" in added
    engine = open_database(tmp_path)
    assert list_feedback(engine, None, 10) == ()
    engine.dispose()


def test_upgraded_catalogue_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    version_1_in(old)
    for folder in (old, new):
        open_database(folder).dispose()
    assert columns_in(old) == columns_in(new)


def test_upgrade_that_breaks_off_leaves_version_1_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE feedback (half INTEGER)")
        raise RuntimeError("The power went.")

    version_1_in(tmp_path)
    before = rows_in(tmp_path)
    monkeypatch.setattr(database, "_MIGRATIONS", {1: break_off})
    with pytest.raises(RuntimeError):
        open_database(tmp_path)
    assert rows_in(tmp_path) == before
    monkeypatch.undo()
    open_database(tmp_path).dispose()
    assert rows_in(tmp_path)["answers"] == before["answers"]
