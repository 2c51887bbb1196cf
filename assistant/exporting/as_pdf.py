"""A document as PDF on A4: raised marks that link to endnotes, numbered pages, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from reportlab import platypus
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.exporting import pdf_styles as look
from assistant.exporting.document import ExportDocument
from assistant.exporting.fonts import Typeface, machine_typeface
from assistant.exporting.pdf_story import story_of
from assistant.exporting.texts import shown

FOOTER_SIZE = 7.5
FOOTER_HEIGHT = 11 * mm
FRAME_PADDING = 6
"""Points that ReportLab's frames keep free within their sides."""
UNTITLED = "Untitled"


def to_pdf(document: ExportDocument, typeface: Typeface | None = None) -> bytes:
    """Return `document` as PDF, in the fonts of this machine unless a `typeface` is named.

    It is laid out twice: the first time tells how many pages there are.
    """
    typeface = typeface or machine_typeface()
    _, pages = _laid_out(document, typeface, pages=0)
    pdf, _ = _laid_out(document, typeface, pages)
    return pdf


def _laid_out(document: ExportDocument, typeface: Typeface, pages: int) -> tuple[bytes, int]:
    """Return the PDF and how many pages it has, its footers naming `pages` in all."""
    target = BytesIO()
    template = platypus.SimpleDocTemplate(
        target,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        leftMargin=look.MARGIN - FRAME_PADDING,
        rightMargin=look.MARGIN - FRAME_PADDING,
        topMargin=look.TOP_MARGIN - FRAME_PADDING,
        bottomMargin=look.TOP_MARGIN,
        title=shown(document.title) or UNTITLED,
        subject=shown(document.subtitle),
        author="",
        creator="R2P briefing assistant",
        lang="en",
        invariant=1,
    )

    def draw_footer(canvas: Canvas, _template: object) -> None:
        _draw_footer(canvas, document, typeface, pages)

    template.build(
        list(story_of(document, typeface)), onFirstPage=draw_footer, onLaterPages=draw_footer
    )
    return target.getvalue(), int(template.page)


def _draw_footer(canvas: Canvas, document: ExportDocument, typeface: Typeface, pages: int) -> None:
    """Draw the document's title and the page number below the text."""
    canvas.saveState()
    canvas.setFillColor(look.QUIET)
    canvas.setFont(typeface.regular.name, FOOTER_SIZE)
    page = f"Page {canvas.getPageNumber()} of {pages}"
    canvas.drawRightString(look.PAGE_WIDTH - look.MARGIN, FOOTER_HEIGHT, page)
    left = look.MARGIN
    for font, run in _footer_title(document.title, typeface):
        canvas.setFont(font, FOOTER_SIZE)
        canvas.drawString(left, FOOTER_HEIGHT, run)
        left += stringWidth(run, font, FOOTER_SIZE)
    canvas.restoreState()


def _footer_title(title: str, typeface: Typeface) -> Iterator[tuple[str, str]]:
    """Yield the runs of the title, cut where it would meet the page number."""
    room = look.TEXT_WIDTH - 30 * mm
    for font, run in typeface.runs(shown(title), typeface.regular):
        kept = run
        while kept and stringWidth(f"{kept}…", font, FOOTER_SIZE) > room:
            kept = kept[:-1]
        yield font, kept if kept == run else f"{kept.rstrip()}…"
        if kept != run:
            return
        room -= stringWidth(run, font, FOOTER_SIZE)
