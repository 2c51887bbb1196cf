"""Finds words that point at what neither the question nor its history names. Pure.

'How many of them are displaced?' can be answered from any country at random, so it is asked back.
A pronoun whose antecedent stands before it in the question ('how many people fled, and are they
back?') points at nothing outside it.
"""

from __future__ import annotations

import re

from assistant.answering.question.documents_asked import documents_named
from assistant.answering.question.pointer_words import (
    CLAUSE_ENDS,
    IT,
    MANY,
    MEANING,
    OBJECT,
    PLACE,
    PLAIN,
    SAYS_WHICH,
    SHOWN,
    STATE,
    THEN,
    THERE,
    THEY,
)
from assistant.answering.question.pointing import (
    DEFINITE,
    QUESTION_WORDS,
    content_words,
    names_in,
)
from assistant.countries import find_countries
from assistant.statements.periods import dates_named

_BODIES = frozenset(
    (
        "council",
        "security council",
        "un security council",
        "un",
        "united nations",
        "secretary-general",
        "general assembly",
        "african union",
        "european union",
        "au",
        "eu",
        "icc",
        "international criminal court",
    )
)
"""Bodies that act everywhere: to name one says not where."""
_LED_BY = frozenset(
    "the a an any each every some which what many much all most more no several these".split()
)
_VERB = re.compile(r"\w+ed|\w+ing|became|led|took|made|came|went|killed|caused|does|goes|happens")
_NAMED_FIRST = re.compile(r"^\W*(?P<name>[A-Z][\w-]+)(?:['’]s\b|\s*[:,–—-]\s)")
_ASKS = re.compile(r"\b(?:why|when|who|whom|where|how|what|which|more)\b", re.IGNORECASE)
_ADDED = re.compile(r"^\W*(?:and|but)\b", re.IGNORECASE)
_GENERAL = re.compile(r"\b(?:countr(?:y|ies)|briefings?|editions?|library)\b", re.IGNORECASE)


def pointing_at_nothing(question: str) -> str:
    """Return the first words that point at something unnamed, as 'them' or 'that camp'; '' if none.

    `question` stands alone: what it leans on in its history has been added to it. One that names
    a country, a place, a document or anyone else has a subject.
    """
    if _names_a_subject(question):
        return ""
    found = [
        match
        for pattern, has_antecedent in _POINTERS
        for match in pattern.finditer(question)
        if not has_antecedent(question[: match.start()])
    ]
    definite = [each for each in DEFINITE.finditer(question) if _is_unnamed(each)]
    first = min((*found, *definite), key=lambda match: match.start(), default=None)
    if first is not None:
        return first.group()
    return question.strip() if _is_left_open(question) else ""


def _is_left_open(question: str) -> bool:
    """True for 'Why?' and 'And how many died?', which say nothing of what they are about."""
    if _GENERAL.search(question) or dates_named(question):
        return False
    is_bare = _ASKS.search(question) and not content_words(question) and not names_in(question)
    return _ADDED.search(question) is not None or bool(is_bare)


def _names_a_subject(question: str) -> bool:
    first = _NAMED_FIRST.match(question)
    is_first_named = first is not None and first["name"].lower() not in QUESTION_WORDS
    names = [name for _, name in names_in(question) if name.lower() not in _BODIES]
    return bool(is_first_named or names or find_countries(question) or documents_named(question))


def _is_unnamed(match: re.Match[str]) -> bool:
    """False for 'the deadliest attack', and for a thing that the question spoke of before."""
    before = match.string[: match.start()].lower()
    noun = match.group().split()[-1].lower()
    is_plain = PLAIN.fullmatch(match.group()) and not SAYS_WHICH.match(match.string, match.end())
    return bool(is_plain) and noun.rstrip("s") not in before


def _names_several(before: str) -> bool:
    """True where people or things that 'they' may stand for are named before it."""
    return any(
        MANY.fullmatch(word) and word not in QUESTION_WORDS
        for word in re.findall(r"[\w-]+", before.lower())
    )


def _names_one(before: str) -> bool:
    is_general = _GENERAL.search(before) is not None
    return is_general or any(not MANY.fullmatch(word) for word in _nouns(before))


def _names_before_clause(before: str) -> bool:
    """True where what an object may stand for is named in a clause before its own."""
    ends = [match.start() for match in CLAUSE_ENDS.finditer(before)]
    earlier = before[: ends[-1]] if ends else ""
    return _names_several(earlier) or _names_one(earlier)


def _is_general(before: str) -> bool:
    return _names_place(before) or MEANING.search(before) is not None


def _names_place(before: str) -> bool:
    return PLACE.search(before) is not None


def _names_time(before: str) -> bool:
    return bool(dates_named(before)) or _names_one(before)


def _names_nothing(before: str) -> bool:
    del before
    return False


def _nouns(before: str) -> list[str]:
    """Return the words that an article or 'how many' leads in, with one word between at most."""
    words = re.findall(r"[\w'’-]+", before.lower())
    nouns: list[str] = []
    for at, word in enumerate(words):
        if word not in _LED_BY:
            continue
        for after in words[at + 1 : at + 3]:
            if after in QUESTION_WORDS or (word in ("what", "which") and _VERB.fullmatch(after)):
                break
            nouns.append(after)
    return nouns


_POINTERS = (
    (THEY, _names_several),
    (IT, _names_one),
    (OBJECT, _names_before_clause),
    (STATE, _is_general),
    (THERE, _names_place),
    (SHOWN, _names_nothing),
    (THEN, _names_time),
)
"""What points, and what shows that it points at something within the question."""
