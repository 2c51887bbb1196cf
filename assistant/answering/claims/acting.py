"""The kinds of actors that a sentence speaks of, and whether another speaks of them too. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.claims.names import names_in
from assistant.answering.question.missions import mission_countries
from assistant.library.normaliser import tokenise

_GENERIC = "fighter|combatant|militant|insurgent|armed group|armed men|gunm[ae]n|attacker|assailant"
_ACTORS = {
    "state forces": r"arm(?:y|ies)|soldier|troop|military|security forces?|forces",
    "police": r"police",
    "government": r"government|authorit(?:y|ies)|administration|regime|cabinet|state\b(?! of)",
    "separatists": r"separatist|secessionist",
    "rebels": rf"rebel|opposition|{_GENERIC}",
    "militias": rf"militia|self-defence|{_GENERIC}",
    "extremists": rf"extremist|jihadist|islamist|terrorist|{_GENERIC}",
    "bandits": rf"bandit|criminal gang|{_GENERIC}",
    "herders": r"herder|pastoralist|herdsm[ae]n",
    "farmers": r"farmer|peasant",
    "the Council": r"council",
    "a court": r"court|prosecutor|tribunal|judges?\b|icc\b",
    "an inquiry": r"inquir(?:y|ies)|commission|expert|investigat|panel|report|body",
    "a mission": r"mission\b|peacekeep|blue helmets|force\b",
    "civilians": r"civilian|non-combatant|villager|resident",
    "children": r"child|boys?\b|girls?\b|minors?\b|pupil|student|school|young",
    "women": r"wom[ae]n|girls?\b|female",
}
_ACTOR = {name: re.compile(rf"\b(?:{words})\w*", re.IGNORECASE) for name, words in _ACTORS.items()}
_DECIDES = re.compile(
    r"[’']s\b|\s+(?:\w+ly\s)?(?:has|had|is|was|must|should|may|(?!as\b)\w+(?:ed|s))\b"
)
"""What follows the Council where it is the one that decides, which a resolution implies."""
_GENERIC_WORD = re.compile(
    rf"\b(?:{_GENERIC}|forces|troop|military|report|body|state)", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|their|them|he|his|him|she|her"
    r"|the (?:group|mission|force|two|latter|operation|inquiry|movement|town|village|body|same))\b",
    re.IGNORECASE,
)
_SUBJECT_LENGTH = 40
"""Characters of a sentence in which whoever acts is named first."""


def strange_actors(statement: str, window: str, meant: str) -> Iterator[str]:
    """Yield the word for each kind of actor in `statement` of which the others do not speak.

    `window` is what is retold, `meant` what its pronouns may stand for.
    """
    for actor, pattern in _ACTOR.items():
        found = pattern.search(statement)
        if found and not (_acts(found, pattern, window, actor) or pattern.search(meant)):
            yield found.group().lower()


def points_back(statement: str, window: str) -> bool:
    """True where a pronoun of `window` may stand for a name said before.

    Not where whoever acts in `window` is left out: someone else may have been put in the place.
    """
    if not _POINTS_BACK.search(window):
        return False
    names = names_in(window)
    actors = [match for each in _ACTOR.values() if (match := each.search(window[:_SUBJECT_LENGTH]))]
    first = min((match.start() for match in actors), default=len(window))
    leads = [name for name in names[:1] if window.find(name) < min(first, _SUBJECT_LENGTH)]
    said = set(tokenise(statement))
    if leads:
        return bool(set(tokenise(leads[0])) & said)
    subject = next((match.group() for match in actors if match.start() == first), "")
    is_pronoun_like = bool(re.match(r"mission|force|group|body", subject, re.IGNORECASE))
    return not subject or is_pronoun_like or bool(set(tokenise(subject)) & said)


def _acts(found: re.Match[str], pattern: re.Pattern[str], window: str, actor: str) -> bool:
    """True where `window` speaks of such an actor, or of what stands for one."""
    if pattern.search(window):
        return True
    if actor == "a mission" and mission_countries(window):
        return True
    if actor == "the Council" and re.search(r"\bresolution", window, re.IGNORECASE):
        return bool(_DECIDES.match(found.string, found.end()))
    is_generic = _GENERIC_WORD.match(found.group()) is not None
    return is_generic and (bool(names_in(window)) or any(p.search(window) for p in _ACTOR.values()))
