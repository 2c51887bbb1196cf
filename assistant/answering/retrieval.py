"""Finds the passages that may answer: rankings, fused, within the editions in scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.answering.fusion import fuse_rankings
from assistant.answering.question.places import countries_in
from assistant.answering.question.scope import Expected, Scope
from assistant.domain import BriefingCard, Evidence
from assistant.library.languages import ENGLISH, question_language
from assistant.library.library import Library
from assistant.library.normaliser import tokenise
from assistant.library.ranking import Hit, Rankings
from assistant.library.snapshot import Snapshot
from assistant.settings import Settings
from assistant.situations.in_force import earlier_editions, editions_in_force

SECTION_CANDIDATES = 8
"""Passages of the part of a briefing that is asked for which the fusion favours."""


class BriefingRetriever(BaseRetriever):
    """Hybrid retrieval over the library: dense passages, dense sentences and BM25."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    settings: Settings

    def evidence_for(
        self, scope: Scope, is_earlier: bool = False, limit: int | None = None
    ) -> tuple[Evidence, ...]:
        """Return numbered evidence for `scope`, best first.

        With `is_earlier` the editions that newer ones have replaced are searched instead of those
        in force.
        """
        snapshot = self.library.snapshot
        allowed = allowed_passages(snapshot, scope, is_earlier)
        if not allowed.any():
            return ()
        rankings = self.library.search(
            scope.question, allowed, self.settings.retrieval.candidates, snapshot
        )
        in_section = allowed & section_passages(snapshot, scope)
        of_section = (
            self.library.search(scope.question, in_section, SECTION_CANDIDATES, snapshot).dense
            if in_section.any()
            else ()
        )
        fused = fuse_rankings(
            self._telling(rankings, scope.question), favoured=[hit.row for hit in of_section]
        )
        is_held = not scope.documents or bool(_named_documents(snapshot.cards, scope.documents))
        if (
            scope.expected is Expected.LEVEL
        ):  # the line that gives it shares few words with anything
            gives = {hit.row for hit in of_section}
            fused = tuple(sorted(fused, key=lambda pair: pair[0] not in gives))
        rows = [
            (row, score)
            for row, score in fused
            if _mentions_uncovered(snapshot, row, scope)
            and (is_held or _mentions_document(snapshot, row, scope))
        ]
        return tuple(
            evidence_at(snapshot, row, number, score)
            for number, (row, score) in enumerate(
                rows[: limit or self.settings.retrieval.evidence], start=1
            )
        )

    def _telling(self, rankings: Rankings, question: str) -> tuple[tuple[Hit, ...], ...]:
        """Return the rankings that tell something of a question in this language.

        The packaged embedding model reads English only: on XQuAD its similarities take keyword
        search from .96 to .91 in Spanish and from .97 to .72 in Chinese.
        """
        is_english = question_language(question) in (None, ENGLISH)
        if is_english or self.settings.embedding.model_dir or not rankings.keywords:
            return (rankings.dense, rankings.sentences, rankings.keywords)
        return (rankings.keywords,)

    def search(
        self, query: str, countries: tuple[str, ...], as_of: date | None, limit: int
    ) -> tuple[Evidence, ...]:
        """Return passages for a plain query."""
        scope = Scope(question=query, countries=countries, as_of=as_of)
        return self.evidence_for(scope, limit=limit)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager  # LangChain passes it; there is nothing to report between the steps
        return [
            Document(
                page_content=each.text,
                id=each.passage_id,
                metadata={
                    "briefing_id": each.card.id,
                    "title": each.card.title,
                    "edition_date": each.card.edition_date.iso,
                    "start": each.start,
                    "end": each.end,
                },
            )
            for each in self.evidence_for(Scope(question=query))
        ]


def allowed_passages(
    snapshot: Snapshot, scope: Scope, is_earlier: bool = False
) -> NDArray[np.bool_]:
    """Return which passage rows `scope` may draw on, shape (passages,)."""
    select = earlier_editions if is_earlier else editions_in_force
    in_scope = select(snapshot.cards, scope.as_of)
    named = _documents_meant(snapshot.cards, scope)
    fitting = np.array(
        [
            (card.id in scope.editions if scope.editions else index in in_scope)
            and scope.publisher in card.series.publisher
            and (not named or index in named)
            for index, card in enumerate(snapshot.cards)
        ],
        dtype=bool,
    )
    if not len(fitting):
        return np.zeros(0, dtype=bool)
    wanted = set(scope.countries or scope.meant)
    if not wanted:
        return np.asarray(fitting[snapshot.card_of_passage], dtype=bool)
    on = np.array([not wanted.isdisjoint(card.countries) for card in snapshot.cards], dtype=bool)
    thematic = np.array([not card.countries for card in snapshot.cards], dtype=bool)
    allowed = (fitting & on)[snapshot.card_of_passage]
    # Of a document on no country in particular, the passages that name one asked about.
    for row in np.flatnonzero((fitting & thematic)[snapshot.card_of_passage]):
        allowed[row] = not wanted.isdisjoint(countries_in(snapshot.passages[row].text))
    return np.asarray(allowed, dtype=bool)


def _documents_meant(cards: Sequence[BriefingCard], scope: Scope) -> frozenset[int]:
    """The cards of the documents that are named by number, or by kind and date; none: all."""
    named = _named_documents(cards, scope.documents)
    dated = scope.document_date
    if named or dated is None:
        return frozenset(named)
    return frozenset(
        index
        for index, card in enumerate(cards)
        if card.series.kind is scope.document_kind
        and dated.holds(card.edition_date.day)
        and (not scope.countries or set(card.countries) & set(scope.countries))
    )


def section_passages(snapshot: Snapshot, scope: Scope) -> NDArray[np.bool_]:
    """Return which passages stand in the part of a briefing that is asked for, if one is."""
    if not scope.countries:
        return np.zeros(len(snapshot.passages), dtype=bool)
    if scope.expected is Expected.LEVEL:
        labels = [card.level.value if card.level else None for card in snapshot.cards]
        return np.array(
            [(label := labels[p.card]) is not None and label in p.text for p in snapshot.passages],
            dtype=bool,
        )
    return np.array(
        [passage.section.type is scope.section for passage in snapshot.passages], dtype=bool
    )


def _mentions_uncovered(snapshot: Snapshot, row: int, scope: Scope) -> bool:
    """Where a country without an edition is asked about, a passage must at least name it."""
    if not scope.is_about_uncovered:
        return True
    return not set(scope.uncovered).isdisjoint(countries_in(snapshot.passages[row].text))


def _mentions_document(snapshot: Snapshot, row: int, scope: Scope) -> bool:
    """Where the library does not hold the document named, a passage must at least mention it."""
    return bool(set(scope.documents) & set(tokenise(snapshot.passages[row].text)))


def _named_documents(cards: Sequence[BriefingCard], numbers: Sequence[str]) -> list[int]:
    """The cards whose symbol carries one of `numbers`: '2100' is in 'S/RES/2100 (2013)'."""
    wanted = set(numbers)
    return [
        index
        for index, card in enumerate(cards)
        if card.symbol and wanted & set(card.symbol.replace(".", "/").replace(" ", "/").split("/"))
    ]


def evidence_at(snapshot: Snapshot, row: int, number: int, score: float) -> Evidence:
    """Turn passage `row` into evidence number `number`."""
    passage = snapshot.passages[row]
    return Evidence(
        number=number,
        passage_id=passage.id,
        card=snapshot.cards[int(snapshot.card_of_passage[row])],
        section=passage.section,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        sentences=passage.sentences,
        score=score,
    )


def vectors_of(snapshot: Snapshot, passage_id: str) -> NDArray[np.float32]:
    """Return the unit vectors of a passage (row 0) and of each of its sentences after it."""
    row = snapshot.row_of_passage[passage_id]
    first, end = np.searchsorted(snapshot.passage_of_sentence, [row, row + 1])
    return np.vstack([snapshot.passage_vectors[row], snapshot.sentence_vectors[first:end]])
