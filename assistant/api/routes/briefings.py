"""What the library holds, and how documents come into it."""

from __future__ import annotations

from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, File, Header, Path, Request, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.context import Context, Takes
from assistant.api.job_requests import RESPOND_ASYNC, begin_job, prefers_job
from assistant.api.jobs import Job
from assistant.api.listing import ListQuery, listed_cards
from assistant.api.openapi import problems
from assistant.api.paging import page_of
from assistant.api.schemas import (
    BriefingListOut,
    BriefingOut,
    BriefingTextOut,
    JobOut,
    UploadOut,
)
from assistant.api.security import caller_of
from assistant.api.service import BriefingLibrary
from assistant.api.upload_fields import SHORT, UploadFields
from assistant.api.uploads import Upload, display_name, ingest_uploads
from assistant.countries import country_name, known_codes

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/briefings", tags=["briefings"])

UPLOAD_DESCRIPTION = """
Takes TXT, Markdown, HTML, PDF and DOCX files and adds each edition it recognises. One file that
fails does not fail the others: the reply is 200 with a result for every file, also when all of
them failed. The form fields say what a document itself does not, and go with a single file only.

Documents are read one at a time. Where too many uploads wait already the reply is 503, and
`Retry-After` says when to come again. With `Prefer: respond-async` the reply is 202 at once, and
`Location` names the job that takes the files in.
"""


@router.get(
    "",
    summary="List the briefings",
    description="Every stored edition, by series, the newest first; `newest` keeps only those in "
    "force today. Without `limit` the list comes whole; with it, `next_cursor` and the `Link` "
    "header lead to the next page. Editions that are added or removed meanwhile neither repeat nor "
    "hide others.",
    responses=problems(422),
)
async def list_briefings(
    wanted: Annotated[ListQuery, Depends()], request: Request, response: Response, context: Context
) -> BriefingListOut:
    """List editions without their text."""
    cards = await context.workers.reading.run(listed_cards, context.service.library, wanted)
    kept, next_cursor = page_of(cards, wanted.cursor, wanted.limit, wanted.filters)
    if next_cursor:
        following = request.url.include_query_params(cursor=next_cursor)
        response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    codes = sorted({code for card in kept for code in card.countries} & known_codes())
    return BriefingListOut(
        briefings=[BriefingOut.of(card) for card in kept],
        country_names={code: country_name(code) for code in codes},
        next_cursor=next_cursor,
    )


@router.get(
    "/{briefing_id}",
    summary="Read one edition",
    description="The stored text, and the spans of its sections and sentences in it.",
    responses=problems(404, 422),
)
async def read_briefing(
    briefing_id: Annotated[str, Path(max_length=200, description="`id` of a listed edition")],
    context: Context,
) -> BriefingTextOut:
    """Return one edition with its text."""
    return await context.workers.reading.run(_text_of, context.service.library, briefing_id)


@router.delete(
    "/{briefing_id}",
    status_code=204,
    summary="Remove one edition",
    description="Takes an edition out of the library and its indexes at once. Stored answers that "
    "cite it stay as they are, quotes included. Where keys are used this takes the scope `admin`.",
    responses=problems(404, 422, 503),
)
async def remove_briefing(
    briefing_id: Annotated[str, Path(max_length=200, description="`id` of a listed edition")],
    context: Context,
) -> None:
    """Remove one edition."""
    # One at a time with what is taken in: both rewrite the indexes.
    await context.workers.ingesting.run(context.service.library.remove, briefing_id)
    log.info("removed", briefing=briefing_id[:SHORT])


@router.post(
    "",
    summary="Add briefings",
    description=UPLOAD_DESCRIPTION,
    response_model=UploadOut,
    response_description="What became of each file",
    responses={
        202: {"model": JobOut, "description": "The job, with `Prefer: respond-async`"},
        **problems(413, 415, 422, 503),
    },
    dependencies=[Depends(Takes("multipart/form-data"))],
)
async def upload_briefings(
    files: Annotated[list[UploadFile], File(min_length=1, description="One or more documents")],
    fields: Annotated[UploadFields, Depends()],
    request: Request,
    context: Context,
    prefer: Annotated[
        list[str] | None, Header(description="`respond-async` for a job (RFC 7240)")
    ] = None,
) -> UploadOut | Response:
    """Take in uploaded documents, one after the other."""
    hints = fields.given()
    if hints and len(files) > 1:
        raise HTTPException(
            422,
            f"{len(files)} files came with the fields {', '.join(hints)}, which can describe one "
            "file only. Send each file by itself, or leave the fields out.",
        )
    uploads = [Upload(display_name(file.filename), file.file, hints) for file in files]
    if prefers_job(prefer or ()):
        return _accepted(await begin_job(context, caller_of(request).account, uploads))
    with context.workers.uploads.enter():
        results = await context.workers.ingesting.run(
            ingest_uploads, context.service.ingest_upload, uploads
        )
    failed = sum(result.status == "failed" for result in results)
    log.info("uploaded", files=len(files), results=len(results), failed=failed)
    return UploadOut(results=results)


def _accepted(job: Job) -> Response:
    return Response(
        job.shown().model_dump_json(),
        202,
        {"Location": f"/v1/jobs/{job.id}", "Preference-Applied": RESPOND_ASYNC},
        "application/json",
    )


def _text_of(library: BriefingLibrary, briefing_id: str) -> BriefingTextOut:
    return BriefingTextOut.whole(library.card(briefing_id), library.get(briefing_id))
