"""Opens the SQLite file of the data folder: durable, checked, one schema version."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

from assistant.errors import LibraryError
from assistant.library import tables

FILE_NAME = "catalogue.sqlite"
BUSY_TIMEOUT_MILLISECONDS = 5_000


def open_database(data_dir: Path) -> Engine:
    """Open the catalogue's file in `data_dir`, creating it where there is none.

    One that a former version wrote is brought up to date where it lies: whole or not at all.

    Raises:
        LibraryError: the file is damaged, or was written by another version of the assistant.
    """
    path = data_dir / FILE_NAME
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _set_pragmas)
    try:
        with engine.begin() as connection:
            _ensure_schema(connection, path)
    except DatabaseError as error:
        engine.dispose()
        raise LibraryError(
            f"{path} cannot be read as a catalogue ({error.orig}). Restore it from a backup, or "
            "move it away and ingest the documents again."
        ) from error
    except LibraryError:
        engine.dispose()
        raise
    return engine


def quick_check(engine: Engine) -> str:
    """Return 'ok', or the first damage that SQLite finds in its own file."""
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MILLISECONDS}",
        "secure_delete=FAST",  # what is removed should not linger in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _ensure_schema(connection: Connection, path: Path) -> None:
    version = _version(connection)
    if version == tables.SCHEMA_VERSION:
        return
    # The driver opens no transaction for DDL by itself: without one, a crash leaves half a schema.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    version = _version(connection)
    while version in _MIGRATIONS:
        _MIGRATIONS[version](connection)
        version += 1
    if version == 0 and not connection.scalar(text("SELECT count(*) FROM sqlite_master")):
        tables.metadata.create_all(connection)
    elif version != tables.SCHEMA_VERSION:
        raise LibraryError(
            f"{path} has catalogue schema {version}, and this version of the assistant reads "
            f"schema {tables.SCHEMA_VERSION}. Install the version that wrote it, or point "
            "R2P_DATA_DIR at another folder and ingest the documents again."
        )
    connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA_VERSION}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _add_feedback(connection: Connection) -> None:
    tables.feedback.create(connection)


def _add_tables_of_version_3(connection: Connection) -> None:
    added = (
        tables.api_keys,
        tables.conversations,
        tables.conversation_turns,
        tables.idempotency_keys,
    )
    for table in added:
        table.create(connection)


_MIGRATIONS: dict[int, Callable[[Connection], None]] = {
    1: _add_feedback,
    2: _add_tables_of_version_3,
}
"""By the version they start from; each only adds, and leads to the next version."""
