"""The pieces of text that a PDF page shows, each with its place on the page.

pypdf's plain extraction follows the order in which a page was drawn and hides where the text
stands. Its layout mode knows the places; this file is the only one that reaches into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pypdf import PageObject
from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op
from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
from pypdf.generic import ContentStream

_SAME_LINE = 0.4  # of the font height, between baselines; superscripts rise by a third
_WORD_GAP = 0.5  # of a blank's width, as pypdf's plain mode has it
_JOINING_GAP = 1.0  # of the smaller font's height; a wider gap may be the space between two columns


@dataclass(frozen=True, slots=True)
class Run:
    """Text on one baseline, in points; y grows upward."""

    text: str
    left: float
    right: float
    y: float
    height: float
    blank: float
    """Width of a blank in the run's font."""


def read_runs(page: PageObject) -> list[Run]:
    """Return what the page shows upright, in drawing order; forms are not looked into."""
    contents = page.get_contents()
    if contents is None:
        return []
    operations = ContentStream(contents, page.pdf, "bytes").operations
    # An end-of-group operator makes the whole page one group, the unit pypdf reads.
    _, shown = recurse_to_target_op(
        iter([*operations, ([], b"Q")]), TextStateManager(), b"Q", page._layout_mode_fonts()
    )
    return [
        Run(
            text=piece.text,
            left=piece.tx,
            right=max(piece.tx, piece.displaced_tx),
            y=-piece.ty if piece.flip_vertical else piece.ty,
            height=piece.font_height,
            blank=piece.space_tx * abs(piece.transform[0]),
        )
        for piece in shown
        if piece.text and not piece.rotated and piece.font.interpretable and piece.font_height > 0
    ]


def drop_overprints(runs: list[Run]) -> list[Run]:
    """Drop words drawn twice in nearly the same place, as bold type is at times made."""
    return list({(run.text, round(run.left), round(run.y)): run for run in runs}.values())


def join_runs(runs: list[Run], *, across_gaps: bool) -> list[Run]:
    """Join runs on one baseline, top line first; without `across_gaps` columns stay apart."""
    joined: list[Run] = []
    for line in baselines(runs):
        ordered = sorted(line, key=lambda run: run.left)
        current = ordered[0]
        for run in ordered[1:]:
            gap = run.left - current.right
            if across_gaps or gap <= _JOINING_GAP * min(run.height, current.height):
                current = _joined(current, run, gap)
            else:
                joined.append(current)
                current = run
        joined.append(current)
    return [run for run in joined if run.text.strip()]


def baselines(runs: list[Run]) -> list[list[Run]]:
    """Gather the runs that stand on one line, the top line first."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if lines and lines[-1][0].y - run.y <= _SAME_LINE * max(run.height, lines[-1][0].height):
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _joined(before: Run, after: Run, gap: float) -> Run:
    has_blank = before.text[-1:].isspace() or after.text[:1].isspace()
    needs_blank = gap > _WORD_GAP * min(before.blank, after.blank) and not has_blank
    main = max(before, after, key=lambda run: len(run.text))
    return Run(
        text=f"{before.text}{' ' if needs_blank else ''}{after.text}",
        left=before.left,
        right=max(before.right, after.right),
        y=main.y,
        height=main.height,
        blank=main.blank,
    )
