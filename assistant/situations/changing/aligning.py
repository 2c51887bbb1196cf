"""Which clause of the later edition stands where one of the earlier stood. Pure.

Fields are matched by label, clauses by their shared stems, the likest first; what merely moved to
another place counts as matched. Everything is symmetric in the two editions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.situations.changing.clauses import Clause, Field
from assistant.situations.changing.fields import field_pairs, is_leader_label, is_note
from assistant.situations.changing.sameness import is_same, plain
from assistant.situations.changing.similarity import Matrix, Shared

LIKE = 0.5
"""Cosine from which two clauses of fields that match are about the same thing."""
LIKE_ANYWHERE = 0.62
"""The same for clauses that stand in quite different places."""
COVERED = 0.72
"""Share of a clause's stems that another one repeats, from which it says nothing new."""
_COVERED_WITH_NUMBERS = 0.45
_SHORT_HEAD = 120
_SAME_SECTION = 0.05


@dataclass(frozen=True, slots=True)
class Alignment:
    """Matched clauses by their indexes, and those without a counterpart."""

    pairs: tuple[tuple[int, int], ...]
    old_only: tuple[int, ...]
    new_only: tuple[int, ...]
    fields: tuple[tuple[int, int], ...]
    """Labelled fields that match."""


class _Matching:
    """The clauses matched so far, each at most once."""

    def __init__(self, old: Sequence[Clause], new: Sequence[Clause]) -> None:
        self.old, self.new = old, new
        self.by_old: dict[int, int] = {}
        self.by_new: dict[int, int] = {}

    def take(self, candidates: Iterable[tuple[float, int, int]]) -> None:
        """Match the likest first; ties go to the nearest place, whichever edition is first."""
        for _, old, new in sorted(
            candidates, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1] + each[2])
        ):
            if old not in self.by_old and new not in self.by_new:
                self.by_old[old], self.by_new[new] = new, old

    def free_old(self) -> list[int]:
        """Return the old clauses without a counterpart."""
        return [index for index in range(len(self.old)) if index not in self.by_old]

    def free_new(self) -> list[int]:
        """Return the new clauses without a counterpart."""
        return [index for index in range(len(self.new)) if index not in self.by_new]


def align(old_fields: Sequence[Field], new_fields: Sequence[Field]) -> Alignment:
    """Match the clauses of two editions."""
    old = [clause for field in old_fields for clause in field.clauses]
    new = [clause for field in new_fields for clause in field.clauses]
    shared = Shared([each.text for each in old], [each.text for each in new])
    paired = field_pairs(old_fields, new_fields)
    matching = _Matching(old, new)
    within = list(_within(old, new, paired))
    matching.take((1.0, i, j) for i, j in within if is_same(old[i].text, new[j].text))
    heads = list(_heads(old_fields, new_fields, paired, old, new))
    matching.take(each for each in heads if is_leader_label(old_fields[old[each[1]].field].label))
    matching.take((1.0, i, j) for i, j in _equal_anywhere(matching))
    matching.take(
        (float(shared.cosine[i, j]), i, j) for i, j in within if shared.cosine[i, j] >= LIKE
    )
    matching.take(heads)
    matching.take(_like_anywhere(matching, shared, old_fields, new_fields))
    return Alignment(
        pairs=tuple(sorted(matching.by_old.items())),
        old_only=tuple(
            i for i in matching.free_old() if not _covered(old[i], shared.old_in_new[i], new)
        ),
        new_only=tuple(
            j for j in matching.free_new() if not _covered(new[j], shared.new_in_old[:, j], old)
        ),
        fields=tuple(paired),
    )


def _within(
    old: Sequence[Clause], new: Sequence[Clause], paired: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the clauses of each two fields that match."""
    old_of, new_of = _by_field(old), _by_field(new)
    for left, right in paired:
        yield from ((i, j) for i in old_of[left] for j in new_of[right])


def _by_field(clauses: Sequence[Clause]) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        grouped[clause.field].append(index)
    return grouped


def _equal_anywhere(matching: _Matching) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in matching.free_new():
        places[plain(matching.new[j].text)].append(j)
    for i in matching.free_old():
        yield from ((i, j) for j in places.get(plain(matching.old[i].text), ()))


def _heads(
    old_fields: Sequence[Field],
    new_fields: Sequence[Field],
    paired: Sequence[tuple[int, int]],
    old: Sequence[Clause],
    new: Sequence[Clause],
) -> Iterator[tuple[float, int, int]]:
    """Yield the first clauses of labelled fields: what a field says stands there."""
    first_old = {clause.start: index for index, clause in enumerate(old)}
    first_new = {clause.start: index for index, clause in enumerate(new)}
    for left, right in paired:
        heads = old_fields[left].clauses[0], new_fields[right].clauses[0]
        label = old_fields[left].label
        is_short = all(len(head.text) <= _SHORT_HEAD for head in heads)
        is_figure = all(head.text[0].isdigit() for head in heads)
        if is_leader_label(label) or ((is_short or is_figure) and not is_note(label)):
            yield 0.1, first_old[heads[0].start], first_new[heads[1].start]


def _like_anywhere(
    matching: _Matching,
    shared: Shared,
    old_fields: Sequence[Field],
    new_fields: Sequence[Field],
) -> Iterator[tuple[float, int, int]]:
    for i in matching.free_old():
        left = old_fields[matching.old[i].field]
        for j in matching.free_new():
            right = new_fields[matching.new[j].field]
            like = float(shared.cosine[i, j]) + _SAME_SECTION * (left.section == right.section)
            if like >= (LIKE_ANYWHERE if left.label or right.label else LIKE):
                yield round(like, 4), i, j


def _covered(clause: Clause, shares: Matrix, others: Sequence[Clause]) -> bool:
    """True where another clause repeats most stems, or half of them with every number."""
    if not shares.size:
        return False
    best = int(shares.argmax())
    if shares[best] >= COVERED:
        return True
    numbers = _numbers(clause.text)
    is_repeated = len(numbers) > 1 and numbers <= _numbers(others[best].text)
    return is_repeated and bool(shares[best] >= _COVERED_WITH_NUMBERS)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in plain(text) if word[0].isdigit())
