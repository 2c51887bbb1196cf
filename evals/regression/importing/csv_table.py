"""Reads a CSV file of questions: its encoding, its delimiter, its columns, its rows by field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.regression.cases import Fault, QuestionSetError

DELIMITERS = (",", ";", "\t")
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "question": ("question", "query", "user_input"),
    "facts": (
        "facts", "expected_answer", "ground_truth", "ground_truths", "reference", "answer",
        "answers",
    ),
    "id": ("id", "case_id", "question_id"),
    "kind": ("kind", "category"),
    "expected_outcome": ("expected_outcome", "outcome"),
    "other_outcomes": ("other_outcomes",),
    "must_not": ("must_not",),
    "evidence": ("evidence",),
    "editions": ("editions",),
    "countries": ("countries", "country"),
    "as_of": ("as_of",),
    "tags": ("tags", "tag"),
    "half": ("half",),
    "history": ("history",),
    "note": ("note", "notes"),
}  # fmt: skip
"""What a column may be called, by the field of a case; of several columns the first name counts."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells of a row that mean something, stripped, by field."""

    number: int
    """1 for the first row below the header."""
    line: int
    """Where the row begins in the file."""
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a file, its fields, and what is of no use in it."""

    fields: frozenset[str]
    rows: tuple[CsvRow, ...]
    faults: tuple[Fault, ...]
    unused_columns: tuple[str, ...]


def read_table(path: Path) -> CsvTable:
    """Read the file at `path`, with or without a byte order mark; the header finds the delimiter.

    Raises:
        QuestionSetError: it is missing or not UTF-8, or no column of it holds questions.
    """
    text = _text_of(path)
    delimiter = max(DELIMITERS, key=lambda each: _fitness(text, each))
    names = tuple(_header(text, delimiter))
    columns = _columns(names)
    if "question" not in columns:
        found = ", ".join(repr(name) for name in names if name) or "nothing"
        raise QuestionSetError(
            f"{path.name} has no column of questions; its first line names {found}. Name one "
            f"column {' or '.join(FIELD_NAMES['question'])}."
        )
    faults: list[Fault] = []
    rows = tuple(_rows(path.name, text, delimiter, columns, faults))
    unused = tuple(name for at, name in enumerate(names) if name and at not in columns.values())
    return CsvTable(frozenset(columns), rows, tuple(faults), unused)


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise QuestionSetError(f"There is no file {path}. Check the path.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionSetError(
            f"{path.name} is not UTF-8 ({error.reason} at byte {error.start}). In a spreadsheet, "
            "save it as 'CSV UTF-8'."
        ) from error


def _lines(text: str) -> io.StringIO:
    """Return the lines for `csv`: only real line ends part them, not what else Unicode has."""
    return io.StringIO(text, newline="")


def _fitness(text: str, delimiter: str) -> tuple[int, int]:
    """Say how well a delimiter parts the header: by columns that are known, then by columns."""
    names = _header(text, delimiter)
    return len(_columns(names)), len(names)


def _header(text: str, delimiter: str) -> Sequence[str]:
    """Return the names in the first line as they are written."""
    try:
        return [name.strip() for name in next(csv.reader(_lines(text), delimiter=delimiter), [])]
    except csv.Error:
        return []


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Return at which place the column of each field stands."""
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        places.setdefault("_".join(name.lower().replace("-", " ").replace("_", " ").split()), at)
    return {
        field: places[next(name for name in accepted if name in places)]
        for field, accepted in FIELD_NAMES.items()
        if any(name in places for name in accepted)
    }


def _rows(
    file: str, text: str, delimiter: str, columns: Mapping[str, int], faults: list[Fault]
) -> Iterator[CsvRow]:
    """Yield the rows below the header; what is wrong with the others goes to `faults`."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    width = len(next(reader))
    number = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mend = "Close every quotation mark, and double one that stands inside a cell."
            faults.append(Fault(file, line, "", f"{error}; nothing behind it was read.", mend))
            return
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if any(cell.strip() for cell in cells[width:]):
            problem = f"There are {len(cells)} cells below {width} columns."
            mend = "Put quotation marks around a cell that holds the delimiter."
            faults.append(Fault(file, line, "", problem, mend))
            continue
        named = {field: cells[at].strip() for field, at in columns.items() if at < len(cells)}
        yield CsvRow(number, line, {field: cell for field, cell in named.items() if cell})
