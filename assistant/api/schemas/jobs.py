"""Uploads that are taken in after the reply."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from assistant.api.schemas.uploads import FileResultOut


class JobState(StrEnum):
    """How far a job is; the last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """True where nothing more will happen."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


class JobOut(BaseModel):
    """One upload that is being taken in, or was."""

    id: str
    state: JobState
    files_done: int
    files_total: int
    results: list[FileResultOut] = Field(description="What became of the files done so far")
    detail: str = Field("", description="For a failed job: what happened and what to do")
    created_at: datetime
    finished_at: datetime | None = None
