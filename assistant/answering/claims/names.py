"""The proper names of a text, and whether another text names the same. Pure."""

from __future__ import annotations

import re

from assistant.answering.premises.organisations import organisation_in, organisations_in
from assistant.countries import find_countries
from assistant.domain import MONTHS
from assistant.library.normaliser import fold, tokenise
from assistant.statements.numerals import has_number

_WORD = r"[A-Z][\w’'-]*\w|[A-Z]"
_NAME = re.compile(rf"\b[Aa]nti-[a-z]+|(?:{_WORD})(?:\s(?:(?:of|de|al|for)\s)?(?:{_WORD}))*")
_SYMBOL = re.compile(r"\b[A-Z]{1,4}(?:/[\w.()]+)+")
"""Of a document, as S/PV.7017; its numbers are checked as numbers."""
_NO_NAMES = frozenset(
    (*MONTHS, *"Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
) | frozenset("Mr Mrs Ms Dr President General Captain Resolution Edition State Region".split())
_FREE = frozenset(("un", "nation", "unit", "secur", "council", "resolut", "edit", "brief", "s"))
"""Terms of names that no sentence need repeat: who publishes or decides is checked as an actor."""
_OPENERS = frozenset(
    "after as although at before between by during from in on since under until when while with "
    "fighting clashes attacks both two three four five six seven eight nine ten resolution".split()
)


def names_in(statement: str) -> tuple[str, ...]:
    """Return the proper names of a sentence, countries and months apart."""
    found = []
    for match in _NAME.finditer(_without_countries(statement)):
        said = match.group().split()
        words = [word for word in said if word not in _NO_NAMES and len(word) > 1]
        if match.start() == 0 or statement[: match.start()].rstrip().endswith((".", ":", "“", '"')):
            words = words if len(said) > 1 or match.group().isupper() else []
            if words and not words[0].isupper() and _is_common(words[0]):
                words = words[1:]
        if words:
            found.append(" ".join(words))
    return tuple(dict.fromkeys(found))


def is_named(name: str, around: str) -> bool:
    """True where `around` has the name, or the same body by its initials or full name."""
    terms = set(tokenise(name)) - _FREE
    known = set(tokenise(around))
    if terms <= known:
        return True
    body = organisation_in(name)
    is_part = name.isupper() and body == "UN" != name  # UNHCR is of the UN, the UN is not UNHCR
    if (
        body
        and not is_part
        and body in {organisation_in(around[slice(*span)]) for span in organisations_in(around)}
    ):
        return True
    if name.isupper() and _is_spelt(name, around):
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’-]*", name))
    return (
        len(initials) > 1
        and re.search(rf"\b{re.escape(fold(initials))}\b", fold(around)) is not None
    )


def _without_countries(statement: str) -> str:
    """Blank out countries and symbols, and part owners from what is theirs: 'the UN's mission'."""
    statement = _SYMBOL.sub(lambda found: "_" * len(found.group()), statement)
    for each in find_countries(statement):
        statement = statement[: each.start] + "_" * (each.end - each.start) + statement[each.end :]
    return re.sub(r"[’']s\s", "'s; ", statement)


def _is_common(word: str) -> bool:
    """True for a first word that has a capital only because it is first."""
    return not tokenise(word) or word.lower() in _OPENERS or has_number(word)


def _is_spelt(initials: str, around: str) -> bool:
    letters = "".join(word[0] for word in re.findall(r"\b[A-Z][\w’-]+", around))
    return initials in letters
