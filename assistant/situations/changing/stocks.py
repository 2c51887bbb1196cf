"""Figures of one group of people that the two editions give in quite different sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.situations.changing.amounts import amounts_in, is_equal, stated_for
from assistant.situations.changing.clauses import Clause
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.names import all_name_words
from assistant.situations.changing.scopes import places_in
from assistant.situations.changing.sides import Side
from assistant.situations.changing.subjects import STOCKS, group_counted
from assistant.statements.figures import Figure

_SMALLEST = 100
"""Fewer people are those of one incident, not a group that is counted again and again."""

_TROOPS = "troops and police"
_STRENGTH = re.compile(r"\bstrength", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure for a group of people, with where and when it holds."""

    group: str
    clause: Clause
    figure: Figure
    places: frozenset[str]
    label: str
    """Label of the field in which it stands; '' in running text."""

    @property
    def when(self) -> str:
        """The date given with the figure; '' where there is none."""
        return self.figure.period or stated_for(self.clause.text)


@dataclass(frozen=True, slots=True)
class CountedAgain:
    """The figures of two editions for one group, and how they stand to each other."""

    kind: ChangeKind
    old: Counted
    new: Counted
    remark: str = ""


def counted_in(clauses: Sequence[Clause], side: Side) -> tuple[Counted, ...]:
    """Return the figures of `clauses` that count a lasting group of people, in order."""
    return tuple(
        Counted(group, clause, figure, places_in(clause.text), side.label(clause))
        for clause in clauses
        for figure in amounts_in(clause.text)
        if (group := group_counted(figure, clause.text)) in STOCKS
        and (figure.high or figure.value) >= _SMALLEST
    )


def counted_again(old: Sequence[Counted], new: Sequence[Counted]) -> Iterator[CountedAgain]:
    """Match what both count, figures of the same place first; equal figures are no change."""
    free_old, free_new = list(old), list(new)
    for one in old:
        for other in tuple(free_new):
            if _is_comparable(one, other) and _is_equal(one, other):
                free_new.remove(other)
                free_old.remove(one)
                break
    for one, other in _matched(free_old, free_new):
        yield _stand(one, other)


def _matched(old: list[Counted], new: list[Counted]) -> Iterator[tuple[Counted, Counted]]:
    candidates = sorted(
        (
            (-_nearness(one, other), abs(i - j), i + j, i, j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
            if _is_comparable(one, other)
        ),
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, _, i, j in candidates:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield old[i], new[j]


def _is_comparable(one: Counted, other: Counted) -> bool:
    """True where both count one group; troops only where they are the same force's."""
    if one.group != other.group or one.label != other.label:
        return False
    if one.group != _TROOPS or _STRENGTH.search(one.label):
        return True
    return bool(all_name_words(one.clause.text) & all_name_words(other.clause.text))


def _nearness(one: Counted, other: Counted) -> int:
    same_place = one.places == other.places or bool(one.places & other.places)
    same_source = bool(one.figure.source) and one.figure.source == other.figure.source
    return 2 * same_place + same_source


def _stand(one: Counted, other: Counted) -> CountedAgain:
    if one.places != other.places and not one.places & other.places:
        remark = f"{_place(one)}, {_place(other)}"
        return CountedAgain(ChangeKind.DIFFERENT_SCOPE, one, other, remark)
    if one.when and one.when == other.when:
        remark = f"both given for {one.when}"
        return CountedAgain(ChangeKind.CONTRADICTED, one, other, remark)
    return CountedAgain(ChangeKind.UPDATED, one, other)


def _is_equal(one: Counted, other: Counted) -> bool:
    return is_equal(one.figure, one.clause.text, other.figure, other.clause.text)


def _place(counted: Counted) -> str:
    where = " and ".join(sorted(counted.places)) or "no place named"
    return f"{counted.figure.value:,.0f}: {where}"
