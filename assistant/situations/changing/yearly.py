"""Fields with one value a year: the newest of each edition, and years that both give. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.situations.changing.amounts import amounts_in, is_equal, stated_for
from assistant.situations.changing.clauses import Clause, Field
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.similarity import content_terms

_FEWEST = 2
_LONGEST = 60

YearlyChange = tuple[ChangeKind, Clause, Clause, str]


def is_yearly(old: Field, new: Field) -> bool:
    """True where one of the fields gives a value for several years, and both give some."""
    ours, theirs = _by_year(old), _by_year(new)
    measured = {_measured(clause) for clause in (*ours.values(), *theirs.values())}
    is_one_measure = len(measured) == 1 and frozenset() not in measured
    return is_one_measure and max(len(ours), len(theirs)) >= _FEWEST and bool(ours and theirs)


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


def one_a_field(clauses: Sequence[Clause]) -> list[Clause]:
    """Leave out all but the newest of values that a field gives for several years."""
    kept: list[Clause] = []
    seen: set[tuple[int, frozenset[str]]] = set()
    for clause in sorted(clauses, key=lambda each: stated_for(each.text)[-4:], reverse=True):
        measure = (clause.field, _measured(clause))
        if stated_for(clause.text) and len(clause.text) <= _LONGEST and measure[1]:
            if measure in seen:
                continue
            seen.add(measure)
        kept.append(clause)
    return kept


def _measured(clause: Clause) -> frozenset[str]:
    """Return the words of what a clause measures: of '2.7% of GDP (2019)' the one stem."""
    return content_terms(clause.text.partition("(")[0])


def _is_equal(one: Clause, other: Clause) -> bool:
    return is_equal(amounts_in(one.text)[0], one.text, amounts_in(other.text)[0], other.text)


def _by_year(field: Field) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for clause in field.clauses:
        year = stated_for(clause.text)
        if year and len(clause.text) <= _LONGEST and amounts_in(clause.text):
            found.setdefault(year[-4:], clause)
    return found
