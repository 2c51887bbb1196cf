"""Checks of what a command is given, made before anything is loaded."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable


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
    from assistant.countries import (
        country_codes,
        country_name,
        find_countries,
        known_codes,
    )

    if name.upper() in known_codes():
        return (name.upper(),)
    for mention in find_countries(name):
        if mention.is_ambiguous:
            choices = " or ".join(f"{code} ({country_name(code)})" for code in mention.iso3)
            raise argparse.ArgumentTypeError(
                f"'{mention.text}' can be {choices}. Give the code you mean."
            )
    codes = country_codes(name)
    if not codes:
        raise argparse.ArgumentTypeError(
            f"'{name}' is no country we know. Give its name or ISO code, as Mali or MLI."
        )
    return codes


def one_country(name: str) -> str:
    """Return the ISO code of a single country.

    Raises:
        argparse.ArgumentTypeError: the name stands for none, or for several.
    """
    codes = codes_of(name)
    if len(codes) > 1:
        raise argparse.ArgumentTypeError(f"'{name}' is {', '.join(codes)}. Give one of them.")
    return codes[0]


def level_named(text: str) -> str:
    """Return a level as the briefings print it.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    from assistant.domain import Level

    spoken = " ".join(re.split(r"[\s_-]+", text)).lower()
    for level in Level:
        if level.value.lower() == spoken:
            return level.value
    raise argparse.ArgumentTypeError(f"'{text}' is no level. Give {', '.join(Level)}.")


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
