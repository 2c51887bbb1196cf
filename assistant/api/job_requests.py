"""An upload whose sender does not want to wait (`Prefer: respond-async`, RFC 7240)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from assistant.api.context import ApiContext
from assistant.api.jobs import Job
from assistant.api.schemas import FileResultOut
from assistant.api.uploads import StoredUpload, Upload, ingest_stored, store_uploads, upload_folder

RESPOND_ASYNC = "respond-async"


def prefers_job(prefer: Iterable[str]) -> bool:
    """Tell whether one of the Prefer headers asks for a reply before the work is done."""
    preferences = (each for header in prefer for each in header.split(","))
    return any(
        each.partition(";")[0].partition("=")[0].strip().lower() == RESPOND_ASYNC
        for each in preferences
    )


async def begin_job(context: ApiContext, account: str, uploads: Sequence[Upload]) -> Job:
    """Keep the uploads, which end with their request, and begin a job on them.

    Raises:
        HTTPException: 503 where too many jobs are unfinished already.
    """
    workers = context.workers
    with ExitStack() as held:
        held.enter_context(context.jobs.places.enter())
        folder = held.enter_context(upload_folder())
        stored = await workers.reading.run(store_uploads, uploads, Path(folder))

        async def ingest(upload: StoredUpload) -> list[FileResultOut]:
            return await workers.ingesting.run(ingest_stored, context.service.ingest_upload, upload)

        return context.jobs.begin(account, stored, ingest, held.pop_all())
