"""'Before the coup': the date of an event that a question names without one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answering.dated.view import LibraryView
from assistant.answering.question.edition_asks import topic_words
from assistant.answering.question.scope import Scope
from assistant.domain import Briefing, BriefingCard, DocumentKind, Notice, NoticeKind
from assistant.situations.labelled_lines import labelled_line
from assistant.situations.timeline import date_label
from assistant.statements.event_dates import EventDate, event_dates_in

NEAR = 30
"""Characters between the name of an event and the date that is taken for its own."""
_BEFORE = re.compile(
    r"\b(?:just |right |shortly )?before the (?P<event>(?:[a-z][\w'’-]*\s+){0,2}?(?:coup|war|"
    r"conflict|rebellion|uprising|elections?|massacre|attacks?|ceasefire|intervention|fall|"
    r"overthrow|referendum|agreement|accord|withdrawal)"
    r"(?:\s+(?:at|in|on|of)\s+(?-i:[A-Z])[\w'’-]+)?)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:war|conflict|rebellion|uprising|intervention)\b", re.IGNORECASE)
_OF_DOCUMENT = re.compile(
    r"\b(?:resolutions?|statements?|reports?|letters?|communiqués?)(?:\s+\d{3,4}(?:\s*\(\d{4}\))?)?"
    r"\s+(?:of|on|dated|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""'Condemned the coup in resolution 2056 of' stands before the date of the resolution."""
_NOT_ITSELF = r"(?!\s+(?:leaders?|plotters?|attempts?))"
"""'The coup leader' does not tell of the coup."""


@dataclass(frozen=True, slots=True)
class DatedMention:
    """A sentence that names an event with its date."""

    date: EventDate
    sentence: str
    edition: str


def with_event_dated(view: LibraryView, scope: Scope) -> tuple[Scope, tuple[Notice, ...]]:
    """Return the scope with the editions in force before the event named, and say which date.

    Of several such events the latest counts; of what lasts, as a war, its beginning. Without one
    the scope is left as it is.
    """
    if _asks_state_before(view, scope):
        return replace(scope, as_of=max(period.last for period in scope.periods)), ()
    match = _BEFORE.search(scope.question)
    if match is None or scope.as_of is not None or scope.periods or not scope.countries:
        return scope, ()
    mentions = [each for card in view.on(scope) for each in _mentions(view, card, match["event"])]
    if not mentions:
        return scope, ()
    choose = min if _LASTS.search(match["event"]) else max
    latest = choose(mentions, key=lambda each: each.date.first)
    words = f"“Before the {match['event']}” is taken as before {date_label(latest.date)}"
    notice = Notice(NoticeKind.SCOPE, f"{words}, by “{latest.sentence}” ({latest.edition}).")
    return replace(scope, as_of=latest.date.first - timedelta(days=1)), (notice,)


def _asks_state_before(view: LibraryView, scope: Scope) -> bool:
    """True where what a country page labels is asked for a time before a date."""
    if scope.as_of or not scope.periods or any(each.first != date.min for each in scope.periods):
        return False
    topic = topic_words(scope.question)
    pages = (card for card in view.on(scope) if card.series.kind is DocumentKind.COUNTRY_PAGE)
    newest = max(pages, key=lambda card: card.edition_date, default=None)
    return newest is not None and labelled_line(view.get(newest.id), topic) is not None


def _mentions(view: LibraryView, card: BriefingCard, event: str) -> Iterator[DatedMention]:
    """Yield the sentences of an edition that name the event beside a date of its own."""
    briefing: Briefing = view.get(card.id)
    named = re.compile(rf"\b{re.escape(event)}\b{_NOT_ITSELF}", re.IGNORECASE)
    for sentence in briefing.sentences:
        text = " ".join(briefing.text[sentence.start : sentence.end].split())
        for match in named.finditer(text):
            for dated in event_dates_in(text, briefing.edition_date):
                if _OF_DOCUMENT.search(text[: dated.start]):
                    continue
                gap = max(dated.start - match.end(), match.start() - dated.end)
                if gap <= NEAR and dated.last <= briefing.edition_date.day:
                    yield DatedMention(dated, text, briefing.edition_date.label)
