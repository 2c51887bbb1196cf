"""Keeps the current build of the vector index, and knows when it cannot be trusted.

A build is a Chroma folder (embedded) or collection (server) filled from the catalogue. While a
build is being written a flag file lies beside it. A process that is killed leaves the flag, and
then the embedded build is never opened again: torn Chroma files answer wrongly without an error
or crash the process, and filling a fresh build from stored vectors takes seconds.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import structlog

from assistant.library.catalogue import Catalogue
from assistant.library.filling import Progress
from assistant.library.vectors import (
    BATCH_SIZE,
    IndexIdentity,
    PassageVectors,
    Record,
    Vector,
    open_vectors,
)

FOLDER_NAME = "chroma"
FLAG_NAME = "being-written"
BUILD_FACT = "vector_build"
LIBRARY_FACT = "library_id"
MODEL_FACT = "model_id"

log = structlog.get_logger(__name__)


class VectorIndex:
    """The passages' vectors in Chroma, filled from the catalogue and replaceable at any time."""

    def __init__(
        self, data_dir: Path, url: str, catalogue: Catalogue, identity: IndexIdentity
    ) -> None:
        """Name where builds live; `open` opens the current one."""
        self._folder = data_dir / FOLDER_NAME
        self._flag = self._folder / FLAG_NAME
        self._url = url
        self._catalogue = catalogue
        self._identity = identity
        self._swapping = threading.Lock()
        self._vectors: PassageVectors | None = None
        self.was_unclean = False

    def open(self, *, fresh: bool = False) -> None:
        """Open the current build, or start an empty one where there is none to be trusted.

        A `fresh` one is for `replace`: the current build stays as it is until then.

        Raises:
            IndexMismatch: it was built with another model.
            LibraryError: the Chroma server cannot be reached.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self.was_unclean = not self._url and self._flag.exists()
        if self.was_unclean:
            log.warning("vector index was being written when its process ended; filling it anew")
        recorded = self._catalogue.fact(BUILD_FACT)
        if not recorded or self.was_unclean:
            recorded = self._new_build()
            self._catalogue.set_facts({BUILD_FACT: recorded})
        build = self._new_build() if fresh else recorded
        self._vectors = open_vectors(self._folder, build, self._url, self._identity)
        if not fresh:
            self._vectors.remove_others(self._prefix())

    def close(self) -> None:
        """Close the build; what was written is then known to be whole."""
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None
            self._flag.unlink(missing_ok=True)

    def reconcile(self, records: Mapping[str, Callable[[], Record]]) -> None:
        """Make the index hold exactly these passages, by id."""
        present = self._current().ids()
        missing = [make() for name, make in records.items() if name not in present]
        unknown = sorted(present.difference(records))
        if missing or unknown:
            log.info("bringing the vector index in step", add=len(missing), drop=len(unknown))
            self.upsert(missing)
            self.delete(unknown)

    def upsert(self, records: Sequence[Record]) -> None:
        """Store records, replacing those with the same id."""
        self._flag.touch()
        self._current().upsert(records)

    def delete(self, ids: Sequence[str]) -> None:
        """Delete the records with these ids."""
        self._flag.touch()
        self._current().delete(ids)

    def ids(self) -> set[str]:
        """Return the ids of all records."""
        return self._current().ids()

    def nearest(self, vectors: Vector, count: int) -> list[list[tuple[str, float]]]:
        """Return for each row of `vectors` up to `count` (id, cosine similarity), best first."""
        with self._swapping:
            return self._current().nearest(vectors, count)

    def replace(self, records: Sequence[Record], progress: Progress) -> None:
        """Fill a fresh build and change over to it; interrupted, the current one stays."""
        build = self._new_build()
        fresh = open_vectors(self._folder, build, self._url, self._identity)
        try:
            for start in range(0, len(records), BATCH_SIZE):
                fresh.upsert(records[start : start + BATCH_SIZE])
                progress(min(start + BATCH_SIZE, len(records)), len(records))
        except BaseException:
            fresh.destroy()
            raise
        self._catalogue.set_facts({BUILD_FACT: build, MODEL_FACT: self._identity.model_id})
        with self._swapping:
            former, self._vectors = self._current(), fresh
            former.destroy()
        fresh.remove_others(self._prefix())

    def _current(self) -> PassageVectors:
        if self._vectors is None:
            raise RuntimeError("the library is closed")
        return self._vectors

    def _new_build(self) -> str:
        return f"{self._prefix()}{secrets.token_hex(6)}"

    def _prefix(self) -> str:
        """Return what names this library's builds, also among others on one Chroma server."""
        library_id = self._catalogue.fact(LIBRARY_FACT)
        if library_id is None:
            library_id = secrets.token_hex(6)
            self._catalogue.set_facts({LIBRARY_FACT: library_id})
        return f"r2p-{library_id}-"
