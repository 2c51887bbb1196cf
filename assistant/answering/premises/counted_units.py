"""What a number counts: the noun beside it, its class, and months for all spans of time. Pure."""

from __future__ import annotations

import re

from assistant.library.normaliser import tokenise

NEXT_WORD = re.compile(r"[\s-]+([^\W\d_][\w’'-]*)")
_NUMBER_OF = re.compile(r"\b(?:number|total|count) of ((?:[\w-]+ ){1,4})[^.;\d]*$", re.IGNORECASE)
_REACH = 4
"""A number counts a noun that stands within this many words after it."""
_AFTER_NOUN = re.compile(r"of|\w{2,}ed", re.IGNORECASE)
"""'500 people of the town', '500 people trapped': the noun stands before these."""
_STOPS = frozenset(
    "in on at by to from with after before since until during and or who which that for as than "
    "when where while according following including among per is are was were has have had "
    "did".split()
)
MONTHS_IN = {"day": 1 / 30, "week": 7 / 30, "month": 1.0, "year": 12.0}
_UNITS = (
    ("soldiers", "soldier troop military uniformed peacekeeper"),
    ("police", "police"),
    ("people", "people person civilian inhabitant life live death victim individual casualty man"),
    ("fighters", "fighter combatant rebel separatist militant"),
    ("displaced", "displaced IDP uprooted"),
    ("refugees", "refugee"),
)
_UNIT_OF = {term: unit for unit, nouns in _UNITS for term in tokenise(nouns)}


def counted_after(text: str, at: int) -> tuple[str, tuple[str, ...], int]:
    """Return the class of what is counted from `at` on, its words, and where they end."""
    nouns: list[str] = []
    for _ in range(_REACH):
        match = NEXT_WORD.match(text, at)
        if match is None or match[1].lower() in _STOPS:
            break
        if nouns and _AFTER_NOUN.fullmatch(match[1]):
            break
        at = match.end()
        terms = tokenise(match[1])
        nouns += terms
        if terms and terms[0] in MONTHS_IN:
            return "months", tuple(nouns), at
        if terms and terms[0] in _UNIT_OF:
            return _UNIT_OF[terms[0]], tuple(nouns), at
    return "", tuple(nouns), at


def unit_before(text: str) -> str:
    """Return the unit where the noun comes first: 'the number of displaced people at over ...'."""
    match = _NUMBER_OF.search(text)
    terms = [term for term in tokenise(match[1]) if term in _UNIT_OF] if match else []
    return _UNIT_OF[terms[-1]] if terms else ""
