"""Finds tables that are as wide as a PDF page, whose rows no column of prose may be made of.

A table within one column needs no finding: the other column's lines show where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.parsers.pdf_runs import Run, baselines

_FEWEST_CELLS = 3  # of a row; two cells side by side are as likely two columns
_FEWEST_ROWS = 3
_WIDEST_CELL = 0.4  # of the text's width; a line of a column of prose takes more
_ROW_GAP = 4.0  # heights between two rows, at most


def full_width_rows(pieces: list[Run]) -> list[Run]:
    """Return the cells of every table that reaches over the whole page."""
    width = max(run.right for run in pieces) - min(run.left for run in pieces)
    return [
        cell for table in _tables(pieces, _WIDEST_CELL * width) for row in table for cell in row
    ]


def _tables(pieces: list[Run], widest: float) -> Iterator[list[list[Run]]]:
    table: list[list[Run]] = []
    for row in baselines(pieces):
        is_near = not table or table[-1][0].y - row[0].y <= _ROW_GAP * row[0].height
        if table and not (is_near and _is_row(row, widest)):
            if _is_table(table):
                yield table
            table = []
        if _is_row(row, widest):
            table.append(row)
    if _is_table(table):
        yield table


def _is_row(row: list[Run], widest: float) -> bool:
    """True where a row has cells and nothing as long as a line of prose; one may be empty."""
    return len(row) >= _FEWEST_CELLS - 1 and all(run.right - run.left < widest for run in row)


def _is_table(rows: list[list[Run]]) -> bool:
    return sum(len(row) >= _FEWEST_CELLS for row in rows) >= _FEWEST_ROWS
