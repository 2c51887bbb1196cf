"""Bring two texts to one form, so that a fact is found however it is written."""

from __future__ import annotations

import re
import unicodedata

_MARK = re.compile(r"\[\d+\]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_APOSTROPHES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"'})
_DASHES = re.compile(r"[\u2010-\u2015\u2212-]")
_PER_CENT = re.compile(r"\s*(?:%|\bper ?cent\b)")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SHORT_MONTH = "|".join(name[:3] for name in _MONTHS)
_ISO_DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d{2})\b")
_SHORT_MONTH_USED = re.compile(rf"(?<=\d )({_SHORT_MONTH})t?\b\.?|\b({_SHORT_MONTH})t?\b\.?(?= \d)")
_DAY_FIRST = re.compile(rf"\b0?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b")
_MONTH_FIRST = re.compile(
    rf"(?<!\d )\b({_MONTH}) 0?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,(?= \d{{4}}\b))?"
)

_SMALL = {
    word: value
    for value, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        )
    )
}  # fmt: skip
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000}
_NUMBER_WORD = "|".join((*_SMALL, *_TENS))
_ANY_NUMBER_WORD = "|".join((*_SMALL, *_TENS, *_SCALES))
_NUMBER_WORDS = re.compile(rf"\b(?:{_NUMBER_WORD})\b(?:(?:[ -]and)?[ -](?:{_ANY_NUMBER_WORD})\b)*")


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, marks, odd spaces and hyphens.

    Thousands separators go, number words below a million become digits, 'per cent' becomes '%',
    and dates are written '23 march 2019'. Only for comparing: offsets are lost.
    """
    text = _THOUSANDS.sub("", _MARK.sub(" ", text)).translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    text = _DASHES.sub("-", text)
    text = _ISO_DATE.sub(lambda found: _written_date(*found.groups()), text)
    text = _NUMBER_WORDS.sub(lambda found: str(_number_value(found.group())), text)
    text = _PER_CENT.sub("%", text.replace("-", " "))
    text = " ".join(text.split())
    return _fold_dates(text)


def words_of(text: str) -> list[str]:
    """Return the folded words of `text`, without punctuation."""
    return re.findall(r"\w+", fold(text))


def _written_date(year: str, month: str, day: str) -> str:
    """Write an ISO 8601 date in words."""
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _fold_dates(text: str) -> str:
    """Write out short month names and put the day before the month."""
    text = _SHORT_MONTH_USED.sub(lambda found: _long_month(found.group()), text)
    text = _DAY_FIRST.sub(r"\1 \2", text)
    return _MONTH_FIRST.sub(r"\2 \1", text)


def _long_month(short: str) -> str:
    """Return the whole name of a month given by its first letters."""
    return next(name for name in _MONTHS if name.startswith(short[:3]))


def _number_value(words: str) -> int:
    """Return the value of English number words below a million: 'six hundred and five' is 605."""
    total = current = 0
    for word in re.split(r"[ -]", words):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        elif word != "and":
            current += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return total + current
