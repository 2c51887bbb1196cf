"""One side of a comparison or change: a country, a document or an edition, asked by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.dated.slot_cells import act_cell, line_cell, quote_cell
from assistant.answering.dated.view import LibraryView
from assistant.answering.question.missions import is_mission
from assistant.answering.question.scope import Scope, find_scope
from assistant.countries import country_name
from assistant.domain import BriefingCard, DocumentKind
from assistant.situations.changing.acts_asked import act_asked, asks_end, says_end
from assistant.situations.changing.acts_counted import counts_forces
from assistant.situations.changing.subjects import DISPLACED, STOCKS, TROOPS, groups_named
from assistant.situations.comparison import Cell
from assistant.situations.labelled_lines import labelled_line

_RESOLUTION = DocumentKind.RESOLUTION
_COUNTED = re.compile(
    r"(?:s|people|personnel|children|women|police|military|displaced)$", re.IGNORECASE
)
_UNCOUNTED = re.compile(
    r"(?:ss|us|is|expenditures?|forces|relations|causes|grounds)$", re.IGNORECASE
)
_MEASURED = re.compile(r"\b(population|ceiling|toll|number|rate|size|strength|level)s\b", re.I)
_ASKS_AMOUNT = re.compile(
    r"\b(?:more|most|larger|largest|bigger|biggest|higher|highest|greater|greatest|longer|older|"
    r"fewer|fewest|less|least|smaller|smallest|lower|lowest|shorter|younger|how (?:many|much)|"
    r"by how (?:many|much)|numbers? of|populations?|sizes?|ceilings?|strengths?|tolls?|figures?|"
    r"rates?|budgets?|expenditures?|spending|fall|fell|fallen|rise|rose|risen|grow|grew|grown|"
    r"increase[ds]?|decrease[ds]?|drop(?:ped)?)\b",
    re.IGNORECASE,
)


_LEFT_HOME = re.compile(
    r"\b(?:leave|leaving|left|flee|fled|driven|chased|forced)\s+(?:(?!and\b|or\b)\w+\s+){0,3}?homes?\b"
    r"|\buproot\w*",
    re.IGNORECASE,
)
"""Other words for displacement."""


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
    asked_in: str = ""
    """The whole question, of which the words are a part."""

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

    A group of people that figures count goes by its usual name: 'displacement' and 'driven from
    home' too are 'internally displaced people'. How large a mission is its personnel tell.
    """
    named = groups_named(words) or (DISPLACED if _LEFT_HOME.search(question) else frozenset())
    groups = sorted(named & STOCKS - {TROOPS}, reverse=True)
    if not asked and groups:
        return Topic(groups[0], is_figure=True, asked_in=question)
    is_figure = bool(_ASKS_AMOUNT.search(question))
    if is_figure and not asked and is_mission(words):
        words = f"{words} personnel"
    return Topic(words, asked, is_figure=is_figure, asked_in=question)


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
    cell = _cell(view, slot, topic)
    return cell if _is_of_country(cell, view, slot) else Cell(slot.name)


def _is_of_country(cell: Cell, view: LibraryView, slot: Slot) -> bool:
    """False where a quote stands in a document on other countries than this side's."""
    wanted = set(slot.scope.countries)
    of_card = {card.id: set(card.countries) for card in view.cards}
    quoted = [of_card.get(each.briefing_id, set()) for each in cell.citations]
    return all(not wanted or not codes or codes & wanted for codes in quoted)


def _cell(view: LibraryView, slot: Slot, topic: Topic) -> Cell:
    stated = _labelled(view, slot, topic) or _act(view, slot, topic)
    if stated is not None:
        return stated
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
    if not quotes:
        return Cell(slot.name)
    cell = quote_cell(slot.name, quotes[0], scope, topic.words, is_figure=topic.is_figure)
    return cell if _is_apt(cell, topic, view, slot) else Cell(slot.name)


def _is_apt(cell: Cell, topic: Topic, view: LibraryView, slot: Slot) -> bool:
    """False where a resolution is asked until when or how many, and the quote gives neither."""
    editions = slot.scope.editions
    if not any(card.id in editions and card.series.kind is _RESOLUTION for card in view.cards):
        return True
    if asks_end(topic.asked_in):
        return says_end(cell.citations[0].quote)
    return cell.figure is not None or not (topic.is_figure and counts_forces(topic.words))


def _labelled(view: LibraryView, slot: Slot, topic: Topic) -> Cell | None:
    """Read the topic off a labelled line, in the newest country page in scope."""
    for card in _pages(view, slot.scope):
        briefing = view.get(card.id)
        line = labelled_line(briefing, topic.words)
        if line is not None:
            at = line.start, line.end
            return line_cell(slot.name, briefing, at, topic.words, is_figure=topic.is_figure)
    return None


def _act(view: LibraryView, slot: Slot, topic: Topic) -> Cell | None:
    """Read the topic off the act of the resolution that this side is."""
    for card in view.cards:
        if card.id in slot.scope.editions and card.series.kind is _RESOLUTION:
            briefing = view.get(card.id)
            act = act_asked(briefing, topic.asked_in, topic.words)
            if act is not None:
                return act_cell(slot.name, briefing, act)
    return None


def _pages(view: LibraryView, scope: Scope) -> list[BriefingCard]:
    """Return the country pages in scope, the newest first; an edition named is of its country."""
    named = [card for card in view.on(scope) if card.id in scope.editions]
    pages = [
        card
        for card in (named if scope.editions else view.in_force(scope))
        if card.series.kind is DocumentKind.COUNTRY_PAGE
    ]
    return sorted(pages, key=lambda card: card.edition_date, reverse=True)


def _where(slot: Slot) -> str:
    return f" in {slot.name}" if slot.scope.countries else ""
