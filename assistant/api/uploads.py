"""Uploaded files: their names are untrusted, and a file that fails does not stop the others."""

from __future__ import annotations

import re
import shutil
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from assistant.api.logs import log_failure
from assistant.api.schemas import FileResultOut
from assistant.api.service import IngestUpload
from assistant.errors import AssistantError, IngestError

MAX_NAME_CHARACTERS = 120
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded file, still in the form in which it came."""

    display_name: str
    content: IO[bytes]
    hints: dict[str, str]


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """One uploaded file, stored under a name of our own."""

    display_name: str
    path: Path
    hints: dict[str, str]


def display_name(raw: str | None) -> str:
    """Return a file name that is safe to show and to log: no folders, no control characters."""
    name = re.split(r"[/\\]", raw or "")[-1]
    visible = "".join(
        character
        for character in unicodedata.normalize("NFC", name)
        if unicodedata.category(character)[0] not in "CZ" or character == " "
    )
    name = visible.strip(" .") or "upload"
    if len(name) <= MAX_NAME_CHARACTERS:
        return name
    extension = _extension(name)
    return name[: MAX_NAME_CHARACTERS - len(extension)] + extension


def ingest_uploads(ingest: IngestUpload, uploads: Sequence[Upload]) -> list[FileResultOut]:
    """Store each upload under a name of our own, take it in, and delete it. Blocking."""
    results = []
    with upload_folder() as folder:
        for upload in uploads:
            results += ingest_stored(ingest, _store(upload, Path(folder)))
    return results


def upload_folder() -> TemporaryDirectory[str]:
    """Make a folder for uploads, which is gone when it is cleaned up."""
    return TemporaryDirectory(prefix="r2p-upload-", ignore_cleanup_errors=True)


def store_uploads(uploads: Sequence[Upload], folder: Path) -> list[StoredUpload]:
    """Store each upload under a name of our own, for later than its request. Blocking."""
    return [_store(upload, folder) for upload in uploads]


def ingest_stored(ingest: IngestUpload, upload: StoredUpload) -> list[FileResultOut]:
    """Take one stored upload in, and delete it. Blocking.

    Raises:
        AssistantError: the library itself cannot be used, so that no other file can come in.
    """
    try:
        return _ingest_one(ingest, upload)
    finally:
        upload.path.unlink(missing_ok=True)


def _store(upload: Upload, folder: Path) -> StoredUpload:
    path = folder / f"{uuid.uuid4().hex}{_extension(upload.display_name)}"
    with path.open("xb") as stored:
        shutil.copyfileobj(upload.content, stored)
    return StoredUpload(upload.display_name, path, upload.hints)


def _ingest_one(ingest: IngestUpload, upload: StoredUpload) -> list[FileResultOut]:
    hints = {**upload.hints, "file_name": upload.display_name}
    try:
        results = ingest(upload.path, hints)
    except IngestError as error:
        return [_failed(upload, _renamed(str(error), upload))]
    except AssistantError:
        raise  # the library itself cannot be used: no file of this request can come in
    except Exception as error:  # noqa: BLE001 - the per-file edge: other files go on
        log_failure("upload failed", error)
        return [_failed(upload, "This file could not be taken in. The log of the API says why.")]
    return [
        result.model_copy(
            update={
                "file_name": upload.display_name,
                "message": _renamed(result.message, upload),
            }
        )
        for result in results
    ]


def _renamed(message: str, upload: StoredUpload) -> str:
    """Name the file as its sender knows it, not as it was stored."""
    for stored in (str(upload.path), upload.path.name):
        message = message.replace(stored, upload.display_name)
    return message


def _failed(upload: StoredUpload, message: str) -> FileResultOut:
    return FileResultOut(file_name=upload.display_name, status="failed", message=message)


def _extension(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _EXTENSION.fullmatch(suffix) else ""
