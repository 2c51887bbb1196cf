"""The series in the library, and which editions of each are held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api.asked import check_country
from assistant.api.context import Context
from assistant.api.openapi import problems
from assistant.api.schemas import CountryCode, SeriesListOut, SeriesOut
from assistant.domain import BriefingCard

router = APIRouter(prefix="/v1/series", tags=["series"])


@router.get(
    "",
    summary="List the series",
    description="Every series by name, with its editions, the newest first; corrected ones are "
    "left out. `GET /v1/changes` compares two editions of one.",
    responses=problems(422),
)
async def list_series(
    context: Context, country: Annotated[CountryCode | None, Query(examples=["MLI"])] = None
) -> SeriesListOut:
    """List series with their editions."""
    if country is not None:
        check_country(country)
    return await context.workers.reading.run(
        _series_of, context.service.library.snapshot.cards, country
    )


def _series_of(cards: Sequence[BriefingCard], country: str | None) -> SeriesListOut:
    by_series: dict[str, list[BriefingCard]] = defaultdict(list)
    for card in cards:
        if not card.is_superseded and (country is None or country in card.countries):
            by_series[card.series.id].append(card)
    series = [SeriesOut.of(editions) for editions in by_series.values()]
    return SeriesListOut(series=sorted(series, key=lambda each: (each.name, each.id)))
