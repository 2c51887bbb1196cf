"""The kinds of actors that a sentence speaks of, and whether another speaks of them too. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.claims.names import names_in
from assistant.answering.premises.organisations import organisation_in
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
    r"[’']s\b|\s+(?:\w+ly\s)?(?:has|had|must|should|may|(?!(?:a|i|wa)s\b)\w+(?:ed|s))\b"
)
"""What follows the Council where it is the one that decides, which a resolution implies."""
_GENERIC_WORD = re.compile(
    rf"\b(?:{_GENERIC}|security force|forces|troop|military|report|body|state)", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"(?:^|\.\s)(?:[^,.;]{0,40}[,\s])?(?:it|its|they|their|them|he|his|him|she|her)\b"
    r"(?! own\b|selves\b)",
    re.IGNORECASE,
)
"""One that opens a sentence; further in it stands for what the sentence names itself."""
_STATE = ("state forces", "police", "a mission")
_GROUPS = ("separatists", "rebels", "militias", "extremists", "bandits", "herders", "farmers")
_MEANT = {
    "report|body|state": tuple(_ACTOR),
    "security": _STATE,
    "force|troop|military": (*_STATE, *_GROUPS),
    "": _GROUPS,
}
"""The kinds for which a generic word may stand, by how the word begins."""
_POINTER = re.compile(
    r"\bthe (?:group|mission|force|two|latter|operation|inquiry|movement|town|village|body|same)\b",
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
    if not (_PRONOUN.search(window) or _POINTER.search(window)):
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
    if not _GENERIC_WORD.match(found.group()):
        return False
    kinds = next((may for word, may in _MEANT.items() if re.match(word, found.group(), re.I)), ())
    is_named = any(not organisation_in(name) for name in names_in(window))
    return (is_named and kinds != _STATE) or any(_ACTOR[kind].search(window) for kind in kinds)
