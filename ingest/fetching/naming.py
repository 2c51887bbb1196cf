"""What a fetched document is called: by its URL, and by what its bytes are."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from assistant.errors import FetchFailed
from ingest.loading import FORMAT_OF_SUFFIX
from ingest.sniffing import HEAD_BYTES, Kind, fits, sniff

_TAIL_BYTES = 65_536
_LONGEST_STEM = 60  # four bytes each at most: with its extension it fits into 255
_NOT_IN_NAMES = re.compile(r"[^\w .()+,-]+")
_TEXT_SUFFIXES = {
    "": ".txt",
    "text/plain": ".txt",
    "application/octet-stream": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
}
"""What plain text is by the media type it came with; any other is no document."""


def name_fetched(path: Path, url_path: str, content_type: str) -> str:
    """Return a file name for what lies at `path`, with the extension of what it is.

    Raises:
        FetchFailed: it is no document that is read, or another than its URL says.
    """
    shown = PurePosixPath(unquote(url_path)).name
    suffix = PurePosixPath(shown).suffix.lower()
    kind = _sniffed(path)
    media_type = content_type.partition(";")[0].strip().lower()
    found = _suffix_of(kind, suffix, media_type)
    stem = shown[: -len(suffix)] if suffix in FORMAT_OF_SUFFIX else shown
    safe = _NOT_IN_NAMES.sub("-", stem).strip(" .-")[:_LONGEST_STEM].rstrip()
    return f"{safe or 'page'}{found}"


def _sniffed(path: Path) -> Kind:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        tail = file.read()
    if not (head + tail).strip():
        raise FetchFailed("Nothing came: the document is empty. Check the URL in a browser.")
    return sniff(head, tail)


def _suffix_of(kind: Kind, suffix: str, media_type: str) -> str:
    """Return the extension: the URL's own where the content fits it, else the content's."""
    claimed = FORMAT_OF_SUFFIX.get(suffix)
    if claimed and fits(kind, claimed):
        return suffix
    if claimed in ("pdf", "docx"):
        raise FetchFailed(
            f"The URL ends in {suffix}, but {kind.words} came: a page to log in or to consent, "
            "perhaps. Open it in a browser, save the document and add that."
        )
    if kind.format is None:
        raise FetchFailed(f"What came is {kind.words}. {kind.mend}")
    if kind.format != "txt":
        return f".{kind.format}"
    if media_type not in _TEXT_SUFFIXES:
        raise FetchFailed(
            f"What came is '{media_type[:60]}', and no document. Check the URL in a browser."
        )
    return _TEXT_SUFFIXES[media_type]
