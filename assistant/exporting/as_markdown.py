"""A document as Markdown in which every text is literal. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from assistant.exporting.document import Block, Bullet, ExportDocument, Heading, Paragraph, Table
from assistant.exporting.endnotes import (
    ENDNOTES_TITLE,
    Endnote,
    endnotes,
    numbers_of,
)
from assistant.exporting.texts import Marks, Words, pieces, shown

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(r"^(?:(\d{1,9})([.)])|([#+\-=:]))")
"""What opens a heading, a list or a rule where it stands first on a line."""


def to_markdown(document: ExportDocument) -> str:
    """Return `document` as Markdown: marks are [n], endnotes a section of their own."""
    numbers = numbers_of(document)
    chunks = [f"# {literal(document.title)}"]
    if document.subtitle:
        chunks.append(f"*{literal(document.subtitle)}*")
    chunks.append("\n>\n".join(f"> {literal(notice.text)}" for notice in document.notices))
    for _, group in groupby(document.blocks, key=lambda block: isinstance(block, Bullet)):
        chunks.extend(_blocks(tuple(group), numbers))
    if document.citations:
        chunks.append(f"## {ENDNOTES_TITLE}")
        chunks.extend(_note(note) for note in endnotes(document))
    return "\n\n".join(chunk for chunk in chunks if chunk) + "\n"


def literal(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands."""
    escaped = _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", shown(text)))
    return _BLOCK_START.sub(_escaped_start, escaped)


def _escaped_start(match: re.Match[str]) -> str:
    digits, stop, sign = match.groups()
    return f"{digits}\\{stop}" if digits else f"\\{sign}"


def _blocks(blocks: tuple[Block, ...], numbers: Collection[int]) -> Iterator[str]:
    """Yield the Markdown of each block; a run of bullets is one list."""
    if blocks and isinstance(blocks[0], Bullet):
        yield "\n".join(
            f"- {_marked(block.text, numbers)}" for block in blocks if isinstance(block, Bullet)
        )
        return
    for block in blocks:
        match block:
            case Heading(text=text, level=level):
                yield f"{'#' * min(level + 1, 6)} {_marked(text, numbers)}"
            case Table():
                yield _table(block, numbers)
            case Paragraph(text=text) | Bullet(text=text):
                yield _marked(text, numbers)


def _table(table: Table, numbers: Collection[int]) -> str:
    width = max(len(row) for row in (table.header, *table.rows))
    if width == 0:
        return ""
    rows = [
        [_marked(cell, numbers) for cell in (*row, *[""] * (width - len(row)))]
        for row in (table.header, *table.rows)
    ]
    rows.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _marked(text: str, numbers: Collection[int]) -> str:
    """Return the literal text with its marks; one that opens a link would be escaped after it."""
    written = ""
    for piece in pieces(text, numbers):
        match piece:
            case Words(text=words):
                follows_mark = written.endswith("]") and words[0] in "(:"
                written += ("\\" if follows_mark else "") + _within(words, bool(written))
            case Marks(numbers=marks):
                written += (" " if written else "") + "".join(f"[{mark}]" for mark in marks)
    return written


def _within(words: str, is_continued: bool) -> str:
    """Return words as literal text, with the space that sets them apart from a mark before."""
    text = literal(words)
    return f" {text}" if is_continued and words[0] == " " else text


def _note(note: Endnote) -> str:
    url = f"<{note.link}>" if note.link else literal(note.url)
    parts = (f"[{note.number}]", literal(note.source), literal(note.quote), url, note.accessed)
    return " ".join(part for part in parts if part)
