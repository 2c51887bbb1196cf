"""What a question is about, word by word: the thing asked for, the dates. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.question.terms import asked_terms, content_terms, said_terms
from assistant.countries import find_countries
from assistant.domain import MONTHS

_THING = re.compile(r"\b(?:how (?:many|much)|which|what)\s+(.+)", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|may|might|should|must)\b",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(
    r"\b(?:in|on|at|for|by|to|from|with|according|after|before|since|until|during|of|that|who|"
    r"which|and|or|under|over|against|between)\b|[,;?(]",
    re.IGNORECASE,
)
_GENERIC = content_terms(
    "people person persons civilian civilians number state states country countries group groups "
    "date year day month thing things level reason part parts role body bodies measure measures "
    "situation one ones way ways total"
)
_SECTION_TERMS = said_terms(
    "international community response respond responded react reaction action actions necessary "
    "recommended required recommendation government authorities must should do done call called "
    "calls risk at-risk population populations people cause causes root background summary "
    "summarise overview situation need needed needs protect want un council security"
)
_MONTH_TERMS = content_terms(" ".join(MONTHS))
_MAY = re.compile(r"(?<!^)\bMay\b|\bmay (?=(?:19|20)\d{2})|(?<=\d )may\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[\w]")
_ASKED_BY = content_terms("Global Centre GCR2P Factbook World Security Council UN United Nations")
"""Names of who publishes or decides; they stand in few sentences that they are asked about."""
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The terms of a question by what they do in it; see `terms.asked_terms`."""

    all: tuple[str, ...]
    focus: tuple[str, ...]
    """The thing counted or named after 'how many', 'which' or 'what', else what it does."""
    dates: tuple[str, ...]
    specific: tuple[str, ...]
    """What is left without countries and the words by which a part of a briefing is asked for."""
    names: tuple[str, ...] = ()
    """Of the names in it: places, people, missions, bodies and countries."""


def asked_words(question: str) -> AskedWords:
    """Sort the terms of `question`."""
    terms = asked_terms(question)
    months = _MONTH_TERMS if _MAY.search(question) else _MONTH_TERMS - {"may"}
    dates = tuple(term for term in terms if term in months or _YEAR.fullmatch(term))
    general = _SECTION_TERMS | _country_terms(question)
    specific = tuple(term for term in terms if term not in general)
    return AskedWords(terms, _focus(question), dates, specific, _names(question))


def _names(question: str) -> tuple[str, ...]:
    named = (match.group() for match in _NAME.finditer(question) if match.start() > 0)
    months = {month.lower() for month in MONTHS}
    return tuple(
        dict.fromkeys(
            term
            for name in named
            for term in asked_terms(name)
            if name.lower() not in months and term not in _ASKED_BY
        )
    )


def _country_terms(question: str) -> frozenset[str]:
    return frozenset().union(*(said_terms(each.text) for each in find_countries(question)))


def _focus(question: str) -> tuple[str, ...]:
    match = _THING.search(question)
    if match is None:
        return ()
    rest = match.group(1)
    auxiliary = _AUXILIARY.search(rest)
    thing = rest[: auxiliary.start()] if auxiliary else rest
    focus = _specific(_PHRASE_END.split(thing, maxsplit=1)[0])
    if not focus and auxiliary:
        focus = _specific(_PHRASE_END.split(rest[auxiliary.end() :].lstrip(), maxsplit=1)[0])
    return focus


def _specific(phrase: str) -> tuple[str, ...]:
    return tuple(term for term in asked_terms(phrase) if term not in _GENERIC)
