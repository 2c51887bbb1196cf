"""Documents that come into the library by their URL; off unless the settings allow it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException

from assistant.api.context import ApiContext, Context, Takes
from assistant.api.openapi import problems
from assistant.api.schemas import FileResultOut, UploadOut, UrlBriefingIn
from assistant.api.service import FetchUrl
from assistant.api.uploads import Upload, display_name, ingest_uploads
from assistant.errors import FetchFailed

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/briefings", tags=["briefings"])

NAME_CHARACTERS = 200
DESCRIPTION = """
Fetches one document (TXT, Markdown, HTML, PDF or DOCX) and takes it in as an upload. Off unless
`R2P_FETCH__ALLOW_URLS=true`: the reply is then 403.

Only http and https, only from public addresses: private, loopback, link-local and reserved ones
are refused with 422 before anything is sent there, also where a redirect leads to them. A document
that does not come, or is none, is a failed result of a 200, as for an upload. The edition keeps
the URL it came from in the end, and when.
"""
OFF = (
    "This API does not fetch URLs. Download the document and POST it to /v1/briefings, or let "
    "the operator set R2P_FETCH__ALLOW_URLS=true and start the API again."
)


@router.post(
    "/from-url",
    summary="Add a briefing by its URL",
    description=DESCRIPTION,
    response_description="What became of the document",
    responses=problems(403, 413, 415, 422, 503),
    dependencies=[Depends(Takes("application/json"))],
)
async def fetch_briefing(body: UrlBriefingIn, context: Context) -> UploadOut:
    """Fetch a document and take it in."""
    fetch = context.service.fetch_url
    if fetch is None:
        raise HTTPException(403, OFF)
    with context.workers.fetches.enter(), TemporaryDirectory(prefix="r2p-fetch-") as folder:
        try:
            results = await _take_in(fetch, body, Path(folder), context)
        except FetchFailed as error:
            name = body.url.partition("?")[0][:NAME_CHARACTERS]
            results = [FileResultOut(file_name=name, status="failed", message=str(error))]
    failed = sum(result.status == "failed" for result in results)
    log.info("fetched", results=len(results), failed=failed)  # never the URL: it may hold a key
    return UploadOut(results=results)


async def _take_in(
    fetch: FetchUrl, body: UrlBriefingIn, folder: Path, context: ApiContext
) -> list[FileResultOut]:
    document = await fetch(body.url, folder)
    hints = {**body.given(), **document.hints}
    with context.workers.uploads.enter():
        return await context.workers.ingesting.run(
            _ingest, context, document.path, display_name(document.file_name), hints
        )


def _ingest(
    context: ApiContext, path: Path, file_name: str, hints: dict[str, str]
) -> list[FileResultOut]:
    with path.open("rb") as content:
        return ingest_uploads(context.service.ingest_upload, [Upload(file_name, content, hints)])
