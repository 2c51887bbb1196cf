"""Numbers as printed, in digits or words, and what they come to. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORD_VALUES = {word: at for at, word in enumerate(_ONES, start=1)} | {
    word: at * 10 for at, word in enumerate(_TENS, start=2)
}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 10**9,
    "trillion": 10**12, "m": 1_000_000, "bn": 10**9, "k": 1000, "b": 10**9, "mn": 1_000_000,
}  # fmt: skip
_SPACE = "[ \u00a0\u2009\u202f]"
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:\.\d+)?|\.\d+"
_SCALE = r"(?:dozen|hundred|thousand|million|billion|trillion)"
_ONE = "|".join((*_TENS, *_ONES[::-1]))
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[8::-1])}))?|{'|'.join(_ONES[::-1])})"
_WORDS = (
    rf"(?:{_WORD}|(?:half\s+)?an?(?=\s+{_SCALE}\b))(?:[\s-]+(?:and\s+)?(?:{_SCALE}|{_WORD})\b)*"
)
_MONEY = r"(?:US\s?)?[$€£]\s?|(?:USD|EUR|US dollars)\s?"
_ENDS = r"(?![\d]|[.,]\d|(?!(?:km|kW|MW|[mck]m|m|kg|bn|mn|[MKkB]|ha|hrs?)\b)[a-z])"
_AMOUNT = rf"(?:{_DIGITS}){_ENDS}(?:[\s-]?{_SCALE}\b|\s?(?:bn|mn|[MKkB])\b)*|{_WORDS}\b"
_NUMBER = re.compile(
    rf"(?<![\w/.])(?<!\d,)(?<![A-Za-z\d]-)(?P<sign>(?<![^\s(:])[-−](?=[\d.$]))?(?P<money>{_MONEY})?"
    rf"(?P<low>{_AMOUNT})"
    rf"(?:(?P<mark>%|\s?per\s?cent)?(?P<join>\s?[-–—]\s?|\s+(?:to|and|or)\s+)(?:{_MONEY})?"
    rf"(?P<high>{_AMOUNT}))?",
    re.IGNORECASE,
)
_ANY = re.compile(rf"\d|\b(?:{_ONE}|an?\s+{_SCALE})\b", re.IGNORECASE)
_PARTS = re.compile(r"\d[\d,. \u00a0\u2009\u202f]*|\.\d+|[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `text[start:end]`; `high` is the upper end where a range is printed."""

    value: float
    high: float | None
    start: int
    end: int
    money: str
    """'$' and the like, or ''."""


def has_number(text: str) -> bool:
    """True where `text` has a digit or a number word; quick, for the many texts without."""
    return bool(_ANY.search(text))


def numeral_value(printed: str) -> float:
    """Return what a number comes to: 1200000 for '1.2 million', 150 for 'a hundred and fifty'."""
    total, group = 0.0, 0.0
    for part in _PARTS.findall(printed.lower()):
        if part[0].isdigit() or part[0] == ".":
            group += float(re.sub(r"[^\d.]", "", part).rstrip("."))
        elif part in ("a", "an"):
            group += 0 if group else 1
        elif part == "half":
            group += 0.5
        elif part in WORD_VALUES:
            group += WORD_VALUES[part]
        elif part in SCALES:
            group = (group or 1) * SCALES[part]
            if SCALES[part] >= 1000:
                total, group = total + group, 0.0
    return round(total + group, 6)


def numerals_in(text: str, start: int = 0, end: int | None = None) -> tuple[Numeral, ...]:
    """Return the numbers of `text` in order, of whatever kind they are."""
    found: list[Numeral] = []
    at, stop = start, len(text) if end is None else end
    while match := _NUMBER.search(text, at, stop):
        numeral = _numeral(text, match)
        found.append(numeral)
        at = max(numeral.end, at + 1)
    return tuple(found)


def _numeral(text: str, match: re.Match[str]) -> Numeral:
    low = match["low"].rstrip()
    sign = -1 if match["sign"] else 1
    value, begin, money = numeral_value(low), match.start(), (match["money"] or "").strip()
    if match["high"] is not None and _is_range(text, match):
        high = numeral_value(match["high"])
        scale = re.search(rf"[\s-]?(?:{_SCALE}|bn|mn|[MKk])$", match["high"], re.IGNORECASE)
        if scale and not re.search(rf"{_SCALE}$|[a-z]$", low, re.IGNORECASE):
            value *= SCALES[scale.group().strip(" -").lower()]
        elif match["high"].endswith(",000") and "," not in low and value * 1000 < high:
            value *= 1000  # '10-15,000' troops
        if value < high:
            return Numeral(value, high, begin, match.end(), money)
        value = numeral_value(low)
    return Numeral(sign * value, None, begin, match.start("low") + len(low), money)


_CHANGE = re.compile(
    r"\b(?:increas|decreas|ris|rose|grow|grew|grown|fall|fell|drop|declin|reduc|rais|expand|chang"
    r"|lower|cut|went|down|up|jump|doubl|shrink|shrank|extend)\w*\b[^.;:]*\bfrom\s+$",
    re.IGNORECASE,
)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """True for '10-15' and 'between 10 and 15', not for 'rose from 10 to 15' or '10 and 15'."""
    before = text[max(0, match.start() - 80) : match.start()]
    word = match["join"].strip().lower()
    if word == "and":
        return bool(re.search(r"\bbetween\s+(?:about\s+|an estimated\s+)?$", before, re.IGNORECASE))
    return word != "to" or not _CHANGE.search(before)
