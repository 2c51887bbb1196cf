"""The Library: opens the stored briefings, and keeps them in step with their indexes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from assistant.data_folder import OwnerLock
from assistant.domain import Briefing
from assistant.errors import IndexMismatch
from assistant.library import feedback_records
from assistant.library.catalogue import Catalogue
from assistant.library.database import open_database
from assistant.library.editions import (
    AddReport,
    AddStatus,
    check_whole,
    edition_identity,
    name_edition,
    with_sha256,
)
from assistant.library.embedding import Embedder, open_embedder
from assistant.library.feedback import Feedback, Rating
from assistant.library.filling import Filler, Progress, embedded_texts, index_records
from assistant.library.indexed_text import dense_texts
from assistant.library.keywords import KeywordIndex, open_keywords
from assistant.library.reading import LibraryReader
from assistant.library.snapshot import Snapshot
from assistant.library.snapshot_building import build_snapshot
from assistant.library.stored_vectors import StoredVectors
from assistant.library.vector_index import BUILD_FACT, MODEL_FACT, VectorIndex
from assistant.library.vectors import IndexIdentity, import_chroma
from assistant.settings import Settings

MODELS_FOLDER = "models"
KEYWORDS_FOLDER = "keywords"

Vector = NDArray[np.float32]


class Library(LibraryReader):
    """Stored briefings and answers; one writer at a time, any number of readers."""

    def __init__(
        self, data_dir: Path, engine: Engine, embedder: Embedder, index: VectorIndex
    ) -> None:
        """Join the opened parts; `Library.open` opens them."""
        nothing = StoredVectors(embedder.model_id, embedder.dimension, {})
        empty = build_snapshot((), {}, nothing, lambda _: KeywordIndex(None, 0))
        super().__init__(engine, embedder, index, empty)
        self._keywords_folder = data_dir / KEYWORDS_FOLDER
        self._filler = Filler(engine, embedder)
        self._writing = threading.RLock()
        self._closing = ExitStack()

    @classmethod
    def open(
        cls,
        settings: Settings,
        command: str,
        url: str | None = None,
        embedder: Embedder | None = None,
        *,
        for_rebuild: bool = False,
    ) -> Self:
        """Open the library in `settings.data_dir` for `command`, which other processes are told.

        Args:
            settings: where everything lives, and which model embeds.
            command: what the owner of the data folder is called: 'r2p serve'.
            url: the owner's answer API, where it is one.
            embedder: used instead of the one that the settings name.
            for_rebuild: open also with indexes of another model; only `rebuild` is of use then.

        Raises:
            LibraryInUse: another process holds the data folder.
            ModelError: the embedding model is missing or not the pinned one.
            IndexMismatch: the stored vectors are of another model.
            LibraryError: the catalogue or the Chroma server cannot be used.
        """
        with ExitStack() as opened:
            opened.enter_context(OwnerLock(settings.data_dir, command, url))
            engine = open_database(settings.data_dir)
            opened.callback(engine.dispose)
            catalogue = Catalogue(engine)
            # Importing Chroma takes about as long as loading the model: half a second saved.
            threading.Thread(target=import_chroma, daemon=True).start()
            embedder = embedder or open_embedder(
                settings.embedding, settings.data_dir / MODELS_FOLDER
            )
            if not for_rebuild:
                _check_model(catalogue, embedder)
            identity = IndexIdentity(embedder.model_id, embedder.dimension)
            index = VectorIndex(settings.data_dir, settings.vectors.url, catalogue, identity)
            opened.callback(index.close)
            index.open(fresh=for_rebuild)
            library = cls(settings.data_dir, engine, embedder, index)
            if not for_rebuild:
                library._recover()
                library.conversations.purge()
            library._closing = opened.pop_all()
        return library

    def close(self) -> None:
        """Close everything and give the data folder back; harmless when done already."""
        with self._writing:
            self._closing.close()

    def __enter__(self) -> Self:
        """Use the library in a `with` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the library."""
        self.close()

    def add(self, briefing: Briefing) -> AddReport:
        """Store a briefing whole or not at all; `publish` makes it searchable.

        Its slug may get its date appended, and its revision follows from what is stored.

        Raises:
            LibraryError: the briefing has no passages, or a span outside its text.
        """
        check_whole(briefing)
        with self._writing:
            stored_series = self._catalogue.series(briefing.series.id)
            briefing = with_sha256(replace(briefing, series=stored_series or briefing.series))
            identity = edition_identity(briefing)
            revisions = self._catalogue.revisions(identity)
            for known in revisions:
                if known.sha256 == briefing.sha256:
                    return AddReport(AddStatus.UNCHANGED, known.id)
            named = name_edition(briefing, revisions, self._catalogue.identities())
            texts = embedded_texts(named)
            vectors = self._filler.embed_missing(texts)
            self._stage(named, identity, vectors)
            try:
                self._put_into_index(named)
            except BaseException:
                self._catalogue.remove(named.id)
                raise
            self._reveal(named)
            is_new_edition = stored_series is not None and briefing.series.kind.is_republished
            status = AddStatus.NEW_EDITION if is_new_edition else AddStatus.ADDED
            return AddReport(
                AddStatus.CORRECTION if revisions else status,
                named.id,
                embedded=len(vectors),
                reused=len(texts) - len(vectors),
            )

    def publish(self) -> None:
        """Show readers everything added and removed since the last time, all at once."""
        with self._writing:
            self.snapshot = self._lay_out(self._catalogue.briefings(), self._filler.vectors())

    def remove(self, briefing_id: str) -> None:
        """Remove a briefing and its vectors, and publish.

        Raises:
            BriefingNotFound: there is none with that id.
        """
        with self._writing:
            briefing = self._catalogue.briefing(briefing_id)
            self._catalogue.remove(briefing_id)
            self._index.delete(
                [briefing.passage_id(number) for number in range(len(briefing.passages))]
            )
            self.publish()
            self._filler.prune(self._catalogue.briefings())

    def rebuild(self, progress: Progress | None = None) -> None:
        """Fill both indexes anew from the catalogue, embedding what the model has not seen.

        Interrupted, it leaves the former index in force and keeps what it embedded.
        """
        with self._writing:
            self._catalogue.reveal()
            briefings = self._catalogue.briefings()
            texts = {text for briefing in briefings for text in embedded_texts(briefing)}
            progress = progress or (lambda _done, _total: None)
            self._filler.store_missing(texts, progress)
            records = index_records(briefings, self._filler.vectors())
            self._index.replace([make() for make in records.values()], progress)
            self.publish()
            self._filler.prune(briefings)

    def store_feedback(self, feedback: Feedback) -> None:
        """Keep what an asker said of an answer.

        Raises:
            AnswerNotFound: no answer with that id is stored.
        """
        feedback_records.store_feedback(self._engine, feedback)

    def list_feedback(self, rating: Rating | None = None, limit: int = 100) -> tuple[Feedback, ...]:
        """Return the newest `limit` records of feedback, the newest first."""
        return feedback_records.list_feedback(self._engine, rating, limit)

    def count_feedback(self, rating: Rating | None = None) -> int:
        """Return how many records of feedback are kept."""
        return feedback_records.count_feedback(self._engine, rating)

    # The steps of adding, each a transaction of its own

    def _stage(self, briefing: Briefing, identity: str, vectors: Mapping[bytes, Vector]) -> None:
        self._catalogue.stage(briefing, identity, vectors)

    def _put_into_index(self, briefing: Briefing) -> None:
        records = index_records([briefing], self._filler.vectors(dense_texts(briefing)))
        self._index.upsert([make() for make in records.values()])

    def _reveal(self, briefing: Briefing) -> None:
        self._catalogue.reveal([briefing.id])

    def _recover(self) -> None:
        """Complete what a former process left half done, and publish.

        A staged briefing is whole in the catalogue, so putting it into the index completes it.
        """
        briefings = self._catalogue.briefings(with_staged=True)
        vectors = self._filler.vectors()
        snapshot = self._lay_out(briefings, vectors)
        self._index.reconcile(index_records(briefings, vectors))
        self._catalogue.reveal()
        self.snapshot = snapshot

    def _lay_out(self, briefings: tuple[Briefing, ...], vectors: StoredVectors) -> Snapshot:
        identities = self._catalogue.identities()
        return build_snapshot(
            briefings,
            identities,
            vectors,
            lambda texts: open_keywords(texts, self._keywords_folder),
        )


def _check_model(catalogue: Catalogue, embedder: Embedder) -> None:
    """Refuse vectors of another model; an empty library takes whichever comes."""
    stored = catalogue.fact(MODEL_FACT)
    if stored is None or (stored != embedder.model_id and not catalogue.identities()):
        # An index of another model may be left, empty too: no build is current then.
        catalogue.set_facts({MODEL_FACT: embedder.model_id, BUILD_FACT: ""})
    elif stored != embedder.model_id:
        raise IndexMismatch(
            f"The library was filled with '{stored}' but the settings name "
            f"'{embedder.model_id}'. Run `r2p rebuild`, or set the model back."
        )
