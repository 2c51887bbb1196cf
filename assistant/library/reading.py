"""What readers ask of the library: briefings, rankings, answer records, and its health."""

from __future__ import annotations

from sqlalchemy import Engine

from assistant.domain import Answer, Briefing, BriefingCard
from assistant.library import answer_records
from assistant.library.catalogue import Catalogue
from assistant.library.conversations import Conversations
from assistant.library.embedding import Embedder
from assistant.library.health import IndexHealth, check_library
from assistant.library.ranking import Mask, Rankings
from assistant.library.searching import rank_passages, rank_sentences
from assistant.library.snapshot import Snapshot
from assistant.library.vector_index import VectorIndex


class LibraryReader:
    """The reading half of `Library`; any number of threads may use it at once."""

    def __init__(
        self, engine: Engine, embedder: Embedder, index: VectorIndex, snapshot: Snapshot
    ) -> None:
        """Read from the opened parts; `Library.open` opens them."""
        self._engine = engine
        self._catalogue = Catalogue(engine)
        self.conversations = Conversations(engine)
        self._index = index
        self.embedder = embedder
        self.snapshot = snapshot

    def get(self, briefing_id: str) -> Briefing:
        """Return a stored briefing with its text.

        Raises:
            BriefingNotFound: there is none with that id.
        """
        return self._catalogue.briefing(briefing_id)

    def card(self, briefing_id: str) -> BriefingCard:
        """Return a published briefing without its text.

        Raises:
            BriefingNotFound: none with that id is published.
        """
        return self.snapshot.card(briefing_id)

    def search(
        self, query: str, allowed: Mask, limit: int, snapshot: Snapshot | None = None
    ) -> Rankings:
        """Rank the passages that `allowed` lets through, by meaning and by words.

        Args:
            query: the question.
            allowed: one flag for each of `snapshot.passages`.
            limit: the most hits of each ranking.
            snapshot: the view that `allowed` and the rows of the result are about; name it where
                something may be published meanwhile. The current one by default.
        """
        view = snapshot or self.snapshot
        if len(allowed) != len(view.passages):
            raise ValueError(
                f"`allowed` has {len(allowed)} flags for {len(view.passages)} passages. "
                "Pass the snapshot from which it was made."
            )
        vector = self.embedder.embed_one(query)
        return Rankings(
            dense=rank_passages(view, self._index.nearest, vector, allowed, limit),
            sentences=rank_sentences(view, vector, allowed, limit),
            keywords=view.keywords.rank(query, allowed, limit),
        )

    def check(self) -> IndexHealth:
        """Check that catalogue and indexes agree; every passage after an unclean stop."""
        return check_library(
            self._engine,
            self._catalogue,
            self._index,
            self.snapshot,
            exhaustive=self._index.was_unclean,
        )

    def store_answer(self, answer: Answer) -> None:
        """Keep an answer for ever.

        Raises:
            LibraryError: an answer with that id is stored already.
        """
        answer_records.store_answer(self._engine, answer)

    def load_answer(self, answer_id: str) -> Answer:
        """Return a stored answer, exactly as it was.

        Raises:
            AnswerNotFound: there is none with that id.
        """
        return answer_records.load_answer(self._engine, answer_id)
