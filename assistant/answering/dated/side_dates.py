"""The dates of the two sides of a change, a month without a year of its own among them. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.statements.periods import MONTH_WORD, Period, as_period, dates_named, month_number

_SAME_YEAR = re.compile(
    rf"\b(?:that|the one|one|those)\s+(?:of|from|for|dated|in)\s+(?P<month>{MONTH_WORD})\b"
    r"(?!,?\s+(?:of\s+)?\d)",
    re.IGNORECASE,
)


def dates_of_sides(question: str) -> tuple[Period, ...]:
    """Return the dates named; 'from the March 2018 edition to that of May' names May 2018.

    A month that comes earlier in the year than the one before it is of the year after.
    """
    dates = list(dates_named(question))
    for match in _SAME_YEAR.finditer(question):
        before = [each for each in dates if each.end <= match.start()]
        month = month_number(match["month"])
        if not before or any(each.start == match.start("month") for each in dates):
            continue
        year = before[-1].first.year + (month < before[-1].first.month)
        dated = as_period(year, month)
        if dated is not None:
            start, end = match.span("month")
            dates.append(replace(dated, text=match["month"], start=start, end=end))
    return tuple(sorted(dates, key=lambda each: each.start))
