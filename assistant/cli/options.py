"""Options that several commands share, checked before anything is loaded."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from typing import NoReturn, TypeAlias

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
    about = run.__doc__ or ""
    summary, _, rest = about.partition("\n")
    parser = commands.add_parser(
        name,
        help=summary.rstrip("."),
        description=f"{summary} {' '.join(rest.split())}",
        allow_abbrev=False,
        formatter_class=Formatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_json(parser: Parser) -> None:
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
    parser.add_argument(
        "--as-of",
        type=iso_date,
        metavar="DATE",
        help="use the editions in force on this date: 2019-05-15",
    )


def iso_date(text: str) -> str:
    """Check a date.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date. Write it as 2019-05-15.") from error


def codes_of(name: str) -> tuple[str, ...]:
    """Return the ISO codes that a name or code stands for.

    Raises:
        argparse.ArgumentTypeError: it stands for none.
    """
    from assistant.countries import country_codes, find_countries, known_codes

    if name.upper() in known_codes():
        return (name.upper(),)
    for mention in find_countries(name):
        if mention.is_ambiguous:
            raise argparse.ArgumentTypeError(
                f"'{mention.text}' can be {' or '.join(mention.iso3)}. Give the code you mean."
            )
    codes = country_codes(name)
    if not codes:
        raise argparse.ArgumentTypeError(
            f"'{name}' is no country we know. Give its name or ISO code, as Mali or MLI."
        )
    return codes


def words(text: str) -> str:
    """Check that there is something to look for.

    Raises:
        argparse.ArgumentTypeError: the text is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty. Put your words in quotes.")
    return text


def number_within(least: int, most: int) -> Callable[[str], int]:
    """Return a check for whole numbers from `least` to `most`."""

    def check(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"'{text}' is no whole number from {least} to {most}.")
        return int(text)

    return check
