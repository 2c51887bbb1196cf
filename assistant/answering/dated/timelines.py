"""Answers that give the dated events of a country, or of a chain of documents, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import topic_words
from assistant.answering.question.scope import Scope
from assistant.countries import find_countries
from assistant.domain import Briefing, BriefingCard, DocumentKind
from assistant.situations.citing import CitedLine, citation_at
from assistant.situations.timeline import (
    TimelineEvent,
    date_label,
    most_relevant,
    timeline,
)

_RESOLUTIONS = re.compile(r"\bresolutions\b", re.IGNORECASE)
_TOPICS = (
    (
        re.compile(
            r"\b(?:attacks?|violence|killings?|massacres?|atrocit\w+|fighting|clashes|battles?)\b",
            re.IGNORECASE,
        ),
        "attacked attack killed killing died deaths massacre raid clashes clash bombing fought "
        "fighting offensive captured seized",
    ),
    (
        re.compile(r"\bsanctions?\b|\bembargo\w*", re.IGNORECASE),
        "sanctions embargo freeze freezes travel bans",
    ),
    (
        re.compile(r"\bcease-?\s?fires?\b|\btruces?\b", re.IGNORECASE),
        "ceasefire cease-fire truce cessation hostilities",
    ),
    (
        re.compile(r"\bpeace (?:talks|process(?:es)?|negotiations|efforts)\b", re.IGNORECASE),
        "talks negotiations dialogue agreement accord ceasefire cessation mediated",
    ),
)
"""What briefings call an attack, a ceasefire, and so on."""
_COUNCIL = re.compile(
    r"\bcouncil(?:['’]s)? (?:action|decision|response|resolution|measure|step|mandate)s?\b"
    r"|\b(?:action|decision|measure|step|response)s? (?:taken )?(?:by|of) the (?:\w+ )?council\b"
    r"|\bthe (?:\w+ )?council (?:did|do|done|acted|decided|has)\b",
    re.IGNORECASE,
)
"""Asks for what the Security Council did."""
_BY_COUNCIL = re.compile(r"\bSecurity Council\b|\b[Rr]esolutions? \d{3,4}\b|\bthe Council\b")
_AT_PLACE = re.compile(
    r"\b(?:time-?\s?line|chronology|what (?:all )?happened|events|sequence|in order)\b.*?"
    r"\b(?:in|at|around|near) (?P<place>(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)*)",
    re.IGNORECASE,
)
_SANCTIONS = re.compile(
    r"\bsanctions\b|\bembargo\b|\bshall freeze\b|\btravel ban|\b(?:sale or supply|supply, sale)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\d{1,3}\. (?:Further )?[Dd]ecides\b")
FEWEST_AT_PLACE = 2
"""With fewer events at a place of a country in scope the question is left to the reader."""
FEWEST_EVENTS = 4
"""With fewer events on the topic the others of the time asked about are given as well."""
MOST_EVENTS = 30
"""Events of one answer; the API and `r2p timeline` give all."""


def events_in_order(view: LibraryView, scope: Scope) -> Draft | None:
    """List dated events, oldest first, each with its own date and the edition that says so."""
    cards = _cards(view, scope)
    is_elsewhere = bool(scope.uncovered) and not scope.countries
    if not cards or is_elsewhere:
        return None
    briefings = [view.get(card.id) for card in cards]
    on_topic, others = _events(briefings, scope)
    heading = "Events by date, as the briefings tell them"
    if on_topic and others:
        groups = [_group(heading, on_topic), _group("Other events of that time", others)]
    else:
        groups = [_group(heading, on_topic or others)]
    return cited_draft(groups, view.stored_text, sets_editions_apart=True)


def events_at_place(view: LibraryView, scope: Scope) -> Draft | None:
    """List the dated events that name a place, asked for without its country."""
    match = _AT_PLACE.search(scope.question)
    if match is None or scope.uncovered or scope.documents or find_countries(match["place"]):
        return None
    named = re.compile(rf"\b{re.escape(match['place'])}\b")
    cards = [card for card in _cards(view, scope) if named.search(view.get(card.id).text)]
    events = timeline([view.get(card.id) for card in cards], *_span(scope))
    found = tuple(event for event in events if named.search(event.text))
    if len(found) < (FEWEST_AT_PLACE if scope.countries else 1):
        return None
    heading = f"Events in {match['place']} by date, as the briefings tell them"
    return cited_draft([_group(heading, found)], view.stored_text, sets_editions_apart=True)


def _group(heading: str, events: Sequence[TimelineEvent]) -> LineGroup:
    shown = most_relevant(events, MOST_EVENTS)
    if len(shown) < len(events):
        heading = f"{heading} ({len(shown)} of {len(events)})"
    return LineGroup(heading, tuple(map(_line, shown)))


def _events(
    briefings: Sequence[Briefing], scope: Scope
) -> tuple[tuple[TimelineEvent, ...], tuple[TimelineEvent, ...]]:
    """Return the events on the topic of the question, and the others where few are on it."""
    since, until = _span(scope)
    every = timeline(briefings, since, until)
    if _RESOLUTIONS.search(scope.question):
        return tuple(event for event in every if event.headline), ()
    if _COUNCIL.search(scope.question):
        done = tuple(each for each in every if each.headline or _BY_COUNCIL.search(each.text))
        return done, (() if len(done) >= FEWEST_EVENTS else _without(every, done))
    topic = _topic(scope.question)
    on_topic = timeline(briefings, since, until, topic) if topic else ()
    if not on_topic and _SANCTIONS.search(topic):
        by_id = {each.id: each for each in briefings}
        decided = (_sanctioning(each, by_id[each.citation.briefing_id]) for each in every)
        on_topic = tuple(each for each in decided if each is not None)
    return on_topic, (() if len(on_topic) >= FEWEST_EVENTS else _without(every, on_topic))


def _sanctioning(event: TimelineEvent, briefing: Briefing) -> TimelineEvent | None:
    """Return the adoption of a resolution with the sentence of it that decides on sanctions."""
    if not event.headline or briefing.series.kind is not DocumentKind.RESOLUTION:
        return None
    for sentence in briefing.sentences:
        text = " ".join(briefing.text[sentence.start : sentence.end].split())
        if _DECIDES.match(text) and _SANCTIONS.search(text):
            return replace(
                event, text=text, citation=citation_at(briefing, sentence.start, sentence.end)
            )
    return None


def _topic(question: str) -> str:
    """Return the words to look for; of a common topic those by which briefings speak of it."""
    topic = topic_words(question)
    for pattern, words in _TOPICS:
        if pattern.search(question):
            topic = f"{pattern.sub(' ', topic)} {words}"
    return topic


def _without(
    events: Sequence[TimelineEvent], told: Sequence[TimelineEvent]
) -> tuple[TimelineEvent, ...]:
    places = {(each.citation.briefing_id, each.citation.start) for each in told}
    return tuple(e for e in events if (e.citation.briefing_id, e.citation.start) not in places)


def _line(event: TimelineEvent) -> CitedLine:
    """Return 'date: quote (edition of ...)', the event's date and the edition's apart."""
    label = date_label(event.date)
    year = " (year taken from the context)" if event.date.year_is_inferred else ""
    headline = f"{event.headline}: " if event.headline else ""
    text = f"{label}{year}: {headline}“{event.text}” ({event.edition_date.label})"
    return CitedLine(text, (event.citation,), known=(label, event.headline))


def _cards(view: LibraryView, scope: Scope) -> list[BriefingCard]:
    cards = view.documents(scope.documents) or view.on(scope)
    if scope.editions:
        cards = tuple(card for card in cards if card.id in scope.editions)
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
