"""What may be asked: a question with its conversation, or a search."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from assistant.api.schemas.bodies import Body, CountryCode
from assistant.api.schemas.days import IsoDay
from assistant.domain import AnswerRequest, Message


class MessageIn(Body):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=20_000)


class QuestionIn(Body):
    """A question, with what the asker fixes beside it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "How many people were displaced in the Mopti region?"},
                {
                    "question": "And who was behind it?",
                    "history": [
                        {"role": "user", "content": "What happened at Ogossagou on 23 March 2019?"}
                    ],
                    "countries": ["MLI"],
                    "as_of": "2019-06-30",
                },
            ],
            "not": {
                "properties": {
                    "history": {"type": "array", "minItems": 1},
                    "conversation_id": {"type": "string"},
                },
                "required": ["history", "conversation_id"],
            },
        },
    )

    question: str = Field(min_length=1, max_length=20_000)
    history: list[MessageIn] = Field(default_factory=list, max_length=50)
    countries: list[CountryCode] = Field(default_factory=list, max_length=20)
    as_of: IsoDay | None = Field(None, description="Use the editions in force on this date.")
    conversation_id: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="A stored conversation: its turns are the history, and this becomes one.",
    )

    @model_validator(mode="after")
    def _has_one_history(self) -> Self:
        if self.history and self.conversation_id is not None:
            raise ValueError(
                "a stored conversation has its own history; leave out `history` or "
                "`conversation_id`"
            )
        return self

    def to_request(self) -> AnswerRequest:
        """Turn the wire form into the inner value."""
        return AnswerRequest(
            question=self.question,
            history=tuple(Message(role=turn.role, content=turn.content) for turn in self.history),
            countries=tuple(self.countries),
            as_of=self.as_of,
        )


class SearchIn(Body):
    """A search for passages."""

    query: str = Field(min_length=1, max_length=2000)
    countries: list[CountryCode] = Field(default_factory=list, max_length=20)
    as_of: IsoDay | None = None
    limit: int = Field(10, ge=1, le=50)
