"""A brief as a document to export. Pure."""

from __future__ import annotations

from datetime import date

from assistant.domain import EditionDate
from assistant.exporting.document import Block, Bullet, ExportDocument, Heading
from assistant.situations.brief import Brief
from assistant.situations.citing import marked_lines


def brief_document(brief: Brief, accessed: date) -> ExportDocument:
    """Return `brief` as a document whose endnotes are numbered throughout."""
    texts, citations = marked_lines([line for part in brief.parts for line in part.lines])
    blocks: list[Block] = []
    remaining = iter(texts)
    for part in brief.parts:
        blocks.append(Heading(part.title))
        blocks.extend(Bullet(next(remaining)) for _ in part.lines)
    return ExportDocument(
        title=brief.name,
        subtitle=f"Brief of {EditionDate(accessed).label}",
        blocks=tuple(blocks),
        citations=citations,
        notices=brief.notices,
        accessed=accessed,
    )
