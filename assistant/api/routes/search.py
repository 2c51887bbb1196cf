"""Passages without an answer: what the library holds on a few words."""

from __future__ import annotations

import time
from typing import Annotated

import structlog
from fastapi import APIRouter, Body, Depends
from fastapi.openapi.models import Example

from assistant.api.context import Context, Takes
from assistant.api.openapi import problems
from assistant.api.schemas import PassageOut, SearchIn, SearchOut

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/search", tags=["search"])

EXAMPLES: dict[str, Example] = {
    "one country on a day": {
        "value": {
            "query": "attacks on villages",
            "countries": ["MLI"],
            "as_of": "2019-06-30",
            "limit": 5,
        }
    }
}


@router.post(
    "",
    summary="Search for passages",
    description="Ranks passages of the newest editions, or of those in force on `as_of`.",
    response_description="Passages, best first; an empty list where nothing is in scope",
    responses=problems(413, 415, 422, 503),
    dependencies=[Depends(Takes("application/json"))],
)
async def search(
    wanted: Annotated[SearchIn, Body(openapi_examples=EXAMPLES)], context: Context
) -> SearchOut:
    """Search the library."""
    started = time.perf_counter()
    with context.workers.searches.enter():
        found = await context.workers.searching.run(
            context.service.search,
            wanted.query,
            tuple(wanted.countries),
            wanted.as_of,
            wanted.limit,
        )
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    log.info("searched", query_characters=len(wanted.query), passages=len(found), ms=milliseconds)
    return SearchOut(passages=[PassageOut.of(evidence) for evidence in found])
