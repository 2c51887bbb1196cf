"""Figures that a text states: how many of what, how exactly, said by whom, for when. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.statements.event_dates import EventDate, event_dates_in
from assistant.statements.figure_sources import as_open_period, hedges_of, period_of, source_of
from assistant.statements.figure_words import Bound, bound_after, bound_before, counted_after
from assistant.statements.numerals import Numeral, has_number, numerals_in
from assistant.statements.periods import Period
from assistant.statements.sentence_bounds import Span, sentence_spans, span_at
from assistant.statements.set_aside import blank, set_aside_spans

__all__ = ["Bound", "Figure", "figures_in"]


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
    """Who says so in the sentence: 'OHCHR' of 'according to OHCHR'; '' where nobody is named."""
    period: str = ""
    """The date words that belong to the figure as printed."""
    dated: Period | None = None
    """`period` as days."""
    hedges: tuple[str, ...] = ()
    """'reportedly', 'allegedly', 'estimated' and the like, said in its clause."""


def figures_in(text: str) -> tuple[Figure, ...]:
    """Return the figures that `text` states, in order; dates and numbers of documents are none."""
    if not has_number(text):
        return ()
    bare = blank(text, set_aside_spans(text))
    numerals = numerals_in(bare)
    if not numerals:
        return ()
    dates, sentences = event_dates_in(text), sentence_spans(text)
    return tuple(
        _figure(text, numeral, span_at(sentences, numeral.start), dates) for numeral in numerals
    )


def _figure(text: str, number: Numeral, sentence: Span, dates: tuple[EventDate, ...]) -> Figure:
    bound, qualifier, start = bound_before(text, number.start)
    counted = counted_after(text, number.end, number.money)
    end = counted.end
    if bound is Bound.EXACT:
        for at in (number.end, counted.end):
            bound, qualifier, behind = bound_after(text, at)
            if bound is not Bound.EXACT:
                end = max(end, behind)
                break
    dated = period_of(text, sentence, (start, end), dates)
    return Figure(
        value=number.value,
        high=number.high,
        bound=bound if number.high is None else Bound.BETWEEN,
        qualifier=qualifier,
        unit=counted.unit,
        noun=counted.noun,
        start=start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        source=source_of(text, sentence, (start, end)),
        period=dated.text if dated else "",
        dated=as_open_period(text, dated) if dated else None,
        hedges=hedges_of(text, sentence, (start, end)),
    )
