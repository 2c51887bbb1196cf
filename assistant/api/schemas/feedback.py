"""What askers say of answers."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schemas.bodies import Body
from assistant.library.feedback import Feedback, FeedbackReason, Rating

LONGEST = 2000


class FeedbackIn(Body):
    """A thumb up or down, and what was the matter."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"rating": "up"},
                {
                    "rating": "down",
                    "reason": "wrong_edition",
                    "comment": "The figure is of the edition before.",
                    "expected": "147,861",
                },
            ]
        },
    )

    rating: Rating
    reason: FeedbackReason | None = None
    comment: str = Field("", max_length=LONGEST)
    expected: str = Field("", max_length=LONGEST, description="What the answer should have said")

    def to_feedback(self, answer_id: str, feedback_id: str, created_at: datetime) -> Feedback:
        """Turn the wire form into the record that is kept."""
        return Feedback(
            id=feedback_id,
            answer_id=answer_id,
            rating=self.rating,
            reason=self.reason,
            comment=self.comment.strip(),
            expected=self.expected.strip(),
            created_at=created_at,
        )


class FeedbackOut(BaseModel):
    """What one asker said of one answer; the stored record never changes."""

    id: str
    answer_id: str
    rating: Rating
    reason: FeedbackReason | None
    comment: str
    expected: str
    created_at: datetime

    @classmethod
    def of(cls, feedback: Feedback) -> FeedbackOut:
        """Turn the inner value into its wire form."""
        return cls(
            id=feedback.id,
            answer_id=feedback.answer_id,
            rating=feedback.rating,
            reason=feedback.reason,
            comment=feedback.comment,
            expected=feedback.expected,
            created_at=feedback.created_at,
        )


class FeedbackListOut(BaseModel):
    """Feedback, the newest first."""

    feedback: list[FeedbackOut]
    total: int = Field(description="How many there are in all; the list may hold fewer")
