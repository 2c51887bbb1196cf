"""What a fetched document is called, and what is none."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from assistant.errors import FetchFailed
from ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.canary import (
    HTML,
    PAGE,
    Canary,
    reply,
    url_at,
)

Served = tuple[str, str, bytes]
"""Path, media type and content of what the server holds."""


@pytest.mark.parametrize(
    ("served", "name"),
    [
        (("/", HTML, PAGE), "page.html"),
        (("/countries/mali/", HTML, PAGE), "mali.html"),
        (("/countries/c%C3%B4te%20d%27ivoire", HTML, PAGE), "côte d-ivoire.html"),
        (("/get.php?id=1", "Content-Type: application/octet-stream", b"%PDF-1.7 x"), "get.php.pdf"),
        (("/report.pdf", "Content-Type: text/plain", b"%PDF-1.7 x"), "report.pdf"),
        (("/notes.md", "Content-Type: text/plain", b"# Mali"), "notes.md"),
        (("/notes", "Content-Type: text/markdown; charset=utf-8", b"# Mali"), "notes.md"),
        (("/fragment", "Content-Type: text/html", b"<p>Mali</p>"), "fragment.html"),
        (("/plain", "Content-Type:", b"Mali"), "plain.txt"),
        (("/..%2f..%2fetc%2fpasswd", "Content-Type: text/plain", b"Mali"), "passwd.txt"),
        (("/.hidden.txt", "Content-Type: text/plain", b"Mali"), "hidden.txt"),
        (("/" + "a" * 500 + ".txt", "Content-Type: text/plain", b"Mali"), "a" * 60 + ".txt"),
        (("/manifest.tsv", "Content-Type: text/plain", b"Mali"), "manifest.tsv.txt"),
    ],
)
async def test_a_document_is_named_by_its_url_and_by_what_it_is(
    served: Served, name: str, canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    path, content_type, body = served
    canary.lines[path] = reply(body, content_type)
    fetched = await fetcher.fetch(url_at(canary, path), tmp_path)
    assert fetched.file_name == name
    assert fetched.path.parent == tmp_path


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (("/report.pdf", HTML, PAGE), r"ends in \.pdf, but a web page \(HTML\) came"),
        (("/report.docx", HTML, b"Log in"), r"ends in \.docx, but plain text came"),
        (("/map.html", HTML, b"\x89PNG\r\n\x1a\n" + b"\0" * 50), "an image"),
        (("/data", "Content-Type: application/json", b'{"a": 1}'), "'application/json'"),
        (("/style", "Content-Type: text/css", b"a {}"), "'text/css'"),
        (("/all.zip", "Content-Type: application/zip", b"PK\x03\x04" + b"x" * 60), "a ZIP archive"),
        (("/a.gz", "Content-Type: application/gzip", gzip.compress(PAGE)), "a gzip archive"),
    ],
)
async def test_what_is_no_document_or_another_than_its_url_says_is_refused(
    served: Served, reason: str, canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    path, content_type, body = served
    canary.lines[path] = reply(body, content_type)
    with pytest.raises(FetchFailed, match=reason):
        await fetcher.fetch(url_at(canary, path), tmp_path)
