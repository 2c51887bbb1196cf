"""Which editions a list of briefings shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from assistant.api.paging import filters_digest
from assistant.api.schemas import CountryCode
from assistant.api.service import BriefingLibrary
from assistant.domain import BriefingCard

MAX_PAGE = 500


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a caller wants listed."""

    country: Annotated[CountryCode | None, Query(examples=["MLI"])] = None
    series_id: Annotated[str | None, Query(max_length=80)] = None
    newest: Annotated[bool, Query(description="Leave out older and corrected editions")] = False
    limit: Annotated[int | None, Query(ge=1, le=MAX_PAGE, description="Editions a page")] = None
    cursor: Annotated[
        str | None, Query(max_length=2000, description="`next_cursor` of the page before")
    ] = None

    def keeps(self, card: BriefingCard) -> bool:
        """Tell whether a card is listed."""
        return (
            (self.country is None or self.country in card.countries)
            and (self.series_id is None or self.series_id == card.series.id)
            and (not self.newest or (card.is_newest and not card.is_superseded))
        )

    @property
    def filters(self) -> str:
        """What tells this list from one with other filters."""
        return filters_digest(self.country, self.series_id, self.newest)


def listed_cards(library: BriefingLibrary, wanted: ListQuery) -> list[BriefingCard]:
    """Return the wanted editions by series, the newest first. Blocking."""
    kept = [card for card in library.snapshot.cards if wanted.keeps(card)]
    newest_first = sorted(kept, key=_age_order, reverse=True)
    return sorted(newest_first, key=lambda card: card.series.name)


def _age_order(card: BriefingCard) -> tuple[object, ...]:
    return (card.edition_date, card.revision, card.id)
