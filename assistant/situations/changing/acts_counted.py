"""How many a resolution authorises or counts: troops, police, observers, people. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Briefing
from assistant.situations.changing.acting import Act, acting
from assistant.situations.changing.subjects import (
    DISPLACED,
    TROOPS,
    group_counted,
    groups_named,
)
from assistant.statements.figures import Figure, figures_in

_KINDS = (
    (
        re.compile(r"\bpolice(?:m[ae]n)?\b", re.IGNORECASE),
        (
            r"(?P<first>\d[\d,]*) (?:individual |civilian |additional )*police\b(?! units)",
            r"police (?:component|element)\b[^;.]{0,70}?(?P<other>\d[\d,]*)"
            r"(?: personnel| officers|(?=[,;]))",
        ),
    ),
    (
        re.compile(r"\bobservers?\b", re.IGNORECASE),
        (r"(?P<first>\d[\d,]*) (?:unarmed )?military observers",),
    ),
    (
        re.compile(
            r"\b(?:troops?|soldiers?|military|peacekeepers?|uniformed|ceilings?|strengths?)\b",
            re.IGNORECASE,
        ),
        (
            r"(?P<first>\d[\d,]*) (?:\w+ ){0,2}?(?:military personnel|troops|soldiers)",
            r"troop ceiling of (?P<other>\d[\d,]*)",
        ),
    ),
)
"""What is counted, and the wordings in which a resolution counts it."""
_FIXES = re.compile(
    r"\b(?:consist|compris|ceiling|strength|level|authori[sz]|component|maximum)", re.IGNORECASE
)
_CHANGES = re.compile(r"\b(?:withdrawal|reduction|increase|repatriat)\w*\b[^;]{0,60}$", re.I)
_CHILDREN = re.compile(r"\bchild(?:ren)?\b", re.IGNORECASE)
_NEAR = 80


def counts_forces(words: str) -> bool:
    """True where `words` name troops, police or observers, or their ceiling."""
    return any(asks.search(words) for asks, _ in _KINDS)


def ceiling_act(briefing: Briefing, words: str) -> Act | None:
    """Return the sentence that fixes the number of the troops, police or observers named.

    A sentence that fixes a strength comes before one that says a number otherwise; by how much
    a strength is reduced or increased is no strength.
    """
    wordings = next((shapes for asks, shapes in _KINDS if asks.search(words)), ())
    if not wordings:
        return None
    shape, ranked = re.compile("|".join(wordings)), []
    for number, (sentence, text) in enumerate(acting(briefing)):
        figures = figures_in(text)
        for match in shape.finditer(text):
            at = match.start(match.lastgroup or 0)
            figure = _figure_at(figures, at)
            if figure is None or _CHANGES.search(text[:at]):
                continue
            start, end = min(figure.start, match.start()), max(figure.end, match.end())
            act = Act(sentence.start, sentence.end, text[start:end], figure)
            ranked.append((not _FIXES.search(text[: match.end()]), number, at, act))
    return min(ranked, key=lambda each: each[:3])[3] if ranked else None


def people_act(briefing: Briefing, words: str) -> Act | None:
    """Return the sentence that counts the group of people that `words` name.

    A figure that the group's own words follow comes first; children are counted only if asked for.
    """
    groups = people_named(words)
    asks_children, ranked = bool(_CHILDREN.search(words)), []
    for number, sentence in enumerate(briefing.sentences):
        text = briefing.text[sentence.start : sentence.end]
        if groups & groups_named(text):
            found = counting(figures_in(text), text, groups, asks_children=asks_children)
            ranked += [(rank, number, sentence, figure) for rank, figure in found[:1]]
    if not ranked:
        return None
    _, _, sentence, figure = min(ranked, key=lambda each: each[:2])
    said = briefing.text[sentence.start + figure.start : sentence.start + figure.end]
    return Act(sentence.start, sentence.end, said, figure)


def people_named(words: str) -> frozenset[str]:
    """Return the groups of people that `words` name, the displaced under both their names."""
    groups = groups_named(words) - {TROOPS}
    return groups | DISPLACED if groups & DISPLACED else groups


def counting(
    figures: Sequence[Figure], text: str, groups: frozenset[str], *, asks_children: bool = False
) -> list[tuple[int, Figure]]:
    """Return the figures that count one of `groups` in `text`, the surest first, each with a rank.

    0 where the counted words name the group, 1 where the words behind do, 2 where others near do.
    """
    ranked = [
        (rank, figure.start, figure)
        for figure in figures
        if bool(_CHILDREN.search(text[figure.start : figure.end])) == asks_children
        and (rank := _rank(figure, figures, text, groups)) is not None
    ]
    return [(rank, figure) for rank, _, figure in sorted(ranked, key=lambda each: each[:2])]


def _rank(
    figure: Figure, figures: Sequence[Figure], text: str, groups: frozenset[str]
) -> int | None:
    if groups & groups_named(figure.noun):
        return 0
    following = [each.number_start for each in figures if each.number_start > figure.number_start]
    behind = text[figure.number_end : min([*following, figure.number_end + _NEAR])]
    if groups & groups_named(behind.partition(".")[0]):
        return 1
    return 2 if group_counted(figure, text) in groups else None


def _figure_at(figures: Sequence[Figure], at: int) -> Figure | None:
    return next((each for each in figures if each.number_start <= at < each.number_end), None)
