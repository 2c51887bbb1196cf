"""A stored answer as a document to export. Pure."""

from __future__ import annotations

from assistant.domain import Answer
from assistant.exporting.document import Block, ExportDocument, Paragraph


def answer_document(answer: Answer) -> ExportDocument:
    """Return `answer` as a document: the question, the answer as it was given, its endnotes."""
    blocks: tuple[Block, ...] = tuple(
        Paragraph(line) for line in answer.text.split("\n") if line.strip()
    )
    return ExportDocument(
        title=answer.question,
        subtitle="",
        blocks=blocks,
        citations=answer.citations,
        notices=answer.notices,
        accessed=answer.created_at.date(),
    )
