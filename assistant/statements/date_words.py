"""The words of single dates in a text: day, month and year as far as each is printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain import MONTHS

_MONTH = "|".join((*MONTHS, *(name[:3] + r"\.?(?=[ -])" for name in MONTHS), r"Sept\.?(?=[ -])"))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[0-9]|20)\d{2}"
_PART = (
    r"(?:(?:the\s+)?(?:early|late|mid|middle|beginning|start|end|turn)(?:\s+(?:of|in|to)|-)?\s*"
    r"(?:the\s+(?=\d{4}s))?)"
)
_DATE = re.compile(
    rf"(?<![\w/.,-])(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?![\w/-])"
    rf"|(?<![\w/.,-])(?P<slashed>{_DAY}/\d\d?/{_YEAR})(?![\w/-])"
    rf"|(?<![\w/.,:])(?:(?P<day0>{_DAY})(?P<join>\s*[-–—]\s*|\s+(?:to|and|until|through)\s+))?"
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmonth>{_MONTH})(?:,?\s+(?:of\s+)?"
    rf"(?P<dyear>{_YEAR}))?(?![\w])"
    rf"|\b(?P<mmonth>{_MONTH})\s+(?P<mday>{_DAY})(?:st|nd|rd|th)?\b(?![.,]\d|\s*%|[-–]\w)"
    rf"(?:,?\s+(?P<myear>{_YEAR})\b)?"
    rf"|(?:\b{_PART})?\b(?P<month>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})(?!\w))?(?![\w])"
    rf"|(?:\b{_PART})?(?<![\w/.,$€£])(?:FY\s?)?(?P<bare>{_YEAR})"
    r"(?:(?P<decade>s)|[/–-](?P<second>\d\d)(?!\d))?(?![\w%]|[.,/]\d)"
)
_ANY = re.compile(rf"(?:1\d|20)\d\d|\b(?:{_MONTH})")
"""What every date has one of; most sentences have none, and this is quicker."""
_SHORT_DECADE = re.compile(
    r"\s*(?:and|to|or|[-–—])\s*(?:the\s+)?(?:early\s+|late\s+|mid-)?(\d0)s\b"
)
_COUNTED = re.compile(
    r"\s+(?:(?:[a-z]+\s+)?(?:people|persons|civilians|men|women|children|troops|soldiers|personnel"
    r"|police|members|fighters|refugees|families|households|tons?|tonnes|litres|hectares|meters?"
    r"|metres|miles|dollars|euros|calories|seats|ha|km|kW|MW|mm|kHz|cu|sq|bbl)\b"
    r"|National Guard|\(est\.?\) (?:troops|personnel))"
)
_AMOUNT_BEFORE = (
    r"(?:\b(?:(?<!since )at least|more than|less than|fewer than|up to|some|nearly|almost"
    r"|approximately|roughly|an estimated|total of|number of)|[$€£<>~]|\bUSD)\s*$"
)
_DOCUMENT_BEFORE = (
    r"(?:\b(?:resolutions?|res\.?|unscr|scr)\s*(?:no\.?\s*)?"
    r"(?:\d{3,4}\s*(?:\(\d{4}\))?(?:,|\s+and|,\s+and|\s+or)?\s*)*(?:\d{3,4}\s*\()?"
    r"|/RES/|/|\b(?:paragraphs?|articles?|No\.)\s*)$"
)
_AMOUNT = re.compile(_AMOUNT_BEFORE, re.IGNORECASE)
_NO_YEAR_BEFORE = re.compile(
    rf"{_AMOUNT_BEFORE}|{_DOCUMENT_BEFORE}|(?<=\w)(?<!mid)(?<!arly)(?<!late)"
    r"(?<!pre)(?<!post)(?<!\d{4})-$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(r"\s+(?:sanctions regime|(?:Sanctions )?Committee\b|of \d{1,2} [A-Z])")
_SYMBOL = re.compile(r"(?<![,.\d])\b(\d{3,4}) ?\((?:19|20)\d\d\)")
_NO_SYMBOL_BEFORE = re.compile(r"(?:\b(?:since|in|by|until|during|from)|[:.\d]) $", re.IGNORECASE)
_OLD_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|to|and|between|around|about|circa|of|during|after|before"
    r"|year|ca?\.)|[(–-]|\A)\s*$",
    re.IGNORECASE,
)
_LONE_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|during|of|early|late|mid|last|this|next|and|to|through"
    r"|between|before|after|for|on|every)[\s-]+$|[-–—/]\s*$",
    re.IGNORECASE,
)
_PEOPLE_AFTER = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons|civilians|men|women|children|soldiers|peacekeepers"
    r"|attacks|incidents|members|of the|police|villages)\b"
)


@dataclass(frozen=True, slots=True)
class DateWords:
    """One date as printed; 0 for a part that is not there."""

    year: int
    month: int
    day: int
    start: int
    end: int
    years: int = 1
    """How many years it spans: 10 for a decade, 2 for '2012/13'."""
    joined_to_next: bool = False
    """True for the '22' of '22-23 March' and the '1' of '1 to 5 May': a range with the next."""


@lru_cache(maxsize=64)
def date_words_in(text: str) -> tuple[DateWords, ...]:
    """Return the dates of `text` in order, those without a year too."""
    return tuple(_date_words(text)) if _ANY.search(text) else ()


def _date_words(text: str) -> Iterator[DateWords]:
    symbols = symbol_spans(text)
    for match in _DATE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in symbols):
            continue
        if text.startswith(" Movement", match.end()):  # the 23 March Movement is an armed group
            continue
        if match["bare"]:
            yield from _years(text, match)
        elif match["iso"] or match["slashed"]:
            yield _numeric(match)
        elif match["dmonth"]:
            yield from _days(text, match)
        else:
            yield from _month(text, match)


def symbol_spans(text: str) -> list[tuple[int, int]]:
    """Return where `text` names documents by number and year: '2100 (2013)'.

    Three digits may be an amount with its year, unless a resolution was named just before.
    """
    return [
        found.span()
        for found in _SYMBOL.finditer(text)
        if not _NO_SYMBOL_BEFORE.search(text, max(0, found.start() - 8), found.start())
        and (
            len(found[1]) == 4 or "resolution" in text[max(0, found.start() - 300) : found.start()]
        )
    ]


def is_amount(text: str, start: int, end: int) -> bool:
    """True where a number that looks like a year counts something: '2000 National Guard'."""
    return bool(_COUNTED.match(text, end) or _AMOUNT.search(text[max(0, start - 24) : start]))


def month_of(name: str) -> int:
    """Return 1 to 12 for an English month name or its first three letters."""
    return next(at for at, month in enumerate(MONTHS, start=1) if month[:3] == name[:3])


def _numeric(match: re.Match[str]) -> DateWords:
    if match["iso"]:
        year, month, *day = (int(part) for part in match["iso"].split("-"))
        if not day and month > year % 100:  # '2011-12' is two years, '2019-03' a month
            years = month - year % 100 + 1
            return DateWords(year, 0, 0, match.start(), match.end(), years)
        return DateWords(year, month, day[0] if day else 0, match.start(), match.end())
    first, second, year = (int(part) for part in match["slashed"].split("/"))
    return DateWords(year, second, first, match.start(), match.end())


def _days(text: str, match: re.Match[str]) -> Iterator[DateWords]:
    year, month = int(match["dyear"] or 0), month_of(match["dmonth"])
    if match["day0"]:
        is_and = match["join"].strip() == "and"
        is_range = not is_and or bool(re.search(r"\bbetween\s+$", text[: match.start()]))
        first = int(match["day0"])
        yield DateWords(
            year, month, first, match.start("day0"), match.end("day0"), joined_to_next=is_range
        )
    yield DateWords(year, month, int(match["day"]), match.start("day"), match.end())


def _month(text: str, match: re.Match[str]) -> Iterator[DateWords]:
    name = match["mmonth"] or match["month"]
    year, day = int(match["myear"] or match["year"] or 0), int(match["mday"] or 0)
    end = match.end()
    if day and not year and _PEOPLE_AFTER.match(text, end):
        day, end = 0, match.end("mmonth")
    is_alone = not day and not year
    if is_alone and name not in MONTHS:
        return
    before = text[: match.start("mmonth" if match["mmonth"] else "month")]
    if is_alone and name in ("May", "March") and not _LONE_MONTH_BEFORE.search(before[-12:]):
        return
    yield DateWords(year, month_of(name), day, match.start(), end)


def _years(text: str, match: re.Match[str]) -> Iterator[DateWords]:
    before, after = text[max(0, match.start("bare") - 60) : match.start("bare")], match.end()
    if _NAMED_AFTER.match(text, after):
        return
    if int(match["bare"]) < 1800 and not _OLD_YEAR_BEFORE.search(before):
        return
    is_counted = not match["decade"] and _COUNTED.match(text, after)
    if is_counted or _NO_YEAR_BEFORE.search(before):
        return
    year = int(match["bare"])
    years = max(1, int(match["second"] or 0) - year % 100 + 1)
    yield DateWords(year, 0, 0, match.start(), after, 10 if match["decade"] else years)
    short = _SHORT_DECADE.match(text, after) if match["decade"] else None
    if short:
        century = int(match["bare"]) // 100 * 100
        yield DateWords(century + int(short[1]), 0, 0, short.start(1), short.end(), 10)
