"""One page on a country, for programs or as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.openapi.models import Example
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.asked import cards_on, check_held_on
from assistant.api.context import Context, Takes
from assistant.api.files import FILE_CONTENT, MEDIA_TYPES, file_response
from assistant.api.negotiation import preferred
from assistant.api.openapi import JSON, problems
from assistant.api.schemas import BriefFormat, BriefIn, BriefOut, ExportFormat
from assistant.api.service import ApiService
from assistant.exporting.briefs import brief_document
from assistant.situations.brief import brief

router = APIRouter(prefix="/v1/briefs", tags=["editions"])

DESCRIPTION = """
Gathers what the editions in force say of a country: level, who is at risk, latest developments,
figures, recommended action, international response. Every line is cited. `format`, or else the
Accept header, says how it comes: JSON, Markdown, DOCX or PDF.
"""
FORMATS = {JSON: BriefFormat.JSON} | {
    media_type: BriefFormat(wanted.value) for wanted, media_type in MEDIA_TYPES.items()
}
EXAMPLES: dict[str, Example] = {
    "today": {"value": {"country": "CAF"}},
    "a Word file as of a day": {
        "value": {"country": "MLI", "as_of": "2019-06-30", "format": "docx"}
    },
}


@router.post(
    "",
    summary="Brief on a country",
    description=DESCRIPTION,
    response_model=BriefOut,
    response_description="The brief; a file comes with its name in Content-Disposition",
    responses={200: {"content": FILE_CONTENT}, **problems(404, 406, 413, 415, 422)},
    dependencies=[Depends(Takes(JSON))],
)
async def write_brief(
    wanted: Annotated[BriefIn, Body(openapi_examples=EXAMPLES)],
    request: Request,
    context: Context,
) -> BriefOut | Response:
    """Write a brief in the form that is asked for."""
    chosen = wanted.format or _accepted(request.headers.get("accept", ""))
    return await context.workers.reading.run(_written, context.service, wanted, chosen)


def _accepted(accept: str) -> BriefFormat:
    media_type = preferred(accept, list(FORMATS))
    if media_type is None:
        raise HTTPException(406, f"A brief comes as {', '.join(FORMATS)}. Accept one of them.")
    return FORMATS[media_type]


def _written(service: ApiService, wanted: BriefIn, chosen: BriefFormat) -> BriefOut | Response:
    cards = service.library.snapshot.cards
    on_country = cards_on(wanted.country, cards)
    if wanted.as_of is not None:
        check_held_on(wanted.country, on_country, wanted.as_of)
    today = service.today()
    found = brief(wanted.country, cards, service.library.get, today, wanted.as_of)
    if chosen is BriefFormat.JSON:
        return BriefOut.of(found, wanted.as_of, today)
    document = brief_document(found, today)
    day = (wanted.as_of or today).isoformat()
    return file_response(document, ExportFormat(chosen.value), "brief", found.name, day)
