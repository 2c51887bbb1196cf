"""History and a follow-up become one question that stands alone; no model needed. Pure.

The follow-up keeps its own words; what it leans on (the place, the date, the edition, the country,
whoever was named in answer) is added in brackets, so that a reader sees what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question.answered import (
    country_of_editions,
    date_answered,
    edition_answering,
    names_answered,
)
from assistant.answering.question.carrying import (
    edition_noted,
    things_named,
    topic_of,
    without_edition,
)
from assistant.answering.question.documents_asked import EDITION_BEFORE, edition_named
from assistant.answering.question.moved_dates import with_dates_resolved
from assistant.answering.question.pointing import (
    PLURAL_POINTER,
    content_words,
    has_pointer,
    leans_on_history,
    moves_between_countries,
    names_in,
)
from assistant.answering.question.swapping import (
    AND,
    NOW,
    asked_again,
    with_counted_thing,
    with_note,
)
from assistant.countries import country_codes, country_name
from assistant.domain import MONTHS, Message
from assistant.statements.periods import Period, dates_named

_THAT_TIME = re.compile(
    r"\b(?:that|the same) (?P<unit>year|month|day|date|time)\b|(?<!the )\bthen\b", re.IGNORECASE
)
_WHOSE = re.compile(
    r"\b(?P<who>who)['’]s"
    r"(?= (?!\w+(?:ing|ed)\b)[a-z]+ (?:is|are|was|were|did|does|do|has|have|had)\b)",
    re.IGNORECASE,
)
"""'Who's mandate was it' is written for 'whose'."""
_LEFT_HANGING = re.compile(r"\s+(?:in|of|from|according to|by|for)\s*(?=\W*$)", re.IGNORECASE)


def standalone_question(question: str, history: Sequence[Message]) -> str:
    """Return `question` so that it can be understood without `history`."""
    question = _WHOSE.sub(lambda match: f"{match['who']}se", question)
    asked: list[str] = []
    for at, turn in enumerate(history):
        if turn.role == "user":
            asked.append(_standing_alone(turn.content, asked, history[:at]))
    return _standing_alone(question, asked, history)


def _standing_alone(question: str, asked: Sequence[str], history: Sequence[Message]) -> str:
    """`asked` are the earlier questions, each already standing alone."""
    if not asked:
        return question.strip()
    is_leaning = leans_on_history(question)
    if is_leaning:
        question = with_dates_resolved(question, asked[-1], _answer_to(history))
    question = with_counted_thing(question, asked[-1])
    if not is_leaning:
        return question.strip()
    for rewritten in (
        _with_edition_before(question, asked, history),
        asked_again(question, asked[-1]),
    ):
        if rewritten is not None:
            return rewritten
    return _noted(question, _carried(question, asked, history))


def _noted(question: str, things: Sequence[str]) -> str:
    bare = AND.sub("", question).strip()
    if not things:
        return bare
    return f"{bare[:1].upper()}{bare[1:].rstrip(' ?')} ({', '.join(things)})?"


def _with_edition_before(
    question: str, asked: Sequence[str], history: Sequence[Message]
) -> str | None:
    """Ask the same of the edition before the one that answered."""
    if not EDITION_BEFORE.search(question):
        return None
    answered = edition_answering(history)
    note = f"edition before {answered}" if answered else "the edition before"
    rest = _LEFT_HANGING.sub("", EDITION_BEFORE.sub("", AND.sub("", question)))
    if not content_words(rest) and not country_codes(rest):
        return with_note(without_edition(asked[-1]), note)
    carried = _carried(rest, asked, history) if leans_on_history(rest) else []
    kept = [thing for thing in carried if not thing.startswith("edition ")]
    return _noted(rest, [*kept, note])


def _carried(question: str, asked: Sequence[str], history: Sequence[Message]) -> list[str]:
    """What the follow-up leans on: whoever answered, names, dates, edition, country, topic."""
    answer = _answer_to(history)
    is_elsewhere = _is_elsewhere(question, asked[-1])
    keeps_country = not is_elsewhere or has_pointer(question)
    is_open = has_pointer(question) or not names_in(question)
    answered = names_answered(asked[-1], answer) if is_open else ()
    things: list[str] = []
    if keeps_country:
        when = _that_time(question, asked, answer, edition_answering(history))
        keeps_dates = not when and not NOW.search(question)
        things += things_named(asked[-1], question, keeps_country, keeps_dates)
        things += [when] if when else []
        things += _edition(question, asked[-1])
        things += _country(question, things, asked, answer)
    if len(content_words(question)) <= 1 or PLURAL_POINTER.search(question) or is_elsewhere:
        things += topic_of(asked[-1], question)
    return list(dict.fromkeys((*answered, *things)))


def _answer_to(history: Sequence[Message]) -> str:
    """The last answer; '' where the last turn is none."""
    return history[-1].content if history and history[-1].role == "assistant" else ""


def _is_elsewhere(question: str, earlier: str) -> bool:
    """True where the question is on another country than the earlier one."""
    here = set(country_codes(question))
    return bool(here - set(country_codes(earlier))) and not moves_between_countries(question)


def _that_time(question: str, asked: Sequence[str], answer: str, edition: str) -> str:
    """The date that 'that year' or 'then' points at, no finer than it is pointed at."""
    pointing = _THAT_TIME.search(question)
    if pointing is None:
        return ""
    dates = [each for earlier in reversed(asked) for each in dates_named(without_edition(earlier))]
    answered = date_answered(answer)
    dates += [each for each in (answered, *dates_named(edition)) if each is not None]
    return _as_pointed_at(dates[0], (pointing["unit"] or "").lower()) if dates else ""


def _as_pointed_at(dated: Period, unit: str) -> str:
    if unit == "year":
        return str(dated.first.year)
    if unit == "month":
        return f"{MONTHS[dated.first.month - 1]} {dated.first.year}"
    return dated.text


def _edition(question: str, earlier: str) -> list[str]:
    """The edition that the earlier question named, unless this one asks for another or for now."""
    if NOW.search(question) or edition_named(question):
        return []
    noted = edition_noted(earlier)
    return [noted] if noted else []


def _country(question: str, things: Sequence[str], asked: Sequence[str], answer: str) -> list[str]:
    """The country that was spoken of last, where neither the question nor `things` name one."""
    is_named = country_codes(question) and not moves_between_countries(question)
    if is_named or country_codes(" ".join(things)):
        return []
    named = [country_name(code) for past in reversed(asked) for code in country_codes(past)]
    cited = country_of_editions(answer)
    return named[:1] or ([cited] if cited else [])
