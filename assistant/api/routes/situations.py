"""What the newest editions say of each country: level, since when, who is at risk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api.asked import cards_on, check_held_on
from assistant.api.context import Context
from assistant.api.openapi import problems
from assistant.api.schemas import (
    CountryCode,
    NoticeOut,
    SituationListOut,
    SituationOut,
)
from assistant.api.schemas.days import IsoDay
from assistant.api.schemas.endnotes import Endnotes
from assistant.api.service import ApiService
from assistant.domain import BriefingCard, Level, Notice
from assistant.situations.level_schemes import scheme_notice
from assistant.situations.rhythm import staleness_notice
from assistant.situations.status import Situation, situations

router = APIRouter(prefix="/v1/situations", tags=["editions"])

DESCRIPTION = """
Each country as its newest edition with a level gives it, the gravest level first, with the level of
every edition held and the verbatim quote it rests on. A country without a level is listed with
`level` null: no briefing held gives one, which does not say that there is no risk.
"""


@router.get(
    "", summary="List countries and levels", description=DESCRIPTION, responses=problems(404, 422)
)
async def list_situations(
    context: Context,
    level: Annotated[Level | None, Query(examples=["Current Crisis"])] = None,
    country: Annotated[CountryCode | None, Query(examples=["MLI"])] = None,
    as_of: Annotated[IsoDay | None, Query(description="Leave out later editions")] = None,
) -> SituationListOut:
    """List the situation of each country held."""
    return await context.workers.reading.run(_listed, context.service, level, country, as_of)


def _listed(
    service: ApiService, level: Level | None, country: str | None, as_of: date | None
) -> SituationListOut:
    cards: Sequence[BriefingCard] = service.library.snapshot.cards
    if country is not None:
        on_country = cards_on(country, cards)
        if as_of is not None:
            check_held_on(country, on_country, as_of)
    found = [
        each
        for each in situations(cards, service.library.get, as_of)
        if country in (None, each.country) and level in (None, each.level)
    ]
    endnotes, today = Endnotes(), as_of or service.today()
    for each in found:
        endnotes.cite_if_any(each.level_citation)  # first, so that a list of levels runs 1, 2, 3
    scheme = scheme_notice([each.edition for each in found if each.edition is not None])
    return SituationListOut(
        situations=[
            SituationOut.of(each, _notices(each, cards, today), endnotes) for each in found
        ],
        notices=[NoticeOut.of(scheme)] if scheme else [],
    )


def _notices(
    situation: Situation, cards: Sequence[BriefingCard], today: date
) -> tuple[Notice, ...]:
    """Return what to say of the edition that counts, and of levels on both sides of March 2023."""
    newest = situation.edition or situation.newest_briefing
    found = (
        staleness_notice(newest, cards, today) if newest else None,
        scheme_notice([step.edition for step in situation.history]),
    )
    return tuple(notice for notice in found if notice is not None)
