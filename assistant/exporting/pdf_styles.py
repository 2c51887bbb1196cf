"""How a PDF looks: A4, margins, and the style of each kind of text."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from assistant.exporting.fonts import Face, Typeface

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 22 * mm
TOP_MARGIN = 18 * mm
"""Above the text, and below it, where the footer stands."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
INK = HexColor("#1a1a1a")
QUIET = HexColor("#595959")
ACCENT = HexColor("#1f4e79")
RULE = HexColor("#c8d0d8")
SHADE = HexColor("#f1f4f7")


@dataclass(frozen=True, slots=True)
class Style:
    """A ReportLab style with the face in which it is set."""

    face: Face
    paragraph: ParagraphStyle

    def from_right(self) -> ParagraphStyle:
        """Return the style for a text that reads from the right."""
        return ParagraphStyle(f"{self.paragraph.name}-rtl", self.paragraph, alignment=TA_RIGHT)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document."""

    title: Style
    subtitle: Style
    headings: tuple[Style, ...]
    body: Style
    bullet: Style
    cell: Style
    header_cell: Style
    notice: Style
    note: Style


def styles_of(typeface: Typeface) -> Styles:
    """Return the styles, set in `typeface`."""
    regular, bold, italic = typeface.regular, typeface.bold, typeface.italic
    return Styles(
        title=_style("title", bold, 16, spaceAfter=2, textColor=ACCENT),
        subtitle=_style("subtitle", italic, 9, spaceAfter=3, textColor=QUIET),
        headings=(
            _style("heading-1", bold, 10.5, spaceBefore=6, spaceAfter=2, textColor=ACCENT),
            _style("heading-2", bold, 10, spaceBefore=6, spaceAfter=2),
            _style("heading-3", italic, 10, spaceBefore=5, spaceAfter=2),
        ),
        body=_style("body", regular, 9, spaceAfter=4),
        bullet=_style("bullet", regular, 9, spaceAfter=1.5, leftIndent=11),
        cell=_style("cell", regular, 8.5),
        header_cell=_style("header-cell", bold, 8.5),
        notice=_style("notice", italic, 8.5, spaceAfter=1.5, textColor=QUIET),
        note=_style("note", regular, 8, spaceAfter=4, leftIndent=20),
    )


def _style(name: str, face: Face, size: float, **set_apart: object) -> Style:
    paragraph = ParagraphStyle(
        name,
        fontName=face.name,
        fontSize=size,
        leading=size * 1.3,
        bulletFontName=face.name,
        bulletFontSize=size,
        keepWithNext=name.startswith("heading"),
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        **{"textColor": INK, **set_apart},
    )
    return Style(face, paragraph)
