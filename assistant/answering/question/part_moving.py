"""A part that says only where or when is an earlier question, asked of that place or date. Pure.

'How many fled in Mali, and how many in Chad' asks of Chad what it asked of Mali; 'how many fled in
Mali and in Chad' asks it of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question.part_words import LED_IN, NAME_WORDS, WH
from assistant.countries import find_countries
from assistant.domain import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_COMPASS = r"(?:north|south|east|west|cent(?:re|er|ral))\w*"
_KIND_OF_PLACE = (
    r"(?:regions?|provinces?|districts?|states?|areas?|governorates?|count(?:y|ies)|camps?|city)"
)
_PLACE = (
    rf"(?:(?:the\s+)?(?:{_COMPASS}\s+)?(?!{_MONTH}){NAME_WORDS}(?:\s+{_KIND_OF_PLACE}\b)?"
    rf"|the\s+{_COMPASS})(?<!['’]s)(?![\w'’])"
)
_DATE = (
    rf"(?:(?:early|mid|late)[ -])?(?:\d{{1,2}}\s+)?"
    rf"(?:{_MONTH}(?:\s+\d{{1,2}},)?(?:\s+\d{{4}})?|\d{{4}})(?!\w)"
)
_WHERE = "in|at|near|around|inside|within|across|to|from|of|on|by|against"
_PHRASE = re.compile(
    rf"\b(?P<preposition>(?i:{_WHERE}|since|during|before|after|until))\s+"
    rf"(?:(?P<date>{_DATE})|(?P<place>{_PLACE}))"
)
_OPENING = re.compile(rf"^\W*(?P<asked>{LED_IN}{WH}(?:\s+(?:many|much))?)\s+", re.IGNORECASE)
_WHAT_OF = re.compile(r"^(?i:what|how)\s+(?i:about|of)\s+")
_LONE_PLACE = re.compile(_PLACE)
_SAME_OF_EACH = re.compile(
    rf"\b(?P<preposition>in|at|near|to|from|of)\s+{_PLACE}"
    rf"(?:,\s+(?P=preposition)\s+{_PLACE})*,?\s+and\s+(?P=preposition)\s+{_PLACE}"
)
_BETWEEN_PLACES = re.compile(r",?\s+and\s+(?=[a-z]+\s)|,\s+")
_COUNTRIES_LISTED = re.compile(
    rf"\blevel\s+(?:of|in|for)\s+(?P<names>{_PLACE}(?:,\s+{_PLACE})*,?\s+and\s+{_PLACE})"
)
_BETWEEN_NAMES = re.compile(r",?\s+and\s+|,\s+")
_ASKS_ONE_VALUE = re.compile(
    r"^\W*(?:in\b.{1,40}?,\s+)?"
    r"(?:how (?:many|much)|(?:what|which)\b[^,;?]*\b(?:level|population))\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:together|combined|altogether|in total|in all|both)\b", re.IGNORECASE)


def asked_of_each(question: str) -> list[str]:
    """Return a question for a count or level once for each place of 'in Mali and in Chad'.

    A level is one country's, so it is asked of each of 'Mali and Chad' as well; a count may be
    one that a briefing gives for both.
    """
    if not _ASKS_ONE_VALUE.search(question) or _TOGETHER.search(question):
        return [question]
    places = _SAME_OF_EACH.search(question)
    if places is not None:
        return _with_each(question, places.span(), _BETWEEN_PLACES.split(places.group()))
    listed = _COUNTRIES_LISTED.search(question)
    names = _BETWEEN_NAMES.split(listed["names"]) if listed else []
    if listed is None or len(find_countries(listed["names"])) != len(names):
        return [question]
    return _with_each(question, listed.span("names"), names)


def _with_each(question: str, span: tuple[int, int], places: Sequence[str]) -> list[str]:
    return [question[: span[0]] + place + question[span[1] :] for place in places]


def asked_elsewhere(clause: str, earlier: Sequence[str]) -> str:
    """Return the earlier question that `clause` asks of another place or date; '' if none."""
    opening = _OPENING.match(clause)
    what_of = _WHAT_OF.match(clause)
    if opening is None or not earlier:
        return ""
    same = (each for each in reversed(earlier) if _asks_alike(each, opening["asked"]))
    before = next(same, earlier[-1] if what_of else "")
    rest = clause[(what_of or opening).end() :].strip()
    if before and _LONE_PLACE.fullmatch(rest):
        return _with_place(before, rest)
    if not before or _PHRASE.sub("", rest).strip(" ,"):
        return ""
    return moved(before, rest)


def moved(question: str, clause: str) -> str:
    """Return `question` with the places and dates of `clause` for its own."""
    for phrase in _PHRASE.finditer(clause):
        former = _counterpart(phrase, question)
        words = phrase.group()
        if former is None:
            question = f"{question} {words}"
            continue
        year = re.search(r"\d{4}$", former.group())
        is_without_year = phrase["date"] and not re.search(r"\d{4}", words)
        words += f" {year.group()}" if year and is_without_year else ""
        question = question[: former.start()] + words + question[former.end() :]
    return question


def is_moved(question: str, earlier: Sequence[str]) -> bool:
    """True where `question` is one of `earlier` with no more than its places and dates changed."""
    asked = _PHRASE.sub("", question).split()
    return any(_PHRASE.sub("", each).split() == asked for each in earlier)


def without_phrases_of(clause: str, predicate: str) -> str:
    """Return `clause` without the places and dates that stand for one in `predicate`."""
    for phrase in reversed(list(_PHRASE.finditer(clause))):
        if _counterpart(phrase, predicate) is not None:
            clause = clause[: phrase.start()].rstrip() + clause[phrase.end() :]
    return clause


def _asks_alike(question: str, asked: str) -> bool:
    return re.search(rf"(?:^|,\s+)\W*{asked}\b", question, re.IGNORECASE) is not None


def _with_place(question: str, place: str) -> str:
    """Swap the name of the place alone: 'in Mali' becomes 'in Chad'."""
    standing_in = _PHRASE.search(f"in {place}")
    former = _counterpart(standing_in, question) if standing_in else None
    if former is not None:
        return question[: former.start("place")] + place + question[former.end("place") :]
    named = find_countries(question)
    if len(named) != 1 or not find_countries(place):
        return ""
    return question[: named[0].start] + place + question[named[0].end :]


def _counterpart(phrase: re.Match[str], question: str) -> re.Match[str] | None:
    """Return the phrase of `question` in whose stead `phrase` stands.

    One with the same preposition if there is one, else a country for a country, else a place.
    """
    kind = "date" if phrase["date"] else "place"
    alike = [each for each in _PHRASE.finditer(question) if each[kind]]
    same = [each for each in alike if each["preposition"].lower() == phrase["preposition"].lower()]
    is_country = bool(find_countries(phrase.group()))
    of_kind = [each for each in alike if bool(find_countries(each.group())) == is_country]
    if kind == "date":
        return alike[-1] if alike else None
    return next(iter(reversed(same)), None) or next(iter(reversed(of_kind)), None)
