"""Draws a bulletin like the R2P Monitor: a cover, then situations in two justified columns.

All wording is invented. A `~` in a word is where the typesetter may break it with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 54.0
TOP, BOTTOM = float(PAGE_HEIGHT) - 90, 70.0
BODY_FONT, BOLD_FONT = "Times-Roman", "Times-Bold"
BODY_SIZE, LEADING = 10.0, 12.0
SOFT = "~"


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of a situation."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """One country of the bulletin: its name, its level and its parts."""

    name: str
    level: str
    summary: str
    parts: tuple[Part, ...]

    @property
    def sentences(self) -> list[str]:
        """Every sentence as a reader sees it, in order."""
        paragraphs = [self.summary, *(text for part in self.parts for text in part.paragraphs)]
        return [s for text in paragraphs for s in re.split(r"(?<=[.?]) ", shown(text))]


@dataclass(frozen=True, slots=True)
class Style:
    """How the bulletin is set; measures in points."""

    gutter: float = 24.0
    heading_size: float = BODY_SIZE
    space_before_heading: float = 8.0
    space_after_paragraph: float = 5.0
    is_run_in: bool = False
    """Headings open their paragraph: 'BACKGROUND: Since ...'."""
    has_titles_across: bool = False
    """A situation begins with a title over both columns, which then are balanced."""
    order: str = "story"
    """'story' (left column first) or 'rows' (line by line across the page)."""

    @property
    def column_width(self) -> float:
        """Width of one column."""
        return float(PAGE_WIDTH - 2 * MARGIN - self.gutter) / 2


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float = BODY_SIZE
    font: str = BODY_FONT
    before: float = 0.0
    is_stretched: bool = False


def shown(text: str) -> str:
    """The text without the marks where words may be broken."""
    return text.replace(SOFT, "")


def write_bulletin(
    path: Path,
    situations: Sequence[Situation],
    style: Style | None = None,
    issue: str = "ISSUE 45 | 15 MAY 2019",
) -> Path:
    """Write the bulletin and return `path`."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    _draw_cover(canvas, situations, issue)
    _Press(canvas, style or Style(), issue).set_all(situations)
    canvas.save()
    return path


def _draw_cover(canvas: Canvas, situations: Sequence[Situation], issue: str) -> None:
    canvas.setFont(BOLD_FONT, 34)
    canvas.drawString(MARGIN, PAGE_HEIGHT - 140, "R2P MONITOR")
    canvas.setFont(BOLD_FONT, 12)
    canvas.drawString(MARGIN, PAGE_HEIGHT - 165, issue)
    canvas.setFont(BODY_FONT, 11)
    y = PAGE_HEIGHT - 200
    about = (
        "R2P Monitor is a bimonthly bulletin made for a test,",
        "and none of the events that it tells of took place.",
    )
    for line in about:
        canvas.drawString(MARGIN, y, line)
        y -= 14
    groups = dict.fromkeys(situation.level for situation in situations)
    for level in groups:
        y -= 26
        canvas.setFont(BOLD_FONT, 12)
        canvas.drawString(MARGIN, y, level)
        canvas.setFont(BODY_FONT, 11)
        for number, situation in enumerate(situations):
            if situation.level == level:
                y -= 16
                canvas.drawString(MARGIN, y, situation.name)
                canvas.drawRightString(MARGIN + 200, y, str(2 + number))
    canvas.showPage()


class _Press:
    """Fills columns and pages, one after the other."""

    def __init__(self, canvas: Canvas, style: Style, issue: str) -> None:
        self._canvas, self._style, self._issue = canvas, style, issue
        self._page = 2

    def set_all(self, situations: Sequence[Situation]) -> None:
        if not self._style.has_titles_across:
            lines = [line for each in situations for line in self._lines(each, with_title=True)]
            self._flow(lines, TOP)
        else:
            top = TOP
            for situation in situations:
                if top < BOTTOM + 160:
                    top = self._turn_page()
                self._draw(_Line(situation.name, 16, BOLD_FONT), MARGIN, top)
                self._draw(_Line(situation.level, 10, BOLD_FONT), MARGIN, top - 18)
                top = self._flow(list(self._lines(situation)), top - 42, is_balanced=True) - 30
        self._turn_page()

    def _lines(self, situation: Situation, *, with_title: bool = False) -> Iterator[_Line]:
        style = self._style
        if with_title:
            yield _Line(situation.name, 16, BOLD_FONT, before=24)
            yield _Line(situation.level, 10, BOLD_FONT, before=6)
        yield from self._paragraph(situation.summary, before=10)
        for part in situation.parts:
            before = style.space_before_heading
            if not style.is_run_in:
                yield _Line(part.heading, style.heading_size, BOLD_FONT, before=before)
            for number, text in enumerate(part.paragraphs):
                is_opening = style.is_run_in and not number
                gap = before if is_opening else style.space_after_paragraph if number else 2.0
                yield from self._paragraph(
                    f"{part.heading}: {text}" if is_opening else text, before=gap
                )

    def _paragraph(self, text: str, before: float) -> Iterator[_Line]:
        broken = list(break_lines(text, self._style.column_width))
        for number, line in enumerate(broken):
            is_last = number + 1 == len(broken)
            yield _Line(line, before=0.0 if number else before, is_stretched=not is_last)

    def _flow(self, lines: list[_Line], top: float, *, is_balanced: bool = False) -> float:
        """Draw the lines and return the y below them."""
        while True:
            left, rest = _fill(lines, top - BOTTOM)
            right, rest = _fill(rest, top - BOTTOM)
            if is_balanced and not rest:
                height = _height(lines) / 2
                while True:
                    left, other = _fill(lines, height)
                    right, over = _fill(other, height)
                    if not over:
                        break
                    height += 2
            end = self._draw_columns(left, right, top)
            if not rest:
                return end
            lines, top = rest, self._turn_page()

    def _draw_columns(self, left: list[_Line], right: list[_Line], top: float) -> float:
        placed = []
        ends = [top]
        for column, x in (
            (left, MARGIN),
            (right, MARGIN + self._style.column_width + self._style.gutter),
        ):
            y = top
            for number, line in enumerate(column):
                y -= (max(line.size, BODY_SIZE) + 2 + line.before) if number else 0.0
                placed.append((line, x, y))
            ends.append(y)
        if self._style.order == "rows":
            placed.sort(key=lambda item: (-item[2], item[1]))
        for line, x, y in placed:
            self._draw(line, x, y)
        return min(ends) - LEADING

    def _draw(self, line: _Line, x: float, y: float) -> None:
        text = self._canvas.beginText(x, y)
        text.setFont(line.font, line.size)
        blanks = line.text.count(" ")
        spare = self._style.column_width - stringWidth(line.text, line.font, line.size)
        text.setWordSpace(spare / blanks if line.is_stretched and blanks else 0)
        text.textOut(line.text)
        self._canvas.drawText(text)

    def _turn_page(self) -> float:
        self._canvas.setFont(BODY_FONT, 8)
        self._canvas.drawString(MARGIN, PAGE_HEIGHT - 40, "R2P Monitor")
        self._canvas.drawRightString(PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 40, self._issue)
        self._canvas.drawString(MARGIN, 36, "Centre for Invented Bulletins")
        self._canvas.drawRightString(PAGE_WIDTH - MARGIN, 36, str(self._page))
        self._canvas.showPage()
        self._page += 1
        return TOP


def break_lines(text: str, width: float) -> Iterator[str]:
    """Break a paragraph at a width, and within words where they allow it."""
    current = ""
    for word in text.split():
        candidate = f"{current} {shown(word)}".strip()
        if _fits(candidate, width):
            current = candidate
            continue
        head, tail = _broken(current, word, width)
        yield head
        current = tail
    yield current


def _broken(current: str, word: str, width: float) -> tuple[str, str]:
    """The line with as much of `word` as fits, and what goes to the next line."""
    syllables = word.split(SOFT)
    for count in range(len(syllables) - 1, 0, -1):
        head = f"{current} {''.join(syllables[:count])}-"
        if _fits(head, width):
            return head, "".join(syllables[count:])
    return current, shown(word)


def _fits(line: str, width: float) -> bool:
    return float(stringWidth(line, BODY_FONT, BODY_SIZE)) <= width


def _height(lines: Sequence[_Line]) -> float:
    return sum((max(line.size, BODY_SIZE) + 2 + line.before for line in lines), 0.0)


def _fill(lines: list[_Line], height: float) -> tuple[list[_Line], list[_Line]]:
    """The lines that fit into a column, and the rest; a heading never ends a column."""
    used, count = 0.0, 0
    for number, line in enumerate(lines):
        used += (max(line.size, BODY_SIZE) + 2 + line.before) if number else 0.0
        if used > height:
            break
        count = number + 1
    while count < len(lines) and count > 1 and lines[count - 1].font == BOLD_FONT:
        count -= 1
    return lines[:count], [replace(line) for line in lines[count:]]
