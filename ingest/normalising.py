"""Turns a loaded document into the text that is stored, searched and quoted.

What the extraction broke is mended (mojibake, hard wraps, words torn by a line end), what belongs
to the page is dropped, and what the author set is kept: paragraphs are parted by one blank line,
and a heading is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.characters import clean_characters
from ingest.columns import restore_columns
from ingest.line_joining import join_lines
from ingest.loaded import LoadedDocument
from ingest.page_furniture import drop_furniture

NORMALISER_VERSION = 1
"""Counts up whenever the same document would yield another text."""
PARAGRAPH_BREAK = "\n\n"

_MOST_PASSES = 8
"""Two are enough for honest documents; a crafted one must not ask for more."""
_HEADING = re.compile(r"(#{1,4}) +(?=\S)")
_ESCAPED_MARK = re.compile(r"\\(?=#)")
_SEPARATOR = re.compile(r"(?:^|(?<=\s))\+\+(?=\s|$)")
"""Two plus signs alone are what a factbook page shows for a paragraph break."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the document's format marks; `level` 1 is the highest."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The stored text, with the headings that the format marked as spans of it."""

    text: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    level: int = 0
    """Of a heading; 0 for body text."""


def normalise(loaded: LoadedDocument) -> NormalisedText:
    """The text to store; the same document always gives the same text."""
    text = clean_characters(loaded.text)
    lines = drop_furniture(_SEPARATOR.sub("\n\n", text))
    if loaded.is_hard_wrapped:
        # A PDF's columns are read by their place on the page; a text file has only its words.
        texts = join_lines(restore_columns(lines) if loaded.format == "txt" else lines)
    else:
        texts = tuple(line.text for line in lines)
    is_marked = loaded.format in ("md", "html", "docx")
    paragraphs = [_read_mark(text) if is_marked else _Paragraph(text) for text in texts]
    return _assemble(_settled(paragraphs))


def _read_mark(text: str) -> _Paragraph:
    """A paragraph whose heading mark became its level, and whose escaped mark is plain."""
    if heading := _HEADING.match(text):
        return _Paragraph(text[heading.end() :], len(heading[1]))
    return _Paragraph(_ESCAPED_MARK.sub("", text, count=1) if text.startswith("\\#") else text)


def _settled(paragraphs: Iterable[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs once nothing changes any more: joining lines can complete a pattern."""
    settled = list(paragraphs)
    for _ in range(_MOST_PASSES):
        before, settled = settled, list(_tidied(settled))
        if settled == before:
            break
    return settled


def _tidied(paragraphs: list[_Paragraph]) -> Iterator[_Paragraph]:
    cleaned = [
        _Paragraph(piece.strip(), paragraph.level)
        for paragraph in paragraphs
        for piece in _SEPARATOR.split(clean_characters(paragraph.text))
        if piece.strip()
    ]
    levels = iter(cleaned)
    for line in drop_furniture("\n".join(paragraph.text for paragraph in cleaned)):
        # Furniture is dropped, never changed, so the kept lines stand in the same order.
        yield next(paragraph for paragraph in levels if paragraph.text == line.text)


def _assemble(paragraphs: Iterable[_Paragraph]) -> NormalisedText:
    texts: list[str] = []
    headings: list[Heading] = []
    position = 0
    for paragraph in paragraphs:
        end = position + len(paragraph.text)
        if paragraph.level:
            headings.append(Heading(paragraph.level, position, end))
        texts.append(paragraph.text)
        position = end + len(PARAGRAPH_BREAK)
    return NormalisedText(PARAGRAPH_BREAK.join(texts), tuple(headings))
