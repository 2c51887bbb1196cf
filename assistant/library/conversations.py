"""Conversations: their turns in order, and a while in which a deleted one can be restored.

Questions are their askers' own: what is deleted goes for good when that while is over, the answers
with it, unless someone gave feedback on them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from assistant.errors import ConversationNotFound
from assistant.library.answer_keys import AnswerKey, KeyUse, find_use, insert_key
from assistant.library.conversation_rows import (
    Place,
    append_turn,
    change_row,
    find_row,
    page_rows,
    remove_deleted_before,
    stamp,
)
from assistant.library.tables import conversation_turns, conversations

UNDO_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its turns."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    turns: int
    deleted_at: datetime | None = None

    @property
    def place(self) -> Place:
        """Where it stands in the list, the newest first."""
        return Place(self.updated_at, self.id)

    @property
    def restorable_until(self) -> datetime | None:
        """When a deleted one goes for good."""
        return self.deleted_at + UNDO_WINDOW if self.deleted_at else None


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question of a conversation, and which stored answer it got."""

    question: str
    answer_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer that is stored, and what is to be kept beside it."""

    question: str
    answer_id: str
    conversation_id: str | None = None
    key: AnswerKey | None = None


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


class Conversations:
    """The conversations of one library, each seen by its owner alone; every call may block."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        """Read and write through the catalogue's own engine."""
        self._engine = engine
        self._now = now

    def create(self, owner: str, title: str = "") -> Conversation:
        """Begin a conversation; without a title it gets one from its first question."""
        now, name = stamp(self._now()), uuid.uuid4().hex
        row = {"id": name, "owner": owner, "title": title, "created_at": now, "updated_at": now}
        with self._engine.begin() as connection:
            connection.execute(insert(conversations), [row])
            return self._found(connection, owner, name)

    def page(
        self, owner: str, limit: int, words: str = "", after: Place | None = None
    ) -> tuple[Conversation, ...]:
        """Return those with the latest turns first, from behind the place `after`.

        Args:
            owner: whose conversations.
            limit: the most to return.
            words: each must be in the title or in a question, whatever its case and accents.
            after: the place of the last one of the page before.
        """
        with self._engine.connect() as connection:
            rows = page_rows(connection, owner, limit, words, after)
        return tuple(_conversation(row) for row in rows)

    def get(self, owner: str, conversation_id: str) -> Conversation:
        """Return one.

        Raises:
            ConversationNotFound: there is none, or it is deleted.
        """
        with self._engine.connect() as connection:
            return self._found(connection, owner, conversation_id)

    def turns(self, conversation_id: str, newest: int | None = None) -> tuple[KeptTurn, ...]:
        """Return its turns, oldest first; the `newest` few alone where that is given."""
        table = conversation_turns
        query = select(table).where(table.c.conversation_id == conversation_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(table.c.number.desc()).limit(newest)).all()
        return tuple(
            KeptTurn(row.question, row.answer_id, datetime.fromisoformat(row.created_at))
            for row in reversed(rows)
        )

    def rename(self, owner: str, conversation_id: str, title: str) -> Conversation:
        """Give it another title.

        Raises:
            ConversationNotFound: there is none, or it is deleted.
        """
        with self._engine.begin() as connection:
            self._found(connection, owner, conversation_id)
            change_row(connection, conversation_id, title=title)
            return self._found(connection, owner, conversation_id)

    def delete(self, owner: str, conversation_id: str) -> Conversation:
        """Hide it; for the undo window it can be restored.

        Raises:
            ConversationNotFound: there is none, or it is deleted already.
        """
        with self._engine.begin() as connection:
            self._found(connection, owner, conversation_id)
            change_row(connection, conversation_id, deleted_at=stamp(self._now()))
            return self._found(connection, owner, conversation_id, is_deleted=True)

    def restore(self, owner: str, conversation_id: str) -> Conversation:
        """Show a deleted one again; one that was not deleted, or was restored, is left alone.

        Raises:
            ConversationNotFound: there is none, or its undo window is over.
        """
        self.purge()
        with self._engine.begin() as connection:
            if find_row(connection, owner, conversation_id, is_deleted=False) is None:
                self._found(connection, owner, conversation_id, is_deleted=True)
                change_row(connection, conversation_id, deleted_at=None)
            return self._found(connection, owner, conversation_id)

    def keep(self, finished: Finished) -> None:
        """Append the turn of a finished answer and remember its key: both or neither.

        One that was deleted meanwhile gets its turn too, in case it is restored.

        Raises:
            ConversationNotFound: the conversation is gone for good.
        """
        now = stamp(self._now())
        with self._engine.begin() as connection:
            if finished.key is not None:
                insert_key(connection, finished.key, finished.answer_id, now)
            if finished.conversation_id is not None:
                values = {"question": finished.question, "answer_id": finished.answer_id}
                if not append_turn(connection, finished.conversation_id, values, now):
                    raise _not_found(finished.conversation_id)

    def use_of(self, key_sha256: str) -> KeyUse | None:
        """Return what an idempotency key was used for in the last day."""
        return find_use(self._engine, key_sha256, self._now())

    def purge(self) -> int:
        """Remove what was deleted longer ago than the undo window; return how many went."""
        with self._engine.begin() as connection:
            return remove_deleted_before(connection, stamp(self._now() - UNDO_WINDOW))

    def _found(
        self, connection: Connection, owner: str, conversation_id: str, *, is_deleted: bool = False
    ) -> Conversation:
        row = find_row(connection, owner, conversation_id, is_deleted=is_deleted)
        if row is None:
            raise _not_found(conversation_id)
        return _conversation(row)


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        title=row.title,
        created_at=datetime.fromisoformat(row.created_at),
        updated_at=datetime.fromisoformat(row.updated_at),
        turns=row.turns,
        deleted_at=datetime.fromisoformat(row.deleted_at) if row.deleted_at else None,
    )


def _not_found(conversation_id: str) -> ConversationNotFound:
    return ConversationNotFound(
        f"No conversation has the id {conversation_id!r}. GET /v1/conversations lists yours."
    )
