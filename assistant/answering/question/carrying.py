"""What a follow-up takes over from earlier questions: names, dates, edition, topic. Pure."""

from __future__ import annotations

import re

from assistant.answering.question.documents_asked import EDITION_DATE, edition_named
from assistant.answering.question.pointing import content_words, names_in
from assistant.countries import country_codes
from assistant.domain import MONTHS

MAX_CARRIED = 4
MAX_TOPIC_WORDS = 6
_MONTH = "|".join(MONTHS)
_DATED = re.compile(rf"\b(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?\b|\b(?:19|20)\d{{2}}\b")
_LEADS_EDITION = re.compile(r"\b(?:in|by|per|from|of|according to)\s+$", re.IGNORECASE)
_DOCUMENT = re.compile(r"\bresolutions? \d{3,4}|\bS/[A-Z]+[./]\d+", re.IGNORECASE)
_NOTED_EDITION = re.compile(rf"\bedition (?:before|of) (?:(?:\d{{1,2}} )?(?:{_MONTH}) )?\d{{4}}\b")
"""As a follow-up that was made to stand alone names its edition."""
_NOTE_ITEM = re.compile(rf"(?:, )?{_NOTED_EDITION.pattern}")


def things_named(earlier: str, question: str, keeps_country: bool, keeps_dates: bool) -> list[str]:
    """Return the names and dates of `earlier` that `question` does not name itself, in order."""
    bare = without_edition(earlier)
    found = [(match.start(), match.group()) for match in _DOCUMENT.finditer(bare)] + names_in(bare)
    if keeps_dates:
        found += [(match.start(), match.group()) for match in _DATED.finditer(bare)]
    kept: list[str] = []
    for _, text in sorted(found):
        is_known = text.lower() in question.lower() or any(text in other for other in kept)
        if not is_known and (keeps_country or not country_codes(text)):
            kept.append(text)
    return kept[:MAX_CARRIED]


def edition_noted(question: str) -> str:
    """Return 'edition of May 2019' or 'edition before 15 May 2019' where `question` names one."""
    noted = _NOTED_EDITION.search(question)
    if noted:
        return noted.group()
    named = edition_named(question)
    return f"edition of {named.text}" if named else ""


def without_edition(question: str) -> str:
    """Return `question` without the date of an edition: 'the 2017 edition' is 'the edition'."""
    bare = re.sub(r"\s*\(\)", "", _NOTE_ITEM.sub("", question)).replace("(, ", "(")
    match = EDITION_DATE.search(bare)
    if match is None:
        return bare
    group = next(name for name in ("as_of", "before", "after") if match[name])
    start, end = match.span() if group == "as_of" else match.span(group)
    before = re.sub(r"\s+(?:of|from|for|dated|de|du)(?:\s+the)?\s*$", " ", bare[:start])
    return re.sub(r"\s+([?,.)])", r"\1", re.sub(r"\s{2,}", " ", before + bare[end:])).strip(" ,")


def as_of_edition(question: str) -> str:
    """Return 'as of July 2019' for 'in the July 2019 edition', of another country perhaps not held.

    What was in force then is what is asked of the other country.
    """
    match, named = EDITION_DATE.search(question), edition_named(question)
    if match is None or named is None or match["as_of"]:
        return question
    led = _LEADS_EDITION.search(question[: match.start()])
    start = led.start() if led else match.start()
    return f"{question[:start]}as of {named.text}{question[match.end() :]}"


def without_dates(question: str) -> str:
    """Return `question` without its dates and the words that led to them."""
    bare = re.sub(rf"\b(?:(?:in|on|since|by|until|during)\s+)?(?:{_DATED.pattern})", "", question)
    return re.sub(r"\s+([?,.)])", r"\1", re.sub(r"\s{2,}", " ", bare)).strip(" ,")


def topic_of(earlier: str, question: str) -> list[str]:
    """Return the content words of an earlier question that `question` lacks, as one phrase."""
    known = question.lower()
    words = [word for word in content_words(earlier) if word.lower() not in known]
    return [" ".join(words[:MAX_TOPIC_WORDS])] if words else []
