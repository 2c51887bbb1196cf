"""Countries side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from assistant.api.asked import WHAT_IS_HELD, check_country
from assistant.api.context import Context
from assistant.api.openapi import problems
from assistant.api.schemas import ComparisonOut, CountryCode
from assistant.api.schemas.days import IsoDay
from assistant.api.service import ApiService
from assistant.situations.coverage import covered_codes, not_covered_line

router = APIRouter(prefix="/v1/comparisons", tags=["editions"])

MOST_COUNTRIES = 6
DESCRIPTION = """
Sets countries side by side, each read by itself, with a cited cell for each and each thing
compared. Without a question it is the level, who is at risk, who is accused of attacks, how many
are displaced and what is recommended. `verdict` says which is larger or graver where the briefings
say it of all.
"""


@router.get(
    "", summary="Compare countries", description=DESCRIPTION, responses=problems(404, 422, 503)
)
async def compare(
    context: Context,
    countries: Annotated[
        list[CountryCode], Query(min_length=2, max_length=MOST_COUNTRIES, examples=[["MLI", "BFA"]])
    ],
    question: Annotated[
        str, Query(max_length=2000, examples=["Which has more displaced people?"])
    ] = "",
    as_of: Annotated[IsoDay | None, Query(description="Use the editions in force on it")] = None,
) -> ComparisonOut:
    """Compare countries."""
    codes = tuple(dict.fromkeys(countries))
    _check(codes, context.service)
    with context.workers.answers.enter():
        found = await context.workers.searching.run(
            context.service.compare, codes, question.strip(), as_of
        )
    return ComparisonOut.of(found)


def _check(codes: tuple[str, ...], service: ApiService) -> None:
    """Refuse unknown codes, one country alone, and countries of which none is covered."""
    for code in codes:
        check_country(code)
    if len(codes) < 2:
        raise HTTPException(422, f"{codes[0]} alone cannot be compared. Name another country.")
    cards = service.library.snapshot.cards
    missing = not_covered_line(codes, cards)
    if missing is not None and not set(codes) & set(covered_codes(cards)):
        raise HTTPException(404, f"{missing.text} {WHAT_IS_HELD}")
