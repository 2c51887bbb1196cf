"""Dates of a follow-up that lean on an earlier one: 'two days later', 'And in August?'. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.answering.question.answered import words_said
from assistant.domain import MONTHS, Precision
from assistant.statements.periods import Period, as_period, dates_named

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:an?|{'|'.join(_NUMBERS)}|\d{{1,2}})"
_UNIT = r"(?:day|week|month|year)"
_MOVED = re.compile(
    rf"(?:\b(?:in|on|by)\s+)?(?:\b(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})s?\s+"
    r"(?P<way>later|after(?:wards?)?|on|before|earlier)(?=\W*$|\s*[,;?])"
    rf"|\bthe\s+(?P<side>next|following|previous|preceding)\s+(?P<side_unit>{_UNIT})\b"
    rf"|\bthe\s+(?P<unit_first>{_UNIT})\s+(?P<way_last>before|after)(?=\W*$|\s*[,;?]))",
    re.IGNORECASE,
)
_BACK = frozenset(("before", "earlier", "previous", "preceding"))
_YEARLESS = re.compile(rf"\b(?:\d{{1,2}}\s+)?(?P<month>{'|'.join(MONTHS)})\b")


def with_dates_resolved(question: str, earlier: str, answer: str) -> str:
    """Return `question` with dates that stand by themselves, by the date spoken of before.

    Where nothing before is as exact as it needs, the words stay.
    """
    spoken_of = _spoken_of(earlier, answer)
    moved = _MOVED.search(question)
    if moved is not None:
        date_words = _moved_to(moved, spoken_of)
        if date_words:
            return f"{question[: moved.start()]}{date_words}{question[moved.end() :]}"
    yearless = _YEARLESS.search(question)
    if yearless is not None and spoken_of and not dates_named(question):
        at = yearless.end()
        return f"{question[:at]} {spoken_of[0].first.year}{question[at:]}"
    return question


def _spoken_of(earlier: str, answer: str) -> tuple[Period, ...]:
    """Return the dates of the answer and then of the question; one lacks no year of the other."""
    asked = dates_named(earlier)
    said = words_said(answer)
    year = f" {asked[-1].first.year}" if asked else ""
    named = [each for each in dates_named(f"{said}{year}") if each.end <= len(said)]
    return (*named, *reversed(asked))


def _moved_to(moved: re.Match[str], spoken_of: tuple[Period, ...]) -> str:
    unit = (moved["unit"] or moved["side_unit"] or moved["unit_first"]).lower()
    way = (moved["way"] or moved["side"] or moved["way_last"]).lower()
    number = _number(moved["count"] or "one") * (-1 if way in _BACK else 1)
    exact = [each for each in spoken_of if each.precision is Precision.DAY]
    if unit in ("day", "week"):
        is_vague = unit == "week" and moved["count"] is None
        return (
            "" if is_vague or not exact else _day(exact[0], number * (7 if unit == "week" else 1))
        )
    if unit == "year":
        return f"in {spoken_of[0].first.year + number}" if spoken_of else ""
    dated = [each for each in spoken_of if each.precision is not Precision.YEAR]
    return _month(dated[0], number) if dated else ""


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word.lower()) + 1 if word.lower() in _NUMBERS else 1


def _day(spoken_of: Period, days: int) -> str:
    day = spoken_of.first + timedelta(days=days)
    return f"on {day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(spoken_of: Period, months: int) -> str:
    at = spoken_of.first.year * 12 + spoken_of.first.month - 1 + months
    moved = as_period(at // 12, at % 12 + 1)
    return f"in {MONTHS[at % 12]} {at // 12}" if moved else ""
