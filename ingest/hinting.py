"""Merges what is known about a file: the manifest's row, then its front matter, then its format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import ManifestError
from ingest.loading import LoadedDocument
from ingest.recognising.dates import parse_edition_date
from ingest.recognising.facts import Hints

_TRUE = ("true", "yes", "1")
_SAMPLE_PUBLISHER = re.compile(r"\bsamples?\b", re.IGNORECASE)
_OTHER_NAMES = {"country": ("countries",), "licence": ("license",)}


def merge_hints(path: Path, row: Mapping[str, str], loaded: LoadedDocument) -> Hints:
    """Return the hints for `path`; a field of the manifest's `row` outranks the front matter.

    Raises:
        ManifestError: the front matter gives a date that is none.
    """
    front = loaded.front_matter
    stated = front.get("date")
    if stated is not None and parse_edition_date(stated) is None:
        raise ManifestError(
            f"The front matter's date '{stated}' is not a date. Write it as 2019-05-15, 2019-05 "
            "or 2019."
        )

    def given(name: str) -> str | None:
        names = (name, *_OTHER_NAMES.get(name, ()))
        return next((source[n] for source in (row, front) for n in names if source.get(n)), None)

    publisher = given("publisher")
    is_sample = (given("sample") or "").lower() in _TRUE
    return Hints(
        file_name=Path(given("file") or path.name).name,
        slug=given("slug"),
        url=_address(row, front.get("url") or front.get("source_url") or loaded.url),
        title=given("title"),
        date=given("date"),
        country=given("country"),
        licence=given("licence"),
        publisher=publisher,
        series=given("series"),
        level=given("level"),
        is_sample=is_sample or bool(publisher and _SAMPLE_PUBLISHER.search(publisher)),
        retrieved_at=row.get("retrieved_at"),
        file_title=loaded.title,
        file_date=loaded.date,
    )


def _address(row: Mapping[str, str], stated: str | None) -> str | None:
    """Return where the document is published; `stated` is what it says of itself.

    Of a document that was fetched, its own word counts on the host that served it only: any page
    can name another's address as its own.
    """
    known = row.get("url") or row.get("source_url")
    if known and row.get("retrieved_at") and stated and _host(stated) == _host(known):
        return stated
    return known or stated


def _host(url: str) -> str | None:
    """Return the host of a web address; None where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None
