"""Names, countries and actors of a written sentence that what it retells does not name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.claims.aligning import Retold, label_of
from assistant.answering.premises.organisations import organisation_in, organisations_in
from assistant.answering.question.missions import mission_countries
from assistant.countries import country_codes, country_name, find_countries
from assistant.domain import MONTHS
from assistant.library.normaliser import fold, tokenise

_WORD = r"[A-Z][\w’'-]*\w|[A-Z]"
_NAME = re.compile(rf"\b[Aa]nti-[a-z]+|(?:{_WORD})(?:\s(?:(?:of|de|al|for)\s)?(?:{_WORD}))*")
_SYMBOL = re.compile(r"\b[A-Z]{1,4}(?:/[\w.()]+)+")
"""Of a document, as S/PV.7017; its numbers are checked as numbers."""
_NO_NAMES = frozenset(
    (*MONTHS, *"Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
) | frozenset("Mr Mrs Ms Dr President General Captain Resolution Edition State Region".split())
_FREE = frozenset(("un", "nation", "unit", "secur", "council", "resolut", "edit", "brief", "s"))
"""Terms of names that no sentence need repeat: who publishes or decides is checked as an actor."""
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


def name_faults(statement: str, retold: Retold) -> Iterator[str]:
    """Yield a reason for each name, country and kind of actor that is not in what is retold."""
    around = f"{retold.window} {label_of(retold.evidence)}"
    yield from _countries(statement, retold)
    for name in names_in(statement):
        if not _is_named(name, around):
            yield f"what it cites does not name {name} there"
    for actor, pattern in _ACTOR.items():
        found = pattern.search(statement)
        if found and not _acts(found, pattern, retold.window, actor):
            yield f"what it cites does not speak of {found.group().lower()} there"


def names_in(statement: str) -> tuple[str, ...]:
    """Return the proper names of a sentence, countries and months apart."""
    found = []
    for match in _NAME.finditer(_without_countries(statement)):
        words = [word for word in match.group().split() if word not in _NO_NAMES]
        if match.start() == 0 or statement[: match.start()].rstrip().endswith((".", ":", "“", '"')):
            words = words if len(words) > 1 or match.group().isupper() else []
            if words and not words[0].isupper() and _is_common(words[0]):
                words = words[1:]
        if words:
            found.append(" ".join(words))
    return tuple(dict.fromkeys(found))


def _without_countries(statement: str) -> str:
    """Blank out countries and symbols, and part owners from what is theirs: 'the UN's mission'."""
    statement = _SYMBOL.sub(lambda found: "_" * len(found.group()), statement)
    for each in find_countries(statement):
        statement = statement[: each.start] + "_" * (each.end - each.start) + statement[each.end :]
    return re.sub(r"[’']s\s", "'s; ", statement)


def _is_common(word: str) -> bool:
    """True for a first word that has a capital only because it is first."""
    return not tokenise(word) or word.lower() in _OPENERS


_OPENERS = frozenset(
    "after as although at before between by during from in on since under until when while with "
    "fighting clashes attacks both two three four five six seven eight nine ten resolution".split()
)


def _is_named(name: str, around: str) -> bool:
    terms = set(tokenise(name)) - _FREE
    known = set(tokenise(around))
    if terms <= known:
        return True
    body = organisation_in(name)
    if body and body in {
        organisation_in(around[slice(*span)]) for span in organisations_in(around)
    }:
        return True
    if name.isupper() and _is_spelt(name, around):
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’-]*", name))
    return (
        len(initials) > 1
        and re.search(rf"\b{re.escape(fold(initials))}\b", fold(around)) is not None
    )


def _is_spelt(initials: str, around: str) -> bool:
    letters = "".join(word[0] for word in re.findall(r"\b[A-Z][\w’-]+", around))
    return initials in letters


def _countries(statement: str, retold: Retold) -> Iterator[str]:
    known = set(country_codes(f"{retold.window} {label_of(retold.evidence)}"))
    known |= set(retold.evidence.card.countries)
    for code in country_codes(statement):
        if code not in known:
            yield f"what it cites says this of no {country_name(code)}"


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
