"""The vectors in the catalogue, by the text they stand for: no text is embedded twice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from assistant.errors import IndexMismatch
from assistant.library.tables import embeddings

Vector = NDArray[np.float32]
KEYS_PER_QUERY = 500  # SQLite allows 999 variables a statement in its oldest builds


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """The vectors of one embedding model, held in memory."""

    model_id: str
    dimension: int
    stored: Mapping[bytes, bytes]

    def of(self, texts: Iterable[str]) -> Vector:
        """Return the vectors of `texts` as rows.

        Raises:
            IndexMismatch: a text has no vector of this model.
        """
        try:
            joined = b"".join([self.stored[vector_key(self.model_id, text)] for text in texts])
        except KeyError as error:
            raise IndexMismatch(
                f"Stored texts lack a vector of '{self.model_id}', which the settings name. "
                "Run `r2p rebuild`."
            ) from error
        return np.frombuffer(joined, dtype=np.float32).reshape(-1, self.dimension)


def vector_key(model_id: str, text: str) -> bytes:
    """Return the key of the vector that `model_id` gives `text`."""
    return hashlib.sha256(f"{model_id}\0{text}".encode()).digest()


def write_vectors(connection: Connection, vectors: Mapping[bytes, Vector]) -> None:
    """Store `vectors`, leaving those that are there already."""
    rows = [
        {"key": key, "vector": vector.astype(np.float32).tobytes()}
        for key, vector in vectors.items()
    ]
    if rows:
        connection.execute(insert(embeddings).on_conflict_do_nothing(), rows)


def read_vectors(engine: Engine, keys: Sequence[bytes] | None = None) -> dict[bytes, bytes]:
    """Return the stored vectors of `keys`, or all of them, as float32 bytes."""
    query = select(embeddings.c.key, embeddings.c.vector)
    found: dict[bytes, bytes] = {}
    with engine.connect() as connection:
        if keys is None:
            return {row.key: row.vector for row in connection.execute(query)}
        for start in range(0, len(keys), KEYS_PER_QUERY):
            part = embeddings.c.key.in_(keys[start : start + KEYS_PER_QUERY])
            found.update({row.key: row.vector for row in connection.execute(query.where(part))})
    return found


def prune_vectors(engine: Engine, keep: Collection[bytes]) -> int:
    """Delete the vectors that no stored text needs any more; return how many."""
    with engine.begin() as connection:
        stored = set(connection.scalars(select(embeddings.c.key)))
        unneeded = [{"unneeded": key} for key in stored.difference(keep)]
        if unneeded:
            connection.execute(
                delete(embeddings).where(embeddings.c.key == bindparam("unneeded")), unneeded
            )
    return len(unneeded)
