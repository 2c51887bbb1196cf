"""`r2p ingest`: files, folders and URLs into the library, through the answer API where it runs."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.cli.fetching import add_hints, fetched_folders, is_url, stated_hints
from assistant.cli.options import Commands, add_command, add_json
from assistant.cli.output import print_file_results, print_json, report
from assistant.cli.remote import RemoteApi, running_api
from assistant.cli.replies import ApiRefused
from assistant.errors import AssistantError

MEGABYTE = 1024 * 1024


def add_ingest(commands: Commands) -> None:
    """Add `r2p ingest`."""
    parser = add_command(commands, "ingest", ingest)
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="files, folders and URLs: txt, md, html, pdf, docx; a folder's manifest.tsv or .csv "
        "says what is ingested",
    )
    parser.add_argument(
        "--samples", action="store_true", help="ingest the sample briefings of this package"
    )
    add_json(parser)
    add_hints(parser)
    parser.set_defaults(parser=parser)


def ingest(options: argparse.Namespace) -> int:
    """Add documents to the library, or new editions of what is there.

    Each file is reported, and a bad one stops nothing. Exits with 1 when a file failed.
    """
    paths = [Path(text) for text in options.paths if not is_url(text)]
    paths += [samples_folder()] if options.samples else []
    urls = [text for text in options.paths if is_url(text)]
    hints = stated_hints(options)
    if not paths and not urls:
        options.parser.error("name a file, a folder or a URL, or use --samples")
    with fetched_folders(urls, hints) as (folders, results):
        results += _ingest_paths([*paths, *folders])
    if options.json:
        print_json({"results": results})
    else:
        print_file_results(results)
    return int(any(result["status"] == "failed" for result in results))


def _ingest_paths(paths: Sequence[Path]) -> list[dict[str, Any]]:
    if not paths:
        return []
    url = running_api()
    return ingest_through(url, paths) if url else _ingest_here(paths)


def samples_folder() -> Path:
    """The folder of sample briefings inside the installed package."""
    from importlib.resources import files

    return Path(str(files("ingest") / "samples"))


def ingest_through(
    url: str, paths: Sequence[Path], *, is_quiet: bool = False
) -> list[dict[str, Any]]:
    """Ingest through the API at `url`; each file can be found as soon as it is done."""
    from dataclasses import asdict

    from assistant.settings import load_settings
    from ingest.batch import gather_files
    from ingest.results import FileResult

    limit = load_settings().ingest.max_file_megabytes
    api = RemoteApi(url)
    batch = tuple(gather_files(paths))
    total = sum(not isinstance(item, FileResult) for item in batch)
    results: list[dict[str, Any]] = []
    done = 0
    for item in batch:
        if isinstance(item, FileResult):
            results.append(asdict(item))
            continue
        if not is_quiet:
            _report_progress(done, total, item.shown_name)
        results += [
            {**result, "file_name": item.shown_name}
            for result in _upload(api, item.path, item.given, limit)
        ]
        done += 1
    return results


def _ingest_here(paths: Sequence[Path]) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from assistant.cli.composition import open_library
    from assistant.settings import load_settings
    from ingest.pipeline import ingest_paths

    settings = load_settings()
    with open_library(settings, command="r2p ingest") as library:
        return [
            asdict(result) for result in ingest_paths(paths, library, settings, _report_progress)
        ]


def _report_progress(done: int, total: int, file_name: str) -> None:
    report(f"[{done}/{total}] {file_name or 'done'}")


def _upload(
    api: RemoteApi, path: Path, given: Mapping[str, str], limit: int
) -> list[dict[str, Any]]:
    """Send one file; what stops it is its result, and the batch goes on."""
    try:
        size = path.stat().st_size / MEGABYTE
        if size > limit:  # the API would say the same, after all of it was read and sent
            raise ApiRefused(
                f"{path.name} has {size:.0f} MB; at most {limit} MB are read. Split it or remove "
                "its pictures, or raise R2P_INGEST__MAX_FILE_MEGABYTES."
            )
        return list(api.post_file("/v1/briefings", path, _form_fields(given))["results"])
    except (AssistantError, OSError) as error:
        return [
            {
                "file_name": path.name,
                "status": "failed",
                "briefing_id": None,
                "title": None,
                "edition_label": None,
                "level": None,
                "message": str(error),
                "notes": [],
            }
        ]


def _form_fields(given: Mapping[str, str]) -> dict[str, str]:
    """Return a manifest row as the API's form fields, its date in ISO 8601."""
    from ingest.recognising.dates import parse_edition_date

    fields = {name: value for name, value in given.items() if name != "file"}
    edition = parse_edition_date(fields.get("date", ""))
    return {**fields, "date": edition.iso} if edition else fields
