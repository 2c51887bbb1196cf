"""Checks what a request names beyond its form: countries, days and spans of time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.exceptions import HTTPException

from assistant.api.schemas import CountryCode
from assistant.countries import country_name, known_codes
from assistant.domain import BriefingCard
from assistant.situations.coverage import not_covered_line

WHAT_IS_HELD = "GET /v1/series (`r2p series`) lists what is held."
DAY_PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
Country = Annotated[CountryCode, Query(examples=["MLI"])]
"""A country code of the query."""
Day = Annotated[
    str | None,
    Query(
        max_length=10,
        examples=["2019-05-15", "2019-05", "2019"],
        # Described only: our own message says how to write it.
        json_schema_extra={"pattern": DAY_PATTERN},
    ),
]
"""A day, month or year of the query."""


def check_country(code: str) -> None:
    """Refuse a code that no country has.

    Raises:
        HTTPException: 422 with what to send.
    """
    if code not in known_codes():
        raise HTTPException(
            422, f"{code} is no country code. Use ISO 3166-1 alpha-3, as MLI for Mali."
        )


def cards_on(code: str, cards: Sequence[BriefingCard]) -> list[BriefingCard]:
    """Return the editions on a country, corrected ones left out.

    Raises:
        HTTPException: 422 for an unknown code; 404 where none is held.
    """
    check_country(code)
    missing = not_covered_line((code,), cards)
    if missing is not None:
        raise HTTPException(
            404, f"{missing.text} GET /v1/series (`r2p series`) lists what is held."
        )
    return [card for card in cards if code in card.countries and not card.is_superseded]


def check_held_on(code: str, cards: Sequence[BriefingCard], day: date) -> None:
    """Refuse a day before the first edition on a country.

    Raises:
        HTTPException: 404 with the day of the first.
    """
    first = min(card.edition_date for card in cards)
    if first.day > day:
        raise HTTPException(
            404,
            f"The library holds nothing on {country_name(code)} of {day.isoformat()} or before, "
            f"which says nothing about the risk there. The first edition is of {first.label}.",
        )


def first_day(text: str) -> date:
    """Return the first day of '2019', '2019-05' or '2019-05-15'.

    Raises:
        HTTPException: 422 where there is no such day.
    """
    year, month, day = _parts(text)
    return _checked(text, year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Return the last day of '2019', '2019-05' or '2019-05-15'.

    Raises:
        HTTPException: 422 where there is no such day.
    """
    year, month, day = _parts(text)
    first = _checked(text, year, month or 12, day or 1)
    return first if day else first.replace(day=calendar.monthrange(year, first.month)[1])


def check_order(names: tuple[str, str], first: date | None, last: date | None) -> None:
    """Refuse a span that ends before it begins; `names` are those of its ends in the query.

    Raises:
        HTTPException: 422 with both ends.
    """
    if first is not None and last is not None and first > last:
        raise HTTPException(
            422,
            f"`{names[0]}` ({first.isoformat()}) is after `{names[1]}` ({last.isoformat()}). "
            "Swap them.",
        )


def _parts(text: str) -> tuple[int, int, int]:
    """Return year, month and day; 0 for what is left open."""
    if not re.fullmatch(DAY_PATTERN, text, re.ASCII):
        raise _no_date(text)
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    return year, month, day


def _checked(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_date(text) from error


def _no_date(text: str) -> HTTPException:
    return HTTPException(422, f"'{text}' is no date. Write it as 2019, 2019-05 or 2019-05-15.")
