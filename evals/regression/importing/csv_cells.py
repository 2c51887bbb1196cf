"""How each cell of a CSV file of questions is written, and read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from assistant.countries import known_codes
from assistant.domain import Outcome


class CellFault(ValueError):
    """A cell that is not written as its column asks; says why, and how to mend it."""

    def __init__(self, problem: str, mend: str) -> None:
        """Say what is wrong with the cell, and the mend."""
        super().__init__(problem)
        self.problem, self.mend = problem, mend


def _items(cell: str, separator: str = ";") -> tuple[str, ...]:
    return tuple(item for part in re.split(separator, cell) if (item := part.strip()))


def _codes(cell: str) -> tuple[str, ...]:
    """Return what holds no comma itself, so that a comma parts it too."""
    return _items(cell, "[;,]")


def _spelt(cell: str) -> str:
    return "_".join(re.split(r"[\s_-]+", cell.strip()))


def _facts(cell: str) -> tuple[tuple[str, ...], ...]:
    facts = (_items(fact, r"\|") for fact in _items(cell))
    return tuple(spellings for spellings in facts if spellings)


def _outcome(cell: str) -> Outcome:
    try:
        return Outcome(_spelt(cell).upper())
    except ValueError as error:
        raise CellFault(f"{cell!r} is no outcome.", f"Use one of {', '.join(Outcome)}.") from error


def _outcomes(cell: str) -> tuple[Outcome, ...]:
    return tuple(_outcome(item) for item in _codes(cell))


def _countries(cell: str) -> tuple[str, ...]:
    codes = tuple(code.upper() for code in _codes(cell))
    for code in codes:
        if code not in known_codes():
            raise CellFault(f"{code!r} is no country code.", "Use ISO 3166-1 alpha-3, as MLI.")
    return codes


def _evidence(cell: str) -> tuple[dict[str, str], ...]:
    pairs = []
    for item in _items(cell, ";;"):
        briefing, _, quote = (part.strip() for part in item.partition(":"))
        if not (briefing and quote):
            mend = "Write each item as `briefing: quote`, and `;;` between two."
            raise CellFault(f"{item[:60]!r} names no briefing and quote.", mend)
        pairs.append({"briefing": briefing, "quote": quote})
    return tuple(pairs)


def _history(cell: str) -> object:
    try:
        return json.loads(cell)
    except json.JSONDecodeError as error:
        mend = 'Write JSON, as [{"role": "user", "content": "..."}].'
        raise CellFault(f"It is not JSON ({error.msg}).", mend) from error


def _lower(cell: str) -> str:
    return _spelt(cell).lower()


READERS: Mapping[str, Callable[[str], object]] = {
    "facts": _facts,
    "must_not": _items,
    "evidence": _evidence,
    "editions": _items,
    "countries": _countries,
    "tags": _codes,
    "expected_outcome": _outcome,
    "other_outcomes": _outcomes,
    "kind": _lower,
    "half": _lower,
    "history": _history,
}
"""By field; the cells of the others are taken as they are."""
