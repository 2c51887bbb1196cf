"""Uploads that are taken in after the reply: how far they are, and stopping them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.api.context import ApiContext, Context
from assistant.api.jobs import Job
from assistant.api.openapi import problems
from assistant.api.schemas import JobOut
from assistant.api.security import caller_of
from assistant.library.keys import Scope

router = APIRouter(prefix="/v1/jobs", tags=["briefings"])

POLL_SECONDS = 2
JobId = Annotated[str, Path(max_length=200, description="`id` of a job")]


@router.get(
    "/{job_id}",
    summary="Follow an upload",
    description="How far a job is that `POST /v1/briefings` began with `Prefer: respond-async`, "
    "and what became of each file so far. Jobs are kept while the API runs, the last 200 of them. "
    "`Retry-After` says when to look again.",
    responses=problems(404, 422),
)
async def read_job(job_id: JobId, request: Request, response: Response, context: Context) -> JobOut:
    """Return a job."""
    job = _job_for(request, context, job_id)
    if not job.state.is_final:
        response.headers["Retry-After"] = str(POLL_SECONDS)
    return job.shown()


@router.delete(
    "/{job_id}",
    summary="Stop an upload",
    description="No further file is taken in; the one that is being read is finished, and what "
    "was stored stays. A job that has ended is returned as it is.",
    responses=problems(404, 422),
)
async def cancel_job(job_id: JobId, request: Request, context: Context) -> JobOut:
    """Cancel a job, and return it."""
    return context.jobs.cancel(_job_for(request, context, job_id)).shown()


def _job_for(request: Request, context: ApiContext, job_id: str) -> Job:
    """Return a job of the caller's own, or anyone's for an administrator."""
    job, caller = context.jobs.find(job_id), caller_of(request)
    if job is None or not (job.account == caller.account or caller.allows(Scope.ADMIN)):
        raise HTTPException(
            404,
            f"No job of yours has the id {job_id[:80]!r}. Jobs are forgotten when the API stops; "
            "GET /v1/briefings shows what was stored.",
        )
    return job
