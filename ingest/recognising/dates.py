"""Reads edition dates with the precision that is printed; a missing part is never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.domain import MONTHS, EditionDate, Precision

_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_EXTRA_MONTHS = {"sept": 9, "fevrier": 2, "aout": 8, "decembre": 12}
_MONTH_NUMBERS = (
    {month.lower(): number for number, month in enumerate(MONTHS, 1)}
    | {month.lower()[:3]: number for number, month in enumerate(MONTHS, 1)}
    | {month: number for number, month in enumerate(_FRENCH_MONTHS, 1)}
    | _EXTRA_MONTHS
)
_MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er)?"
_FORMS = (
    rf"(?P<y1>{_YEAR})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})(?!\d)",
    rf"(?P<d2>{_DAY})\s+(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})\b",
    rf"(?P<m3>{_MONTH})\s+(?P<d3>{_DAY}),?\s+(?P<y3>{_YEAR})\b",
    rf"(?P<y4>{_YEAR})-(?P<m4>\d{{2}})(?![\d-])",
    rf"(?P<m5>{_MONTH}),?\s+(?P<y5>{_YEAR})\b",
)
_DATE = re.compile(r"(?<![\w-])(?:" + "|".join(_FORMS) + ")", re.IGNORECASE)
_YEAR_ONLY = re.compile(_YEAR)
_LABEL = re.compile(
    r"\b(?:last\s+updated?|updated(?:\s+on)?|as\s+of|version|snapshot\s+date|edition(?:\s+date)?|"
    r"date|published(?:\s+on)?|dernière\s+mise\s+à\s+jour|mis\s+à\s+jour(?:\s+le)?)\s*:?\s*(?:on\s+)?",
    re.IGNORECASE,
)
_LABEL_WITH_COLON = re.compile(_LABEL.pattern.replace(r"\s*:?\s*", r"\s*:\s*"), re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+(?:le\s+)?",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"\bAdopted\s+by\s+the\s+Security\s+Council\s+at\s+its\b[^.;]{0,60}?\bon\s+")


def parse_edition_date(text: str) -> EditionDate | None:
    """Read the one date that `text` is: '15 May 2019', '2019-05', 'May 2019', '2019'.

    A label before it and words after it are allowed ("Version: 2014-09 (date inferred)").
    """
    stripped = _WEEKDAY.sub("", _LABEL.sub("", text.strip(), count=1), count=1)
    found = date_within(stripped)
    if found is not None:
        return found
    year = _YEAR_ONLY.fullmatch(stripped.strip())
    return EditionDate(date(int(year.group()), 1, 1), Precision.YEAR) if year else None


def labelled_date(text: str) -> EditionDate | None:
    """Read the last date in `text` that stands behind a label such as 'Last Updated:'."""
    found = None
    for label in _LABEL_WITH_COLON.finditer(text):
        found = _date_at(text, label.end()) or found
    return found


def leading_date(text: str) -> EditionDate | None:
    """Read the date with which `text` begins, after a weekday or a label if there is one."""
    start = 0
    for opening in (_LABEL, _WEEKDAY):
        match = opening.match(text, start)
        start = match.end() if match else start
    return _date_at(text, start)


def date_within(text: str) -> EditionDate | None:
    """Read the first date that stands anywhere in `text`."""
    return next(_dates(text), None)


def adoption_date(text: str) -> EditionDate | None:
    """Read the date on which a resolution says that it was adopted."""
    match = _ADOPTED.search(text)
    return _date_at(text, match.end()) if match else None


def date_in_name(name: str) -> EditionDate | None:
    """Read an ISO date that stands in a file name or an address, as in 'mali-2019-05-15'."""
    for found in re.finditer(rf"(?<!\d)({_YEAR})[-_](\d{{2}})(?:[-_](\d{{2}}))?(?!\d)", name):
        read = _edition_date(found[1], found[2], found[3])
        if read is not None:
            return read
    return None


def _date_at(text: str, start: int) -> EditionDate | None:
    match = _DATE.match(text, start)
    return _from_match(match) if match else None


def _dates(text: str) -> Iterator[EditionDate]:
    for match in _DATE.finditer(text):
        found = _from_match(match)
        if found is not None:
            yield found


def _from_match(match: re.Match[str]) -> EditionDate | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    return _edition_date(parts["y"], parts["m"], parts.get("d"))


def _edition_date(year: str, month: str, day: str | None) -> EditionDate | None:
    word = month.lower().rstrip(".")
    number = int(word) if word.isdigit() else _MONTH_NUMBERS[word]
    digits = re.sub(r"\D", "", day) if day else "1"
    try:
        first = date(int(year), number, int(digits))
    except ValueError:
        return None
    return EditionDate(first, Precision.DAY if day else Precision.MONTH)
