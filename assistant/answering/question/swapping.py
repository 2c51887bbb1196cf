"""Follow-ups that ask an earlier question again with one thing changed: 'And in Yemen?'. Pure."""

from __future__ import annotations

import re

from assistant.answering.question.carrying import as_of_edition, without_dates, without_edition
from assistant.answering.question.documents_asked import edition_named
from assistant.answering.question.pointing import (
    ELLIPSIS,
    POINTER,
    QUESTION_WORDS,
    content_words,
    has_pointer,
    names_in,
)
from assistant.countries import country_codes, find_countries
from assistant.domain import MONTHS
from assistant.statements.periods import Period, dates_named

NOW = re.compile(
    r"\b(?:now|today|currently|current|(?:at )?present|latest|newest|nowadays)\b", re.IGNORECASE
)
AND = re.compile(r"^\s*(?:and|but|so|also|et|mais)\b[\s,]*", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_BARE_THING = re.compile(
    r"^\s*(?:(?:and|but|what about|how about|how many|of|for)\b[\s,]*)*(?:the |its |their )?"
    r"(?P<thing>[a-z][\w-]*(?: [a-z][\w-]*){0,2})\W*$",
    re.IGNORECASE,
)
_EARLIER_THING = re.compile(
    r"\bhow many\s+(?P<counted>[a-z][^?,]*?)(?=\s+(?:are|were|was|is|have|had|has|did|do|does|may|"
    r"can|could|will|would|live|died|fled|remain)\b)"
    r"|\b(?:who|what)\s+(?:is|was|are|were)\s+the\s+(?P<named>[a-z][a-z -]*?)"
    r"(?=\s+(?:of|in|for)\b)",
    re.IGNORECASE,
)
_PLACE_NAME = rf"(?!(?:{'|'.join(MONTHS)})\b)[A-Z][\w'’-]+(?:[ -](?:[A-Z][\w'’-]+|\d\b))*"
_PLACE_ALONE = re.compile(
    r"^\W*(?i:(?:and|but|what about|how about)\s+)?(?P<how>(?i:in|at|near|around))\s+"
    rf"(?P<place>{_PLACE_NAME})"
    r"(?:,?\s+(?P<when>(?:on|in|by)\s.*))?\W*$"
)
_AT_PLACE = re.compile(rf"\b(?:in|at|near|around)\s+(?P<place>{_PLACE_NAME})")
_PART_OF_TIME = re.compile(r"\b(?:early|mid|late)[\s-]+(?=[A-Z\d])", re.IGNORECASE)
_LED_IN = re.compile(
    r"\b(?:in|on|by|since|until|before|after|during)\s+(?:(?:early|mid|late)[\s-]+)?$",
    re.IGNORECASE,
)


def asked_again(question: str, earlier: str) -> str | None:
    """Return `earlier` with its country, date or thing changed, where that is all `question` says.

    'And in Yemen?', 'And in 2017?', 'And the prime minister?', 'And now?'.
    """
    for swap in (_with_country, _with_place, _with_date, _for_now, _with_thing):
        asked = swap(question, earlier)
        if asked is not None:
            return asked
    return None


def with_counted_thing(question: str, earlier: str) -> str:
    """Return 'How many were hurt?' with what `earlier` counted: 'How many civilians were hurt?'."""
    there = _EARLIER_THING.search(earlier)
    ellipsis = ELLIPSIS.search(question)
    if there is None or ellipsis is None or not there["counted"] or has_pointer(question):
        return question
    return _HOW_MANY.sub(lambda match: f"{match.group()} {there['counted']}", question, count=1)


def with_note(question: str, note: str) -> str:
    """Add `note` in brackets, to those that the question already ends with if it does."""
    bare = question.rstrip(" ?.")
    if bare.endswith(")"):
        return f"{bare[:-1]}, {note})?"
    return f"{bare} ({note})?"


def _with_country(question: str, earlier: str) -> str | None:
    here, there = find_countries(question), find_countries(earlier)
    if len(here) != 1 or len(there) != 1 or content_words(question) or has_pointer(question):
        return None
    asked = earlier[: there[0].start] + here[0].text + earlier[there[0].end :]
    return as_of_edition(asked)


def _with_place(question: str, earlier: str) -> str | None:
    """'And in Wau, on 3 May 2018?' asks the same of another place, and of another day."""
    here, there = _PLACE_ALONE.match(question), list(_AT_PLACE.finditer(earlier))
    if here is None or len(there) != 1 or country_codes(here["place"]):
        return None
    start, end = there[0].span()
    asked = f"{earlier[:start]}{here['how'].lower()} {here['place']}{earlier[end:]}"
    if country_codes(there[0]["place"]):
        asked = with_note(asked, there[0]["place"])
    return (_with_date(here["when"], asked) or asked) if here["when"] else asked


def _with_date(question: str, earlier: str) -> str | None:
    dates = dates_named(question)
    bare = _PART_OF_TIME.sub(" ", question)
    has_more = content_words(bare) or country_codes(question) or _names_beside(bare)
    if len(dates) != 1 or has_more or has_pointer(question):
        return None
    wants_edition = edition_named(question) or re.search(r"edition|page|factbook", question, re.I)
    former = edition_named(earlier)
    if former is None and not wants_edition and len(dates_named(earlier)) == 1:
        former = dates_named(earlier)[0]
    if former is not None:
        return _redated(earlier, former, question, dates[0])
    if wants_edition:
        return with_note(without_dates(earlier), f"edition of {dates[0].text}")
    return with_note(earlier, f"in {dates[0].text}")


def _redated(earlier: str, former: Period, question: str, date: Period) -> str:
    """Put `date` of `question` in place of `former`, each with the word that leads it in."""
    led, leads = (
        _LED_IN.search(each) for each in (earlier[: former.start], question[: date.start])
    )
    if led is None or leads is None:
        return earlier[: former.start] + date.text + earlier[former.end :]
    return f"{earlier[: led.start()]}{leads.group().lower()}{date.text}{earlier[former.end :]}"


def _for_now(question: str, earlier: str) -> str | None:
    is_more = content_words(question) or country_codes(question) or names_in(question)
    if not NOW.search(question) or is_more or has_pointer(question):
        return None
    return with_note(without_dates(without_edition(earlier)), "now")


def _with_thing(question: str, earlier: str) -> str | None:
    here, there = _BARE_THING.match(question), _EARLIER_THING.search(earlier)
    if here is None or there is None or country_codes(question):
        return None
    thing = here["thing"].lower()
    is_asking = POINTER.search(thing) or not QUESTION_WORDS.isdisjoint(thing.split())
    is_other_kind = "how many" in question.lower() and not there["counted"]
    if is_asking or is_other_kind:
        return None
    start, end = there.span("counted" if there["counted"] else "named")
    return earlier[:start] + here["thing"] + earlier[end:]


def _names_beside(question: str) -> bool:
    """True where names other than months and the Factbook stand in the question."""
    return any(
        not dates_named(name) and name.lower() != "factbook" for _, name in names_in(question)
    )
