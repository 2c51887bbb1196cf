"""Commands on editions: `r2p situations`, `timeline`, `series`."""

from __future__ import annotations

import argparse

from assistant.cli.access import open_api
from assistant.cli.argument_types import level_named, one_country
from assistant.cli.edition_output import print_series, print_situations, print_timeline
from assistant.cli.options import Commands, add_as_of, add_command, add_json
from assistant.cli.output import print_json


def add_situations(commands: Commands) -> None:
    """Add `r2p situations`."""
    parser = add_command(commands, "situations", situations)
    parser.add_argument("--level", type=level_named, help="only this level: 'Current Crisis'")
    parser.add_argument(
        "--country", type=one_country, help="only this country, with its history: name or ISO code"
    )
    add_as_of(parser)
    add_json(parser)


def add_timeline(commands: Commands) -> None:
    """Add `r2p timeline`."""
    parser = add_command(commands, "timeline", timeline)
    parser.add_argument("country", metavar="COUNTRY", type=one_country, help="name or ISO code")
    parser.add_argument("--since", metavar="DATE", help="leave out what ended before: 2013-05")
    parser.add_argument("--until", metavar="DATE", help="leave out what began after: 2019")
    parser.add_argument("--words", default="", help="only events that share a word with these")
    add_json(parser)


def add_series(commands: Commands) -> None:
    """Add `r2p series`."""
    parser = add_command(commands, "series", series)
    parser.add_argument("--country", type=one_country, help="only this country: name or ISO code")
    add_json(parser)


def situations(options: argparse.Namespace) -> int:
    """List countries with the level of their newest edition, the gravest first."""
    query = _given(level=options.level, country=options.country, as_of=options.as_of)
    with open_api("r2p situations") as api:
        found = api.get("/v1/situations", query)
    if options.json:
        print_json(found)
    else:
        print_situations(found, in_full=options.country is not None)
    return 0


def timeline(options: argparse.Namespace) -> int:
    """List the dated events of a country in order, each with the edition that tells of it."""
    query = _given(
        country=options.country, since=options.since, until=options.until, words=options.words
    )
    with open_api("r2p timeline") as api:
        found = api.get("/v1/timeline", query)
    if options.json:
        print_json(found)
    else:
        print_timeline(found)
    return 0


def series(options: argparse.Namespace) -> int:
    """List the series with their ids, and the editions of each."""
    with open_api("r2p series") as api:
        found = api.get("/v1/series", _given(country=options.country))
    if options.json:
        print_json(found)
    else:
        print_series(found["series"])
    return 0


def _given(**query: str | None) -> dict[str, str]:
    """Return what was given on the command line."""
    return {name: value for name, value in query.items() if value}
