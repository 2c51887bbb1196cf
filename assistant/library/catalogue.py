"""The catalogue: the single truth about which briefings are in the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from assistant.domain import Briefing, Series
from assistant.errors import BriefingNotFound
from assistant.library import tables
from assistant.library.records import (
    Parts,
    briefing_from,
    briefing_values,
    part_values,
    passage_from,
    section_from,
    sentence_from,
    series_from,
    series_values,
)
from assistant.library.stored_vectors import write_vectors

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One stored revision of an edition: the original, or a correction of it."""

    id: str
    slug: str
    revision: int
    sha256: str


class Catalogue:
    """The stored briefings, in transactions; safe to use from several threads of one process."""

    def __init__(self, engine: Engine) -> None:
        """Keep the briefings in the database that `open_database` opened."""
        self._engine = engine

    def fact(self, key: str) -> str | None:
        """Return a fact about the library, such as the embedding model it was filled with."""
        with self._engine.connect() as connection:
            return connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key))

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Store or replace facts about the library, all in one transaction."""
        statement = sqlite_insert(tables.meta)
        statement = statement.on_conflict_do_update(
            index_elements=["key"], set_={"value": statement.excluded.value}
        )
        with self._engine.begin() as connection:
            connection.execute(statement, [{"key": k, "value": v} for k, v in facts.items()])

    def stage(
        self, briefing: Briefing, identity: str, vectors: Mapping[bytes, NDArray[np.float32]]
    ) -> None:
        """Write a whole briefing with its vectors, not yet visible, in one transaction."""
        values = briefing_values(briefing, identity, tables.STAGED)
        with self._engine.begin() as connection:
            connection.execute(
                sqlite_insert(tables.series)
                .values(**series_values(briefing.series))
                .on_conflict_do_nothing()
            )
            connection.execute(insert(tables.briefings), [values])
            for table, parts in (
                (tables.sections, briefing.sections),
                (tables.sentences, briefing.sentences),
                (tables.passages, briefing.passages),
            ):
                if rows := part_values(briefing.id, parts):
                    connection.execute(insert(table), rows)
            write_vectors(connection, vectors)

    def reveal(self, briefing_ids: Collection[str] | None = None) -> None:
        """Make these staged briefings visible, or all, in one transaction."""
        table = tables.briefings
        statement = update(table).where(table.c.status == tables.STAGED)
        if briefing_ids is not None:
            statement = statement.where(table.c.id.in_(briefing_ids))
        with self._engine.begin() as connection:
            connection.execute(statement.values(status=tables.VISIBLE))

    def remove(self, briefing_id: str) -> None:
        """Delete a briefing, and its series when that was the last one.

        Raises:
            BriefingNotFound: there is none with that id.
        """
        table = tables.briefings
        with self._engine.begin() as connection:
            if not connection.execute(delete(table).where(table.c.id == briefing_id)).rowcount:
                raise BriefingNotFound(no_such_briefing(briefing_id))
            used = select(table.c.series_id)
            connection.execute(delete(tables.series).where(tables.series.c.id.not_in(used)))

    def briefing(self, briefing_id: str) -> Briefing:
        """Return a visible briefing.

        Raises:
            BriefingNotFound: there is none with that id.
        """
        for briefing in self.briefings(briefing_id):
            return briefing
        raise BriefingNotFound(no_such_briefing(briefing_id))

    def briefings(
        self, only_id: str | None = None, *, with_staged: bool = False
    ) -> tuple[Briefing, ...]:
        """Return the visible briefings, or one of them, by series, edition date and revision."""
        table = tables.briefings
        joined = table.join(tables.series, table.c.series_id == tables.series.c.id)
        query = select(
            table, tables.series.c.publisher, tables.series.c.subject, tables.series.c.kind
        ).select_from(joined)
        if only_id is not None:
            query = query.where(table.c.id == only_id)
        if not with_staged:
            query = query.where(table.c.status == tables.VISIBLE)
        order = (table.c.series_id, table.c.edition_day, table.c.slug, table.c.revision)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(*order)).all()
            sections = _parts(connection, tables.sections, only_id, section_from)
            sentences = _parts(connection, tables.sentences, only_id, sentence_from)
            passages = _parts(connection, tables.passages, only_id, passage_from)
        return tuple(
            briefing_from(
                row,
                Parts(tuple(sections[row.id]), tuple(sentences[row.id]), tuple(passages[row.id])),
            )
            for row in rows
        )

    def revisions(self, identity: str) -> tuple[StoredRevision, ...]:
        """Return what is stored of one edition, its corrections included, oldest first."""
        table = tables.briefings
        query = select(table.c.id, table.c.slug, table.c.revision, table.c.sha256)
        with self._engine.connect() as connection:
            rows = connection.execute(
                query.where(table.c.identity == identity).order_by(table.c.revision)
            ).all()
        return tuple(StoredRevision(*row) for row in rows)

    def identities(self) -> dict[str, str]:
        """Return the identity of every briefing by its id, staged ones included."""
        table = tables.briefings
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.id, table.c.identity)).all()
        return {row.id: row.identity for row in rows}

    def passage_ids(self) -> frozenset[str]:
        """Return the ids of the passages of all visible briefings, as the indexes know them."""
        passages, briefings = tables.passages, tables.briefings
        query = (
            select(passages.c.briefing_id, passages.c.number)
            .join(briefings, briefings.c.id == passages.c.briefing_id)
            .where(briefings.c.status == tables.VISIBLE)
        )
        with self._engine.connect() as connection:
            return frozenset(
                f"{row.briefing_id}#p{row.number}" for row in connection.execute(query)
            )

    def series(self, series_id: str) -> Series | None:
        """Return a stored series, or None when nothing of it is in the library."""
        query = select(tables.series).where(tables.series.c.id == series_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return series_from(row) if row is not None else None


def no_such_briefing(briefing_id: str) -> str:
    """Return the words for an id that names nothing."""
    return f"No briefing has the id {briefing_id!r}. `r2p briefings` lists those there are."


def _parts(
    connection: Connection,
    table: Table,
    only_id: str | None,
    build: Callable[[Row[Any]], Part],
) -> defaultdict[str, list[Part]]:
    query = select(table).order_by(table.c.briefing_id, table.c.number)
    if only_id is not None:
        query = query.where(table.c.briefing_id == only_id)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for row in connection.execute(query):
        parts[row.briefing_id].append(build(row))
    return parts
