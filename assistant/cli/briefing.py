"""`r2p brief`: one page on a country, as text or as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.cli.access import AnswerApi, JsonObject, open_api
from assistant.cli.argument_types import one_country
from assistant.cli.edition_output import print_brief
from assistant.cli.options import Commands, add_as_of, add_command, add_json
from assistant.cli.output import print_json, print_line
from assistant.cli.replies import ApiRefused

SUFFIXES = {".md": "markdown", ".docx": "docx", ".pdf": "pdf", ".json": "json"}
PRINTED = ("markdown", "json")
"""Formats that go to the screen where no file is named."""


def add_brief(commands: Commands) -> None:
    """Add `r2p brief`."""
    parser = add_command(commands, "brief", brief)
    parser.add_argument("country", metavar="COUNTRY", type=one_country, help="name or ISO code")
    add_as_of(parser)
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--format", choices=("markdown", "docx", "pdf"), help="make a document")
    add_json(formats)
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=_target,
        help="write it there; the format is that of the suffix, unless it is given",
    )


def brief(options: argparse.Namespace) -> int:
    """Write one page on a country, every line with its source.

    A DOCX or PDF without --output gets a name of its own in this folder.
    """
    wanted = options.format or ("json" if options.json else _format_of(options.output))
    body: JsonObject = {"country": options.country, "as_of": options.as_of}
    with open_api("r2p brief") as api:
        if wanted is None or (wanted in PRINTED and options.output is None):
            _print(api, body, wanted)
        else:
            _write(api, {**body, "format": wanted}, options.output)
    return 0


def _print(api: AnswerApi, body: JsonObject, wanted: str | None) -> None:
    if wanted == "markdown":
        sys.stdout.write(api.download("/v1/briefs", {**body, "format": wanted}).content.decode())
        return
    found = api.post("/v1/briefs", {**body, "format": "json"})
    if wanted == "json":
        print_json(found)
    else:
        print_brief(found)


def _write(api: AnswerApi, body: JsonObject, output: Path | None) -> None:
    """Write the file; one that we name ourselves never replaces another."""
    download = api.download("/v1/briefs", body)
    path = output or Path(Path(download.name).name)
    try:
        with path.open("wb" if output else "xb") as file:
            file.write(download.content)
    except FileExistsError as error:
        raise ApiRefused(f"{path} is there already. Name another file with --output.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ApiRefused(f"{path} cannot be written: {reason}.") from error
    print_line(f"Wrote {path}")


def _target(text: str) -> Path:
    """Return the file to write.

    Raises:
        argparse.ArgumentTypeError: it is a folder.
    """
    path = Path(text)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"'{text}' is a folder. Name a file in it.")
    return path


def _format_of(output: Path | None) -> str | None:
    """Return the format that a file's suffix asks for; Markdown where it says nothing."""
    return None if output is None else SUFFIXES.get(output.suffix.lower(), "markdown")
