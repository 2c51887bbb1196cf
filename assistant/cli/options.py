"""How commands are described: the parser, and the options that several share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from assistant.cli.argument_types import codes_of, iso_date

WRONG_USE = 2

Handler = Callable[[argparse.Namespace], int]
"""Carries out a command and returns its exit code."""


class Formatter(argparse.HelpFormatter):
    """Lays help out for a fixed width: measuring the terminal takes an import for every option."""

    def __init__(self, prog: str) -> None:
        """Leave room for the longest option."""
        super().__init__(prog, max_help_position=28, width=96)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where the help is."""

    def error(self, message: str) -> NoReturn:
        """Exit as for wrong use."""
        message = message.removeprefix("argument ")
        end = "" if message.endswith((".", "?")) else "."
        self.exit(WRONG_USE, f"r2p: {message}{end} See `{self.prog} --help`.\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""What `add_subparsers` returns; the class has no public name."""


def add_command(commands: Commands, name: str, run: Handler) -> Parser:
    """Add a command whose help is the docstring of `run`."""
    parser = _add_parser(commands, name, run.__doc__ or "")
    parser.set_defaults(run=run)
    return parser


def add_group(commands: Commands, name: str, about: str) -> Commands:
    """Add a command that does nothing itself; return what its own commands are added to."""
    parser = _add_parser(commands, name, about)
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def _add_parser(commands: Commands, name: str, about: str) -> Parser:
    """Add a parser whose help is `about`: a summary line, then the rest."""
    summary, _, rest = about.partition("\n")
    return commands.add_parser(
        name,
        help=summary.rstrip("."),
        description=f"{summary} {' '.join(rest.split())}",
        allow_abbrev=False,
        formatter_class=Formatter,
    )


def add_json(parser: Parser | argparse._MutuallyExclusiveGroup) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def add_scope(parser: Parser) -> None:
    """Add `--country` and `--as-of`."""
    parser.add_argument(
        "--country",
        action="extend",
        type=codes_of,
        default=[],
        help="country name or ISO code; may be given several times",
    )
    add_as_of(parser)


def add_as_of(parser: Parser) -> None:
    """Add `--as-of`."""
    parser.add_argument(
        "--as-of",
        type=iso_date,
        metavar="DATE",
        help="use the editions in force on this date: 2019-05-15",
    )
