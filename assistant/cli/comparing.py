"""`r2p compare`: two countries side by side."""

from __future__ import annotations

import argparse

from assistant.cli.access import open_api
from assistant.cli.argument_types import one_country, words
from assistant.cli.edition_output import print_comparison
from assistant.cli.options import Commands, add_as_of, add_command, add_json
from assistant.cli.output import print_json


def add_compare(commands: Commands) -> None:
    """Add `r2p compare`."""
    parser = add_command(commands, "compare", compare)
    for place in ("first", "second"):
        parser.add_argument(place, metavar="COUNTRY", type=one_country, help="name or ISO code")
    parser.add_argument("question", metavar="QUESTION", type=words, nargs="?", help="in quotes")
    add_as_of(parser)
    add_json(parser)


def compare(options: argparse.Namespace) -> int:
    """Set two countries side by side: level, who is at risk, or what a question asks of both."""
    query: dict[str, str | list[str]] = {
        "countries": [options.first, options.second],
        "question": options.question or "",
    }
    if options.as_of:
        query["as_of"] = options.as_of
    with open_api("r2p compare") as api:
        found = api.get("/v1/comparisons", query)
    if options.json:
        print_json(found)
    else:
        print_comparison(found)
    return 0
