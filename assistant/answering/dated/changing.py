"""Answers on what changed between two editions of a series, or from one resolution to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import topic_words
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
from assistant.situations.citing import CitedLine
from assistant.statements.periods import dates_named

MOST_LINES = 12
"""Lines of one answer; the API and `r2p changes` give all."""
_SINCE = re.compile(
    r"\b(?:since|from|after|with|to|than)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.IGNORECASE
)
_TOLD = tuple(kind for kind in ChangeKind if kind is not ChangeKind.REWORDED)


def what_changed(view: LibraryView, scope: Scope) -> Draft | None:
    """Say what differs between the two editions, documents or dates that the question names."""
    pairs = _pairs(view, scope)
    if not pairs:
        return _nothing_to_compare(view, scope)
    topic = topic_words(scope.question)
    groups: list[LineGroup] = []
    notes: list[str] = []
    for before, after in pairs:
        found = changes_between(view.get(before.id), view.get(after.id))
        lines = _lines(found, topic)
        if lines:
            groups.append(LineGroup(_heading(found), lines))
            notes += [found.scheme_note] if found.scheme_note else []
    notices = [Notice(NoticeKind.LEVEL_SCHEME, note) for note in dict.fromkeys(notes)]
    return cited_draft(groups, view.stored_text, notices=notices, sets_editions_apart=True)


def _pairs(view: LibraryView, scope: Scope) -> list[tuple[BriefingCard, BriefingCard]]:
    """Return the pairs of editions to compare, one for each series in scope that has two."""
    if len(scope.documents) > 1:
        return _documents(view, scope)
    since, until = _dates(scope)
    cards = sorted(_candidates(view, scope), key=lambda card: card.series.id)
    pairs = [
        pair
        for _, editions in groupby(cards, key=lambda card: card.series.id)
        if (pair := pick_editions(list(editions), since, until)) is not None
    ]
    return sorted(pairs, key=lambda pair: pair[1].edition_date, reverse=True)


def _candidates(view: LibraryView, scope: Scope) -> list[BriefingCard]:
    """Editions on the country; resolutions only where a question speaks of them."""
    cards = view.on(scope) if scope.countries else ()
    kinds = scope.document_kind
    if kinds is not None:
        return [card for card in cards if card.series.kind is kinds]
    republished = [card for card in cards if card.series.kind.is_republished]
    return republished or list(cards)


def _documents(view: LibraryView, scope: Scope) -> list[tuple[BriefingCard, BriefingCard]]:
    named = [card for number in scope.documents[:2] for card in view.cards if _is(card, number)]
    if len(named) != 2:
        return []
    earlier, later = sorted(named, key=lambda card: card.edition_date)
    return [(earlier, later)]


def _is(card: BriefingCard, number: str) -> bool:
    symbol = (card.symbol or "").replace(".", "/").replace(" ", "/").split("/")
    return not card.is_superseded and number in symbol


def _dates(scope: Scope) -> tuple[date | None, date | None]:
    """Return the two days that the question names: 'between 2017 and 2021', 'since May 2019'.

    A year or month stands for its last day, on which the editions of that time are in force.
    """
    named = sorted(dates_named(scope.question), key=lambda each: each.last)
    if len(named) > 1:
        return named[0].last, named[-1].last
    if named and _SINCE.search(scope.question[: named[0].start]):
        return named[0].last, None
    if scope.as_of is not None or not named:
        return None, scope.as_of
    return named[0].first - timedelta(days=1), named[0].last


def _lines(found: EditionChanges, topic: str) -> tuple[CitedLine, ...]:
    about: Sequence[Change] = relevant_changes(found, topic) if topic else found.of_kind(*_TOLD)
    lines = [change.line for change in about if change.citations][:MOST_LINES]
    if found.unchanged_level is not None and (not topic or "level" in topic.lower()):
        lines.insert(0, found.unchanged_level)
    return tuple(lines)


def _heading(found: EditionChanges) -> str:
    before = found.before.symbol or found.before.label
    after = found.after.symbol or found.after.label
    series = found.after.series if found.before.series == found.after.series else "Documents"
    return f"{series}, {before} → {after}"


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
