"""Questions about editions rather than about one fact: changes, timelines, levels, comparisons.

Pure. What such a question asks is answered from the dated editions themselves, each named side by
its own retrieval; `edition_ask` tells which kind it is, `topic_words` what it is about.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

from assistant.answering.question.documents_asked import EDITION_BEFORE, EDITION_DATE
from assistant.answering.question.scope import Expected, Scope
from assistant.answering.question.topic_words import topic_words as topic_words
from assistant.domain import Level
from assistant.statements.periods import dates_named


class EditionAsk(StrEnum):
    """What a question about editions asks for."""

    CHANGES = "what changed"
    TIMELINE = "timeline"
    AT_LEVEL = "countries at a level"
    LEVEL = "level of a country"
    LEVEL_HISTORY = "levels over time"
    UPDATED = "last updated"
    COVERAGE = "what is covered"
    COMPARISON = "comparison"
    BRIEF = "brief"


LEVEL_WORDS = (
    rf"(?:(?-i:{'|'.join(level.value for level in Level)})"
    r"|(?<!\bthe )(?<!\ban )(?<!most )(?<!expressed )(?<!present )"
    rf"(?:{'|'.join(level.value for level in Level)}))"
)
"""A level, for a pattern that ignores case; 'the current crisis' in small letters is none."""
_WORDS = {
    "{LEVEL}": LEVEL_WORDS,
    "{EDITIONS}": r"(?:editions?|briefings?|updates?|versions?|snapshots?|entry|entries|issues?|"
    r"country pages?|factbooks?)",
    "{COUNTRIES}": r"(?:countries|country|situations?|states?|populations?|places|crises)",
}
_STAYS = re.compile(
    r"\b(?:what|why|who|how|when|where) (?:(?:must|should)(?! (?:i|we) know)|"
    r"caused|led|explains)\b|\bwhy\b|\b(?:what|which) (?:reasons?|grounds)\b|"
    r"\bon what (?:grounds|evidence)\b|"
    r"\bwhat does .* mean\b|\bhow is .* defined\b|\bdefin(?:e|ition)\b|\bcriteria\b|\bcounts? as\b",
    re.IGNORECASE,
)
"""Causes, actions and definitions are read in the text, whatever else the question names."""
_DOCUMENTS = re.compile(
    r"[,;]?\s*(?:\band\s+|\bor\s+)?(?:\b(?:according to|in|under|by|from|to|between|vs\.?|versus|"
    r"of|with)\s+)?(?:\b(?:resolutions?|res\.?|unscr|scr)\s*)?(?<![\d,.])\b\d{4}\b"
    r"(?:\s*\(\d{4}\))?(?![,.]?\d)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:on what|until when|since when|by when|for how long|what|which|who|whom|whose|when|where|"
    r"how (?:many|much|long|large))\b.*",
    re.IGNORECASE,
)
_NUMBERED_LEVEL = re.compile(r"\blevels?[ -](?:\d|one|two|three|four|five)\b", re.IGNORECASE)
_RISK = re.compile(
    rf"{LEVEL_WORDS}|\b(?:risk|alert|r2p) levels?\b|\brat(?:ed|ing)\b", re.IGNORECASE
)
"""'A level 3 emergency' is no level of risk."""
_DATABLE = frozenset(
    (Expected.ANYTHING, Expected.DATE, Expected.DURATION, Expected.MEASURE, Expected.YES_NO)
)
"""Kinds of thing that 'when was it updated' asks for; a person or a count is none of them."""
_CHANGE = re.compile(r"\bchang|\bdiffer|\bmove|\braise|\bhow far\b|\bby how\b", re.IGNORECASE)


def edition_ask(scope: Scope) -> EditionAsk | None:
    """Return what the question asks of the editions; None where it asks for a fact in them."""
    question = scope.question
    if asks_cause_or_meaning(question):
        return None
    return next(
        (ask for ask, pattern in _patterns() if pattern.search(question) and fits(ask, scope)),
        None,
    )


def asks_cause_or_meaning(question: str) -> bool:
    """True where a cause, an action or a definition is asked for: it is read in the text."""
    return _STAYS.search(question) is not None


def asked_of_each(question: str) -> str:
    """Return what a question asks of each document that it names; '' where it asks nothing alone.

    'Which force does each of them set up?' of 'Compare 2085 and 2100: which force does each ...'.
    """
    bare = _DOCUMENTS.sub(" ", question)
    asked = _QUESTION.search(bare)
    if asked is None or _CHANGE.search(bare):
        return ""
    words = re.sub(r"\beach(?: of (?:them|these|the two))?\b", "the resolution", asked.group())
    return f"{' '.join(words.split()).strip(' ,;:?')}?"


def level_named(question: str) -> Level | None:
    """Return the level that the question names, if it names one."""
    named = {each.group().lower() for each in re.finditer(LEVEL_WORDS, question, re.IGNORECASE)}
    return next((level for level in Level if level.value.lower() in named), None)


def fits(ask: EditionAsk, scope: Scope) -> bool:
    """True where the question names the sides that `ask` needs."""
    match ask:
        case EditionAsk.COMPARISON:
            named = {*scope.countries, *scope.uncovered}
            return len(named) > 1 or len(scope.documents) > 1
        case EditionAsk.CHANGES:
            return _has_two_sides(scope)
        case EditionAsk.BRIEF | EditionAsk.LEVEL | EditionAsk.LEVEL_HISTORY:
            is_other = ask is not EditionAsk.BRIEF and names_another_level(scope.question)
            return bool(scope.countries or scope.uncovered) and not is_other
        case EditionAsk.UPDATED:
            return _DATABLE.issuperset(scope.answer_types[:1])
        case EditionAsk.TIMELINE:
            return bool(scope.countries or scope.uncovered or scope.documents)
        case _:
            return True


def names_another_level(question: str) -> bool:
    """True where the only level named is none of risk: 'a level 3 emergency'."""
    return bool(_NUMBERED_LEVEL.search(question)) and not _RISK.search(question)


def _has_two_sides(scope: Scope) -> bool:
    """True where two dates, two documents, a country or the edition before are named."""
    question = scope.question
    return bool(
        len(scope.documents) > 1
        or scope.countries
        or scope.uncovered
        or EDITION_BEFORE.search(question)
        or EDITION_DATE.search(question)
        or len(dates_named(question)) > 1
    )


@cache
def _patterns() -> tuple[tuple[EditionAsk, re.Pattern[str]], ...]:
    text = (files("assistant.answering.question") / "edition_asks.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (EditionAsk[name], re.compile(_with_words(pattern), re.IGNORECASE))
        for name, pattern in (line.split(maxsplit=1) for line in lines)
    )


def _with_words(pattern: str) -> str:
    for name, words in _WORDS.items():
        pattern = pattern.replace(name, words)
    return pattern
