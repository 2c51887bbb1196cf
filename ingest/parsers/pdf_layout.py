"""The reading order of a PDF page: two columns are read one after the other.

A gutter is a vertical strip with columns of prose on both sides. What crosses it (headings, tables,
running headers) parts the page into blocks; in each block the left column comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.parsers.pdf_runs import Run, drop_overprints, join_runs
from ingest.parsers.pdf_tables import full_width_rows

_MIDDLE = (0.3, 0.7)  # of the text's width: where a gutter can be
_FEWEST_LINES = 4  # on either side of a gutter
_LEAST_FILL = 0.55  # of a column's width, by its median line; cells of tables fill less
_MOST_CROSSING = 0.5  # of all lines
_LEAST_OVERLAP = 0.5  # of the shorter column's height; columns stand side by side
_LARGER_FONT = 1.12  # times the usual height makes a heading
_HEADING_GAP = 2.8  # usual heights free beside a heading over both columns, at least
_LONG_LINE = 0.75  # of a column's width; shorter lines are levels and small headings
_SAME_HEIGHT = 0.9  # of the usual height, between the first lines of two columns
_SAME_EDGE = 2.0  # points, between the beginnings of a column's lines
_MARGIN_GAP = 2.2  # usual heights of blank page between the text and a header or footer
_MARGIN_LINES = 2
_PARAGRAPH_GAP = 1.35  # times the usual distance between two baselines


@dataclass(frozen=True, slots=True)
class Gutter:
    """Where the two columns of a page part; x in points."""

    middle: float
    right_edge: float
    """Where the lines of the right column begin."""


def find_gutter(runs: list[Run]) -> Gutter | None:
    """Return the gutter of a page; None where it has one column, or too few lines to tell."""
    pieces = join_runs(drop_overprints(runs), across_gaps=False)
    tables = full_width_rows(pieces) if pieces else []
    prose = [run for run in pieces if run not in tables]
    middle = _find_middle(prose) if prose else None
    if middle is None:
        return None
    return Gutter(middle, median(run.left for run in prose if run.left >= middle))


def reading_order(runs: list[Run], usual: Gutter | None = None) -> str:
    """Return the page's text, line by line; a blank line parts paragraphs that stand apart.

    `usual` is the gutter of the document's other pages. It holds for a page whose right column is
    too short to tell it from anything else, as on the last one.
    """
    pieces = join_runs(drop_overprints(runs), across_gaps=False)
    if not pieces:
        return ""
    tables = full_width_rows(pieces)
    gutter = find_gutter(runs)
    if gutter is None and usual is not None and _holds(usual, pieces, tables):
        gutter = usual
    if gutter is None:
        return _write(_Block(left=pieces).lines())
    blocks = _blocks(pieces, gutter.middle, tables)
    return _write([line for block in blocks for line in block.lines()])


def _holds(gutter: Gutter, pieces: list[Run], tables: list[Run]) -> bool:
    """True where all that stands right of the gutter, margins aside, begins at one edge."""
    _, body, _ = _without_margins([run for run in pieces if run not in tables] or pieces)
    right = [run for run in body if run.left >= gutter.middle]
    crossing = sum(run.left < gutter.middle < run.right for run in body)
    is_aligned = all(abs(run.left - gutter.right_edge) <= _SAME_EDGE for run in right)
    return bool(right) and is_aligned and crossing <= _MOST_CROSSING * len(body)


@dataclass(slots=True)
class _Block:
    """Lines between two that cross the gutter; lines that cross it are a block of their own."""

    left: list[Run] = field(default_factory=list)
    right: list[Run] = field(default_factory=list)

    def lines(self) -> list[Run]:
        return [*join_runs(self.left, across_gaps=True), *join_runs(self.right, across_gaps=True)]


def _find_middle(pieces: list[Run]) -> float | None:
    """Return the x in the middle of the gutter; None where the page has one column."""
    start, end = min(run.left for run in pieces), max(run.right for run in pieces)
    low, high = (start + share * (end - start) for share in _MIDDLE)
    inside = {x for run in pieces for x in (run.left, run.right) if low < x < high}
    strips = list(pairwise(sorted({low, high, *inside})))
    crossings = [sum(run.left <= a and run.right >= b for run in pieces) for a, b in strips]
    fewest = min(crossings, default=0)
    free = [strip for strip, count in zip(strips, crossings, strict=True) if count == fewest]
    for a, b in sorted(free, key=lambda strip: strip[0] - strip[1]):
        if _are_columns(pieces, (a + b) / 2):
            return (a + b) / 2
    return None


def _are_columns(pieces: list[Run], middle: float) -> bool:
    left = [run for run in pieces if run.right <= middle]
    right = [run for run in pieces if run.left >= middle]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    if len(pieces) - len(left) - len(right) > _MOST_CROSSING * len(pieces):
        return False
    top, bottom = (pick(run.y for run in left) for pick in (max, min))
    right_top, right_bottom = (pick(run.y for run in right) for pick in (max, min))
    overlap = min(top, right_top) - max(bottom, right_bottom)
    if overlap < _LEAST_OVERLAP * min(top - bottom, right_top - right_bottom):
        return False
    page_end = max(run.right for run in pieces)
    return _is_filled(left, middle) and _is_filled(right, page_end)


def _is_filled(column: list[Run], end: float) -> bool:
    """True where most lines of a column that may reach to `end` are long, as those of prose."""
    widths = [run.right - run.left for run in column if run.right - run.left > 3 * run.height]
    space = end - min(run.left for run in column)
    return bool(widths) and median(widths) >= _LEAST_FILL * space


def _blocks(pieces: list[Run], middle: float, tables: list[Run]) -> Iterator[_Block]:
    header, body, footer = _without_margins(pieces)
    prose = [run for run in body if run not in tables]
    across = [*tables, *_headings_beside_nothing(prose, middle)]
    if header:
        yield _Block(left=header)
    block, is_crossing = _Block(), False
    for run in body:
        crosses = run in across or run.left < middle < run.right
        if crosses != is_crossing and (block.left or block.right):
            yield block
            block = _Block()
        is_crossing = crosses
        (block.left if crosses or run.right <= middle else block.right).append(run)
    yield block
    if footer:
        yield _Block(left=footer)


def _without_margins(pieces: list[Run]) -> tuple[list[Run], list[Run], list[Run]]:
    """Part the running header and footer, which stand off from the text, from the rest."""
    ordered = sorted(pieces, key=lambda run: -run.y)
    away = _MARGIN_GAP * median(run.height for run in ordered)
    rows = sorted({round(run.y) for run in ordered}, reverse=True)
    gaps = {n: a - b for n, (a, b) in enumerate(pairwise(rows), start=1) if a - b >= away}
    # A paragraph's end can stand off from the rest too, but less far than what is in the margin.
    head = max((n for n in gaps if n <= _MARGIN_LINES), key=gaps.__getitem__, default=0)
    last = [n for n in gaps if n >= len(rows) - _MARGIN_LINES and n > head]
    foot = max(last, key=gaps.__getitem__, default=len(rows))
    header = [run for run in ordered if round(run.y) in rows[:head]]
    body = [run for run in ordered if round(run.y) in rows[head:foot]]
    return header, body, [run for run in ordered if round(run.y) in rows[foot:]]


def _headings_beside_nothing(body: list[Run], middle: float) -> list[Run]:
    """Return headings over both columns that are too short to reach the gutter.

    The right column is empty beside such a heading, and the columns go on at one height below it.
    What stands under it in that room, such as the level of a country, goes with it. A heading
    within the left column meets an empty place in the right one at most by chance.
    """
    usual = median(run.height for run in body) if body else 0.0
    left = sorted((run for run in body if run.right <= middle), key=lambda run: -run.y)
    right = sorted((run for run in body if run.left >= middle), key=lambda run: -run.y)
    found: list[Run] = []
    for above, below in pairwise(right):
        if above.y - below.y >= _HEADING_GAP * usual:
            lowest = below.y + _SAME_HEIGHT * usual
            beside = [run for run in left if lowest <= run.y < above.y - usual / 2]
            sizes = [_is_larger(run.height, usual) for run in beside]
            heading = beside[sizes.index(True) :] if any(sizes) else []
            if heading and _parts_columns(heading, left, below, middle):
                found += heading
    return found


def _parts_columns(heading: list[Run], left: list[Run], below: Run, middle: float) -> bool:
    """True where `heading` is no more than that, and both columns go on beneath it."""
    usual = median(run.height for run in left)
    after = next((run for run in left if run.y < heading[-1].y), None)
    if after is None or abs(after.y - below.y) >= _SAME_HEIGHT * usual:
        return False
    least = _LONG_LINE * (middle - min(run.left for run in left))
    if any(not _is_larger(run.height, usual) and run.right - run.left >= least for run in heading):
        return False
    if not _is_larger(below.height, usual):
        return True
    # The right column may go on with a heading of its own, but not beside a second line of ours.
    is_topmost = _is_larger(heading[0].height, below.height)
    return is_topmost and after.right - after.left >= least


def _is_larger(height: float, other: float) -> bool:
    return height >= _LARGER_FONT * other


def _write(lines: list[Run]) -> str:
    """Write lines in reading order, with an empty one where a paragraph stands apart."""
    down = [above.y - below.y for above, below in pairwise(lines)]
    usual = median([distance for distance in down if distance > 0] or [0.0])
    written = [" ".join(lines[0].text.split())]
    for distance, (above, below) in zip(down, pairwise(lines), strict=True):
        # The step up to the next column parts no paragraph.
        if distance > _PARAGRAPH_GAP * usual or _differ(above, below):
            written.append("")
        written.append(" ".join(below.text.split()))
    return "\n".join(written)


def _differ(above: Run, below: Run) -> bool:
    """True where the font size changes, as it does around headings."""
    return max(above.height, below.height) > _LARGER_FONT * min(above.height, below.height)
