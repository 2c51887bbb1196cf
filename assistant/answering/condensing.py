"""History and a follow-up become one question that stands alone; no model needed. Pure.

The follow-up keeps its own words; what it leans on (the place, the date, the country, the thing
asked about) is added in brackets, so that a reader sees what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.countries import country_codes, country_name, find_countries
from assistant.domain import MONTHS, Message

MAX_CARRIED = 4
MAX_TOPIC_WORDS = 6
_MONTH = "|".join(MONTHS)
_POINTER = re.compile(
    r"\b(?:it|its|they|them|their|theirs|there|those|these|that|this|he|she|him|her|his|hers|"
    r"the same|then|such|one|ones|former|latter)\b",
    re.IGNORECASE,
)
_PLURAL_POINTER = re.compile(r"\b(?:they|them|their|those|these)\b", re.IGNORECASE)
_OPENING = re.compile(r"^\s*(?:and|but|so|also|what about|how about|then)\b", re.IGNORECASE)
_DATED = re.compile(rf"\b(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?\b|\b(?:19|20)\d{{2}}\b")
_DOCUMENT = re.compile(r"\bresolutions? \d{3,4}|\bS/[A-Z]+[./]\d+", re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:[A-Z][\w'’-]*|[A-Z]{2,})(?:[ -](?:(?:of|the|for|and|de|du|al)[ -])?[A-Z0-9][\w'’-]*)*"
)
_QUESTION_WORDS = frozenset(
    (
        "what who whom whose when where why which how is are was were did does do has have had "
        "can could should would will may might must in on at by for from of the a an and or to "
        "with about give tell list name quote according please me us briefing briefings say said "
        "between many much happen happened done"
    ).split()
)


def standalone_question(question: str, history: Sequence[Message]) -> str:
    """Return `question` so that it can be understood without `history`."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or not leans_on_history(question):
        return question.strip()
    swapped = _with_country_swapped(question, asked[-1])
    if swapped is not None:
        return swapped
    carried = _carried(question, asked)
    bare = re.sub(r"^\s*(?:and|but|so|also)\b[\s,]*", "", question, flags=re.IGNORECASE).strip()
    if not carried:
        return bare
    return f"{bare[:1].upper()}{bare[1:].rstrip(' ?')} ({', '.join(carried)})?"


def leans_on_history(question: str) -> bool:
    """True where the question points back, opens with 'And', or names nothing of its own."""
    if _POINTER.search(question) or _OPENING.search(question):
        return True
    return not _names(question) and not country_codes(question)


def _with_country_swapped(question: str, earlier: str) -> str | None:
    """Return the earlier question about the country that 'And in Yemen?' names, if it is that."""
    here, there = find_countries(question), find_countries(earlier)
    if len(here) != 1 or len(there) != 1 or _content_words(question) or _POINTER.search(question):
        return None
    return earlier[: there[0].start] + here[0].text + earlier[there[0].end :]


def _carried(question: str, asked: Sequence[str]) -> list[str]:
    """The names, dates, country and topic that the follow-up leans on, nearest question first."""
    keeps_country = not country_codes(question) or bool(_POINTER.search(question))
    things: list[str] = []
    for earlier in reversed(asked):
        things = _things(earlier, question, keeps_country)
        if things:
            break
    if keeps_country and not country_codes(" ".join(things)):
        named = [country_name(code) for past in reversed(asked) for code in country_codes(past)]
        things += named[:1]
    if len(_content_words(question)) <= 1 or _PLURAL_POINTER.search(question):
        things += _topic(asked[-1], question)
    return list(dict.fromkeys(things))


def _things(earlier: str, question: str, keeps_country: bool) -> list[str]:
    """The names and dates of an earlier question that the follow-up does not name itself."""
    found = sorted(
        [(match.start(), match.group()) for match in _DOCUMENT.finditer(earlier)]
        + [(match.start(), match.group()) for match in _DATED.finditer(earlier)]
        + _names(earlier)
    )
    kept: list[str] = []
    for _, text in found:
        is_known = text.lower() in question.lower() or any(text in other for other in kept)
        if not is_known and (keeps_country or not country_codes(text)):
            kept.append(text)
    return kept[:MAX_CARRIED]


def _topic(earlier: str, question: str) -> list[str]:
    """The content words of an earlier question, as one phrase."""
    known = question.lower()
    words = [word for word in _content_words(earlier) if word.lower() not in known]
    return [" ".join(words[:MAX_TOPIC_WORDS])] if words else []


def _content_words(text: str) -> list[str]:
    """The words that are neither names nor words of asking or pointing."""
    return [
        word
        for word in re.findall(r"[\w'’-]+", _POINTER.sub(" ", text))
        if word.lower() not in _QUESTION_WORDS and word[0].islower()
    ]


def _names(text: str) -> list[tuple[int, str]]:
    """Capitalised names with their positions; a question word that opens a sentence is none."""
    names: list[tuple[int, str]] = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        skipped = 0
        while words and words[0].lower() in _QUESTION_WORDS:
            skipped += len(words[0]) + 1
            words = words[1:]
        opens = match.start() == 0 and skipped == 0 and len(words) == 1
        if words and words[0] not in MONTHS and not (opens and not country_codes(words[0])):
            names.append((match.start() + skipped, " ".join(words)))
    return names
