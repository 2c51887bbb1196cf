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
    with TemporaryDirectory(prefix="r2p-upload-") as folder:
        for upload in uploads:
            path = Path(folder) / f"{uuid.uuid4().hex}{_extension(upload.display_name)}"
            with path.open("xb") as stored:
                shutil.copyfileobj(upload.content, stored)
            results += _ingest_one(ingest, path, upload)
            path.unlink(missing_ok=True)
    return results


def _ingest_one(ingest: IngestUpload, path: Path, upload: Upload) -> list[FileResultOut]:
    hints = {**upload.hints, "file_name": upload.display_name}
    try:
        results = ingest(path, hints)
    except IngestError as error:
        return [_failed(upload, _renamed(str(error), path, upload))]
    except AssistantError:
        raise  # the library itself cannot be used: no file of this request can come in
    except Exception as error:  # noqa: BLE001 - the per-file edge: other files go on
        log_failure("upload failed", error)
        return [_failed(upload, "This file could not be taken in. The log of the API says why.")]
    return [
        result.model_copy(
            update={
                "file_name": upload.display_name,
                "message": _renamed(result.message, path, upload),
            }
        )
        for result in results
    ]


def _renamed(message: str, path: Path, upload: Upload) -> str:
    """Name the file as its sender knows it, not as it was stored."""
    for stored in (str(path), path.name):
        message = message.replace(stored, upload.display_name)
    return message


def _failed(upload: Upload, message: str) -> FileResultOut:
    return FileResultOut(file_name=upload.display_name, status="failed", message=message)


def _extension(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _EXTENSION.fullmatch(suffix) else ""
