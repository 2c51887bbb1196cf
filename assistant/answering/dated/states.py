"""What a country page labels, asked for a time: the editions of that time, or those around it.

'Who was prime minister of Sudan in 2022' is answered from the edition of that year where there is
one, and otherwise from the last before and the first after it, each with its own date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.answer_types import Expected
from assistant.answering.question.edition_asks import topic_words
from assistant.answering.question.scope import Scope
from assistant.countries import find_countries
from assistant.domain import BriefingCard, DocumentKind
from assistant.situations.citing import CitedLine, citation_at
from assistant.situations.labelled_lines import labelled_line
from assistant.statements.periods import Period, month_number

_LABELLED = (Expected.FIGURE, Expected.MEASURE, Expected.PERSON, Expected.LIST)
"""Kinds of answers that a labelled line can be."""
_SAYS_WHAT = re.compile(r"\b(?:what|which|who|how many|how large)\b", re.IGNORECASE)
_NOT_LABEL = re.compile(
    r"\b(?:early|late|mid|end|beginning|start|middle|according|says?|stated?|mention(?:ed|s)?|"
    r"put|lists?|record(?:ed|s)?|report(?:ed|s)?|back|moment|hold(?:s|ing)?|held|hosted)\b",
    re.IGNORECASE,
)
_OFFICES = (
    (
        re.compile(r"\bheads? of (?:the )?government\b|\bhead(?:s|ed)? the government\b", re.I),
        re.compile(r"\b(?:head(?:s|ed)?|government)\b", re.I),
        "head of government",
    ),
    (
        re.compile(r"\b(?:heads?|chiefs?) of (?:the )?state\b", re.I),
        re.compile(r"\b(?:heads?|chiefs?|state)\b", re.I),
        "chief of state",
    ),
    (
        re.compile(
            r"\b(?:leads?|led|leading|leaders?|rules?|ruled|ruling|govern(?:s|ed)|runs?|ran|"
            r"in (?:charge|power))\b(?!.*\b(?:minister|president))",
            re.I,
        ),
        re.compile(
            r"\b(?:leads?|led|leading|leaders?|rules?|ruled|ruling|govern(?:s|ed)|runs?|ran|"
            r"charge|power)\b",
            re.I,
        ),
        "chief of state",
    ),
)
"""How an office is asked for, the words that ask, and its label on a country page."""


def state_at(view: LibraryView, scope: Scope) -> Draft | None:
    """Return what the pages say for the time asked about; None where no label is asked for."""
    if scope.as_of is not None:
        return _state_in_force(view, scope)
    if not _asks_label(scope):
        return None
    if len(scope.periods) != 1 or not _is_closed(scope.periods[0]):
        return None
    pages = [card for card in view.on(scope) if _is_page(card)]
    period, topic = scope.periods[0], _label_asked(scope)
    chosen = _of_time(pages, period)
    lines = tuple(line for card in chosen if (line := _line(view, card, topic)))
    if not lines:
        return None
    is_within = period.holds(chosen[0].edition_date.day)
    heading = f"In the edition{'s' if len(lines) > 1 else ''} {'of' if is_within else 'around'}"
    groups = [LineGroup(f"{heading} {period.text}", lines)]
    return cited_draft(groups, view.stored_text, sets_editions_apart=True)


def _state_in_force(view: LibraryView, scope: Scope) -> Draft | None:
    """Return the line of the page in force on the day asked for, and of nothing else beside it."""
    is_open = scope.answer_type is Expected.ANYTHING and _SAYS_WHAT.search(scope.question)
    if scope.periods or not _asks_label(scope, is_any=bool(is_open)):
        return None
    return _labelled_draft(view, scope)


def state_labelled(view: LibraryView, scope: Scope) -> Draft | None:
    """Return the line of the page in force whose label is just what is asked for, if there is one.

    For a question to which the reader finds no answer: the label alone says that the line is one.
    """
    if scope.periods or not _asks_label(scope):
        return None
    return _labelled_draft(view, scope)


def _labelled_draft(view: LibraryView, scope: Scope) -> Draft | None:
    pages = [card for card in view.in_force(scope) if _is_page(card)]
    topic = _label_asked(scope)
    lines = tuple(line for card in pages if (line := _line(view, card, topic)))
    return cited_draft([LineGroup("", lines)], view.stored_text)


def _label_asked(scope: Scope) -> str:
    """Return what the label must name, without words that date or report it."""
    topic = _NOT_LABEL.sub(" ", topic_words(scope.question))
    for asked, words, office in _OFFICES:
        if asked.search(scope.question):
            return f"{office} {words.sub(' ', topic)}"
    return topic


def _asks_label(scope: Scope, *, is_any: bool = False) -> bool:
    """True where a figure, a person or a list is asked for of one country, and no other is named.

    'Congolese refugees in the Central African Republic' are not all refugees there.
    """
    named = {code for each in find_countries(scope.question) for code in each.iso3}
    is_apart = bool(scope.documents or scope.uncovered or scope.asks_ahead or _is_said(scope))
    is_one = len(scope.countries) == 1 and named <= set(scope.countries)
    return is_one and not is_apart and (is_any or scope.answer_type in _LABELLED)


def _is_said(scope: Scope) -> bool:
    """True where someone must have said it; the month of an edition is no one."""
    return bool(scope.said_by) and month_number(scope.said_by) == 0


def _is_page(card: BriefingCard) -> bool:
    return card.series.kind is DocumentKind.COUNTRY_PAGE


def _is_closed(period: Period) -> bool:
    return date.min < period.first and period.last < date.max


def _of_time(pages: Sequence[BriefingCard], period: Period) -> list[BriefingCard]:
    """Return the newest edition of the time, or else the last before and the first after it."""
    ordered = sorted(pages, key=lambda card: card.edition_date)
    within = [card for card in ordered if period.holds(card.edition_date.day)]
    if within:
        return within[-1:]
    before = [card for card in ordered if card.edition_date.day < period.first]
    after = [card for card in ordered if card.edition_date.day > period.last]
    return [*before[-1:], *after[:1]]


def _line(view: LibraryView, card: BriefingCard, topic: str) -> CitedLine | None:
    briefing = view.get(card.id)
    found = labelled_line(briefing, topic)
    if found is None:
        return None
    citation = citation_at(briefing, found.start, found.end)
    words = " ".join(citation.quote.split())
    return CitedLine(f"Edition of {card.edition_date.label}: “{words}”", (citation,))
