"""What a text claims about the crimes of the responsibility to protect, and how firmly. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Crime(StrEnum):
    """The four of the 2005 World Summit Outcome, paragraph 138."""

    GENOCIDE = "genocide"
    WAR_CRIMES = "war crimes"
    CRIMES_AGAINST_HUMANITY = "crimes against humanity"
    ETHNIC_CLEANSING = "ethnic cleansing"


class Strength(StrEnum):
    """How firmly a crime is claimed; `LADDER` orders all but DENIED."""

    MENTIONED = "mentioned"
    """Named without a claim: 'to prevent genocide'."""
    RISK = "risk"
    POSSIBLE = "possible"
    ALLEGED = "alleged"
    STATED = "stated"
    DETERMINED = "determined"
    CONVICTED = "convicted"
    DENIED = "denied"


LADDER = tuple(each for each in Strength if each is not Strength.DENIED)
"""The strengths from the weakest to the firmest."""


@dataclass(frozen=True, slots=True)
class LegalClaim:
    """A crime named at `text[start:end]`, and how firmly its clause claims it."""

    crime: Crime
    strength: Strength
    text: str
    start: int
    end: int


_CRIME = re.compile(
    r"\b(?:(?P<genocide>genocid\w+)|(?P<war>war crimes?)|(?P<humanity>crimes? against humanity)"
    r"|(?P<cleansing>ethnic(?:ally)? cleans\w+))\b",
    re.IGNORECASE,
)
_CRIMES = {
    "genocide": Crime.GENOCIDE,
    "war": Crime.WAR_CRIMES,
    "humanity": Crime.CRIMES_AGAINST_HUMANITY,
    "cleansing": Crime.ETHNIC_CLEANSING,
}


def legal_claims_in(text: str) -> tuple[LegalClaim, ...]:
    """Return the crimes that `text` names, in order, each with the strength of its claim."""
    return tuple(
        LegalClaim(
            _CRIMES[match.lastgroup or ""],
            Strength.STATED,
            match.group(),
            match.start(),
            match.end(),
        )
        for match in _CRIME.finditer(text)
    )


def raised_terms(statement: str, quotes: Sequence[str]) -> tuple[LegalClaim, ...]:
    """Return the claims of `statement` firmer than any of `quotes`, or of another crime."""
    quoted = {claim.crime for quote in quotes for claim in legal_claims_in(quote)}
    return tuple(claim for claim in legal_claims_in(statement) if claim.crime not in quoted)
