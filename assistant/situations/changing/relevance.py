"""Which changes a question is about, told by its words and by the people they name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.countries import find_countries
from assistant.library.normaliser import tokenise
from assistant.situations.changing.fields import is_leader_label
from assistant.situations.changing.findings import Change, ChangeKind
from assistant.situations.changing.subjects import DISPLACED, groups_named

_ASKING = frozenset(
    tokenise(
        "what how has have did change changed changes changing differ different differs between "
        "since edition editions version last previous earlier later newest latest update updated "
        "new briefing page report compared compare now then there say says said country figure "
        "number many much people situation anything"
    )
)
_LEVEL = re.compile(
    r"\b(?:risk )?level\b|\bcurrent crisis\b|\bimminent\b|\bserious concern\b", re.I
)
_LEADER = re.compile(
    r"\b(?:president|prime minister|leader\w*|led|leads?|head of (?:state|government)|"
    r"chief of state|govern(?:s|ed|ing|ment)|in power|rul(?:es|er|ers|ing))\b",
    re.IGNORECASE,
)
_SAME_AS = {"spend": "expenditur", "leader": "led"}
_ENOUGH = 0.5
"""Share of the question's words that a change must have, where none has them all."""


def changes_about(changes: Sequence[Change], words: str) -> tuple[Change, ...]:
    """Return the changes that `words` are about, in their order; all, where they name nothing."""
    if _LEVEL.search(words):
        levels = tuple(each for each in changes if each.kind is ChangeKind.LEVEL_MOVED)
        if levels:
            return levels
    asked = _asked(words)
    groups = _groups(words)
    if not asked and not groups:
        return tuple(changes)
    scored = [(_score(each, asked, groups, words), each) for each in changes]
    best = max((score for score, _ in scored), default=0.0)
    floor = max(_ENOUGH, 0.6 * best)
    return tuple(each for score, each in scored if score >= floor)


def _groups(words: str) -> frozenset[str]:
    """Return the groups of people asked about; displaced people may be internally displaced."""
    groups = groups_named(words)
    return groups | DISPLACED if groups & DISPLACED else groups


def _asked(words: str) -> frozenset[str]:
    """Return the stems that say what is asked: no countries, no years, no words of asking."""
    for mention in reversed(find_countries(words)):
        words = words[: mention.start] + " " + words[mention.end :]
    terms = (_SAME_AS.get(term, term) for term in tokenise(words) if not term[0].isdigit())
    return frozenset(terms) - _ASKING


def _score(change: Change, asked: frozenset[str], groups: frozenset[str], words: str) -> float:
    subject = change.subject.rpartition(" - ")[2]
    said = f"{change.old} {change.new}"
    named = frozenset(tokenise(f"{subject} {change.section}"))
    score = _share(asked, named | frozenset(tokenise(said))) + 0.5 * _share(asked, named)
    if groups and groups & groups_named(f"{subject} {said}"):
        score += 0.5 + 0.5 * bool(groups & groups_named(subject))
    if _LEADER.search(words) and is_leader_label(change.subject):
        score += 1.0
    return score


def _share(asked: frozenset[str], terms: frozenset[str]) -> float:
    return len(asked & terms) / len(asked) if asked else 0.0
