"""A question with its names, dates, numbers and levels replaced by the same few words. Pure.

What kind of thing is asked does not hang on which country or year is named; a model that sees
'Mali', '2018', '2100' and 'Current Crisis' alone cannot learn that it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question.edition_asks import LEVEL_WORDS
from assistant.countries import find_countries
from assistant.statements.periods import dates_named, without_spans

_COUNTRIES = ("Mali", "Niger", "Chad", "Sudan")
_DATES = ("2018", "2021", "2023")
_NUMBERS = ("2100", "2164", "2227")
"""Plain words, which the embedding model knows; the last stands for all further ones."""
_LEVEL = "Current Crisis"
_LEVELS = re.compile(LEVEL_WORDS, re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])\d{3,4}(?:\s*\(\d{4}\))?(?!\d|[.,]\d)")
_NO_YEAR = re.compile(r"20[4-9]\d")
"""Numbers of resolutions that look like years to come."""
_Span = tuple[int, int]


def masked(question: str) -> str:
    """Return `question` with stand-ins: one thing named twice has one stand-in, two have two."""
    countries = [((each.start, each.end), each.iso3) for each in find_countries(question)]
    stand_ins: list[tuple[_Span, str]] = []
    order = list(dict.fromkeys(code for _, code in countries))
    for span, code in countries:
        stand_ins.append((span, _COUNTRIES[min(order.index(code), len(_COUNTRIES) - 1)]))
    dates = _date_spans(question)
    stand_ins += _worded(question, dates, _DATES)
    bare = without_spans(question, dates)
    stand_ins += _worded(question, [each.span() for each in _NUMBER.finditer(bare)], _NUMBERS)
    stand_ins += [(each.span(), _LEVEL) for each in _LEVELS.finditer(question)]
    return _replaced(question, stand_ins)


def _date_spans(question: str) -> list[_Span]:
    spans = [(each.start, each.end) for each in dates_named(question)]
    return [span for span in spans if not _NO_YEAR.fullmatch(question[slice(*span)])]


def _worded(
    question: str, spans: Sequence[_Span], words: tuple[str, ...]
) -> list[tuple[_Span, str]]:
    named = [(span, question[slice(*span)]) for span in spans]
    order = list(dict.fromkeys(thing for _, thing in named))
    return [(span, words[min(order.index(thing), len(words) - 1)]) for span, thing in named]


def _replaced(question: str, stand_ins: list[tuple[_Span, str]]) -> str:
    """Replace each span; where two overlap, the first of `stand_ins` stands."""
    kept: list[tuple[_Span, str]] = []
    for (start, end), word in stand_ins:
        if all(end <= span[0] or start >= span[1] for span, _ in kept):
            kept.append(((start, end), word))
    for (start, end), word in sorted(kept, reverse=True):
        question = question[:start] + word + question[end:]
    return question
