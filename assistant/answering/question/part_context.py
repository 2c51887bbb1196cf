"""Parts of a compound question stand alone: pronouns become what earlier parts name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question.condensing import standalone_question
from assistant.answering.question.missions import mission_countries
from assistant.answering.question.part_moving import is_moved
from assistant.answering.question.part_words import NAME_WORDS
from assistant.countries import find_countries
from assistant.domain import Message

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|may|might|can|could|will|would|should)"
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
_EXISTS = re.compile(
    rf"\b{_AUXILIARY}\s+there\b|\bthere\s+(?:{_AUXILIARY}|be|been)\b", re.IGNORECASE
)
_PLACE = re.compile(rf"\b(?:in|at|near|around|on|to|from|of|leads|governs|rules)\s+({NAME_WORDS})")
_HE = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:his|her)\b", re.IGNORECASE)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_SUBJECT = re.compile(rf"\b{_AUXILIARY}\s+({NAME_WORDS})")
_COMMON_SUBJECT = re.compile(
    rf"\b{_AUXILIARY}\s+((?:the|a)\s+(?:[\w’'-]+\s+){{0,5}}?[\w’'-]+)"
    r"(?=\s+(?:\w{3,}ed|set|made|begin|start|end|take|come|expire|last|run|due|called|have)\b|$)"
)
_OFFICE = re.compile(r"^who\s+(?:is|was)\s+(the\s+[^,]+)$", re.IGNORECASE)


def resolved(parts: Sequence[str]) -> list[str]:
    """Return the parts, each with what it leans on taken from the ones before it."""
    whole: list[str] = []
    for part in parts:
        whole.append(_leaning_filled(part, whole) if whole else part)
    return whole


def _leaning_filled(part: str, earlier: Sequence[str]) -> str:
    if is_moved(part, earlier):
        return part
    filled = _with_place(part, earlier)
    filled = _replaced(filled, _person(earlier), _HE, _HIS)
    filled = _replaced(filled, _thing(earlier), _IT, _ITS)
    history = tuple(Message("user", each) for each in earlier)
    return standalone_question(filled, history)


def _with_place(part: str, earlier: Sequence[str]) -> str:
    place = next((found for each in reversed(earlier) if (found := _place(each))), "")
    if not place or not _THERE.search(part) or _EXISTS.search(part):
        return part
    return _THERE.sub(f"in {place}", part)


def _place(clause: str) -> str:
    named = [match[1] for match in _PLACE.finditer(clause)]
    if named:
        return named[0].removesuffix("'s").removesuffix("’s")
    countries = [each for each in find_countries(clause) if not each.is_demonym]
    return countries[-1].text if countries else ""


def _replaced(part: str, name: str, pronoun: re.Pattern[str], possessive: re.Pattern[str]) -> str:
    if not name:
        return part
    return possessive.sub(f"{name}’s", pronoun.sub(name, part))


def _person(earlier: Sequence[str]) -> str:
    for each in reversed(earlier):
        office = _OFFICE.match(each.strip())
        name = _subject_name(each)
        if office:
            return office[1]
        if name and not find_countries(name) and not mission_countries(name):
            return name
    return ""


def _thing(earlier: Sequence[str]) -> str:
    """The subject of the clause before: what 'it' points at, where no event does."""
    for each in reversed(earlier):
        common = _COMMON_SUBJECT.search(each)
        name = _subject_name(each) or (common[1] if common else "")
        if name and not find_countries(name):
            return name
    return ""


def _subject_name(clause: str) -> str:
    match = _SUBJECT.search(clause)
    return match[1] if match else ""
