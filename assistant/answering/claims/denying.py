"""Whether a written sentence denies or asserts what it retells as that does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library.normaliser import tokenise

_NO_DENIAL = re.compile(
    r"\b(?:no (?:fewer|less|more|later|earlier) than|not only|not least|nor any|no doubt)\b", re.I
)
_NEGATOR = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
_TWICE = re.compile(r"\bnot\s+(?:no|not|never|none|nobody)\b|\bno\s+not\b", re.IGNORECASE)
_SOFT = re.compile(
    r"\b(?:refus|fail|den(?:y|i)|reject|lack|prevent|declin|unable|impossib|ban(?:s|ned)?\b|stop"
    r"|end(?:s|ed)|halt|exclu|except|only\b|ceas|lost\b|withdr|avoid|hardly|barely|despite"
    r"|although|stay(?:s|ed)? (?:away|shut)|un(?:able|likely|willing|true|known|touched|clear)"
    r"|rather than|instead|yet to|far from|trapped|too (?:weak|little|few)|shut|closed|absen"
    r"|missing|cut off|out of|longer|boycott|outside|free of|weak|short of|besieg|beyond"
    r"|apart from|different|other than|less|little|few)",
    re.IGNORECASE,
)
_SCOPE = 3
"""Terms after a negator that are taken for what it denies."""


def denial_faults(statement: str, window: str) -> Iterator[str]:
    """Yield a reason where the two disagree on what is denied."""
    said, told = _NO_DENIAL.sub(" ", statement), _NO_DENIAL.sub(" ", window)
    if _TWICE.search(said):
        yield "it denies a denial"
        return
    own = _denied(said)
    theirs = _denied(told)
    is_softened = _says_softly(told, said)
    if own and not theirs and not is_softened:
        yield "what it cites denies nothing"
    elif any(theirs) and own and not is_softened and not _shares(own, told):
        yield "what it cites denies something else"
    if not own and not _SOFT.search(said):
        terms = set(tokenise(said))
        for scope in theirs:
            if len(scope) > 1 and len(set(scope) & terms) >= len(scope) - (len(scope) > 2):
                yield "what it cites denies this"
                return


def _says_softly(told: str, said: str) -> bool:
    """True where `told` has a word that denies without a 'not', which `said` does not repeat."""
    return any(match.group().lower() not in said.lower() for match in _SOFT.finditer(told))


def _denied(text: str) -> list[list[str]]:
    return [tokenise(text[match.end() :])[:_SCOPE] for match in _NEGATOR.finditer(text)]


def _shares(own: list[list[str]], told: str) -> bool:
    """True where every denial of ours has a term in the reach of one of theirs."""
    reach = {t for m in _NEGATOR.finditer(told) for t in tokenise(told[m.end() :])[: _SCOPE + 3]}
    return all(not scope or set(scope) & reach for scope in own)
