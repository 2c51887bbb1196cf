"""What an asker said of an answer: values only; `feedback_records` keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Rating(StrEnum):
    """Thumbs up or thumbs down."""

    UP = "up"
    DOWN = "down"


class FeedbackReason(StrEnum):
    """What was the matter with an answer."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    WRONG_EDITION = "wrong_edition"
    WRONG_COUNTRY = "wrong_country"
    SHOULD_HAVE_REFUSED = "should_have_refused"
    SHOULD_HAVE_ANSWERED = "should_have_answered"
    NOT_USEFUL = "not_useful"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One asker's word on one stored answer. Kept unchanged; a second word is a second record."""

    id: str
    answer_id: str
    rating: Rating
    reason: FeedbackReason | None
    comment: str
    expected: str
    """What the asker had expected to read; empty where nothing was said."""
    created_at: datetime
