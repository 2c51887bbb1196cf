"""Calls that add to the library: uploads, at once or as a job, and documents by their URL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from assistant.api.schemas import JobOut, UploadOut
from assistant.client.calls import Call, NamedFile, as_model, get, path_to, post

Document = Path | str | NamedFile
"""The path of a file, or a name and its content."""


class DocumentFacts(TypedDict, total=False):
    """What a single document itself does not say."""

    title: str
    date: str
    """Of the edition: 2019-05-15, 2019-05 or 2019."""
    country: str
    """Name or ISO 3166-1 alpha-3 code."""
    level: str
    publisher: str
    series: str
    licence: str
    slug: str


def upload(*documents: Document, url: str = "", **facts: Unpack[DocumentFacts]) -> Call[UploadOut]:
    """Add documents; the reply says what became of each. Facts go with a single one only.

    Raises:
        OSError: a file cannot be read.
    """
    fields = {name: str(value) for name, value in {**facts, "url": url}.items() if value}
    files = _contents(documents)
    return Call("POST", path_to("briefings"), as_model(UploadOut), files=files, fields=fields)


def upload_as_job(
    *documents: Document, url: str = "", **facts: Unpack[DocumentFacts]
) -> Call[JobOut]:
    """Send documents and return at once; `job` says how far they are."""
    sent = upload(*documents, url=url, **facts)
    return Call(
        sent.method,
        sent.path,
        as_model(JobOut),
        files=sent.files,
        fields=sent.fields,
        headers={"Prefer": "respond-async"},
    )


def upload_from_url(url: str, **facts: Unpack[DocumentFacts]) -> Call[UploadOut]:
    """Let the API fetch a document, where its settings allow it."""
    return post(path_to("briefings", "from-url"), UploadOut, {"url": url, **facts})


def job(job_id: str) -> Call[JobOut]:
    """Return how far an upload is."""
    return get(path_to("jobs", job_id), JobOut)


def cancel_job(job_id: str) -> Call[JobOut]:
    """Take in no further file of an upload."""
    return Call("DELETE", path_to("jobs", job_id), as_model(JobOut))


def _contents(documents: Sequence[Document]) -> tuple[NamedFile, ...]:
    return tuple(_named(document) for document in documents)


def _named(document: Document) -> NamedFile:
    if isinstance(document, tuple):
        return document
    path = Path(document)
    return path.name, path.read_bytes()
