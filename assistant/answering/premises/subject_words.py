"""The words of a question or a sentence, one mark for all words that tell the same deed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from assistant.answering.question.terms import asked_terms, content_terms, said_terms
from assistant.library.normaliser import tokenise

_SAME_DEEDS = (
    "topple overthrow depose oust remove overthrew toppled deposed ousted seized",
    "pull out withdraw withdrew leave left depart departed",
    "mediate mediator broker facilitate negotiate negotiator",
    "raid attack strike struck assault",
    "rank rate place list put",
    "host shelter receive",
    "raise lift increase",
    "found create establish set form",
    "extend prolong renew",
    "kill killed die died dead death lost lose lives life fatality victim casualty",
    "limit last period initial run",
    "flee fled drive drove displace uprooted leave home",
    "operation mission",
    "authorise authorize allow comprise consist strengthen may give",
    "lead led head command",
    "say said count counted put estimate",
)
EMPTY = content_terms(
    "ground basis reason purpose aim come came happen take took become became make made get got "
    "first start begin began early late Council Security UN United Nations Global Centre Center "
    "briefing edition people civilians in terms rule measure state country year month day only "
    "explain led cause just see saw keep kept stand stood rate put list rank resolution say"
)
"""Words that many sentences share; they tie a sentence to nothing."""


@lru_cache(maxsize=65536)
def kept_terms(text: str) -> frozenset[str]:
    """Return the terms that `text` says; kept, since passages stay."""
    return said_terms(text)


@lru_cache(maxsize=65536)
def subject_terms(text: str) -> frozenset[str]:
    """Return the same with one mark for the words that tell one deed."""
    return frozenset(marked(kept_terms(text)))


def subject_of(question: str) -> tuple[str, ...]:
    """Return the terms that tie a sentence to `question`, each once."""
    terms = dict.fromkeys(marked(asked_terms(question)))
    return tuple(term for term in terms if term not in EMPTY)


def marked(terms: Iterable[str]) -> list[str]:
    """Return each term, or the mark of the deed that it tells."""
    deeds = _deeds()
    return [deeds.get(term, term) for term in terms]


@cache
def _deeds() -> dict[str, str]:
    marks: dict[str, str] = {}
    for number, group in enumerate(_SAME_DEEDS):
        for term in tokenise(group):
            marks.setdefault(term, f"~deed{number}")
    return marks
