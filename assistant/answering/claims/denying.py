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
_TWICE = re.compile(r"\bnot\s+(?:\w+\s)?(?:no|not|never|none|nobody)\b|\bno\s+not\b", re.IGNORECASE)
_SOFT = re.compile(
    r"\b(?:refus|fail|den(?:y|i)|reject|lack|prevent|declin|unable|impossib|ban(?:s|ned)?\b|stop"
    r"|end(?:s|ed)|halt|exclu|except|only\b|ceas|lost\b|withdr|avoid|hardly|barely|despite"
    r"|although|stay(?:s|ed)? (?:away|shut)|un(?:able|likely|willing|true|known|touched|clear)"
    r"|rather than|instead|yet to|far from|trapped|too (?:weak|little|few)|shut|closed|absen"
    r"|missing|cut off|out of|longer|boycott|outside|free of|weak|short of|besieg|beyond"
    r"|wrong|mistak|misread|apart from|different|other than|less|little|few)",
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
    elif len(own) > len(theirs) and not is_softened:
        yield "it denies more than what it cites"
    if not _says_softly(said, told) and _leaves_out(said, own, theirs):
        yield "what it cites denies this"


def denials_in(text: str) -> int:
    """Return how often `text` denies something."""
    return len(_denied(_NO_DENIAL.sub(" ", text)))


def _leaves_out(said: str, own: list[list[str]], theirs: list[list[str]]) -> bool:
    """True where `said` asserts what stands behind a denial of theirs."""
    terms = set(tokenise(said))
    if not own:
        least = [len(scope) - (len(scope) > 2) for scope in theirs]
        return any(
            len(s) > 1 and len(set(s) & terms) >= n for s, n in zip(theirs, least, strict=True)
        )
    reach = _reach(said)
    return any(len(s) > 1 and set(s) <= terms and not set(s) & reach for s in theirs)


def _says_softly(told: str, said: str) -> bool:
    """True where `told` has a word that denies without a 'not', which `said` does not repeat."""
    return any(match.group().lower() not in said.lower() for match in _SOFT.finditer(told))


def _denied(text: str) -> list[list[str]]:
    return [tokenise(text[match.end() :])[:_SCOPE] for match in _NEGATOR.finditer(text)]


def _reach(text: str) -> set[str]:
    return {t for m in _NEGATOR.finditer(text) for t in tokenise(text[m.end() :])[: _SCOPE + 3]}
