"""The documents that a brief on a country rests on, by kind. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Briefing, BriefingCard, DocumentKind
from assistant.situations.in_force import editions_in_force
from assistant.situations.status import Situation, situations


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held on one country on a day: what is in force, the newest first."""

    country: str
    cards: tuple[BriefingCard, ...]
    """Every edition held by then, earlier ones among them, oldest first."""
    situation: Situation | None
    """None where nothing is held."""
    briefings: tuple[Briefing, ...]
    pages: tuple[Briefing, ...]
    resolutions: tuple[Briefing, ...]
    others: tuple[Briefing, ...]
    """Meeting records and other documents."""

    @property
    def lead(self) -> Briefing | None:
        """The newest briefing, whose sections the brief quotes."""
        return self.briefings[0] if self.briefings else None

    def editions_of(self, briefing: Briefing) -> tuple[BriefingCard, ...]:
        """Return the cards of the series of `briefing`, oldest first."""
        return tuple(card for card in self.cards if card.series.id == briefing.series.id)


def holdings_on(
    country: str,
    cards: Sequence[BriefingCard],
    get: Callable[[str], Briefing],
    as_of: date | None,
) -> Holdings:
    """Gather what is held on `country`, leaving out what is later than `as_of`."""
    held = sorted(
        (
            card
            for card in cards
            if country in card.countries
            and not card.is_superseded
            and (as_of is None or card.edition_date.day <= as_of)
        ),
        key=lambda card: (card.edition_date, not card.source.is_sample),
    )
    in_force = editions_in_force(held, as_of)
    current = [get(held[place].id) for place in sorted(in_force, reverse=True)]
    known = (DocumentKind.BRIEFING, DocumentKind.COUNTRY_PAGE, DocumentKind.RESOLUTION)
    by_kind = [tuple(each for each in current if each.series.kind is kind) for kind in known]
    return Holdings(
        country=country,
        cards=tuple(held),
        situation=next(
            (each for each in situations(held, get, as_of) if each.country == country), None
        ),
        briefings=by_kind[0],
        pages=by_kind[1],
        resolutions=by_kind[2],
        others=tuple(each for each in current if each.series.kind not in known),
    )
