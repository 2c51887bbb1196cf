"""Which figures and dates of a clause differ from those of its counterpart. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.situations.changing.sameness import with_full_months, without_as_of
from assistant.statements.event_dates import EventDate, event_dates_in
from assistant.statements.figures import Figure, figures_in

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_STATED_FOR = re.compile(
    r"\((?P<in>(?:[A-Z][a-z]+ |mid-year )?(?:19|20)\d\d)(?: est\.?)?\)"
    r"|\bas of (?:early |late |mid-?|end )?(?P<of>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d)"
)
_RESOLUTIONS = re.compile(r"\bresolutions?\b", re.IGNORECASE)
_RESOLUTION_YEAR = re.compile(r"\b\d{3,4}\s+\((?:19|20)\d\d\)")
_MONTHS_IN = {"years": 12.0, "year": 12.0, "months": 1.0, "month": 1.0}


@dataclass(frozen=True, slots=True)
class Differing:
    """What only the earlier and what only the later clause states."""

    old: tuple[Figure, ...]
    new: tuple[Figure, ...]


@lru_cache(maxsize=8_000)
def amounts_in(text: str) -> tuple[Figure, ...]:
    """Return the figures of a clause, once for each clause."""
    return figures_in(text)


@lru_cache(maxsize=8_000)
def dates_in(text: str) -> tuple[EventDate, ...]:
    """Return the dates that a clause states, without the year its figures are given for."""
    return event_dates_in(with_full_months(without_as_of(text)))


def stated_for(text: str) -> str:
    """Return for when the figures of a clause are given: '2023' of '(2023 est.)'; '' if unsaid."""
    dates = dates_stated_for(text)
    return dates[-1] if dates else ""


@lru_cache(maxsize=8_000)
def dates_stated_for(text: str) -> tuple[str, ...]:
    """Return all such dates of a text, in order."""
    if _RESOLUTIONS.search(text):
        text = _RESOLUTION_YEAR.sub("", text)
    return tuple(match["in"] or match["of"] for match in _STATED_FOR.finditer(text))


def differing_amounts(old: str, new: str) -> Differing:
    """Return the figures that only one of the clauses states; '33%' is what '33.3%' was."""
    ours, theirs = list(amounts_in(old)), list(amounts_in(new))
    for figure in tuple(ours):
        equal = next((each for each in theirs if is_equal(figure, old, each, new)), None)
        if equal is not None:
            ours.remove(figure)
            theirs.remove(equal)
    return Differing(tuple(ours), tuple(theirs))


def is_equal(one: Figure, in_one: str, other: Figure, in_other: str) -> bool:
    """True where the values are equal as exactly as both are printed."""
    first, second = _value(one), _value(other)
    if first == second and _high(one) == _high(other):
        return True
    if one.high is not None or other.high is not None:
        return False
    steps = _step(one, in_one), _step(other, in_other)
    if steps[0] == steps[1] or max(steps) > 0.5 * max(abs(first), 1e-9):
        return False
    step = max(steps)
    return abs(first - second) <= step / 2 + 1e-9


def differing_dates(old: str, new: str) -> tuple[tuple[EventDate, ...], tuple[EventDate, ...]]:
    """Return the dates that only one states; 'August 2020' and '2020' do not contradict."""
    ours, theirs = dates_in(old), dates_in(new)
    return _without(ours, theirs), _without(theirs, ours)


def _without(dates: Sequence[EventDate], others: Sequence[EventDate]) -> tuple[EventDate, ...]:
    return tuple(each for each in dates if not any(_is_within(each, other) for other in others))


def _is_within(one: EventDate, other: EventDate) -> bool:
    return (one.first <= other.first and other.last <= one.last) or (
        other.first <= one.first and one.last <= other.last
    )


def _value(figure: Figure) -> float:
    return figure.value * _MONTHS_IN.get(figure.unit, 1.0)


def _high(figure: Figure) -> float | None:
    return None if figure.high is None else figure.high * _MONTHS_IN.get(figure.unit, 1.0)


def _step(figure: Figure, text: str) -> float:
    """Return the unit of the last printed digit: 0.1 of '33.3', 100,000 of '2.3 million'."""
    number = text[figure.number_start : figure.number_end].lower()
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?|\.(\d+)", number)
    decimals = len(digits[1] or digits[2] or "") if digits else 0
    scale = next((size for word, size in _SCALES.items() if word in number), 1.0)
    if scale == 1.0 and not decimals:
        return 1.0
    return float(scale) * 10.0**-decimals
