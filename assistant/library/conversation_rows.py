"""The rows of conversations: found, listed, searched, appended to and removed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from assistant.library.tables import answers, conversation_turns, conversations, feedback

TITLE_CHARACTERS = 80
FOLDED = "folded"
"""The name under which SQLite calls `fold`: its own lower() knows A to Z alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation stands in the list: by its latest turn, then by its id."""

    updated_at: datetime
    id: str


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored; later ones sort behind earlier ones."""
    return moment.isoformat(timespec="microseconds")


def fold(text: str) -> str:
    """Return `text` without case and accents, for searching."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def find_row(
    connection: Connection, owner: str, conversation_id: str, *, is_deleted: bool
) -> Row[Any] | None:
    """Return the row of one conversation with the number of its turns."""
    query = _selected(owner, is_deleted=is_deleted)
    return connection.execute(query.where(conversations.c.id == conversation_id)).one_or_none()


def page_rows(
    connection: Connection, owner: str, limit: int, words: str, after: Place | None
) -> Sequence[Row[Any]]:
    """Return rows with the latest turn first, from behind `after`, that hold all `words`."""
    order = tuple_(conversations.c.updated_at, conversations.c.id)
    query = _selected(owner).order_by(conversations.c.updated_at.desc(), conversations.c.id.desc())
    if after is not None:
        query = query.where(order < tuple_(stamp(after.updated_at), after.id))
    if wanted := fold(words).split():
        # The wrapper of the pool stands between; the function is the connection's own.
        driver: Any = connection.connection.driver_connection
        driver.create_function(FOLDED, 1, fold, deterministic=True)
        query = query.where(*(_mentions(word) for word in wanted))
    return connection.execute(query.limit(limit)).all()


def append_turn(
    connection: Connection, conversation_id: str, values: Mapping[str, str], now: str
) -> bool:
    """Add a turn and move its conversation to the top; False where there is no such one."""
    table = conversations
    title = case((table.c.title == "", title_from(values["question"])), else_=table.c.title)
    named = update(table).where(table.c.id == conversation_id)
    if not connection.execute(named.values(updated_at=now, title=title)).rowcount:
        return False
    row = {**values, "conversation_id": conversation_id, "created_at": now}
    connection.execute(insert(conversation_turns), [row])
    return True


def change_row(connection: Connection, conversation_id: str, **values: str | None) -> None:
    """Change columns of one conversation."""
    named = update(conversations).where(conversations.c.id == conversation_id)
    connection.execute(named.values(**values))


def remove_deleted_before(connection: Connection, moment: str) -> int:
    """Remove what was deleted before `moment`, with the answers that nothing else is about."""
    turns = conversation_turns
    expired = select(conversations.c.id).where(conversations.c.deleted_at < moment)
    gone = connection.scalars(expired).all()
    for conversation_id in gone:
        of_it = turns.c.conversation_id == conversation_id
        given = connection.scalars(select(turns.c.answer_id).where(of_it)).all()
        connection.execute(delete(turns).where(of_it))
        connection.execute(delete(conversations).where(conversations.c.id == conversation_id))
        elsewhere = (select(feedback.c.answer_id), select(turns.c.answer_id))
        unused = (answers.c.id.not_in(used) for used in elsewhere)
        connection.execute(delete(answers).where(answers.c.id.in_(given), *unused))
    return len(gone)


def title_from(question: str) -> str:
    """Return the first words of a question, for a conversation that was given no title."""
    words = " ".join(question.split())
    if len(words) <= TITLE_CHARACTERS:
        return words
    whole, _, _ = words[:TITLE_CHARACTERS].rpartition(" ")
    return f"{whole or words[: TITLE_CHARACTERS - 1]}…"


def _selected(owner: str, *, is_deleted: bool = False) -> Select[Any]:
    table, turns = conversations, conversation_turns
    counted = select(func.count()).where(turns.c.conversation_id == table.c.id)
    deleted_at = table.c.deleted_at
    return select(table, counted.scalar_subquery().label("turns")).where(
        table.c.owner == owner,
        deleted_at.is_not(None) if is_deleted else deleted_at.is_(None),
    )


def _mentions(word: str) -> ColumnElement[bool]:
    turns = conversation_turns
    asked = exists().where(
        turns.c.conversation_id == conversations.c.id, _holds(turns.c.question, word)
    )
    return or_(_holds(conversations.c.title, word), asked)


def _holds(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return func.instr(getattr(func, FOLDED)(column), word) > 0
