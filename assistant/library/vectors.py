"""The Chroma collection of passages: an index that can be rebuilt, never the truth.

Chroma finds the nearest passages of all; the caller's mask is applied afterwards, because a
metadata filter inside Chroma costs ten times as much. No embedding function is ever attached:
Chroma would build one from what a stored collection names.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Briefing, Passage
from assistant.errors import IndexMismatch, LibraryError
from assistant.library.offline import go_offline

BATCH_SIZE = 200  # Chroma's own optimum is 50 to 250; Chroma Cloud takes at most 300
MAX_RESULTS = 300  # Chroma Cloud's limit
MAX_DOCUMENT_BYTES = 16_000  # Chroma Cloud takes 16,384
HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 200}
"""At the defaults 7 of 151 hard vectors were not found by themselves; with these, none."""

Vector = NDArray[np.float32]
Record = tuple[str, Vector, str, Mapping[str, str | int]]
"""Passage id, vector, text, metadata."""


@dataclass(frozen=True, slots=True)
class IndexIdentity:
    """What a collection was built for; stored with it and compared when it is opened."""

    model_id: str
    dimension: int


class PassageVectors:
    """One collection: embedded in a folder of its own, or on a Chroma server."""

    def __init__(self, client: Any, collection: Any, folder: Path | None) -> None:  # noqa: ANN401
        """Wrap an open client; `open_vectors` makes one."""
        self._client = client
        self._collection = collection
        self._folder = folder

    def upsert(self, records: Sequence[Record]) -> None:
        """Store records, replacing those with the same id."""
        for start in range(0, len(records), BATCH_SIZE):
            ids, vectors, texts, metadata = zip(*records[start : start + BATCH_SIZE], strict=True)
            self._collection.upsert(
                ids=list(ids),
                embeddings=np.stack(vectors),
                documents=[_shortened(text) for text in texts],
                metadatas=[dict(entry) for entry in metadata],
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete the records with these ids."""
        for start in range(0, len(ids), BATCH_SIZE):
            self._collection.delete(ids=list(ids[start : start + BATCH_SIZE]))

    def ids(self) -> set[str]:
        """Return the ids of all records."""
        return set(self._collection.get(include=[])["ids"])

    def nearest(self, vectors: Vector, count: int) -> list[list[tuple[str, float]]]:
        """Return for each row of `vectors` up to `count` (id, cosine similarity), best first."""
        found = self._collection.query(
            query_embeddings=vectors, n_results=min(count, MAX_RESULTS), include=["distances"]
        )
        return [
            [(name, 1.0 - distance) for name, distance in zip(ids, distances, strict=True)]
            for ids, distances in zip(found["ids"], found["distances"], strict=True)
        ]

    def remove_others(self, prefix: str) -> None:
        """Delete what an interrupted rebuild or an unclean stop left beside this collection."""
        name = self._collection.name
        for other in self._client.list_collections():
            if other.name.startswith(prefix) and other.name != name:
                self._client.delete_collection(other.name)
        if self._folder is not None:
            for entry in self._folder.parent.iterdir():
                if entry.is_dir() and entry != self._folder:
                    shutil.rmtree(entry)

    def close(self) -> None:
        """Close the client."""
        self._client.close()

    def destroy(self) -> None:
        """Delete the collection with everything on disk, and close the client."""
        self._client.delete_collection(self._collection.name)
        self.close()
        if self._folder is not None:
            # Chroma leaves segment folders and freed pages behind; the folder is ours alone.
            shutil.rmtree(self._folder)


def open_vectors(parent: Path, build: str, url: str, identity: IndexIdentity) -> PassageVectors:
    """Open the collection `build`, creating it where there is none.

    Raises:
        IndexMismatch: it was built with another model.
        LibraryError: the Chroma server cannot be reached.
    """
    folder = None if url else parent / build
    client = _server_client(url) if url else _embedded_client(parent / build)
    collection = client.get_or_create_collection(
        name=build,
        embedding_function=None,
        configuration={"hnsw": HNSW},
        metadata={"model_id": identity.model_id, "dimension": identity.dimension},
    )
    stored = collection.metadata or {}
    if (stored.get("model_id"), stored.get("dimension")) != (identity.model_id, identity.dimension):
        client.close()
        raise IndexMismatch(
            f"The index was built with '{stored.get('model_id')}' "
            f"({stored.get('dimension')} numbers a vector) but the settings name "
            f"'{identity.model_id}' ({identity.dimension}). Run `r2p rebuild`."
        )
    return PassageVectors(client, collection, folder)


def import_chroma() -> ModuleType:
    """Import Chroma, which takes most of a second; it is told first that nothing may go out."""
    go_offline()
    import chromadb

    return chromadb


def passage_metadata(briefing: Briefing, passage: Passage) -> dict[str, str | int]:
    """Return every key each time: Chroma keeps the old value of a key that is left out."""
    section = briefing.sections[passage.section]
    return {
        "briefing_id": briefing.id,
        "series_id": briefing.series.id,
        "countries": ",".join(briefing.countries),
        "edition_date": int(briefing.edition_date.day.strftime("%Y%m%d")),
        "level": briefing.level.value if briefing.level else "",
        "section": section.type.value,
        "kind": briefing.series.kind.value,
        "start": passage.start,
        "end": passage.end,
    }


def _embedded_client(folder: Path) -> Any:  # noqa: ANN401 - Chroma's client types are its own
    folder.mkdir(parents=True, exist_ok=True)
    chroma = import_chroma()
    settings = chroma.config.Settings(anonymized_telemetry=False)
    return chroma.PersistentClient(str(folder), settings=settings)


def _server_client(url: str) -> Any:  # noqa: ANN401
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LibraryError(
            f"R2P_VECTORS__URL is {url!r}, which is no address of a Chroma server. "
            "Write it as http://host:8000, or unset it for the embedded index."
        )
    is_secure = parts.scheme == "https"
    chroma = import_chroma()
    try:
        return chroma.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if is_secure else 8000),
            ssl=is_secure,
            settings=chroma.config.Settings(anonymized_telemetry=False),
        )
    except ValueError as error:  # what chromadb raises when nothing answers
        raise LibraryError(
            f"No Chroma server answers at {url} ({error}). Start it, or unset R2P_VECTORS__URL."
        ) from error


def _shortened(text: str) -> str:
    return text.encode()[:MAX_DOCUMENT_BYTES].decode(errors="ignore")
