"""Which address a document is kept under: its own word on it counts on its own host only."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.hinting import merge_hints
from ingest.loaded import LoadedDocument

FETCHED = "https://docs.example/mali?ref=1"
ROW = {"url": FETCHED, "retrieved_at": "2026-11-24T09:30:00+00:00"}


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("https://docs.example/mali", "https://docs.example/mali"),
        ("http://DOCS.example/mali", "http://DOCS.example/mali"),
        ("https://www.globalr2p.org/countries/mali/", FETCHED),
        ("https://docs.example.evil.example/mali", FETCHED),
        ("https://docs.example@evil.example/mali", FETCHED),
        ("javascript://docs.example/%0aalert(1)", FETCHED),
        ("https://[docs.example/", FETCHED),
        (None, FETCHED),
    ],
)
@pytest.mark.parametrize("is_front_matter", [True, False])
def test_of_a_fetched_document(stated: str | None, kept: str, *, is_front_matter: bool) -> None:
    front = {"url": stated} if stated and is_front_matter else {}
    loaded = LoadedDocument("Mali", "md", url=None if front else stated, front_matter=front)

    hints = merge_hints(Path("mali.md"), ROW, loaded)

    assert hints.url == kept
    assert hints.source.retrieved_at == ROW["retrieved_at"]


def test_of_a_file_that_somebody_brought_the_manifest_outranks_it() -> None:
    loaded = LoadedDocument("Mali", "html", url="https://docs.example/mali")

    told = merge_hints(Path("mali.html"), {"url": "https://docs.example/other"}, loaded)
    untold = merge_hints(Path("mali.html"), {}, loaded)

    assert told.url == "https://docs.example/other"
    assert untold.url == loaded.url
    assert untold.source.retrieved_at is None


def test_a_document_cannot_say_that_it_was_fetched() -> None:
    front = {"retrieved_at": "2026-11-24", "url": "https://docs.example/mali"}
    loaded = LoadedDocument("Mali", "md", front_matter=front)
    assert merge_hints(Path("mali.md"), {}, loaded).retrieved_at is None
