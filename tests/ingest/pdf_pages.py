"""Draws the pages that the PDF tests read: one and two columns, in several drawing orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 50.0
GUTTER = 18.0
COLUMN_WIDTH = (PAGE_WIDTH - 2 * MARGIN - GUTTER) / 2
LEADING = 12.0
SIZE = 10.0
FONT = "Times-Roman"


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of a column; `is_last` of its paragraph, which is not stretched."""

    text: str
    is_last: bool


def wrap(paragraphs: Sequence[str], width: float) -> list[DrawnLine]:
    """Break paragraphs at a width, keeping `\\xad` hyphens where a word was broken by hand."""
    lines: list[DrawnLine] = []
    for paragraph in paragraphs:
        current = ""
        for word in paragraph.split():
            candidate = f"{current} {word}".strip()
            if current and stringWidth(candidate, FONT, SIZE) > width:
                lines.append(DrawnLine(current, is_last=False))
                candidate = word
            current = candidate
        lines.append(DrawnLine(current, is_last=True))
    return lines


def draw_line(canvas: Canvas, line: DrawnLine, x: float, y: float, width: float) -> None:
    """Draw one line, justified by stretching its blanks unless it ends a paragraph."""
    blanks = line.text.count(" ")
    spare = width - stringWidth(line.text, FONT, SIZE)
    text = canvas.beginText(x, y)
    text.setFont(FONT, SIZE)
    text.setWordSpace(0 if line.is_last or not blanks else spare / blanks)
    text.textOut(line.text)
    canvas.drawText(text)


def draw_columns(
    canvas: Canvas, paragraphs: Sequence[str], top: float, order: str, drop: float = 0.0
) -> float:
    """Draw paragraphs in two balanced columns and return the y below them.

    Args:
        canvas: where to draw.
        paragraphs: what to draw.
        top: baseline of the first line.
        order: 'story' (left column first), 'rows' (line by line across), or 'backwards'.
        drop: how much lower the right column's baselines are.
    """
    lines = wrap(paragraphs, COLUMN_WIDTH)
    half = (len(lines) + 1) // 2
    right_x = MARGIN + COLUMN_WIDTH + GUTTER
    placed = [
        (line, MARGIN if n < half else right_x, top - (n % half) * LEADING - (n >= half) * drop)
        for n, line in enumerate(lines)
    ]
    if order == "rows":
        placed.sort(key=lambda item: (-item[2], item[1]))
    elif order == "backwards":
        placed.reverse()
    for line, x, y in placed:
        draw_line(canvas, line, x, y, COLUMN_WIDTH)
    return top - half * LEADING


def draw_text(canvas: Canvas, text: str, x: float, y: float, size: float = SIZE) -> None:
    """Draw one line of any size in bold."""
    canvas.setFont("Times-Bold", size)
    canvas.drawString(x, y, text)


def draw_frame(canvas: Canvas, number: int) -> None:
    """Draw the running header and footer of a page."""
    draw_text(canvas, "Watch Monitor", MARGIN, PAGE_HEIGHT - 30, 8)
    draw_text(canvas, f"Issue 12, page {number}", MARGIN, 25, 8)


def new_pdf(path: Path, title: str = "") -> Canvas:
    """Start a PDF; the caller ends pages with showPage() and the file with save()."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    if title:
        canvas.setTitle(title)
    return canvas


def write_simple_pdf(path: Path, pages: Sequence[Sequence[str]], title: str = "") -> Path:
    """Write one-column pages of given lines; a page without lines shows a drawing only."""
    canvas = new_pdf(path, title)
    for lines in pages:
        canvas.rect(40, 40, 10, 10)
        for number, line in enumerate(lines):
            canvas.setFont(FONT, SIZE)
            canvas.drawString(MARGIN, PAGE_HEIGHT - 80 - number * LEADING, line)
        canvas.showPage()
    canvas.save()
    return path
