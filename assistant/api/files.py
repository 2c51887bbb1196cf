"""Documents as files to download: their media types, names and bytes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from starlette.responses import Response

from assistant.api.schemas import ExportFormat

if TYPE_CHECKING:
    from assistant.exporting.document import ExportDocument

MEDIA_TYPES = {
    ExportFormat.MARKDOWN: "text/markdown",
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.PDF: "application/pdf",
}
SUFFIXES = {ExportFormat.MARKDOWN: "md", ExportFormat.DOCX: "docx", ExportFormat.PDF: "pdf"}
FILE_CONTENT: dict[str, Any] = {
    MEDIA_TYPES[ExportFormat.MARKDOWN]: {"schema": {"type": "string"}},
    MEDIA_TYPES[ExportFormat.DOCX]: {"schema": {"type": "string", "format": "binary"}},
    MEDIA_TYPES[ExportFormat.PDF]: {"schema": {"type": "string", "format": "binary"}},
}
"""How OpenAPI describes the three."""
RECORD_CONTENT: dict[str, Any] = {
    "application/json": {"schema": {"$ref": "#/components/schemas/AnswerOut"}}
}


def file_response(document: ExportDocument, wanted: ExportFormat, *name_parts: str) -> Response:
    """Render `document`, named 'brief-mali-2019-05-15.docx' after its parts. Blocking."""
    return Response(
        _rendered(document, wanted),
        media_type=MEDIA_TYPES[wanted],
        headers=_named(name_parts, SUFFIXES[wanted]),
    )


def record_response(record: BaseModel, *name_parts: str) -> Response:
    """Give a record as a file of JSON, indented for whoever reads it."""
    return Response(
        record.model_dump_json(indent=2),
        media_type="application/json",
        headers=_named(name_parts, "json"),
    )


def _rendered(document: ExportDocument, wanted: ExportFormat) -> bytes:
    """Import what draws a format when it is first asked for: it takes a quarter of a second."""
    match wanted:
        case ExportFormat.MARKDOWN:
            from assistant.exporting.as_markdown import to_markdown

            return to_markdown(document).encode()
        case ExportFormat.DOCX:
            from assistant.exporting.as_docx import to_docx

            return to_docx(document)
        case ExportFormat.PDF:
            from assistant.exporting.as_pdf import to_pdf

            return to_pdf(document)


def _named(name_parts: tuple[str, ...], suffix: str) -> dict[str, str]:
    stem = "-".join(part for part in map(_slug, name_parts) if part)
    return {"Content-Disposition": f'attachment; filename="{stem}.{suffix}"'}


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
