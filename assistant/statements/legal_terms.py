"""What a text claims about the crimes of the responsibility to protect, and how firmly. Pure.

The strength of a claim is that of the nearest guarding words before the crime in its clause, or of
those right behind it where they are weaker ('reports that genocide may be occurring').
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.statements.sentence_bounds import Span, sentence_spans, span_at


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
    r"\b(?:(?P<genocide>genocid\w+)|(?P<war>war\s+crimes?)|(?P<humanity>crimes?\s+against\s+humanity)"
    r"|(?P<cleansing>ethnic(?:ally)?\s+cleans\w+))\b",
    re.IGNORECASE,
)
_CRIMES = {
    "genocide": Crime.GENOCIDE,
    "war": Crime.WAR_CRIMES,
    "humanity": Crime.CRIMES_AGAINST_HUMANITY,
    "cleansing": Crime.ETHNIC_CLEANSING,
}
_CLAUSE_END = re.compile(
    r";|\s[–—]\s|\s--\s|,\s+(?:but|while|whereas|although|though|which|where|who)\b"
    r"|,\s+and\s+(?!(?:[\w-]+\s+){0,3}(?:genocid|war\s+crime|crimes?\s+against|ethnic))",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"\b(?:(?P<DENIED>no (?:\w+ )?(?:evidence|proof|indication|finding)|den(?:y|ies|ied|ying)"
    r"|reject(?:s|ed|ing)?|acquitt(?:ed|al)|ruled? out|(?:not|never) (?:\w+ ){0,3}?(?:amount|commit"
    r"|constitut|convict|determin|conclud|establish|occur|accus|charg|found)\w*"
    r"|(?:is|was|were|are) (?:not|never)(?= (?:an? )?(?:genocid|war crime|crimes? ag|ethnic)))"
    r"|(?P<CONVICTED>convict(?:ed|s|ion|ions)|sentenc(?:ed|es|ing)|guilty|sentence)"
    r"|(?P<DETERMINED>determin(?:ed|es|ing|ation)|conclud(?:ed|es|ing)|conclusion|found|ruled"
    r"|established that|recogni[sz]ed (?:\w+ ){0,3}as|findings?)"
    r"|(?P<POSSIBLE>may|might|could|possibl[ey]|potential(?:ly)?|appears? to|likely|would"
    r"|suggest(?:s|ed|ing)?|indicat(?:es|ed|ing|ions?)|consistent with|probabl[ey]|plausibl[ey])"
    r"|(?P<RISK>risks?|threat(?:s|ened)?|danger|warn(?:s|ed|ing|ings)?|verge of|vulnerable to"
    r"|fear(?:s|ed)?|concerns?|early signs?)"
    r"|(?P<ALLEGED>accus\w*|alleg\w*|charg(?:ed|es|ing)|reportedly|reports?|reported|implicat\w+"
    r"|suspect\w*|indict\w*|warrants?|wanted for|claim(?:s|ed|ing)?|investigat\w*|prosecut\w*"
    r"|trial|tried|complicit|described|called|said|says|according to|inquir(?:y|ies)|examin\w*)"
    r"|(?P<MENTIONED>prevent(?:s|ed|ing|ion|ive)?|protect(?:s|ed|ing|ion)? (?:\w+ ){0,4}?from"
    r"|conventions?|adviser|advisor|prohibit\w*|definition|commemorat\w*|punish\w*|covers?))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[^.;:]{0,12}?\b(?:(?P<DENIED>(?:(?:has|have|had|is|are|was|were|did|does) not|never)"
    r" (?:been |be )?(?:occur|commit|tak|establish|prov|happen|perpetrat)\w*)"
    r"|(?P<POSSIBLE>may|might|could|appears? to)|(?P<ALLEGED>is alleged|are alleged|allegations"
    r"|charges|reportedly)|(?P<MENTIONED>prevention|convention|adviser))\b",
    re.IGNORECASE,
)
_FAR = 120
"""Guarding words further off, in characters, are of something else."""


def legal_claims_in(text: str) -> tuple[LegalClaim, ...]:
    """Return the crimes that `text` names, in order, each with the strength of its claim."""
    found = tuple(_CRIME.finditer(text))
    sentences = sentence_spans(text) if found else ()
    return tuple(
        LegalClaim(
            _CRIMES[match.lastgroup or ""],
            _strength(text, match, span_at(sentences, match.start())),
            match.group(),
            match.start(),
            match.end(),
        )
        for match in found
    )


def raised_terms(statement: str, quotes: Sequence[str]) -> tuple[LegalClaim, ...]:
    """Return the claims of `statement` firmer than any of `quotes`, or of another crime.

    A denial is raised where no quote denies that crime, and a claim where all quotes deny it.
    """
    claims = legal_claims_in(statement)
    if not claims:
        return ()
    quoted = [claim for quote in quotes for claim in legal_claims_in(quote)]
    return tuple(claim for claim in claims if _is_raised(claim, quoted))


def _is_raised(claim: LegalClaim, quoted: Sequence[LegalClaim]) -> bool:
    said = {each.strength for each in quoted if each.crime is claim.crime}
    if claim.strength is Strength.DENIED or not said:
        return claim.strength not in said
    firmest = max((LADDER.index(each) for each in said if each in LADDER), default=-1)
    return LADDER.index(claim.strength) > firmest


def _strength(text: str, crime: re.Match[str], sentence: Span) -> Strength:
    start = max(sentence[0], crime.start() - _FAR)
    ends = [found.end() for found in _before(_CLAUSE_END, text, start, crime)]
    guards = _before(_GUARD, text, max([start, *ends]), crime)
    before = Strength[guards[-1].lastgroup or ""] if guards else Strength.STATED
    behind = _BEHIND.match(text, crime.end(), sentence[1])
    after = Strength[behind.lastgroup or ""] if behind else before
    if Strength.DENIED in (before, after):
        return Strength.DENIED
    return min(before, after, key=LADDER.index)


def _before(
    pattern: re.Pattern[str], text: str, start: int, crime: re.Match[str]
) -> list[re.Match[str]]:
    """Return the matches before a crime; they may look ahead at it, so it is searched too."""
    found = pattern.finditer(text, start, crime.end())
    return [each for each in found if each.end() <= crime.start()]
