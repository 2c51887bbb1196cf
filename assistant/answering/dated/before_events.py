"""'Before the coup': the date of an event that a question names without one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.answering.dated.view import LibraryView
from assistant.answering.question.edition_asks import topic_words
from assistant.answering.question.scope import Scope
from assistant.domain import DocumentKind, Notice, NoticeKind
from assistant.library.normaliser import tokenise
from assistant.situations.labelled_lines import labelled_line
from assistant.situations.timeline import TimelineEvent, date_label, timeline

_BEFORE = re.compile(
    r"\b(?:just |right |shortly )?before the (?P<event>(?:[a-z][\w'’-]*\s+){0,2}?(?:coup|war|"
    r"conflict|rebellion|uprising|elections?|massacre|attacks?|ceasefire|intervention|fall|"
    r"overthrow|referendum|agreement|accord|withdrawal)(?:\s+(?:at|in|on|of)\s+(?-i:[A-Z])[\w'’-]+)?)\b",
    re.IGNORECASE,
)
NEAR = 30
"""Characters between the name of an event and its date."""
_LEADERS = re.compile(r"\b(?:post-)?\w+ (?:leaders?|plotters?)\b|\bpost-\w+", re.IGNORECASE)
"""'The coup leader' does not tell of the coup."""


def with_event_dated(view: LibraryView, scope: Scope) -> tuple[Scope, tuple[Notice, ...]]:
    """Return the scope with the editions in force before the event named, and say which date.

    Of several such events the latest counts. Without one the scope is left as it is.
    """
    match = _BEFORE.search(scope.question)
    if _asks_state_before(view, scope):
        return replace(scope, as_of=max(period.last for period in scope.periods)), ()
    if match is None or scope.as_of is not None or scope.periods or not scope.countries:
        return scope, ()
    stems = frozenset(tokenise(match["event"]))
    briefings = [view.get(card.id) for card in view.on(scope)]
    event = _latest(timeline(briefings, None, None, match["event"]), stems)
    if event is None:
        return scope, ()
    label = date_label(event.date)
    words = f"“Before the {match['event']}” is taken as before {label}, by “{event.text}”"
    notice = Notice(NoticeKind.SCOPE, f"{words} ({event.edition_date.label}).")
    return replace(scope, as_of=event.date.first - timedelta(days=1)), (notice,)


def _asks_state_before(view: LibraryView, scope: Scope) -> bool:
    """True where what a country page labels is asked for a time before a date."""
    if scope.as_of or not scope.periods or any(each.first != date.min for each in scope.periods):
        return False
    topic = topic_words(scope.question)
    pages = (card for card in view.on(scope) if card.series.kind is DocumentKind.COUNTRY_PAGE)
    newest = max(pages, key=lambda card: card.edition_date, default=None)
    return newest is not None and labelled_line(view.get(newest.id), topic) is not None


def _latest(events: Sequence[TimelineEvent], stems: frozenset[str]) -> TimelineEvent | None:
    fitting = [event for event in events if _is_dated_itself(event, stems)]
    return max(fitting, key=lambda event: event.date.first, default=None)


def _is_dated_itself(event: TimelineEvent, stems: frozenset[str]) -> bool:
    """True where the words that name the event stand near its date: 'the August 2020 coup'."""
    told = _LEADERS.sub(lambda match: " " * len(match.group()), event.text)
    at = told.find(event.date.text)
    if at < 0:
        return False
    near = told[max(0, at - NEAR) : at + len(event.date.text) + NEAR]
    return stems <= frozenset(tokenise(near))
