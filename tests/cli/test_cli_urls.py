"""`r2p ingest` with URLs: what it refuses, and how what it fetched is ingested."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.fetching import add_hints, fetched_folders, is_url, stated_hints
from assistant.cli.options import Parser
from assistant.library.library import Library
from assistant.settings import FetchSettings, Settings
from ingest.fetching.fetcher import Fetcher
from ingest.pipeline import ingest_paths
from tests.cli.conftest import Shell
from tests.ingest.fetching.canary import (
    NAMES,
    Canary,
    Names,
    allow_canary,
    reply,
    running_canary,
    url_at,
)
from tests.library.fakes import HashingEmbedder

PAGE = b"""<!doctype html><html><head><title>Freedonia</title>
<link rel="canonical" href="http://docs.example/freedonia/"></head><body>
<h1>Freedonia</h1>
<p>In January 2020 raiders on motorcycles burned the granaries of Ardeb.</p>
<p>The government sent two companies of gendarmes to the district in response.</p>
</body></html>"""


@pytest.fixture
def canary() -> Iterator[Canary]:
    with running_canary() as canary:
        canary.lines["/freedonia?page=1"] = reply(PAGE, "Content-Type: text/html")
        yield canary


def test_urls_of_this_machine_are_refused_and_no_library_is_opened(
    shell: Shell, canary: Canary
) -> None:
    refused = shell.run(
        "ingest",
        f"http://127.0.0.1:{canary.port}/",
        f"http://localhost:{canary.port}/",
        f"http://2130706433:{canary.port}/",
        "file:///etc/passwd",
        "--json",
        R2P_FETCH__PORTS=f"80,{canary.port}",
    )

    results = refused.json["results"]
    assert refused.code == 1
    assert [each["status"] for each in results] == ["failed"] * 4
    assert all("leads to this machine itself" in each["message"] for each in results[:3])
    assert "Only http and https" in results[3]["message"]
    assert canary.connections == 0
    assert not shell.data_dir.exists()


def test_what_was_fetched_is_ingested_with_its_source_and_the_hints(
    canary: Canary, tmp_path: Path
) -> None:
    limits = FetchSettings(ports=str(canary.port))
    fetcher = Fetcher(limits, 1, resolve=Names(NAMES), judge=allow_canary)
    settings = Settings(data_dir=tmp_path)
    hints = {"date": "2020-02-03", "country": "Chad", "title": "Raids, and “what” followed"}
    urls = [url_at(canary, "/freedonia?page=1"), url_at(canary, "/none")]

    with (
        Library.open(settings, "test", embedder=HashingEmbedder()) as library,
        fetched_folders(urls, hints, fetcher) as (folders, failed),
    ):
        (result,) = ingest_paths(folders, library, settings)
        assert result.briefing_id is not None, result
        card = library.card(result.briefing_id)

    assert (result.status, result.file_name) == ("added", "freedonia.html")
    assert (card.countries, card.edition_date.iso) == (("TCD",), "2020-02-03")
    assert card.title == hints["title"]
    # The page's own word on its address counts: it names the host that served it.
    assert card.source.url == "http://docs.example/freedonia/"
    assert (card.source.retrieved_at or "").endswith("+00:00")
    assert [(each["status"], each["file_name"]) for each in failed] == [("failed", urls[1])]
    assert "404" in failed[0]["message"]
    assert not any(folder.exists() for folder in folders)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/", True),
        ("HTTP://example.org", True),
        ("ftp://example.org/a.txt", True),
        ("file:///etc/passwd", True),
        ("http:\\\\example.org", True),
        ("reports/mali.pdf", False),
        ("C:/reports/mali.pdf", False),
        ("http:", False),
        ("./http://x", False),
    ],
)
def test_a_url_is_told_from_a_path(text: str, expected: bool) -> None:
    assert is_url(text) is expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["mali.txt", "--date", "2020"],
        ["https://a.example/", "https://b.example/", "--title", "Mali"],
        ["https://a.example/", "mali.txt", "--country", "Mali"],
        ["https://a.example/", "--date", "3 May"],
        ["https://a.example/", "--level", "Dire"],
    ],
)
def test_hints_go_with_one_url_and_must_make_sense(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = Parser(prog="r2p ingest")
    parser.add_argument("paths", nargs="*")
    parser.set_defaults(parser=parser, samples=False)
    add_hints(parser)

    with pytest.raises(SystemExit) as ended:
        stated_hints(_parsed(parser, arguments))

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("r2p: ")


def _parsed(parser: Parser, arguments: list[str]) -> argparse.Namespace:
    return parser.parse_args(arguments)
