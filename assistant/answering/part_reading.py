"""Judges the evidence for one part of a question, and chooses what of it is quoted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.list_items import with_list_items, without_contained
from assistant.answering.question.scope import Scope
from assistant.answering.quotable import EXACT
from assistant.answering.quoting import Quote, choose_quotes
from assistant.answering.turn import Part
from assistant.domain import BriefingCard, Evidence
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.situations.in_force import earlier_editions

STEM = 5
"""Characters of a word that its other forms share."""
_MEASURE = re.compile(
    r"\b(?!the\b|growth\b|what\b)(?P<what>[a-z][\w-]{2,}) (?:rate|ratio|index|expectancy)\b",
    re.IGNORECASE,
)
EARLIER_MARGIN = 0.15
"""How much likelier than usual a sentence of a replaced edition must be to answer."""


class PartReading:
    """Finds, judges and chooses for one scope at a time."""

    def __init__(self, library: Library, settings: Settings, reading: EvidenceReading) -> None:
        self._library = library
        self._settings = settings
        self._reading = reading

    def found(self, scope: Scope) -> tuple[Evidence, ...]:
        """Return the evidence for `scope` from the editions that it asks for."""
        # "The edition before" of several series at once is no one date.
        is_earlier = scope.wants_edition_before and scope.as_of is None
        return self._reading.find(scope, is_earlier=is_earlier)

    def read(self, part: Part) -> Part:
        """Judge one part; where the editions in force do not answer, try earlier ones.

        Of a time past, the editions in force then are read as well, and the likelier answer kept.
        """
        threshold = self._settings.answering.support_threshold
        read = self._judged(part, part.evidence, threshold)
        if part.scope.as_of is not None:
            return read
        then = self._read_then(part.scope, threshold)
        if then is not None and _likelihood(then) > _likelihood(read):
            return then
        if read.quotes:
            return read
        earlier = self._reading.find(part.scope, is_earlier=True)
        tried = self._judged(part, earlier, min(1.0, threshold + EARLIER_MARGIN))
        return tried if tried.quotes else read

    def _read_then(self, scope: Scope, threshold: float) -> Part | None:
        """Read the editions that were in force at the end of the time asked about."""
        if not scope.periods:
            return None
        day = max(period.last for period in scope.periods)
        cards = self._library.snapshot.cards
        replaced = [cards[index] for index in earlier_editions(cards, None)]
        if not any(_was_in_force(card, scope, day) for card in replaced):
            return None
        then = replace(scope, as_of=day)
        return self._judged(Part(scope), self._reading.find(then), threshold)

    def answered(self, scope: Scope) -> Part:
        """Find and judge at once, in the editions in force alone."""
        threshold = self._settings.answering.support_threshold
        return self._judged(Part(scope), self._reading.find(scope), threshold)

    def _judged(self, part: Part, evidence: tuple[Evidence, ...], threshold: float) -> Part:
        judgements = self._reading.read(part.scope, evidence)
        most = self._settings.answering.max_quotes
        quotes = (
            ()
            if part.scope.is_about_uncovered
            else choose_quotes(judgements, part.scope, threshold, most)
        )
        quotes = _naming_measure(quotes, part.scope)
        if part.scope.asks_now and part.scope.answer_type in EXACT:
            quotes = _of_newest(quotes)
        whole = without_contained(
            with_list_items(quote, self._library.get(quote.evidence.card.id), part.scope)
            for quote in quotes
        )
        return replace(part, evidence=evidence, judgements=judgements, quotes=whole)


def _likelihood(part: Part) -> float:
    return max((quote.probability for quote in part.quotes), default=0.0)


def _was_in_force(card: BriefingCard, scope: Scope, day: date) -> bool:
    is_on = not scope.countries or bool(set(card.countries) & set(scope.countries))
    return is_on and card.edition_date.day <= day


def _naming_measure(quotes: tuple[Quote, ...], scope: Scope) -> tuple[Quote, ...]:
    """Keep the quotes that name what is measured: a growth rate is no 'HIV rate'."""
    measure = _MEASURE.search(scope.question)
    if measure is None:
        return quotes
    stem = measure["what"].lower()[:STEM]
    return tuple(quote for quote in quotes if stem in quote.text.lower())


def _of_newest(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Keep the quotes of the newest edition: what is asked of today is not told from an old one."""
    days = [quote.evidence.card.edition_date for quote in quotes]
    return tuple(q for q, day in zip(quotes, days, strict=True) if day == max(days))
