"""What askers say of answers: kept beside them, and listed for whoever makes cases of it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Path, Query

from assistant.api.context import Context, Takes
from assistant.api.openapi import problems
from assistant.api.schemas import FeedbackIn, FeedbackListOut, FeedbackOut
from assistant.api.service import BriefingLibrary
from assistant.library.feedback import Rating

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1", tags=["feedback"])

MOST_LISTED = 1000


@router.post(
    "/answers/{answer_id}/feedback",
    status_code=201,
    summary="Say whether an answer was right",
    description="Keeps one more record; the answer and what was said before stay as they are.",
    response_description="The stored record",
    responses=problems(404, 413, 415, 422),
    dependencies=[Depends(Takes("application/json"))],
)
async def give_feedback(
    answer_id: Annotated[str, Path(max_length=200, description="`id` of an answer")],
    said: FeedbackIn,
    context: Context,
) -> FeedbackOut:
    """Keep what an asker says of an answer."""
    feedback = said.to_feedback(answer_id, uuid.uuid4().hex, datetime.now(UTC))
    await context.workers.reading.run(context.service.library.store_feedback, feedback)
    log.info("feedback", rating=feedback.rating.value, reason=feedback.reason)
    return FeedbackOut.of(feedback)


@router.get(
    "/feedback",
    summary="List feedback",
    description="What was said of answers, the newest first, each with the answer's id.",
    responses=problems(422),
)
async def list_feedback(
    context: Context,
    rating: Annotated[Rating | None, Query(description="Only these")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 100,
) -> FeedbackListOut:
    """List what was said, the newest first."""
    return await context.workers.reading.run(_listed, context.service.library, rating, limit)


def _listed(library: BriefingLibrary, rating: Rating | None, limit: int) -> FeedbackListOut:
    kept = library.list_feedback(rating, limit)
    return FeedbackListOut(
        feedback=[FeedbackOut.of(feedback) for feedback in kept],
        total=library.count_feedback(rating),
    )
