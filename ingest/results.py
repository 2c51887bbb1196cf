"""What became of each file of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.domain import Level

FileStatus = Literal["added", "new edition", "correction", "unchanged", "failed", "left out"]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file, or of one briefing inside a file that holds several."""

    file_name: str
    status: FileStatus
    briefing_id: str | None = None
    title: str | None = None
    edition_label: str | None = None
    level: Level | None = None
    message: str = ""
    """For a failure or a file left out: what happened and what to do."""
    notes: tuple[str, ...] = ()
    """What had to be inferred, or could not be found."""
