"""Answers that give the dated events of a country, or of a chain of documents, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import topic_words
from assistant.answering.question.scope import Scope
from assistant.domain import Briefing, BriefingCard, DocumentKind
from assistant.situations.citing import CitedLine
from assistant.situations.timeline import (
    TimelineEvent,
    date_label,
    most_relevant,
    timeline,
)

_RESOLUTIONS = re.compile(r"\bresolutions\b", re.IGNORECASE)
_VIOLENCE = re.compile(r"\b(?:attacks?|violence|killings?|massacres?|atrocit\w+)\b", re.IGNORECASE)
VIOLENCE_WORDS = "attacked attack killed killing died deaths massacre raid clashes bombing"
"""What briefings call an attack."""
FEWEST_EVENTS = 4
"""With fewer events on the topic all of the time asked about are given."""
MOST_EVENTS = 30
"""Events of one answer; the API and `r2p timeline` give all."""


def events_in_order(view: LibraryView, scope: Scope) -> Draft | None:
    """List dated events, oldest first, each with its own date and the edition that says so."""
    cards = _cards(view, scope)
    is_elsewhere = bool(scope.uncovered) and not scope.countries
    if not cards or is_elsewhere:
        return None
    briefings = [view.get(card.id) for card in cards]
    events = _events(briefings, scope)
    shown = most_relevant(events, MOST_EVENTS)
    if not shown:
        return None
    lines = tuple(map(_line, shown))
    heading = "Events by date, as the briefings tell them"
    if len(shown) < len(events):
        heading = f"{heading} ({len(shown)} of {len(events)})"
    return cited_draft(
        [LineGroup(heading, lines)],
        view.stored_text,
        sets_editions_apart=True,
    )


def _events(briefings: Sequence[Briefing], scope: Scope) -> tuple[TimelineEvent, ...]:
    """Return the events on the topic of the question, or all where few are on it."""
    since, until = _span(scope)
    topic = topic_words(scope.question)
    if _VIOLENCE.search(topic):
        topic = f"{topic} {VIOLENCE_WORDS}"
    every = timeline(briefings, since, until)
    if _RESOLUTIONS.search(scope.question):
        return tuple(event for event in every if event.headline)
    on_topic = timeline(briefings, since, until, topic) if topic else ()
    return on_topic if len(on_topic) >= FEWEST_EVENTS else every


def _line(event: TimelineEvent) -> CitedLine:
    """Return 'date: quote (edition of ...)', the event's date and the edition's apart."""
    label = date_label(event.date)
    year = " (year taken from the context)" if event.date.year_is_inferred else ""
    headline = f"{event.headline}: " if event.headline else ""
    text = f"{label}{year}: {headline}“{event.text}” ({event.edition_date.label})"
    return CitedLine(text, (event.citation,), known=(label, event.headline))


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
