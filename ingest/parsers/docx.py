"""Word documents: headings by style, tables in their place, deleted and hidden text left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from lxml.etree import _Element as Element

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.loaded import LoadedDocument, body_line, heading_line, meaningful_title
from ingest.parsers.archive import check_archive
from ingest.parsers.html_tree import CELL_BREAK

_HEADING_STYLE = re.compile(r"^heading (\d)$", re.I)
_CONTENTS_STYLE = re.compile(r"^toc\b", re.I)
_LONGEST_CELL = 300  # characters; a longer one holds paragraphs
_DEEPEST_BASE = 20  # styles can name each other in a circle

_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")))
_LEFT_OUT = frozenset(
    (
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:instrText", "w:delText", "w:txbxContent")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_BLANKS = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:ptab")))


def parse_docx(path: Path, limits: IngestSettings) -> LoadedDocument:  # noqa: ARG001 - one shape
    """Read a DOCX file.

    Raises:
        UnreadableFile: the archive is damaged or hostile, or no Word document.
    """
    check_archive(path)
    try:
        document = Document(str(path))
    except (OpcError, KeyError, ValueError) as error:
        raise UnreadableFile(
            f"{path.name} is no complete Word document ({error}). "
            "Open it in Word or LibreOffice, save it as DOCX again and add that file."
        ) from error
    reader = _Reader(document)
    lines = [line for line in reader.lines(document.element.body) if line]
    return LoadedDocument(
        text="\n".join(lines),
        format="docx",
        title=meaningful_title(document.core_properties.title),
    )


class _Reader:
    """Walks the body; the XML itself, since python-docx passes over content controls."""

    def __init__(self, document: DocxDocument) -> None:
        """Look up which styles make headings."""
        self._levels = {
            style.style_id: level
            for style in document.styles
            if (level := _heading_level(style)) is not None
        }

    def lines(self, container: Element) -> Iterator[str]:
        for node in container:
            if node.tag == qn("w:p"):
                yield from self._paragraph(node)
            elif node.tag == qn("w:tbl"):
                for row in node.iter(qn("w:tr")):
                    if _enclosing_table(row) is node:
                        yield from self._row(row)
            elif node.tag in _CONTAINERS:
                yield from self.lines(node)

    def _paragraph(self, node: Element) -> Iterator[str]:
        level = self._levels.get(_style_id(node), 0)
        text = " ".join("".join(_words(node)).split())
        if text and level >= 0:
            yield heading_line(level, text) if level else body_line(text)
        for box in _text_boxes(node):
            yield from self.lines(box)

    def _row(self, row: Element) -> Iterator[str]:
        cells = [list(self.lines(cell)) for cell in row.iter(qn("w:tc")) if _row_of(cell) is row]
        if len(cells) == 1 or any(sum(map(len, cell)) > _LONGEST_CELL for cell in cells):
            for cell in cells:  # a table that only lays out the page
                yield from cell
        elif any(cells):
            yield body_line(CELL_BREAK.join(" ".join(cell).lstrip("#\\ ") for cell in cells))


def _heading_level(style: BaseStyle) -> int | None:
    """Return 1 to 9 for headings, 1 for the title, -1 for contents lists, None for others."""
    current: BaseStyle | None = style
    for _ in range(_DEEPEST_BASE):
        name = (current.name or "") if current is not None else ""
        if match := _HEADING_STYLE.match(name):
            return int(match[1])
        if name.lower() == "title":
            return 1
        if _CONTENTS_STYLE.match(name):
            return -1
        current = getattr(current, "base_style", None)
        if current is None:
            return None
    return None


def _style_id(paragraph: Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")


def _words(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag in _LEFT_OUT or _is_hidden(child):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _words(child)


def _is_hidden(node: Element) -> bool:
    """True for a run whose properties hide it (ECMA-376 17.3.2.41, vanish)."""
    vanish = node.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if node.tag == qn("w:r") else None
    return vanish is not None and vanish.get(qn("w:val"), "true") not in ("0", "false", "off")


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Yield text boxes anchored in a paragraph, once: a fallback repeats each for old readers."""
    for box in paragraph.iter(qn("w:txbxContent")):
        outer = [ancestor.tag for ancestor in box.iterancestors()]
        depth = outer.index(qn("w:p"))
        if not _LEFT_OUT.intersection(outer[:depth]):
            yield box


def _enclosing_table(row: Element) -> Element | None:
    return next(row.iterancestors(qn("w:tbl")), None)


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors(qn("w:tr")), None)
