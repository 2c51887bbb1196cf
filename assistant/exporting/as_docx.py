"""A document as DOCX."""

from __future__ import annotations

from assistant.exporting.document import ExportDocument


def to_docx(document: ExportDocument) -> bytes:
    """Return `document` as a Word document."""
    return document.title.encode()
