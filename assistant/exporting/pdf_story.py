"""The flow of a PDF: a document's blocks, notices and endnotes as ReportLab flowables."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reportlab import platypus
from reportlab.lib.styles import ParagraphStyle

from assistant.exporting import pdf_styles as look
from assistant.exporting.directions import is_right_to_left
from assistant.exporting.document import Block, Bullet, ExportDocument, Heading, Paragraph, Table
from assistant.exporting.endnotes import (
    ENDNOTES_TITLE,
    Endnote,
    all_text,
    endnotes,
    numbers_of,
)
from assistant.exporting.fonts import MISSING, Typeface
from assistant.exporting.pdf_markup import (
    LINE_BREAK,
    Writing,
    anchor,
    link_markup,
    marked_markup,
    plain_markup,
)
from assistant.exporting.pdf_styles import Style, Styles, styles_of

CELL_PADDING = 4.0
LACKING = f"Characters that no font on the exporting machine has are shown as {MISSING}."


def story_of(document: ExportDocument, typeface: Typeface) -> Iterator[platypus.Flowable]:
    """Yield what stands on the pages, from the title to the last endnote."""
    setter = _Setter(typeface, styles_of(typeface), numbers_of(document))
    notes = endnotes(document)
    yield setter.text(document.title, setter.styles.title)
    if document.subtitle:
        yield setter.text(document.subtitle, setter.styles.subtitle)
    yield from setter.notices(document)
    for block in document.blocks:
        yield setter.block(block)
    if notes:
        yield _rule()
        yield setter.text(ENDNOTES_TITLE, setter.styles.headings[0])
        yield from map(setter.endnote, notes)
    if typeface.lacks(all_text(document)):
        yield setter.text(LACKING, setter.styles.notice)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets texts in the styles of one document."""

    typeface: Typeface
    styles: Styles
    numbers: Collection[int]

    def text(self, text: str, style: Style, width: float = look.TEXT_WIDTH) -> platypus.Flowable:
        """Return a paragraph of `text` with its marks."""
        markup = marked_markup(text, self.numbers, self._writing(style, width))
        return platypus.Paragraph(markup, _directed(style, text))

    def block(self, block: Block) -> platypus.Flowable:
        """Return the flowable of one block."""
        match block:
            case Heading(text=text, level=level):
                place = min(level, len(self.styles.headings)) - 1
                return self.text(text, self.styles.headings[place])
            case Bullet(text=text):
                return self._listed(text, "•", self.styles.bullet)
            case Table():
                return self._table(block)
            case Paragraph(text=text):
                return self.text(text, self.styles.body)

    def notices(self, document: ExportDocument) -> Iterator[platypus.Flowable]:
        """Yield what a reader must be told before anything else."""
        for notice in document.notices:
            writing = self._writing(self.styles.notice, look.TEXT_WIDTH)
            yield platypus.Paragraph(
                plain_markup(notice.text, writing), self.styles.notice.paragraph
            )

    def endnote(self, note: Endnote) -> platypus.Flowable:
        """Return one endnote, numbered in the margin, with the place its marks link to."""
        style = self.styles.note
        writing = self._writing(style, look.TEXT_WIDTH - style.paragraph.leftIndent)
        break_line = LINE_BREAK if is_right_to_left(note.quote) else " "
        url = link_markup(note.link, writing) if note.link else plain_markup(note.url, writing)
        parts = (
            anchor(note.number) + plain_markup(note.source, writing),
            plain_markup(note.quote, writing),
        )
        markup = break_line.join(parts) + f"{break_line}{url} {note.accessed}"
        return platypus.Paragraph(markup, style.paragraph, bulletText=f"{note.number}.")

    def _listed(self, text: str, bullet: str, style: Style) -> platypus.Flowable:
        width = look.TEXT_WIDTH - style.paragraph.leftIndent
        markup = marked_markup(text, self.numbers, self._writing(style, width))
        return platypus.Paragraph(markup, _directed(style, text), bulletText=bullet)

    def _table(self, table: Table) -> platypus.Flowable:
        count = max(1, *(len(row) for row in (table.header, *table.rows)))
        width = look.TEXT_WIDTH / count
        cells = [
            [
                self.text(text, style, width - 2 * CELL_PADDING)
                for text in (*row, *[""] * (count - len(row)))
            ]
            for row, style in (
                (table.header, self.styles.header_cell),
                *((row, self.styles.cell) for row in table.rows),
            )
        ]
        return platypus.Table(
            cells,
            colWidths=[width] * count,
            repeatRows=1 if table.rows else 0,
            splitInRow=1,
            spaceBefore=4,
            spaceAfter=6,
            style=_table_style(),
        )

    def _writing(self, style: Style, width: float) -> Writing:
        return Writing(self.typeface, style.face, float(style.paragraph.fontSize), width)


def _directed(style: Style, text: str) -> ParagraphStyle:
    return style.from_right() if is_right_to_left(text) else style.paragraph


def _rule() -> platypus.Flowable:
    return platypus.HRFlowable(
        width="100%", thickness=0.6, color=look.RULE, spaceBefore=8, spaceAfter=2
    )


def _table_style() -> platypus.TableStyle:
    whole = ((0, 0), (-1, -1))
    return platypus.TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), look.SHADE),
            ("LINEBELOW", *whole, 0.4, look.RULE),
            ("VALIGN", *whole, "TOP"),
            ("LEFTPADDING", *whole, CELL_PADDING),
            ("RIGHTPADDING", *whole, CELL_PADDING),
        ]
    )
