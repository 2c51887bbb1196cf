"""Uploads that are taken in after the reply: one job after the other, kept while we run.

A job is cancelled between two files: a file that is being read is finished, since half of one is
never stored.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog

from assistant.api.logs import log_failure
from assistant.api.schemas import FileResultOut, JobOut, JobState
from assistant.api.uploads import StoredUpload
from assistant.api.workers import Turnstile
from assistant.errors import AssistantError

MAX_UNFINISHED_JOBS = 10
MAX_KEPT_JOBS = 200
RETRY_AFTER_SECONDS = 60
UNEXPECTED = "Something unexpected went wrong. The log says more; send the files that are left."

log = structlog.get_logger(__name__)

IngestStored = Callable[[StoredUpload], Awaitable[list[FileResultOut]]]


@dataclass(frozen=True, slots=True)
class Job:
    """One upload and what became of it so far."""

    id: str
    account: str
    """Whose it is, as `Caller.account` names it."""
    files_total: int
    created_at: datetime
    state: JobState = JobState.QUEUED
    files_done: int = 0
    results: tuple[FileResultOut, ...] = ()
    detail: str = ""
    finished_at: datetime | None = None

    def shown(self) -> JobOut:
        """Return the wire form."""
        return JobOut(
            id=self.id,
            state=self.state,
            files_done=self.files_done,
            files_total=self.files_total,
            results=list(self.results),
            detail=self.detail,
            created_at=self.created_at,
            finished_at=self.finished_at,
        )


class JobBoard:
    """The jobs of one API process; for use in its event loop only."""

    def __init__(self) -> None:
        """Begin with none."""
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        self.places = Turnstile(MAX_UNFINISHED_JOBS, "ingest jobs", RETRY_AFTER_SECONDS)

    def find(self, job_id: str) -> Job | None:
        """Return the job with that id, if it is still kept."""
        return self._jobs.get(job_id)

    def begin(
        self,
        account: str,
        uploads: Sequence[StoredUpload],
        ingest: IngestStored,
        held: ExitStack,
    ) -> Job:
        """Take `uploads` in, when it is their turn; `held` is closed behind them."""
        job = Job(uuid.uuid4().hex, account, len(uploads), _now())
        self._jobs[job.id] = job
        self._forget_oldest()
        task = asyncio.create_task(self._run(job.id, uploads, ingest, held))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def cancel(self, job: Job) -> Job:
        """Take no further file of a job in; a job that has ended stays as it is."""
        if job.state.is_final:
            return job
        return self._update(job.id, state=JobState.CANCELLED, finished_at=_now())

    async def _run(
        self, job_id: str, uploads: Sequence[StoredUpload], ingest: IngestStored, held: ExitStack
    ) -> None:
        with held:
            async with self._turn:
                try:
                    await self._take_in(job_id, uploads, ingest)
                except AssistantError as error:
                    self._end(job_id, JobState.FAILED, str(error))
                except Exception as error:  # noqa: BLE001 - the edge of a task that nobody awaits
                    log_failure("job failed", error)
                    self._end(job_id, JobState.FAILED, UNEXPECTED)
        job = self._jobs[job_id]
        log.info("job ended", job=job_id, state=job.state, files=job.files_done)

    async def _take_in(
        self, job_id: str, uploads: Sequence[StoredUpload], ingest: IngestStored
    ) -> None:
        for upload in uploads:
            job = self._jobs[job_id]
            if job.state.is_final:
                return
            if job.state is JobState.QUEUED:
                self._update(job_id, state=JobState.RUNNING)
            results = await ingest(upload)
            job = self._jobs[job_id]
            self._update(job_id, files_done=job.files_done + 1, results=(*job.results, *results))
        self._end(job_id, JobState.DONE)

    def _end(self, job_id: str, state: JobState, detail: str = "") -> None:
        if not self._jobs[job_id].state.is_final:
            self._update(job_id, state=state, detail=detail, finished_at=_now())

    def _update(self, job_id: str, **changes: Any) -> Job:  # noqa: ANN401 - fields of Job
        self._jobs[job_id] = replace(self._jobs[job_id], **changes)
        return self._jobs[job_id]

    def _forget_oldest(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.state.is_final]
        for job_id in ended[: max(0, len(self._jobs) - MAX_KEPT_JOBS)]:
            del self._jobs[job_id]


def _now() -> datetime:
    return datetime.now(UTC)
