"""Whether a follow-up that a chat model made stand alone may be asked in its words. Pure.

A conversation may hold quotes, and quotes may hold instructions: what the model makes of it names
no country, figure, date or name that the conversation did not name, or it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.claims.names import names_in
from assistant.citations import without_marks
from assistant.countries import country_codes
from assistant.domain import Message
from assistant.library.normaliser import tokenise
from assistant.statements.date_words import date_words_in
from assistant.statements.numerals import numerals_in

LONGEST = 400
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_NEW_TERMS = 0.34
"""The largest share of its terms that the conversation need not hold: 'people', 'killed'."""


def accepted_rewording(words: str, question: str, history: Sequence[Message]) -> str | None:
    """Return the question as the model put it, or None where it may not be asked so."""
    lines = [line.strip() for line in words.strip().splitlines() if line.strip()]
    if len(lines) != 1:
        return None
    text = without_marks(lines[0].strip("\"“”'` "))
    said = " ".join([*(each.content for each in history), question])
    is_sound = 0 < len(text) <= max(LONGEST, 2 * len(question)) and not re.search(
        r"https?:|www\.|[<>{}]|!\[|\]\(", text
    )
    return text if is_sound and names_nothing_new(text, said) else None


def names_nothing_new(text: str, said: str) -> bool:
    """True where every country, figure, date and name of `text`, and most words, are in `said`."""
    known = set(tokenise(said))
    terms = set(tokenise(text))
    if set(country_codes(text)) - set(country_codes(said)):
        return False
    if set(_DIGITS.findall(text)) - set(_DIGITS.findall(said)):
        return False
    if {each.value for each in numerals_in(text)} - {each.value for each in numerals_in(said)}:
        return False
    if any(set(tokenise(name)) - known for name in names_in(text)):
        return False
    months = {each.month for each in date_words_in(text)}
    if months - {each.month for each in date_words_in(said)}:
        return False
    return not terms or len(terms - known) / len(terms) <= _NEW_TERMS
