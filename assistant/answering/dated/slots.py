"""One side of a comparison or change: a country, a document or an edition, asked by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.dated.view import LibraryView
from assistant.answering.question.answer_types import Expected
from assistant.answering.question.held_spans import held_spans
from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.quoting import Quote, citation_of, one_line
from assistant.countries import country_name
from assistant.domain import Briefing, BriefingCard, Citation, DocumentKind
from assistant.situations.changing.subjects import (
    DISPLACED,
    STOCKS,
    TROOPS,
    group_counted,
    groups_named,
)
from assistant.situations.citing import citation_at
from assistant.situations.comparison import Cell
from assistant.situations.labelled_lines import label_end, labelled_line
from assistant.statements.figures import Figure, figures_in

_COUNTED = re.compile(
    r"(?:s|people|personnel|children|women|police|military|displaced)$", re.IGNORECASE
)
_UNCOUNTED = re.compile(
    r"(?:ss|us|is|expenditures?|forces|relations|causes|grounds)$", re.IGNORECASE
)
_MEASURED = re.compile(r"\b(population|ceiling|toll|number|rate|size|strength|level)s\b", re.I)
LONGEST_QUOTE = 400
"""Characters of a quote that stand in a cell; the citation holds the whole of it."""

_ASKS_AMOUNT = re.compile(
    r"\b(?:more|most|larger|largest|bigger|biggest|higher|highest|greater|greatest|longer|older|"
    r"fewer|fewest|less|least|smaller|smallest|lower|lowest|shorter|younger|how (?:many|much)|"
    r"by how (?:many|much)|numbers? of|populations?|sizes?|ceilings?|strengths?|tolls?|figures?|"
    r"rates?|budgets?|expenditures?|spending|fall|fell|fallen|rise|rose|risen|grow|grew|grown|"
    r"increase[ds]?|decrease[ds]?|drop(?:ped)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One side: its name, and the scope in which it is read."""

    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked of each side."""

    words: str
    question: str = ""
    """Asked instead of a question made from the words."""
    is_figure: bool = False
    """True where an amount is asked for."""

    def asked_of(self, slot: Slot) -> str:
        """Return the question for one side."""
        if self.question:
            return self.question.format(slot.name)
        words = _MEASURED.sub(lambda match: match[1], self.words)
        last = words.split()[-1] if words else ""
        where = _where(slot)
        if self.is_figure and _COUNTED.search(last) and not _UNCOUNTED.search(last):
            return f"How many {words} are there{where}?"
        if self.is_figure and " " in words:
            return f"How large is the {words}{where}?"
        return f"What is the {words}{where}?"


def topic_of_question(words: str, question: str, asked: str = "") -> Topic:
    """Return the topic that `words` name, as `question` asks for it.

    A group of people that figures count goes by its usual name: 'displacement' too is
    'internally displaced people'.
    """
    groups = sorted(groups_named(words) & STOCKS - {TROOPS}, reverse=True)
    if not asked and groups:
        return Topic(groups[0], is_figure=True)
    return Topic(words, asked, is_figure=bool(_ASKS_AMOUNT.search(question)))


def country_slots(scope: Scope) -> tuple[Slot, ...]:
    """Return a slot for each country in scope, those not covered among them."""
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


def edition_slot(card: BriefingCard, scope: Scope) -> Slot:
    """Return the slot of one edition or document, in which nothing else is read."""
    symbol = card.symbol or ""
    name = symbol.split("/RES/")[-1] if "/RES/" in symbol else symbol or card.edition_date.label
    narrowed = replace(scope, editions=(card.id,), documents=(), document_date=None, periods=())
    return Slot(
        f"resolution {name}" if "/RES/" in symbol else name,
        replace(narrowed, countries=(), uncovered=(), is_about_uncovered=False),
    )


def missing_slot(number: str, scope: Scope) -> Slot:
    """Return the slot of a document that the library does not hold; its cell stays empty."""
    return Slot(f"document {number}, which is not held", replace(scope, is_about_uncovered=True))


def slot_cell(view: LibraryView, slot: Slot, topic: Topic) -> Cell:
    """Return what the briefings say of `topic` on this side, with the figure where one is asked."""
    if slot.scope.is_about_uncovered:
        return Cell(slot.name)
    labelled = _labelled(view, slot, topic)
    if labelled is not None:
        return labelled
    fresh = find_scope(topic.asked_of(slot), view.cards, slot.scope.countries, slot.scope.as_of)
    scope = replace(
        slot.scope,
        question=fresh.question,
        countries=slot.scope.countries,
        expected=fresh.expected,
        answer_types=fresh.answer_types,
        section=fresh.section,
    )
    quotes = view.answered(scope).quotes
    return _cell(slot.name, quotes[0], scope, topic) if quotes else Cell(slot.name)


def _labelled(view: LibraryView, slot: Slot, topic: Topic) -> Cell | None:
    """Read the topic off a labelled line, in the newest country page in scope."""
    for card in _pages(view, slot.scope):
        briefing = view.get(card.id)
        line = labelled_line(briefing, topic.words)
        if line is not None:
            return _line_cell(slot.name, briefing, line.start, line.end, topic)
    return None


def _pages(view: LibraryView, scope: Scope) -> list[BriefingCard]:
    """Return the country pages in scope, the newest first."""
    named = [card for card in view.cards if card.id in scope.editions]
    pages = [
        card
        for card in (named if scope.editions else view.in_force(scope))
        if card.series.kind is DocumentKind.COUNTRY_PAGE
    ]
    return sorted(pages, key=lambda card: card.edition_date, reverse=True)


def _line_cell(name: str, briefing: Briefing, start: int, end: int, topic: Topic) -> Cell:
    text = briefing.text[start:end]
    after = label_end(text)
    citation = citation_at(briefing, start, end)
    value = one_line(text[after:].strip())
    if not topic.is_figure:
        return Cell(name, _dated(_short(value), citation), (citation,), value=value)
    figures = [each for each in figures_in(text) if each.number_start >= after]
    groups = groups_named(topic.words)
    counted = [each for each in figures if groups & _groups(each, text)] or figures
    figure = next(iter(counted), None)
    if figure is not None and len(figures) > 1 and groups:
        value = one_line(text[figure.start : figure.end])
    return Cell(name, _dated(_short(value), citation), (citation,), figure=figure, value=value)


def _groups(figure: Figure, text: str) -> frozenset[str]:
    group = group_counted(figure, text)
    return DISPLACED if group in DISPLACED else frozenset((group,))


def _cell(name: str, quote: Quote, scope: Scope, topic: Topic) -> Cell:
    citation = citation_of(quote, 0)
    said = one_line(quote.text)
    whole = Cell(name, _dated(f"“{_short(said)}”", citation), (citation,), value=said)
    figure = _figure(quote, scope) if topic.is_figure else None
    if figure is None:
        return whole
    words = one_line(quote.text[figure.start : figure.end])
    told = ", ".join(each for each in (words, figure.period, figure.source) if each)
    return replace(whole, text=_dated(told, citation), figure=figure, value=words)


def _dated(words: str, citation: Citation) -> str:
    return f"{words} ({citation.edition_date.label})"


def _short(words: str) -> str:
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def _figure(quote: Quote, scope: Scope) -> Figure | None:
    """Return the figure at which the reader points, or else the likeliest one of its kind."""
    figures = figures_in(quote.text)
    spans = list(held_spans(Expected.FIGURE, quote.text, scope.question))
    if quote.answer is not None:
        spans.insert(0, (quote.answer[0] - quote.start, quote.answer[1] - quote.start))
    return next(
        (
            figure
            for start, end in spans
            for figure in figures
            if start < figure.number_end and figure.number_start < end
        ),
        None,
    )


def _where(slot: Slot) -> str:
    if slot.scope.editions or not slot.scope.countries:
        return ""
    return f" in {slot.name}"
