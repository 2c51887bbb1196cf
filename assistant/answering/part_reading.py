"""Judges the evidence for one part of a question, and chooses what of it is quoted."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.question.scope import Scope
from assistant.answering.quoting import choose_quotes, with_list_items
from assistant.answering.turn import Part
from assistant.domain import Evidence
from assistant.library.library import Library
from assistant.settings import Settings

EARLIER_MARGIN = 0.15
"""How much likelier than usual a sentence of a replaced edition must be to answer."""


class PartReading:
    """Finds, judges and chooses for one scope at a time."""

    def __init__(self, library: Library, settings: Settings, reading: EvidenceReading) -> None:
        self._library = library
        self._settings = settings
        self._reading = reading

    def found(self, scope: Scope) -> tuple[Evidence, ...]:
        """Return the evidence for `scope` from the editions that it asks for."""
        # "The edition before" of several series at once is no one date.
        is_earlier = scope.wants_edition_before and scope.as_of is None
        return self._reading.find(scope, is_earlier=is_earlier)

    def read(self, part: Part) -> Part:
        """Judge one part; where the editions in force do not answer, try earlier ones."""
        threshold = self._settings.answering.support_threshold
        read = self._judged(part, part.evidence, threshold)
        if read.quotes or part.scope.as_of is not None:
            return read
        earlier = self._reading.find(part.scope, is_earlier=True)
        tried = self._judged(part, earlier, min(1.0, threshold + EARLIER_MARGIN))
        return tried if tried.quotes else read

    def answered(self, scope: Scope) -> Part:
        """Find and judge at once, in the editions in force alone."""
        threshold = self._settings.answering.support_threshold
        return self._judged(Part(scope), self._reading.find(scope), threshold)

    def _judged(self, part: Part, evidence: tuple[Evidence, ...], threshold: float) -> Part:
        judgements = self._reading.read(part.scope, evidence)
        most = self._settings.answering.max_quotes
        quotes = (
            ()
            if part.scope.is_about_uncovered
            else choose_quotes(judgements, part.scope, threshold, most)
        )
        whole = tuple(
            with_list_items(quote, self._library.get(quote.evidence.card.id)) for quote in quotes
        )
        return replace(part, evidence=evidence, judgements=judgements, quotes=whole)
