"""`r2p ask` and `r2p search`: through the running answer API, else through one in this process."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.cli.access import open_api
from assistant.cli.argument_types import number_within, words
from assistant.cli.options import Commands, add_command, add_json, add_scope
from assistant.cli.output import print_answer, print_json, print_passages

REFUSALS = ("NOT_IN_BRIEFINGS", "NO_BRIEFING", "NEEDS_CLARIFICATION")


def add_ask(commands: Commands) -> None:
    """Add `r2p ask`."""
    parser = add_command(commands, "ask", ask)
    parser.add_argument("question", metavar="QUESTION", type=words, help="one question, in quotes")
    add_scope(parser)
    add_json(parser)


def add_search(commands: Commands) -> None:
    """Add `r2p search`."""
    parser = add_command(commands, "search", search)
    parser.add_argument("query", metavar="QUERY", type=words, help="what to look for, in quotes")
    add_scope(parser)
    parser.add_argument(
        "--limit", type=number_within(1, 50), default=10, help="how many passages (10)"
    )
    add_json(parser)


def ask(options: argparse.Namespace) -> int:
    """Answer one question from the briefings, with citations.

    Exits with 1 where the briefings do not answer.
    """
    with open_api("r2p ask") as api:
        answer = api.post("/v1/answers", {"question": options.question, **_scope(options)})
    if options.json:
        print_json(answer)
    else:
        print_answer(answer)
    return int(answer["outcome"] in REFUSALS)


def search(options: argparse.Namespace) -> int:
    """Show the passages nearest to a query; nothing is answered."""
    body = {"query": options.query, "limit": options.limit, **_scope(options)}
    with open_api("r2p search") as api:
        found = api.post("/v1/search", body)
    if options.json:
        print_json(found)
    else:
        print_passages(found["passages"])
    return 0


def _scope(options: argparse.Namespace) -> dict[str, Any]:
    """Return what narrows the question; each country once."""
    return {"countries": list(dict.fromkeys(options.country)), "as_of": options.as_of}
