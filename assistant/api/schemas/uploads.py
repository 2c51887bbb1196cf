"""What became of uploaded files."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from assistant.domain import Level


class FileResultOut(BaseModel):
    """What became of one file, or of one briefing inside a file that holds several."""

    file_name: str
    status: Literal["added", "new edition", "correction", "unchanged", "failed", "left out"]
    briefing_id: str | None = None
    title: str | None = None
    edition_label: str | None = None
    level: Level | None = None
    message: str = Field("", description="For a failure: what happened and what to do")
    notes: list[str] = Field(default_factory=list)


class UploadOut(BaseModel):
    """Per-file results of an upload."""

    results: list[FileResultOut]
