"""Which judged sentences may be quoted at all, however likely the reader finds them. Pure."""

from __future__ import annotations

import re

from assistant.answering.claims.instructions import speaks_to_an_assistant
from assistant.answering.named_bodies import lacks_body
from assistant.answering.question.places import countries_in
from assistant.answering.question.scope import Expected, Scope
from assistant.answering.reading.counted_kinds import counts_another_kind
from assistant.answering.reading.fates import fates_in, tells_another_fate
from assistant.answering.reading.kind_held import asks_office
from assistant.answering.reading.other_times import is_of_another_time
from assistant.answering.reading.reader import Judgement
from assistant.answering.reading.signals import heading_words, is_level_line, sentence_text
from assistant.answering.reading.told_apart import tells_of_a_namesake
from assistant.answering.reasons import only_restates
from assistant.countries import country_codes, find_countries
from assistant.domain import Evidence
from assistant.library.normaliser import tokenise

EXACT = (
    Expected.FIGURE,
    Expected.MEASURE,
    Expected.DATE,
    Expected.DURATION,
    Expected.LEVEL,
)
"""Kinds of answers of which one sentence is enough, and a second one seldom needed."""
LEAST_WORDS = 4
"""'Risk Level: Serious Concern' says something; '1. Laurent Gbagbo' does not."""
LEAST_SHARED = 0.15
"""Weighted share of the question's words that must stand in, beside or over the sentence."""
LEAST_SAID, LIKELY_UNSAID = 0.1, 0.45
"""A sentence with less than this share of the question's words in itself must be this likely."""
SURE_READING = 0.35
"""Where the cross-encoder is this sure (`Signals.reading`), other words may say the same."""
_WORD = re.compile(r"\w+")
_ASKS_COUNTRY = re.compile(
    r"\b(?:which|what)\s+(?:[a-z]+\s+)?"
    r"(?:country|nation|member state|(?P<several>countries|nations|member states))\b",
    re.IGNORECASE,
)


def is_quotable(judgement: Judgement, scope: Scope) -> bool:
    """True where the sentence says something, on the subject, of the kind asked for.

    A bare name or table cell says nothing, a level line answers only who asks for the level, and
    what tells an assistant what to answer is no answer.
    """
    text = _text(judgement)
    is_bare = len(_WORD.findall(text)) < LEAST_WORDS or not judgement.signals.holds_expected
    if is_bare or speaks_to_an_assistant(text):
        return False
    if is_level_line(text):
        return scope.expected is Expected.LEVEL
    if scope.expected is Expected.FIGURE and _counts_another(scope.question, text):
        return False
    if scope.answer_type is Expected.CAUSE and only_restates(scope.question, text):
        return False
    if is_of_another_time(scope, judgement.evidence, judgement.sentence):
        return False
    return _is_on_subject(judgement, scope)


def _counts_another(question: str, text: str) -> bool:
    return tells_another_fate(question, text) or counts_another_kind(question, text)


def _is_on_subject(judgement: Judgement, scope: Scope) -> bool:
    """True where words, time, countries and speaker of the question are those of the sentence.

    Where a time is asked about, the sentence, those beside it or the edition must be of that time;
    a figure between two countries, as refugees of one in the other, needs both in its passage; what
    someone is said to have said needs its name in the passage or over it.
    """
    signals = judgement.signals
    is_off_subject = signals.said_near < LEAST_SHARED and signals.reading < SURE_READING
    if is_off_subject or _is_unsaid(judgement, scope) or (scope.periods and not signals.dates_said):
        return False
    if scope.answer_type in EXACT and not _names_all_countries(judgement.evidence, scope):
        return False
    if _ASKS_COUNTRY.search(scope.question) and not _names_new_country(judgement, scope):
        return False
    return _is_said_by(judgement.evidence, scope.said_by) and _names_the_same(judgement, scope)


def _is_unsaid(judgement: Judgement, scope: Scope) -> bool:
    """True where the sentence has hardly a word of the question, nor its fate, and is unlikely."""
    is_said = judgement.signals.said >= LEAST_SAID or judgement.probability >= LIKELY_UNSAID
    if is_said or asks_office(scope.question):
        return False
    return not fates_in(scope.question) & fates_in(_text(judgement))


def _names_all_countries(evidence: Evidence, scope: Scope) -> bool:
    asked = {*scope.countries, *scope.uncovered}
    if len(asked) < 2:
        return True
    return asked <= {*evidence.card.countries, *countries_in(evidence.text)}


def _names_new_country(judgement: Judgement, scope: Scope) -> bool:
    """True where the sentence names a country that the question does not.

    Of one country the edition may be on it, or its people be named.
    """
    text, found = _text(judgement), _ASKS_COUNTRY.search(scope.question)
    told = {code for each in find_countries(text) if not each.is_demonym for code in each.iso3}
    if found is not None and not found["several"]:
        told |= {*country_codes(text), *judgement.evidence.card.countries}
    return not told <= {*scope.countries, *scope.uncovered, *country_codes(scope.question)}


def _is_said_by(evidence: Evidence, speaker: str) -> bool:
    if not speaker:
        return True
    return not set(tokenise(speaker)).isdisjoint(tokenise(_around(evidence)))


def _names_the_same(judgement: Judgement, scope: Scope) -> bool:
    """True where the question's bodies are named, and no namesake of what it names is told of."""
    text = _text(judgement)
    around = _around(judgement.evidence)
    return not (
        lacks_body(scope.question, around) or tells_of_a_namesake(scope.question, text, around)
    )


def _around(evidence: Evidence) -> str:
    return " ".join((evidence.text, heading_words(evidence), evidence.card.series.publisher))


def _text(judgement: Judgement) -> str:
    return sentence_text(judgement.evidence, judgement.sentence)
