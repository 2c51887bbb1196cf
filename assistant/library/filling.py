"""Gives stored texts their vectors, and the vector index its records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from assistant.domain import Briefing, Passage
from assistant.library.embedding import Embedder
from assistant.library.indexed_text import dense_text, dense_texts, sentence_texts
from assistant.library.stored_vectors import (
    StoredVectors,
    prune_vectors,
    read_vectors,
    vector_key,
    write_vectors,
)
from assistant.library.vectors import Record, passage_metadata

TEXTS_PER_STEP = 256  # embedded and stored together, so that a rebuild can be interrupted

Vector = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with how many are done, and how many there are."""


class Filler:
    """Embeds each text once, and remembers the vectors in the catalogue's file."""

    def __init__(self, engine: Engine, embedder: Embedder) -> None:
        """Fill with the vectors of `embedder`."""
        self._engine = engine
        self._embedder = embedder

    def vectors(self, texts: Iterable[str] | None = None) -> StoredVectors:
        """Return the stored vectors of `texts`, or all of them."""
        keys = None if texts is None else [self._key(text) for text in texts]
        stored = read_vectors(self._engine, keys)
        return StoredVectors(self._embedder.model_id, self._embedder.dimension, stored)

    def embed_missing(self, texts: Collection[str]) -> dict[bytes, Vector]:
        """Return the vectors of those of `texts` that have none stored; stores nothing."""
        missing = self._missing(texts)
        vectors = self._embedder.embed_texts(missing)
        return {self._key(text): vector for text, vector in zip(missing, vectors, strict=True)}

    def store_missing(self, texts: Collection[str], progress: Progress) -> None:
        """Embed and store those of `texts` that have no vector, a few at a time."""
        missing = self._missing(texts)
        for start in range(0, len(missing), TEXTS_PER_STEP):
            vectors = self.embed_missing(missing[start : start + TEXTS_PER_STEP])
            with self._engine.begin() as connection:
                write_vectors(connection, vectors)
            progress(start + len(vectors), len(missing))

    def prune(self, briefings: Sequence[Briefing]) -> None:
        """Drop the vectors that no text of `briefings` needs."""
        needed = {self._key(text) for briefing in briefings for text in embedded_texts(briefing)}
        prune_vectors(self._engine, needed)

    def _missing(self, texts: Collection[str]) -> list[str]:
        known = self.vectors(texts).stored
        return sorted(text for text in set(texts) if self._key(text) not in known)

    def _key(self, text: str) -> bytes:
        return vector_key(self._embedder.model_id, text)


def embedded_texts(briefing: Briefing) -> set[str]:
    """Return every text of `briefing` that has a vector."""
    return {*dense_texts(briefing), *sentence_texts(briefing)}


def index_records(
    briefings: Iterable[Briefing], vectors: StoredVectors
) -> dict[str, Callable[[], Record]]:
    """Return by passage id what makes its record; most are never made."""
    return {
        briefing.passage_id(number): partial(_record, briefing, passage, number, vectors)
        for briefing in briefings
        for number, passage in enumerate(briefing.passages)
    }


def _record(briefing: Briefing, passage: Passage, number: int, vectors: StoredVectors) -> Record:
    return (
        briefing.passage_id(number),
        vectors.of([dense_text(briefing, passage)])[0],
        briefing.text[passage.start : passage.end],
        passage_metadata(briefing, passage),
    )
