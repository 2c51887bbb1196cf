"""Figures that a text states: how many of what, how exactly, said by whom, for when. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.statements.event_dates import event_dates_in
from assistant.statements.periods import Period


class Bound(StrEnum):
    """How a figure is bounded: 'at least 150' is not '150'."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that counts or measures, as printed at `text[start:end]`."""

    value: float
    high: float | None
    """The upper end of a range; None where there is one value."""
    bound: Bound
    qualifier: str
    """The words of the bound as printed, in lower case; '' where there are none."""
    unit: str
    """'people', 'percent', 'USD', 'km', 'months' and so on; '' where it has none."""
    noun: str
    """The counted words as printed; '' where there are none."""
    start: int
    """Where qualifier, number, unit and noun begin; `end` is where they end."""
    end: int
    number_start: int
    number_end: int
    source: str = ""
    """Who says so in the text: 'OHCHR' of 'according to OHCHR'; '' where nobody is named."""
    period: str = ""
    """The date words that belong to the figure as printed."""
    dated: Period | None = None
    """`period` as days."""
    hedges: tuple[str, ...] = ()
    """'reportedly', 'allegedly', 'estimated' and the like, said of this figure."""


_NUMBER = re.compile(r"(?<![\w/.,-])\d{1,3}(?:,\d{3})+\b|(?<![\w/.,-])\d+(?:\.\d+)?\b(?![/)])")


def figures_in(text: str) -> tuple[Figure, ...]:
    """Return the figures that `text` states, in order; dates and numbers of documents are none."""
    dates = [(each.start, each.end) for each in event_dates_in(text)]
    return tuple(
        Figure(
            value=float(match.group().replace(",", "")),
            high=None,
            bound=Bound.EXACT,
            qualifier="",
            unit="",
            noun="",
            start=match.start(),
            end=match.end(),
            number_start=match.start(),
            number_end=match.end(),
        )
        for match in _NUMBER.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in dates)
    )
