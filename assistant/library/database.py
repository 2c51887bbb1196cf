"""Opens the SQLite file of the data folder: durable, checked, one schema version."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from assistant.errors import LibraryError
from assistant.library import tables

FILE_NAME = "catalogue.sqlite"
BUSY_TIMEOUT_MILLISECONDS = 5_000


def open_database(data_dir: Path) -> Engine:
    """Open the catalogue's file in `data_dir`, creating it where there is none.

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
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version == tables.SCHEMA_VERSION:
        return
    if version != 0 or connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        raise LibraryError(
            f"{path} has catalogue schema {version}, and this version of the assistant reads "
            f"schema {tables.SCHEMA_VERSION}. Install the version that wrote it, or point "
            "R2P_DATA_DIR at another folder and ingest the documents again."
        )
    tables.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA_VERSION}")
