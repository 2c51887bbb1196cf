"""`r2p changes`: two editions of a series, or of every series on a country, side by side."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from assistant.cli.access import AnswerApi, JsonObject, open_api
from assistant.cli.argument_types import one_country
from assistant.cli.edition_output import print_changes
from assistant.cli.options import Commands, add_command, add_json
from assistant.cli.output import print_json
from assistant.cli.replies import ApiRefused

STAYING_KINDS = ("resolution", "meeting record")
"""Kinds of which each document stands by itself; compared only where they are named."""
_SERIES_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def add_changes(commands: Commands) -> None:
    """Add `r2p changes`."""
    parser = add_command(commands, "changes", changes)
    parser.add_argument(
        "subject",
        metavar="SERIES|COUNTRY",
        type=_subject,
        help="id of a series (`r2p series`), or a country's name or ISO code",
    )
    parser.add_argument(
        "--from",
        dest="since",
        metavar="DATE",
        help="the edition in force then: 2017, 2017-03, 2017-03-28, or an edition's id",
    )
    parser.add_argument("--to", dest="until", metavar="DATE", help="the later one, likewise")
    parser.add_argument(
        "--all", action="store_true", help="every change, and what is merely told in other words"
    )
    add_json(parser)


def changes(options: argparse.Namespace) -> int:
    """Show what changed between two editions: by default the newest and the one before."""
    given = {"from": options.since, "to": options.until}
    query = {name: value for name, value in given.items() if value}
    if options.all:
        query["include_reworded"] = "true"
    with open_api("r2p changes") as api:
        results = _compared(api, _series_ids(api, options.subject), query)
    if options.json:
        print_json({"results": results})
    else:
        print_changes(results, in_full=options.all)
    return 0


def _subject(text: str) -> str:
    """Check that a text may be an id of a series, or else names one country."""
    if not _SERIES_ID.fullmatch(text):
        return one_country(text)
    return text


def _series_ids(api: AnswerApi, subject: str) -> Sequence[str]:
    """Return the series meant: the one named, or those on a country that have two editions."""
    if not subject.isupper():
        return [subject]
    listed = api.get("/v1/series", {"country": subject})["series"]
    if not listed:
        # The API says it in full: nothing held says nothing about the risk.
        api.get("/v1/situations", {"country": subject})
    several = [each for each in listed if len(each["editions"]) > 1]
    renewed = [each for each in several if each["kind"] not in STAYING_KINDS]
    if not several:
        held = ", ".join(each["id"] for each in listed)
        raise ApiRefused(f"No series on {subject} has two editions to compare. Held are {held}.")
    return [each["id"] for each in renewed or several]


def _compared(api: AnswerApi, ids: Sequence[str], query: dict[str, str]) -> list[JsonObject]:
    """Compare each series; where there are several, one without two such editions is passed over.

    Raises:
        ApiRefused: none has two.
    """
    replies = [api.get("/v1/changes", {"series": each, **query}, expected=(404,)) for each in ids]
    found = [reply for reply in replies if "changes" in reply]
    if not found:
        raise ApiRefused(" ".join(str(reply["detail"]) for reply in replies))
    return found
