"""Tells which questions are about editions, and has each kind answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache

from assistant.answering.dated.briefing import briefed
from assistant.answering.dated.changing import what_changed
from assistant.answering.dated.comparing import compared
from assistant.answering.dated.levels import (
    countries_at_level,
    coverage,
    last_updated,
    level_history,
    level_of,
)
from assistant.answering.dated.timelines import events_in_order
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.part_reading import PartReading
from assistant.answering.question.edition_asks import EditionAsk, edition_ask
from assistant.answering.question.scope import Scope
from assistant.library.library import Library

_ANSWERS: Mapping[EditionAsk, Callable[[LibraryView, Scope], Draft | None]] = {
    EditionAsk.CHANGES: what_changed,
    EditionAsk.TIMELINE: events_in_order,
    EditionAsk.AT_LEVEL: countries_at_level,
    EditionAsk.LEVEL: level_of,
    EditionAsk.LEVEL_HISTORY: level_history,
    EditionAsk.UPDATED: last_updated,
    EditionAsk.COVERAGE: coverage,
    EditionAsk.COMPARISON: compared,
    EditionAsk.BRIEF: briefed,
}


class DatedAnswers:
    """Answers questions about editions from the catalogue, with citations."""

    def __init__(
        self,
        library: Library,
        reading: PartReading,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._library = library
        self._reading = reading
        self._today = today

    def draft_for(self, scope: Scope) -> Draft | None:
        """Return the answer; None where the question asks for a fact, or the editions are mute."""
        ask = edition_ask(scope)
        return _ANSWERS[ask](self.view(), scope) if ask is not None else None

    def view(self) -> LibraryView:
        """Return the library as it is published now."""
        cards = self._library.snapshot.cards
        return LibraryView(cards, cache(self._library.get), self._reading.answered, self._today())
