"""Fields with one value a year: the newest of each edition, and years that both give. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.situations.changing.amounts import amounts_in, is_equal, stated_for
from assistant.situations.changing.clauses import Clause, Field
from assistant.situations.changing.findings import ChangeKind

_FEWEST = 2
_LONGEST = 60

YearlyChange = tuple[ChangeKind, Clause, Clause, str]


def is_yearly(old: Field, new: Field) -> bool:
    """True where one of the fields gives a value for several years, and both give some."""
    counts = len(_by_year(old)), len(_by_year(new))
    return max(counts) >= _FEWEST and min(counts) >= 1


def yearly_changes(old: Field, new: Field) -> Iterator[YearlyChange]:
    """Yield the newest values side by side, then other values for a year that both give."""
    ours, theirs = _by_year(old), _by_year(new)
    last = max(ours), max(theirs)
    if last[0] != last[1] and not _is_equal(ours[last[0]], theirs[last[1]]):
        yield ChangeKind.UPDATED, ours[last[0]], theirs[last[1]], ""
    for year in sorted(ours.keys() & theirs.keys(), reverse=True):
        one, other = ours[year], theirs[year]
        if not _is_equal(one, other):
            yield ChangeKind.CONTRADICTED, one, other, f"both given for {year}"


def _is_equal(one: Clause, other: Clause) -> bool:
    return is_equal(amounts_in(one.text)[0], one.text, amounts_in(other.text)[0], other.text)


def _by_year(field: Field) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for clause in field.clauses:
        year = stated_for(clause.text)
        if year and len(clause.text) <= _LONGEST and amounts_in(clause.text):
            found.setdefault(year[-4:], clause)
    return found
