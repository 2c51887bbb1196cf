"""Answers on what changed between two editions of a series, or from one resolution to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.level_moves import asks_level_move, level_lines
from assistant.answering.dated.side_dates import dates_of_sides
from assistant.answering.dated.slots import edition_slot, slot_cell, topic_of_question
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import asked_of_each, topic_words
from assistant.answering.question.scope import Scope
from assistant.domain import BriefingCard, Notice, NoticeKind, Outcome
from assistant.situations.changes import (
    Change,
    ChangeKind,
    EditionChanges,
    changes_between,
    pick_editions,
    relevant_changes,
)
from assistant.situations.changing.subjects import groups_named
from assistant.situations.citing import CitedLine
from assistant.situations.comparison import NOT_SAID, Cell, is_the_same

MOST_LINES = 12
"""Lines of one answer; the API and `r2p changes` give all."""
_SINCE = re.compile(
    r"\b(?:since|from|after|with|to|than)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.IGNORECASE
)
_TOLD = tuple(kind for kind in ChangeKind if kind is not ChangeKind.REWORDED)


def what_changed(view: LibraryView, scope: Scope) -> Draft | None:
    """Say what differs between the two editions, documents or dates that the question names."""
    missing = [number for number in scope.documents if not view.documents((number,))]
    if missing and len(scope.documents) > 1:
        return _not_held(missing)
    pairs = _pairs(view, scope)
    if not pairs:
        return _nothing_to_compare(view, scope)
    topic = topic_words(scope.question)
    groups: list[LineGroup] = []
    notes: list[str] = []
    outcome = Outcome.ANSWERED
    for pair in pairs:
        found = changes_between(*(view.get(card.id) for card in pair))
        is_of_level = asks_level_move(scope.question, topic)
        direct = level_lines(found) if is_of_level else ()
        direct = direct or _on_topic(view, scope, pair, topic)
        if direct and direct[0].text.count(NOT_SAID):
            outcome = Outcome.PARTLY_ANSWERED
        lines = direct or _lines(found, topic)[:MOST_LINES]
        if lines:
            groups.append(LineGroup(_heading(found), lines))
            notes += [found.scheme_note] if found.scheme_note else []
    notices = [Notice(NoticeKind.LEVEL_SCHEME, note) for note in dict.fromkeys(notes)]
    return cited_draft(groups, view.stored_text, outcome, notices, sets_editions_apart=True)


def _on_topic(
    view: LibraryView, scope: Scope, pair: tuple[BriefingCard, BriefingCard], topic: str
) -> tuple[CitedLine, ...]:
    """Read what the question names in each of the two editions, and set both values in a line."""
    if not topic:
        return ()
    each = asked_of_each(scope.question) if len(scope.documents) > 1 else ""
    asked = topic_of_question(topic, scope.question, each)
    topic = asked.words if asked.is_figure and not groups_named(topic) else topic
    before, after = (slot_cell(view, edition_slot(card, scope), asked) for card in pair)
    if pair[0].series == pair[1].series and before.is_stated != after.is_stated:
        return _one_sided(topic, before, after)
    if not before.citations or not after.citations:
        return ()
    is_same = is_the_same(before, after)
    words = f"{topic[:1].upper()}{topic[1:]}: {before.text} → {after.text}"
    text = f"{words}: unchanged" if is_same else words
    return (CitedLine(text, (*before.citations, *after.citations)),)


def _one_sided(topic: str, before: Cell, after: Cell) -> tuple[CitedLine, ...]:
    """Say which edition is silent, where only one has the line or the act that is asked for.

    What was read elsewhere in the other edition would be about something else.
    """
    sides = [
        f"{cell.text}" if cell.is_stated else f"{NOT_SAID} ({cell.subject})"
        for cell in (before, after)
    ]
    citations = before.citations if before.is_stated else after.citations
    text = f"{topic[:1].upper()}{topic[1:]}: {' → '.join(sides)}"
    return (CitedLine(text, citations, tuple(cell.subject for cell in (before, after))),)


def _pairs(view: LibraryView, scope: Scope) -> list[tuple[BriefingCard, BriefingCard]]:
    """Return the pairs of editions to compare, one for each series in scope that has two."""
    if len(scope.documents) > 1:
        return _documents(view, scope)
    since, until = _dates(scope)
    cards = sorted(_candidates(view, scope), key=_publication)
    pairs = [
        pair
        for _, editions in groupby(cards, key=_publication)
        if (pair := pick_editions(list(editions), since, until)) is not None
    ]
    return sorted(pairs, key=lambda pair: pair[1].edition_date, reverse=True)


def _publication(card: BriefingCard) -> tuple[str, str]:
    """Tell publications apart; a page that took in another country is still the same one."""
    return card.series.publisher, card.series.kind.value


def _candidates(view: LibraryView, scope: Scope) -> list[BriefingCard]:
    """Editions on the country; resolutions only where a question speaks of them."""
    cards = view.on(scope) if scope.countries else ()
    kinds = scope.document_kind
    if kinds is not None:
        return [card for card in cards if card.series.kind is kinds]
    republished = [card for card in cards if card.series.kind.is_republished]
    return republished or list(cards)


def _documents(view: LibraryView, scope: Scope) -> list[tuple[BriefingCard, BriefingCard]]:
    named = sorted(view.documents(scope.documents), key=lambda card: card.edition_date)
    return [(named[0], named[-1])] if len(named) > 1 else []


def _dates(scope: Scope) -> tuple[date | None, date | None]:
    """Return the two days that the question names: 'between 2017 and 2021', 'since May 2019'.

    A year or month stands for its last day, on which the editions of that time are in force.
    """
    named = sorted(dates_of_sides(scope.question), key=lambda each: each.last)
    if len(named) > 1:
        return named[0].last, named[-1].last
    if named and _SINCE.search(scope.question[: named[0].start]):
        return named[0].last, None
    if scope.as_of is not None or not named:
        return None, scope.as_of
    return named[0].first - timedelta(days=1), named[0].last


def _lines(found: EditionChanges, topic: str) -> tuple[CitedLine, ...]:
    words = " ".join((topic, *groups_named(topic)))
    about: Sequence[Change] = relevant_changes(found, words) if topic else found.of_kind(*_TOLD)
    lines = [change.line for change in about if change.citations][:MOST_LINES]
    if found.unchanged_level is not None and (not topic or "level" in topic.lower()):
        lines.insert(0, found.unchanged_level)
    return tuple(lines)


def _heading(found: EditionChanges) -> str:
    before = found.before.symbol or found.before.label
    after = found.after.symbol or found.after.label
    series = found.after.series if found.before.series == found.after.series else "Documents"
    return f"{series}, {before} → {after}"


def _not_held(numbers: Sequence[str]) -> Draft:
    named = " and ".join(numbers)
    return Draft(
        Outcome.NOT_IN_BRIEFINGS,
        f"The library does not hold document {named}, so the two cannot be compared.",
    )


def _nothing_to_compare(view: LibraryView, scope: Scope) -> Draft | None:
    """Say where there is one edition alone, so that nothing can have changed in the library."""
    cards = [card for card in view.on(scope) if card.series.kind.is_republished]
    if not scope.countries or not cards or len(scope.documents) > 1:
        return None
    newest = max(cards, key=lambda card: card.edition_date)
    return Draft(
        Outcome.NOT_IN_BRIEFINGS,
        f"The library holds no two editions of {newest.series.name} to compare for these dates. "
        f"The newest is of {newest.edition_date.label}.",
    )
