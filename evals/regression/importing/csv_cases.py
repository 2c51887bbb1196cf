"""Cases from a CSV file: one question a row, below a header that names the columns.

Inside a cell `;` parts items and `|` the accepted spellings of one fact; evidence is written
`briefing: quote`, its items parted by `;;`; `history` is JSON.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Outcome
from evals.cases import REFUSALS
from evals.regression.cases import Fault, RegressionCase
from evals.regression.importing.csv_cells import READERS, CellFault
from evals.regression.importing.csv_table import CsvRow, read_table
from evals.regression.importing.imported import Imported

DEFAULT_KIND = "fact"
REFUSAL_KIND = "unanswerable"
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")


def cases_from_csv(path: Path) -> Imported:
    """Read the cases in the file at `path`; a row that makes no case is a fault.

    Columns: question, and any of id, kind, expected_outcome, other_outcomes, facts, must_not,
    evidence, editions, countries, as_of, tags, half, history, note. A row without an outcome
    expects an answer; where the file has a column of facts and the row none, a refusal.

    Raises:
        QuestionSetError: it is missing or not UTF-8, or no column of it holds questions.
    """
    table = read_table(path)
    given = {row.cells["id"] for row in table.rows if "id" in row.cells}
    cases: dict[str, RegressionCase] = {}
    faults = list(table.faults)
    for row in table.rows:
        fields, wrong = _read_cells(row, path.name)
        if not wrong:
            _complete(fields, has_facts="facts" in table.fields)
            fields.setdefault("id", _numbered(path.stem, row.number, given))
            case, wrong = _as_case(fields, path.name, row.line, cases)
            if case is not None:
                cases[case.id] = case
        faults += wrong
    faults.sort(key=lambda fault: fault.line)
    return Imported(tuple(cases.values()), tuple(faults), table.unused_columns)


def _read_cells(row: CsvRow, file: str) -> tuple[dict[str, object], list[Fault]]:
    """Return the fields that the row gives, and what is wrong with its cells."""
    fields: dict[str, object] = {}
    faults: list[Fault] = []
    for field, cell in row.cells.items():
        try:
            fields[field] = READERS[field](cell) if field in READERS else cell
        except CellFault as fault:
            faults.append(Fault(file, row.line, field, fault.problem, fault.mend))
    return fields, faults


def _complete(fields: dict[str, object], *, has_facts: bool) -> None:
    """Add the outcome and the kind where the row does not give them."""
    is_answered = "facts" in fields or not has_facts
    outcome = fields.setdefault(
        "expected_outcome", Outcome.ANSWERED if is_answered else Outcome.NOT_IN_BRIEFINGS
    )
    fields.setdefault("kind", REFUSAL_KIND if outcome in REFUSALS else DEFAULT_KIND)


def _as_case(
    fields: Mapping[str, object], file: str, line: int, taken: Collection[str]
) -> tuple[RegressionCase | None, list[Fault]]:
    try:
        case = RegressionCase.model_validate(fields)
    except ValidationError as error:
        return None, [
            Fault(
                file,
                line,
                ".".join(str(part) for part in each["loc"]),
                f"{each['msg']}.",
                "Write a question in the row."
                if each["type"] == "missing"
                else "Mend the cell; `r2p eval schema` says what is accepted.",
            )
            for each in error.errors()
        ]
    if case.id in taken:
        mend = "Give every row an id of its own."
        return None, [Fault(file, line, "id", f"{case.id!r} is taken by another row.", mend)]
    return case, []


def _numbered(stem: str, number: int, given: Collection[str]) -> str:
    """Return an id for a row that has none; those that other rows were given are passed over."""
    name = _NOT_IN_AN_ID.sub("-", stem).strip("-._")[:60] or "case"
    wanted = f"{name}-{number:04}"
    while wanted in given:
        wanted += "-row"
    return wanted
