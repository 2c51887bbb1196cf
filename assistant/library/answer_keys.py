"""Idempotency keys: which stored answer a key got, for a day, so that a retry gets the same one.

draft-ietf-httpapi-idempotency-key-header. Neither the key nor the question is kept, only hashes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from assistant.library.tables import idempotency_keys

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """A key and the request that came with it, both as SHA-256."""

    sha256: str
    body_sha256: str


@dataclass(frozen=True, slots=True)
class KeyUse:
    """What a key was used for."""

    body_sha256: str
    answer_id: str


def find_use(engine: Engine, key_sha256: str, now: datetime) -> KeyUse | None:
    """Return what a key was used for in the last day; older uses are forgotten."""
    table = idempotency_keys
    with engine.begin() as connection:
        oldest = (now - KEPT_FOR).isoformat(timespec="microseconds")
        connection.execute(delete(table).where(table.c.created_at < oldest))
        row = connection.execute(select(table).where(table.c.sha256 == key_sha256)).one_or_none()
    return KeyUse(row.body_sha256, row.answer_id) if row is not None else None


def insert_key(connection: Connection, key: AnswerKey, answer_id: str, now: str) -> None:
    """Remember which answer a key got."""
    row = {
        "sha256": key.sha256,
        "body_sha256": key.body_sha256,
        "answer_id": answer_id,
        "created_at": now,
    }
    statement = insert(idempotency_keys).values(**row)
    # A key whose use was overlooked while it expired is used anew.
    connection.execute(statement.on_conflict_do_update(index_elements=["sha256"], set_=row))
