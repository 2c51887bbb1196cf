"""Figures of one group of people that the two editions give in quite different sentences. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.situations.changing.amounts import amounts_in, is_equal, stated_for
from assistant.situations.changing.clauses import Clause
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.names import all_name_words
from assistant.situations.changing.scopes import TOO_FAR_APART, are_far_apart, places_in
from assistant.situations.changing.sides import Side, Sides
from assistant.situations.changing.similarity import content_terms
from assistant.situations.changing.subjects import DISPLACED, STOCKS, TROOPS, group_counted
from assistant.statements.figures import Figure

_SMALLEST = 100
"""Fewer people are those of one incident, not a group that is counted again and again."""
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


def counted_again(
    old: Sequence[Clause], new: Sequence[Clause], sides: Sides
) -> Iterator[CountedAgain]:
    """Match what both count, equal figures first and then those of the same place.

    Equal figures are REWORDED: other words tell the same. Of people killed only these are matched,
    for other figures may be of other events.
    """
    ours, theirs = _counted(old, sides.old), _counted(new, sides.new)
    if sides.are_acts:  # strengths of missions are compared by `mandates`
        ours = [each for each in ours if each.group != TROOPS]
    for one in tuple(ours):
        for other in theirs:
            if one.group == other.group and one.label == other.label and _is_equal(one, other):
                ours.remove(one)
                theirs.remove(other)
                yield CountedAgain(ChangeKind.REWORDED, one, other)
                break
    for one, other in _matched(ours, theirs):
        yield _stand(one, other)


def _counted(clauses: Sequence[Clause], side: Side) -> list[Counted]:
    """Return the figures that count more than a few people, in order."""
    found: list[Counted] = []
    for clause in clauses:
        figures = amounts_in(clause.text)
        for number, figure in enumerate(figures):
            group = group_counted(figure, clause.text)
            if not group or (figure.high or figure.value) < _SMALLEST:
                continue
            start = figures[number - 1].end if number else 0
            end = figures[number + 1].start if number + 1 < len(figures) else len(clause.text)
            places = places_in(clause.text[start:end], side.briefing.countries)
            found.append(Counted(group, clause, figure, places, side.label(clause)))
    return found


def _matched(old: Sequence[Counted], new: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    candidates = sorted(
        (-_nearness(one, other), abs(i - j), i + j, i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if _is_comparable(one, other)
    )
    taken_old: set[tuple[int, str]] = set()
    taken_new: set[tuple[int, str]] = set()
    for _, _, _, i, j in candidates:
        one, other = (old[i].clause.start, old[i].group), (new[j].clause.start, new[j].group)
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            yield old[i], new[j]


def _is_comparable(one: Counted, other: Counted) -> bool:
    """True where both count one group; troops only where they are the same force's."""
    if one.group not in STOCKS:
        return False
    is_one_group = one.group == other.group or {one.group, other.group} == DISPLACED
    if not is_one_group or one.label != other.label:
        return False
    if one.group != TROOPS:
        return True
    forces = all_name_words(one.clause.text), all_name_words(other.clause.text)
    if _STRENGTH.search(one.label) and not any(forces):
        return not are_far_apart(one.figure, other.figure)
    return bool(forces[0] & forces[1])


def _nearness(one: Counted, other: Counted) -> float:
    same_place = one.places == other.places or bool(one.places & other.places)
    same_source = bool(one.figure.source) and one.figure.source == other.figure.source
    return round(2 * same_place + same_source - abs(_distance(one, other)) / 10, 4)


def _stand(one: Counted, other: Counted) -> CountedAgain:
    if why := _doubt(one, other):
        return CountedAgain(ChangeKind.DIFFERENT_SCOPE, one, other, why)
    if one.when and one.when == other.when:
        remark = f"both given for {one.when}"
        return CountedAgain(ChangeKind.CONTRADICTED, one, other, remark)
    return CountedAgain(ChangeKind.UPDATED, one, other)


def _doubt(one: Counted, other: Counted) -> str:
    """Say why the two may not count the same people; '' where nothing speaks against it."""
    if one.label:
        return ""
    if one.places != other.places and not one.places & other.places:
        return f"the earlier {_place(one)}, the later {_place(other)}"
    if one.group != other.group:
        return f"the earlier counts {one.group}, the later {other.group}"
    if are_far_apart(one.figure, other.figure):
        return TOO_FAR_APART
    if not one.places and len(_terms(one) & _terms(other)) < 2:
        return "the editions do not say that they count the same people"
    return ""


def _terms(counted: Counted) -> frozenset[str]:
    return content_terms(counted.clause.text)


def _place(counted: Counted) -> str:
    where = " and ".join(sorted(counted.places))
    return f"is for {where}" if where else "names no place"


def _distance(one: Counted, other: Counted) -> float:
    return math.log(max(one.figure.value, 1.0)) - math.log(max(other.figure.value, 1.0))


def _is_equal(one: Counted, other: Counted) -> bool:
    return is_equal(one.figure, one.clause.text, other.figure, other.clause.text)
