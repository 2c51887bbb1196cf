"""Which cases of a set are run: `kind=figure`, `half=dev`, `tag=typo`, `country=MLI`, `id=a-01`.

Values of one field are alternatives; fields narrow one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.errors import AssistantError
from evals.regression.cases import RegressionCase

FIELDS: dict[str, Callable[[RegressionCase], frozenset[str]]] = {
    "kind": lambda case: frozenset({case.kind}),
    "half": lambda case: frozenset({case.half}),
    "tag": lambda case: frozenset(case.tags),
    "country": lambda case: frozenset(case.countries),
    "outcome": lambda case: frozenset(case.accepted),
    "id": lambda case: frozenset({case.id}),
}


class FilterRejected(AssistantError):
    """A filter cannot be read, or keeps no case."""


def filtered(cases: Iterable[RegressionCase], filters: Sequence[str]) -> tuple[RegressionCase, ...]:
    """Return the cases that pass every one of the `filters`.

    Raises:
        FilterRejected: a filter names no field, or no case is left.
    """
    wanted: dict[str, set[str]] = {}
    for each in filters:
        field, sign, value = each.partition("=")
        if field not in FIELDS or not sign or not value:
            raise FilterRejected(
                f"The filter {each!r} cannot be read. Write FIELD=VALUE with one of the fields "
                f"{', '.join(FIELDS)}."
            )
        wanted.setdefault(field, set()).update(value.split(","))
    everything = tuple(cases)
    kept = tuple(
        case
        for case in everything
        if all(FIELDS[field](case) & values for field, values in wanted.items())
    )
    if not kept:
        raise FilterRejected(f"No case passes {' '.join(filters)}. {_offer(everything, wanted)}")
    return kept


def _offer(cases: Sequence[RegressionCase], wanted: Iterable[str]) -> str:
    field = next(iter(wanted))
    values = sorted({value for case in cases for value in FIELDS[field](case)})
    return f"The set has {field} {', '.join(values[:30])}."
