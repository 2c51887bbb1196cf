"""Amounts, dates and spans of time in running text, and where they stand. Pure."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|hundreds|thousand|thousands|million|millions|dozen|dozens|scores)"
)
_NUMBER_WORD = re.compile(rf"\b(?:{_COUNT}|half|third|quarter|fifths|percent)\b", re.IGNORECASE)
_UNIT_OF_TIME = r"(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b"
_SPAN_OF_TIME = re.compile(rf"\b(?:[\d.,]+|\w+)[ -]{_UNIT_OF_TIME}", re.IGNORECASE)
_COUNTED_TIME = re.compile(
    r"(?:(?:initial |further |additional )?period of )?"
    rf"\b(?:\d[\d.,]*|another|{_COUNT}(?:-{_COUNT})?)"
    rf"(?: \(\d+\))?[ -]{_UNIT_OF_TIME}",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,4}}|{_MONTH}\b"
    r"|(?:19|20)\d{2})\b"
)
_SYMBOL = re.compile(
    r"\b[SA]/(?:RES|PV|PRST|HRC|\d)[\w./]*(?:\s*\(\d{4}\))?|(?<![\d,.])\b\d{3,4}\s*\(\d{4}\)"
)
_REFERENCE = re.compile(
    r"^\W*\d{1,3}\.(?=\s)|\b(?:paragraphs?|articles?|sections?|annex|chapter|tier|part|"
    r"resolutions?)\s+\d+(?:\s*(?:,|and|to|or|[-–])\s*\d+)*",
    re.IGNORECASE,
)
"""The number of a paragraph, in front of it or where another is pointed at."""


def holds_figure(text: str) -> bool:
    """True where `text` gives an amount: a number that is no date and no document symbol."""
    return bool(figure_positions(text))


def span_of_time_positions(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the counted stretches of time in `text`, 'the year' being none."""
    return tuple(match.span() for match in _COUNTED_TIME.finditer(text))


def figure_positions(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the amounts in `text`; dates, symbols, references and times are none."""
    bare = text
    for pattern in (_SYMBOL, _DATE, _SPAN_OF_TIME, _REFERENCE):
        bare = pattern.sub(lambda match: " " * len(match.group()), bare)
    return tuple(
        match.span() for pattern in (_NUMBER, _NUMBER_WORD) for match in pattern.finditer(bare)
    )


def holds_date(text: str) -> bool:
    """True where `text` names a day, a month or a year."""
    return bool(_DATE.search(_SYMBOL.sub(" ", text)))


def holds_span_of_time(text: str) -> bool:
    """True where `text` says how long: '12 months', 'a two-year', 'several weeks'."""
    return bool(_SPAN_OF_TIME.search(text))
