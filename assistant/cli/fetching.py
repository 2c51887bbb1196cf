"""URLs that `r2p ingest` is given: fetched by this process, then ingested like a folder."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.argument_types import level_named, words
from assistant.cli.options import Parser
from assistant.cli.output import report

if TYPE_CHECKING:
    from ingest.fetching.fetcher import Fetcher

HINTS = {
    "title": "the document's title",
    "date": "edition date, as 2019-05-15, 2019-05 or 2019",
    "country": "name or ISO 3166-1 alpha-3 code",
    "level": "as the briefings print it: 'Current Crisis'",
    "publisher": "who publishes it",
    "series": "what is re-published under one name",
    "licence": "the terms it comes under",
    "slug": "readable name for the edition's id",
}
_URL = re.compile(r"[a-z][a-z0-9+.-]*:[/\\]{2}", re.IGNORECASE)


def is_url(text: str) -> bool:
    """Tell a URL, of whatever scheme, from a path."""
    return _URL.match(text) is not None


def add_hints(parser: Parser) -> None:
    """Add the options that say of one URL what a manifest says of a file."""
    group = parser.add_argument_group("what a single URL's document does not say itself")
    checks = {"date": edition_date, "level": level_named}
    for name, about in HINTS.items():
        group.add_argument(f"--{name}", metavar="TEXT", help=about, type=checks.get(name, words))


def edition_date(text: str) -> str:
    """Check an edition's date.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise argparse.ArgumentTypeError(
            f"'{text}' is no date. Write it as 2019-05-15, 2019-05 or 2019."
        )
    return text


def stated_hints(options: argparse.Namespace) -> dict[str, str]:
    """Return the hints that were given.

    They go with exactly one URL; anything else ends the command as wrong use.
    """
    given = {name: " ".join(value.split()) for name in HINTS if (value := getattr(options, name))}
    urls = [text for text in options.paths if is_url(text)]
    if given and (len(urls), len(options.paths), options.samples) != (1, 1, False):
        options.parser.error(f"--{next(iter(given))} goes with one URL, and nothing beside it")
    return given


@contextmanager
def fetched_folders(
    urls: Sequence[str], hints: Mapping[str, str], fetcher: Fetcher | None = None
) -> Iterator[tuple[list[Path], list[dict[str, Any]]]]:
    """Fetch each URL into a folder of its own, with a manifest, for the time of a `with` block.

    Yields the folders, and a result for each URL from which nothing came.
    """
    from tempfile import TemporaryDirectory

    folders: list[Path] = []
    failed: list[dict[str, Any]] = []
    with TemporaryDirectory(prefix="r2p-fetch-") as parent:
        for number, url in enumerate(urls):
            report(f"Fetching {url} ...")
            folder = Path(parent) / str(number)
            folder.mkdir()
            failure = _fetch(url, folder, hints, fetcher)
            if failure is None:
                folders.append(folder)
            else:
                failed.append(failure)
        yield folders, failed


def _fetch(
    url: str, folder: Path, hints: Mapping[str, str], fetcher: Fetcher | None
) -> dict[str, Any] | None:
    """Fetch one URL; return a failed result where nothing came."""
    import asyncio
    from dataclasses import asdict

    from assistant.errors import IngestError
    from assistant.settings import load_settings
    from ingest.fetching.fetcher import Fetcher
    from ingest.results import FileResult

    chosen = fetcher or Fetcher.of(load_settings())
    try:
        fetched = asyncio.run(chosen.fetch(url, folder))
    except (IngestError, OSError) as error:
        return asdict(FileResult(url, "failed", message=str(error)))
    _write_manifest(folder, {**hints, **fetched.hints, "file": fetched.file_name})
    return None


def _write_manifest(folder: Path, row: Mapping[str, str]) -> None:
    import csv

    with (folder / "manifest.csv").open("x", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
