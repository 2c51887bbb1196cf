"""A stored answer as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from assistant.api.context import Context
from assistant.api.files import FILE_CONTENT, file_response
from assistant.api.openapi import problems
from assistant.api.schemas import ExportFormat
from assistant.api.service import BriefingLibrary
from assistant.exporting.answers import answer_document

router = APIRouter(prefix="/v1/answers", tags=["answers"])


@router.get(
    "/{answer_id}/export",
    summary="Export a stored answer",
    description="The answer as it was given, its quotes as endnotes.",
    response_class=Response,
    responses={
        200: {"content": FILE_CONTENT, "description": "The file"},
        **problems(404, 422),
    },
)
async def export_answer(
    answer_id: Annotated[str, Path(max_length=200, description="`id` of an answer")],
    context: Context,
    wanted: Annotated[ExportFormat, Query(alias="format")] = ExportFormat.MARKDOWN,
) -> Response:
    """Return a stored answer as a file."""
    return await context.workers.reading.run(_exported, context.service.library, answer_id, wanted)


def _exported(library: BriefingLibrary, answer_id: str, wanted: ExportFormat) -> Response:
    answer = library.load_answer(answer_id)
    day = answer.created_at.date().isoformat()
    return file_response(answer_document(answer), wanted, "answer", day, answer.id)
