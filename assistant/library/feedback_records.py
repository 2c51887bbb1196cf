"""Feedback records: every one of an answer is kept, beside the answer it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from assistant.errors import AnswerNotFound, LibraryError
from assistant.library.feedback import Feedback, FeedbackReason, Rating
from assistant.library.tables import answers, feedback


def store_feedback(engine: Engine, given: Feedback) -> None:
    """Keep what was said of an answer.

    Raises:
        AnswerNotFound: no answer with that id is stored.
        LibraryError: a record with that id is stored already.
    """
    row = {
        "id": given.id,
        "answer_id": given.answer_id,
        "rating": given.rating.value,
        "reason": given.reason.value if given.reason else None,
        "comment": given.comment,
        "expected": given.expected,
        "created_at": given.created_at.isoformat(),
    }
    with engine.begin() as connection:
        known = connection.scalar(select(answers.c.id).where(answers.c.id == given.answer_id))
        if known is None:
            raise AnswerNotFound(
                f"No stored answer has the id {given.answer_id!r}. Check the link."
            )
        try:
            connection.execute(insert(feedback), [row])
        except IntegrityError as error:
            raise LibraryError(
                f"Feedback with the id {given.id!r} is stored already, and records never change. "
                "Give every record a new id."
            ) from error


def list_feedback(engine: Engine, rating: Rating | None, limit: int) -> tuple[Feedback, ...]:
    """Return the newest `limit` records, the newest first; of one `rating` where it is given."""
    query = select(feedback).order_by(feedback.c.number.desc()).limit(limit)
    if rating is not None:
        query = query.where(feedback.c.rating == rating.value)
    with engine.connect() as connection:
        return tuple(_feedback(row) for row in connection.execute(query))


def count_feedback(engine: Engine, rating: Rating | None) -> int:
    """Return how many records there are; of one `rating` where it is given."""
    query = select(func.count()).select_from(feedback)
    if rating is not None:
        query = query.where(feedback.c.rating == rating.value)
    with engine.connect() as connection:
        return int(connection.scalar(query) or 0)


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        id=row.id,
        answer_id=row.answer_id,
        rating=Rating(row.rating),
        reason=FeedbackReason(row.reason) if row.reason else None,
        comment=row.comment,
        expected=row.expected,
        created_at=datetime.fromisoformat(row.created_at),
    )
