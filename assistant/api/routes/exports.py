"""A stored answer as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from assistant.api.context import Context
from assistant.api.files import FILE_CONTENT, RECORD_CONTENT, file_response, record_response
from assistant.api.openapi import problems
from assistant.api.schemas import AnswerFormat, AnswerOut, ExportFormat
from assistant.api.service import BriefingLibrary
from assistant.exporting.answers import answer_document

router = APIRouter(prefix="/v1/answers", tags=["answers"])


@router.get(
    "/{answer_id}/export",
    summary="Export a stored answer",
    description="The answer as it was given, its quotes as endnotes; as JSON, the record itself.",
    response_class=Response,
    responses={
        200: {"content": RECORD_CONTENT | FILE_CONTENT, "description": "The file"},
        **problems(404, 422),
    },
)
async def export_answer(
    answer_id: Annotated[str, Path(max_length=200, description="`id` of an answer")],
    context: Context,
    wanted: Annotated[AnswerFormat, Query(alias="format")] = AnswerFormat.MARKDOWN,
) -> Response:
    """Return a stored answer as a file."""
    return await context.workers.reading.run(_exported, context.service.library, answer_id, wanted)


def _exported(library: BriefingLibrary, answer_id: str, wanted: AnswerFormat) -> Response:
    answer = library.load_answer(answer_id)
    name_parts = ("answer", answer.created_at.date().isoformat(), answer.id)
    if wanted is AnswerFormat.JSON:
        return record_response(AnswerOut.of(answer), *name_parts)
    return file_response(answer_document(answer), ExportFormat(wanted.value), *name_parts)
