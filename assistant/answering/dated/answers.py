"""Tells which questions are about editions, and has each kind answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from assistant.answering.dated.before_events import with_event_dated
from assistant.answering.dated.briefing import briefed
from assistant.answering.dated.changing import what_changed
from assistant.answering.dated.comparing import compared, comparison_of
from assistant.answering.dated.editions_asked import (
    asks_forecast,
    edition_not_held,
    forecast_refused,
    own_workings_refused,
)
from assistant.answering.dated.levels import (
    countries_at_level,
    coverage,
    last_updated,
    level_history,
    level_of,
)
from assistant.answering.dated.states import state_at, state_labelled
from assistant.answering.dated.timelines import events_at_place, events_in_order
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.part_reading import PartReading
from assistant.answering.question.ask_recognising import AskRecogniser
from assistant.answering.question.edition_asks import EditionAsk
from assistant.answering.question.scope import Scope, find_scope
from assistant.countries import place_name
from assistant.domain import Notice, Outcome
from assistant.library.library import Library
from assistant.situations.comparison import Comparison
from assistant.situations.coverage import covered_codes, covered_line, not_covered_line

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
_OF_ONE_LINE = (EditionAsk.LEVEL, EditionAsk.UPDATED, EditionAsk.COVERAGE)
_OF_SEVERAL = (EditionAsk.CHANGES, EditionAsk.COMPARISON, EditionAsk.COVERAGE)
"""Asked of several editions, so that no one of them must be held."""
_OF_NOW = (None, EditionAsk.LEVEL, EditionAsk.AT_LEVEL)
_AS_OF_WHEN = re.compile(r"\W*(?:and )?(?:as of |since |from )?(?:when|what date)\b.{0,20}", re.I)


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
        self._asks = AskRecogniser(library.embedder.embed_one, library.embedder.model_id)

    def draft_for(self, scope: Scope, parts: Sequence[Scope]) -> Draft | None:
        """Return the answer; None where the question asks for a fact, or the editions are mute.

        A question for a level with another question beside it is left to the reader, part by part.
        """
        view = self.view()
        if refused := own_workings_refused(scope):
            return refused
        ask = self._asks.ask(scope)
        if ask not in _OF_SEVERAL and (unheld := edition_not_held(view, scope)):
            return unheld
        if ask in _OF_NOW and asks_forecast(scope) and not scope.uncovered:
            return forecast_refused(scope)
        if ask is None and len(parts) == 1:
            return state_at(view, scope) or events_at_place(view, scope)
        if ask is None or (ask in _OF_ONE_LINE and not all(map(self._is_dated, parts))):
            return None
        return _not_covered(view, scope) or _ANSWERS[ask](view, scope)

    def compare(self, countries: tuple[str, ...], question: str, as_of: date | None) -> Comparison:
        """Set countries side by side; without a question by the main parts of their briefs."""
        view = self.view()
        covered = set(covered_codes(view.cards))
        asked = question or f"Compare {place_name(countries, with_article=True)}"
        scope = find_scope(
            asked, view.cards, [each for each in countries if each in covered], as_of
        )
        missing = tuple(each for each in countries if each not in covered)
        return comparison_of(view, replace(scope, uncovered=missing, is_about_uncovered=False))

    def labelled(self, scope: Scope) -> Draft | None:
        """Return the line of a country page whose label is what the question asks for."""
        return state_labelled(self.view(), scope)

    def with_event_dated(self, scope: Scope) -> tuple[Scope, tuple[Notice, ...]]:
        """Return the scope with the date of an event that the question names without one."""
        return with_event_dated(self.view(), scope)

    def view(self) -> LibraryView:
        """Return the library as it is published now."""
        cards = self._library.snapshot.cards
        return LibraryView(cards, cache(self._library.get), self._reading.answered, self._today())

    def _is_dated(self, part: Scope) -> bool:
        is_asked = self._asks.ask(part) is not None
        return is_asked or _AS_OF_WHEN.fullmatch(part.question) is not None


def _not_covered(view: LibraryView, scope: Scope) -> Draft | None:
    """Refuse where no country that the question names is covered: that says nothing of its risk."""
    if scope.countries or scope.documents:
        return None
    line = not_covered_line(scope.uncovered, view.cards)
    return (
        Draft(Outcome.NO_BRIEFING, f"{line.text} {covered_line(view.cards).text}") if line else None
    )
