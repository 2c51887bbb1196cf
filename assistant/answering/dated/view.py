"""What answers about editions may look at: the cards, the stored texts, and the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answering.question.scope import Scope
from assistant.answering.turn import Part
from assistant.domain import Briefing, BriefingCard
from assistant.errors import BriefingNotFound


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The library as it is published while one question is answered."""

    cards: tuple[BriefingCard, ...]
    get: Callable[[str], Briefing]
    answered: Callable[[Scope], Part]
    """Finds and reads for one scope: a slot of a comparison."""
    today: date

    def stored_text(self, briefing_id: str) -> str | None:
        """Return the text that quotes are checked against; None where it is not stored."""
        try:
            return self.get(briefing_id).text
        except BriefingNotFound:
            return None

    def on(self, scope: Scope) -> tuple[BriefingCard, ...]:
        """Return the cards of the countries and publisher in scope, superseded ones left out."""
        wanted = set(scope.countries)
        return tuple(
            card
            for card in self.cards
            if not card.is_superseded
            and (not wanted or wanted & set(card.countries))
            and scope.publisher in card.series.publisher
        )
