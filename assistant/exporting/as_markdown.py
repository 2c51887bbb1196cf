"""A document as Markdown."""

from __future__ import annotations

from assistant.exporting.document import ExportDocument


def to_markdown(document: ExportDocument) -> str:
    """Return `document` as Markdown in which every text is literal."""
    return f"# {document.title}\n"
