"""What an earlier answer of the assistant says that a follow-up may point at. Pure.

Answers by quoting lead with the edition: 'Edition of 15 May 2019, Mali ...:' and then the quotes;
a resolution or a record leads with its date alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.documents_asked import documents_named, edition_named
from assistant.answering.question.expecting import answer_types
from assistant.answering.question.held_spans import held_spans
from assistant.countries import country_codes, country_name
from assistant.domain import MONTHS, Message
from assistant.statements.periods import Period, dates_named

_LABEL = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?:19|20)\d{{2}}"
_EDITION = re.compile(rf"\bEdition of (?P<label>{_LABEL})", re.IGNORECASE)
_ASKS_RESOLUTION = re.compile(r"\b(?:which|what|quelle) r[ée]solution\b", re.IGNORECASE)
_LEAD_LINE = re.compile(rf"^(?:Edition of )?{_LABEL}, .*:$", re.MULTILINE | re.IGNORECASE)
_NAMED_THINGS = {
    Expected.PERSON: Expected.PERSON,
    Expected.ORGANISATION: Expected.ORGANISATION,
    Expected.COUNTRY: Expected.COUNTRY,
    Expected.PLACE: Expected.PLACE,
    Expected.LIST: Expected.PERSON,
}
NAMES_OF_A_LIST = 3


def edition_answering(history: Sequence[Message]) -> str:
    """Return the date of the edition that answered last, as printed; '' where none is named."""
    for turn in reversed(history):
        printed = _EDITION.search(turn.content)
        if printed:
            return printed["label"]
        named = edition_named(turn.content)
        if named:
            return named.text
    return ""


def names_answered(asked: str, answer: str) -> tuple[str, ...]:
    """Return who, which body, place or resolution `answer` gives, where `asked` asks for one."""
    if _ASKS_RESOLUTION.search(asked):
        return tuple(f"resolution {number}" for number in documents_named(answer)[:1])
    expected = next(iter(answer_types(asked)), Expected.ANYTHING)
    if expected not in _NAMED_THINGS:
        return ()
    said = words_said(answer)
    spans = held_spans(_NAMED_THINGS[expected], said, asked)
    names = [said[start:end] for start, end in spans]
    if expected is Expected.LIST:  # countries in a list of groups say where they are
        return tuple(name for name in names if not country_codes(name))[:NAMES_OF_A_LIST]
    return tuple(names[:1])


def date_answered(answer: str) -> Period | None:
    """Return the first date that `answer` says, its editions' dates left out."""
    said = words_said(answer)
    named = edition_named(said)
    found = (each for each in dates_named(said) if named is None or each.start != named.start)
    return next(found, None)


def country_of_editions(answer: str) -> str:
    """Return the country in the title of the edition that answered; '' where there is none."""
    leads = " ".join(match.group() for match in _LEAD_LINE.finditer(answer))
    codes = country_codes(leads)
    return country_name(codes[0]) if codes else ""


def words_said(answer: str) -> str:
    """Return the words of an answer without its lead lines, quotation marks and [n] marks."""
    return re.sub(r"[“”]|\[\d+\]", "", _LEAD_LINE.sub("", answer)).strip()
