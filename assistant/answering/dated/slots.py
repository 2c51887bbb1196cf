"""One side of a comparison: a country or a document, asked by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.dated.view import LibraryView
from assistant.answering.question.answer_types import Expected
from assistant.answering.question.held_spans import held_spans
from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.quoting import Quote, citation_of, one_line
from assistant.countries import country_name
from assistant.situations.comparison import Cell
from assistant.statements.figures import Figure, figures_in

MOST_QUOTES = 2
_ASKED_SIDE = re.compile(r"\bresolutions?\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?:s|people|personnel|children|women|police|military)$", re.IGNORECASE)
_UNCOUNTED = re.compile(
    r"(?:ss|us|is|expenditures|forces|relations|causes|grounds)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One side: its name, and the scope in which it is read."""

    name: str
    scope: Scope


def slots_of(view: LibraryView, scope: Scope) -> tuple[Slot, ...]:
    """Return a slot for each document named, or else for each country."""
    del view
    if len(scope.documents) > 1:
        return tuple(
            Slot(f"resolution {number}", replace(scope, documents=(number,)))
            for number in scope.documents
        )
    return tuple(
        Slot(
            country_name(code),
            replace(
                scope,
                countries=(code,) if code in scope.countries else (),
                uncovered=(code,) if code in scope.uncovered else (),
                is_about_uncovered=code in scope.uncovered,
            ),
        )
        for code in (*scope.countries, *scope.uncovered)
    )


def slot_cell(
    view: LibraryView, slot: Slot, topic: str, question: str = "", *, is_figure: bool = False
) -> Cell:
    """Return what the briefings say of `topic` on this side, with the figure where one is asked.

    `question` is asked instead of one made from the topic.
    """
    if slot.scope.is_about_uncovered:
        return Cell(slot.name)
    asked = question or _question(topic, slot.name, is_figure=is_figure)
    fresh = find_scope(asked, view.cards, slot.scope.countries, slot.scope.as_of)
    scope = replace(
        fresh,
        countries=slot.scope.countries,
        uncovered=(),
        is_about_uncovered=False,
        documents=slot.scope.documents or fresh.documents,
        publisher=slot.scope.publisher,
        periods=slot.scope.periods,
        document_kind=slot.scope.document_kind,
        document_date=slot.scope.document_date,
    )
    quotes = view.answered(scope).quotes
    if not quotes:
        return Cell(slot.name)
    return _cell(slot.name, quotes[0], scope, is_figure=is_figure)


def _question(topic: str, name: str, *, is_figure: bool) -> str:
    last = topic.split()[-1] if topic else ""
    where = f"under {name}" if _ASKED_SIDE.search(name) else f"in {name}"
    if is_figure and _COUNTED.search(last) and not _UNCOUNTED.search(last):
        return f"How many {topic} are there {where}?"
    if is_figure:
        return (
            f"How large is the {topic} {where}?"
            if " " in topic
            else f"What is the {topic} of {name}?"
        )
    return f"What is the {topic} {where}?"


def _cell(name: str, quote: Quote, scope: Scope, *, is_figure: bool) -> Cell:
    edition = quote.evidence.card.edition_date.label
    citation = citation_of(quote, 0)
    if not is_figure:
        return Cell(name, f"“{one_line(quote.text)}” ({edition})", (citation,))
    figure = _figure(quote, scope)
    if figure is None:
        return Cell(name, f"“{one_line(quote.text)}” ({edition})", (citation,))
    words = one_line(quote.text[figure.start : figure.end])
    dated = figure.period or f"edition of {edition}"
    source = f", {figure.source}" if figure.source else ""
    return Cell(name, f"{words} ({dated}{source})", (citation,), figure=figure)


def _figure(quote: Quote, scope: Scope) -> Figure | None:
    """Return the figure at which the reader points, or else the likeliest one of its kind."""
    figures = figures_in(quote.text)
    if quote.answer is not None:
        start, end = quote.answer[0] - quote.start, quote.answer[1] - quote.start
        for figure in figures:
            if start < figure.number_end and figure.number_start < end:
                return figure
    for start, end in held_spans(Expected.FIGURE, quote.text, scope.question):
        for figure in figures:
            if start < figure.number_end and figure.number_start < end:
                return figure
    return next(iter(figures), None)
