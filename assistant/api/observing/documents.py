"""Counts what becomes of documents, however they come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.api.schemas import FileResultOut
from assistant.api.service import FetchedDocument, FetchUrl, IngestUpload

Count = Callable[[Sequence[str]], None]
"""Takes the status of each document."""
FAILED = ("failed",)


def counted_ingest(ingest_upload: IngestUpload, count: Count) -> IngestUpload:
    """Return `ingest_upload`, counted."""

    def ingest(path: Path, fields: dict[str, str]) -> list[FileResultOut]:
        try:
            results = ingest_upload(path, fields)
        except Exception:
            count(FAILED)
            raise
        count([result.status for result in results])
        return results

    return ingest


def counted_fetch(fetch_url: FetchUrl | None, count: Count) -> FetchUrl | None:
    """Return `fetch_url`, counted where it fails: what it brings is counted as it comes in."""
    if fetch_url is None:
        return None

    async def fetch(url: str, folder: Path) -> FetchedDocument:
        try:
            return await fetch_url(url, folder)
        except Exception:
            count(FAILED)
            raise

    return fetch
