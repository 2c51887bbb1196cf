"""A document as DOCX: raised marks that link to numbered endnotes, page numbers, the same bytes."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.exporting.directions import is_right_to_left
from assistant.exporting.document import Block, Bullet, ExportDocument, Heading, Paragraph, Table
from assistant.exporting.docx_parts import (
    add_bookmark,
    add_link,
    add_mark,
    read_from_right,
    set_page,
    set_properties,
    set_styles,
)
from assistant.exporting.endnotes import (
    ENDNOTES_TITLE,
    Endnote,
    endnotes,
    numbers_of,
)
from assistant.exporting.texts import Marks, Words, pieces, shown

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip member may carry: the same document gives the same bytes."""


def to_docx(document: ExportDocument) -> bytes:
    """Return `document` as a Word document on A4."""
    word = Document()
    set_styles(word)
    set_page(word, shown(document.title))
    set_properties(word, shown(document.title), shown(document.subtitle), document.accessed)
    word.add_paragraph(shown(document.title), style="Title")
    if document.subtitle:
        word.add_paragraph(shown(document.subtitle), style="Subtitle")
    for notice in document.notices:
        word.add_paragraph(shown(notice.text), style="Notice")
    numbers = numbers_of(document)
    for block in document.blocks:
        _add_block(word, block, numbers)
    _add_endnotes(word, document)
    target = BytesIO()
    word.save(target)
    return _same_bytes(target.getvalue())


def _add_block(word: WordDocument, block: Block, numbers: Collection[int]) -> None:
    match block:
        case Heading(text=text, level=level):
            _fill(word.add_paragraph(style=f"Heading {min(max(level, 1), 3)}"), text, numbers)
        case Bullet(text=text):
            _fill(word.add_paragraph(style="List Bullet"), text, numbers)
        case Table():
            _add_table(word, block, numbers)
        case Paragraph(text=text):
            _fill(word.add_paragraph(), text, numbers)


def _add_table(word: WordDocument, table: Table, numbers: Collection[int]) -> None:
    rows = (table.header, *table.rows)
    grid = word.add_table(len(rows), max(1, *map(len, rows)), style="Table Grid")
    for row, cells in zip(rows, grid.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=False):
            _fill(cell.paragraphs[0], text, numbers)
    for cell in grid.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    word.add_paragraph()


def _add_endnotes(word: WordDocument, document: ExportDocument) -> None:
    if not document.citations:
        return
    word.add_paragraph(ENDNOTES_TITLE, style="Heading 1")
    for note in endnotes(document):
        _add_endnote(word.add_paragraph(style="Endnote"), note)


def _add_endnote(paragraph: WordParagraph, note: Endnote) -> None:
    add_bookmark(paragraph, note.number)
    paragraph.add_run(f"{note.number}.\t{note.source} ")
    _add_words(paragraph, note.quote)
    paragraph.add_run(" ")
    if note.link:
        add_link(paragraph, note.link)
    elif note.url:
        paragraph.add_run(note.url)
    paragraph.add_run(f" {note.accessed}" if note.url else note.accessed)


def _fill(paragraph: WordParagraph, text: str, numbers: Collection[int]) -> None:
    """Write a text and its marks into an empty paragraph."""
    if is_right_to_left(text):
        read_from_right(paragraph)
    for piece in pieces(text, numbers):
        match piece:
            case Words(text=words):
                _add_words(paragraph, words)
            case Marks(numbers=marks):
                for place, number in enumerate(marks):
                    add_mark(paragraph, number, follows=place > 0)


def _add_words(paragraph: WordParagraph, words: str) -> None:
    run = paragraph.add_run(words)
    if is_right_to_left(words):
        run.font.rtl = True


def _same_bytes(docx: bytes) -> bytes:
    """Return the package with the times of its members set to one and the same."""
    target = BytesIO()
    with ZipFile(BytesIO(docx)) as package, ZipFile(target, "w", ZIP_DEFLATED) as rewritten:
        for member in package.infolist():
            content = package.read(member)
            rewritten.writestr(ZipInfo(member.filename, ZIP_EPOCH), content, ZIP_DEFLATED)
    return target.getvalue()
