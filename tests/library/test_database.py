from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.errors import LibraryError
from assistant.library.database import FILE_NAME, open_database, quick_check


def test_database_is_durable_and_enforces_references(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert quick_check(engine) == "ok"
    engine.dispose()


def test_catalogue_of_another_version_is_refused_by_name(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="schema 99"):
        open_database(tmp_path)


def test_file_that_is_no_database_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryError, match="Restore it from a backup"):
        open_database(tmp_path)


def test_foreign_database_is_not_taken_over(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE somebody_elses (x)")
    connection.close()
    with pytest.raises(LibraryError, match="schema 0"):
        open_database(tmp_path)
