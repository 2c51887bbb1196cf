"""What answers about editions may look at: the cards, the stored texts, and the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.question.scope import Scope
from assistant.answering.turn import Part
from assistant.domain import Briefing, BriefingCard
from assistant.errors import BriefingNotFound
from assistant.situations.in_force import editions_in_force


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

    def in_force(self, scope: Scope) -> tuple[BriefingCard, ...]:
        """Return those of `on` that are in force on the day asked for."""
        cards = self.on(scope)
        chosen = editions_in_force(cards, scope.as_of)
        return tuple(card for index, card in enumerate(cards) if index in chosen)

    def documents(self, numbers: Sequence[str]) -> tuple[BriefingCard, ...]:
        """Return the resolutions and meetings that bear one of `numbers`, in that order."""
        return tuple(
            card
            for number in numbers
            for card in self.cards
            if not card.is_superseded and number in symbol_parts(card)
        )


def symbol_parts(card: BriefingCard) -> list[str]:
    """Return the pieces of a document symbol: '2100' is one of 'S/RES/2100 (2013)'."""
    return (card.symbol or "").replace(".", "/").replace(" ", "/").split("/")
