"""Finds evidence for a scope and has it read, with the vectors that needs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.question.countries_of_names import CountriesOfNames
from assistant.answering.question.scope import Scope
from assistant.answering.question.spelling import KnownNames
from assistant.answering.question.terms import TermStatistics
from assistant.answering.quoting import Quote, quote_span
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.answering.reading.reader import Judgement, Reader
from assistant.answering.retrieval import BriefingRetriever, vectors_of
from assistant.domain import Evidence
from assistant.library.library import Library
from assistant.library.snapshot import Snapshot
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class _Words:
    """What was counted over the passages of a snapshot."""

    snapshot: Snapshot
    terms: TermStatistics
    names: KnownNames
    countries: CountriesOfNames

    @classmethod
    def of(cls, snapshot: Snapshot) -> _Words:
        """Count once what every question needs."""
        texts = [passage.text for passage in snapshot.passages]
        on = [snapshot.cards[passage.card].countries for passage in snapshot.passages]
        countries = CountriesOfNames(zip(texts, on, strict=True))
        return cls(snapshot, TermStatistics.of(texts), KnownNames(texts), countries)


class EvidenceReading:
    """What finding and reading need of the library; holds nothing that changes but term counts."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._retriever = BriefingRetriever(library=library, settings=settings)
        self._encoder = open_cross_encoder(settings.embedding, settings.data_dir / "models")
        self._reader = Reader(self._encoder)
        self._counted: _Words | None = None

    def find(self, scope: Scope, *, is_earlier: bool = False) -> tuple[Evidence, ...]:
        """Return numbered evidence, from the editions in force or those that they replaced."""
        return self._retriever.evidence_for(scope, is_earlier=is_earlier)

    def read(self, scope: Scope, evidence: tuple[Evidence, ...]) -> tuple[Judgement, ...]:
        """Judge the sentences of the likeliest passages, most likely first."""
        if not evidence:
            return ()
        snapshot = self._library.snapshot
        vectors = [vectors_of(snapshot, each.passage_id) for each in evidence]
        asked = self._library.embedder.embed_one(scope.question)
        return self._reader.judge(scope, evidence, vectors, asked, self._statistics(snapshot))

    def entails(self, passage: str, statement: str) -> tuple[float, float, float]:
        """Return the probabilities of entailment, neutral and contradiction."""
        support = self._encoder.support([(passage, statement)])[0]
        return support.entailment, support.neutral, support.contradiction

    def supporting_quote(self, statement: str, evidence: Evidence) -> Quote:
        """Return the sentence of `evidence` that is nearest in meaning to `statement`."""
        vectors = vectors_of(self._library.snapshot, evidence.passage_id)
        nearest = int((vectors[1:] @ self._library.embedder.embed_one(statement)).argmax())
        found = evidence.sentences[nearest]
        return quote_span(evidence, found.start, found.end)

    def with_names_corrected(self, question: str) -> str:
        """Return `question` with names that are misspelt as the library spells them."""
        return self._words(self._library.snapshot).names.corrected(question)

    def countries_meant(self, question: str) -> tuple[str, ...]:
        """Return the countries whose documents alone hold the names in `question`."""
        return self._words(self._library.snapshot).countries.countries_meant(question)

    def _statistics(self, snapshot: Snapshot) -> TermStatistics:
        return self._words(snapshot).terms

    def _words(self, snapshot: Snapshot) -> _Words:
        if self._counted is None or self._counted.snapshot is not snapshot:
            self._counted = _Words.of(snapshot)
        return self._counted
