"""What a question names: countries, documents, dates, speakers, and the kind of thing asked for.

Pure: the library is seen only as the cards of its editions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answering.question.answer_types import Expected as Expected
from assistant.answering.question.documents_asked import (
    dated_document,
    dated_edition_named,
    day_before_edition,
    document_kind_named,
    edition_before_wanted,
    held_numbers,
    newest_editions_named,
)
from assistant.answering.question.documents_asked import documents_named as documents_named
from assistant.answering.question.documents_asked import edition_date_named as edition_date_named
from assistant.answering.question.event_periods import periods_of_events
from assistant.answering.question.expecting import answer_types
from assistant.answering.question.places import asked_about, countries_named, with_names_corrected
from assistant.answering.question.sections_asked import section_wanted
from assistant.answering.question.speakers import speaker_named
from assistant.answering.question.unnamed_subject import pointing_at_nothing
from assistant.countries import CountryMention, find_countries
from assistant.domain import BriefingCard, DocumentKind, SectionType
from assistant.statements.periods import Period, dates_named


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look for an answer, and what it must hold."""

    question: str
    """With misspelt names of countries put right."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3 codes that restrict the search; the library holds editions on them."""
    meant: tuple[str, ...] = ()
    """Countries that its names belong to, where it names no country: they bound the search."""
    uncovered: tuple[str, ...] = ()
    """Countries that the question names and no edition is about."""
    is_about_uncovered: bool = False
    """True where the question is about such a country, and does not only name who acted."""
    ambiguous: CountryMention | None = None
    """A name that could be several countries, as 'Congo', when nothing else tells which."""
    points_at_nothing: str = ""
    """Words that point at what nothing names, as 'them', where several countries are held."""
    as_of: date | None = None
    documents: tuple[str, ...] = ()
    """Numbers of the resolutions and meetings named, as '2100' or '6952'."""
    editions: tuple[str, ...] = ()
    """Ids of the editions that alone are searched, where one side of several is asked."""
    publisher: str = ""
    """Part of a publisher's name that the question restricts itself to, as 'World Factbook'."""
    asks_now: bool = False
    """True where the question asks for the state of things today."""
    is_present: bool = False
    """True where the question is put in the present tense: 'Who leads', 'How many are there'."""
    asks_ahead: bool = False
    """True where the question asks what will be."""
    expected: Expected = Expected.ANYTHING
    """The kind of thing asked for, no finer than the reader's weights were fitted to."""
    section: SectionType | None = None
    """The part of a briefing that the question asks for, where it asks for one."""
    answer_types: tuple[Expected, ...] = (Expected.ANYTHING,)
    """The exact kind of thing that answers each part of the question."""
    said_by: str = ""
    """Who must have said it, as 'OHCHR' in 'according to OHCHR'."""
    periods: tuple[Period, ...] = ()
    """When what is asked for took place; dates of editions and documents are left out."""
    document_kind: DocumentKind | None = None
    """The kind of document that the question speaks of, as 'the 2013 MINUSMA resolution'."""
    document_date: Period | None = None
    """The date by which it names that document; None where it names a kind alone, a weak hint."""
    wants_edition_before: bool = False
    """True where the edition before another is asked for; `as_of` then is the day before it."""

    @property
    def answer_type(self) -> Expected:
        """The exact kind of thing that answers the question's first part."""
        return self.answer_types[0]

    @property
    def must_be_asked_back(self) -> bool:
        """True where any answer would be a guess at what the question is about."""
        return self.ambiguous is not None or bool(self.points_at_nothing)


_PUBLISHERS = (
    (re.compile(r"\bfactbook\b", re.IGNORECASE), "World Factbook"),
    (
        re.compile(r"\b(?:global cent(?:re|er)|gcr2p|r2p monitor)\b", re.IGNORECASE),
        "Global Centre for the Responsibility to Protect",
    ),
)
_ASKS_NOW = re.compile(
    r"\b(?:now|current|currently|today|latest|newest|most recent|at present|nowadays|these days|"
    r"at the moment|actuellement|aujourd['’]hui)\b",
    re.IGNORECASE,
)
_IS_PAST = re.compile(
    r"\b(?:was|were|did|had|been|became|led|died|killed|took|got|made|gave|came|went)\b",
    re.IGNORECASE,
)
_IS_PRESENT = re.compile(
    r"\b(?:is|are|does|do|has|have|leads?|governs?|runs?|rules?|lives?|leader|population)\b",
    re.IGNORECASE,
)
_ASKS_AHEAD = re.compile(r"\b(?:will|going to|next (?:week|month|year)|tomorrow)\b", re.IGNORECASE)


def find_scope(
    question: str,
    cards: Sequence[BriefingCard],
    countries: Sequence[str] = (),
    as_of: date | None = None,
    meant: Sequence[str] = (),
) -> Scope:
    """Read the scope of a standalone `question`; what the asker fixed beside it wins.

    `meant` are countries that its names belong to; they bound the search where none is named.
    """
    question = with_names_corrected(question)
    covered = {code for card in cards for code in card.countries}
    mentions = find_countries(question)
    named = countries_named(question, mentions, covered)
    documents = documents_named(question, held_numbers(cards))
    wanted = tuple(countries) or tuple(code for code in named if code in covered)
    is_named = bool(wanted or named or documents)
    publisher = publisher_named(question, cards)
    document = dated_document(question)
    types = answer_types(question) or (Expected.ANYTHING,)
    uncovered = tuple(code for code in (*countries, *named) if code not in covered)
    has_subject = bool(wanted or uncovered or documents or publisher) or len(covered) < 2
    return Scope(
        question=question,
        countries=wanted,
        meant=() if is_named else tuple(meant),
        uncovered=uncovered,
        is_about_uncovered=not wanted and bool(set(countries) or asked_about(question, uncovered)),
        ambiguous=_ambiguous_mention(mentions, wanted),
        points_at_nothing="" if has_subject else pointing_at_nothing(question),
        as_of=as_of or _edition_asked(question, _editions(cards, wanted, publisher)),
        editions=_editions_named(question, _editions(cards, wanted, publisher), wanted, as_of),
        documents=documents,
        publisher=publisher,
        asks_now=bool(_ASKS_NOW.search(question)),
        is_present=bool(_IS_PRESENT.search(question)) and not _IS_PAST.search(question),
        asks_ahead=bool(_ASKS_AHEAD.search(question)),
        expected=types[0].coarse,
        section=section_wanted(question),
        answer_types=types,
        said_by=speaker_named(question),
        periods=periods_of_events(question),
        document_kind=document.kind if document else document_kind_named(question),
        document_date=document.dated if document else None,
        wants_edition_before=edition_before_wanted(question),
    )


def scope_of_part(question: str, whole: Scope, cards: Sequence[BriefingCard]) -> Scope:
    """Read the scope of a part of a question; what the part leaves out it takes from the whole."""
    scope = find_scope(question, cards, as_of=whole.as_of)
    is_elsewhere = bool(scope.countries) or scope.is_about_uncovered
    return replace(
        scope,
        countries=scope.countries if is_elsewhere else whole.countries,
        meant=() if is_elsewhere else whole.meant,
        uncovered=scope.uncovered if is_elsewhere else whole.uncovered,
        documents=scope.documents or whole.documents,
        publisher=scope.publisher or whole.publisher,
        document_kind=scope.document_kind or whole.document_kind,
        document_date=scope.document_date or whole.document_date,
    )


def publisher_named(question: str, cards: Sequence[BriefingCard]) -> str:
    """Return the publisher that the question names, where the library holds something of it."""
    for pattern, publisher in _PUBLISHERS:
        if pattern.search(question) and any(publisher in card.series.publisher for card in cards):
            return publisher
    return ""


def _editions(
    cards: Sequence[BriefingCard], countries: Sequence[str], publisher: str
) -> list[BriefingCard]:
    """The cards of what is published again and again, on `countries` and by `publisher`."""
    return [
        card
        for card in cards
        if card.series.kind.is_republished
        and not card.is_superseded
        and (not countries or set(card.countries) & set(countries))
        and publisher in card.series.publisher
    ]


def _edition_asked(question: str, editions: Sequence[BriefingCard]) -> date | None:
    """The day whose editions are to answer; None for the newest.

    The edition before none in particular is the one before the newest, where `editions` are of
    one series.
    """
    day = day_before_edition(question) or edition_date_named(question)
    if day is not None or not edition_before_wanted(question):
        return day
    if len({card.series.id for card in editions}) != 1:
        return None
    return max(card.edition_date.day for card in editions) - timedelta(days=1)


def _editions_named(
    question: str,
    editions: Sequence[BriefingCard],
    countries: Sequence[str],
    as_of: date | None,
) -> tuple[str, ...]:
    """Return the ids of the editions named by their date, or as the newest, and no other.

    Of two dates neither edition may be left out.
    """
    dated = dated_edition_named(question)
    if edition_before_wanted(question) or not countries:
        return ()
    if dated is None:
        held = [card for card in editions if as_of is None or card.edition_date.day <= as_of]
        return newest_editions_named(question, held, countries)
    if len(dates_named(question)) != 1:
        return ()
    return tuple(card.id for card in editions if dated.holds(card.edition_date.day))


def _ambiguous_mention(
    mentions: Sequence[CountryMention], countries: Sequence[str]
) -> CountryMention | None:
    for mention in mentions:
        if mention.is_ambiguous and not set(mention.iso3) & set(countries):
            return mention
    return None
