"""Answers that give the dated events of a country, or of a chain of documents, in order."""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import topic_words
from assistant.answering.question.scope import Scope
from assistant.domain import BriefingCard, DocumentKind
from assistant.situations.citing import CitedLine
from assistant.situations.timeline import (
    TimelineEvent,
    date_label,
    most_relevant,
    timeline,
)

_RESOLUTIONS = re.compile(r"\bresolutions\b", re.IGNORECASE)
MOST_EVENTS = 20
"""Events of one answer; the API and `r2p timeline` give all."""


def events_in_order(view: LibraryView, scope: Scope) -> Draft | None:
    """List dated events, oldest first, each with its own date and the edition that says so."""
    cards = _cards(view, scope)
    is_elsewhere = bool(scope.uncovered) and not scope.countries
    if not cards or is_elsewhere:
        return None
    since, until = _span(scope)
    briefings = [view.get(card.id) for card in cards]
    topic = topic_words(scope.question)
    events = timeline(briefings, since, until, topic)
    if not events and topic:
        events = timeline(briefings, since, until, "")
    shown = most_relevant(events, MOST_EVENTS)
    if not shown:
        return None
    heading = "Events by date, as the briefings tell them"
    if len(shown) < len(events):
        heading = f"{heading} ({len(shown)} of {len(events)})"
    return cited_draft(
        [LineGroup(heading, tuple(map(event_line, shown)))],
        view.stored_text,
        sets_editions_apart=True,
    )


def event_line(event: TimelineEvent) -> CitedLine:
    """Return 'date: quote (edition of ...)', the event's date and the edition's apart."""
    edition = event.edition_date.label
    return CitedLine(f"{date_label(event.date)}: “{event.text}” ({edition})", (event.citation,))


def _cards(view: LibraryView, scope: Scope) -> list[BriefingCard]:
    cards = view.documents(scope.documents) or view.on(scope)
    kind = DocumentKind.RESOLUTION if _RESOLUTIONS.search(scope.question) else scope.document_kind
    if kind is not None:
        cards = tuple(card for card in cards if card.series.kind is kind)
    return [card for card in cards if scope.as_of is None or card.edition_date.day <= scope.as_of]


def _span(scope: Scope) -> tuple[date | None, date | None]:
    """Return the first and last day that the question names; None where an end is open."""
    if not scope.periods:
        return None, None
    first = min(period.first for period in scope.periods)
    last = max(period.last for period in scope.periods)
    return (None if first == date.min else first), (None if last == date.max else last)
