"""Whose someone or something is: 'Indian peacekeepers', 'the African Union operation'. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.countries import find_countries
from assistant.library.normaliser import fold

ORGANISATIONS = {
    "UN": ("united nations", "secretary-general", "un", "unhcr", "ohchr"),
    "EU": ("european union", "eu"),
    "AU": ("african union", "au"),
    "NATO": ("nato",),
    "ECOWAS": ("ecowas", "economic community of west african states"),
    "IGAD": ("igad", "intergovernmental authority on development"),
    "Arab League": ("arab league", "league of arab states"),
}
_NOUN = re.compile(r"\s+([a-z]{3,})\b")
_LONGEST_FIRST = sorted(
    (n for names in ORGANISATIONS.values() for n in names), key=len, reverse=True
)
_BODY = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST)})(?=\s+[a-z])")


def origins_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each people or body that qualifies a noun, as its span with the noun."""
    spans = [(each.start, each.end) for each in find_countries(text) if each.is_demonym]
    spans += [match.span() for match in _BODY.finditer(text.lower())]
    for start, end in spans:
        noun = _NOUN.match(text, end)
        if noun is not None:
            yield start, end, noun[1]


def organisation_in(text: str) -> str:
    """Return the organisation that `text` names first in our list, or ''."""
    folded = fold(text)
    for mark, names in ORGANISATIONS.items():
        if any(re.search(rf"\b{name}\b", folded) for name in names):
            return mark
    return ""
