"""Conversations: what is stored of them, and what may be changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.api.schemas.answers import AnswerOut
from assistant.api.schemas.bodies import Body

if TYPE_CHECKING:  # what stores them is no client's to import
    from assistant.library.conversations import Conversation

TITLE_CHARACTERS = 200


class ConversationIn(Body):
    """A conversation to begin."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{}, {"title": "Displacement in the Sahel"}]}
    )

    title: str = Field(
        "", max_length=TITLE_CHARACTERS, description="Empty: the first question gives it one."
    )

    @field_validator("title")
    @classmethod
    def _on_one_line(cls, title: str) -> str:
        return " ".join(title.split())


class ConversationChange(ConversationIn):
    """What is to be changed of a conversation."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"title": "Displacement in the Sahel"}]}
    )

    title: str = Field(min_length=1, max_length=TITLE_CHARACTERS)

    @field_validator("title")
    @classmethod
    def _says_something(cls, title: str) -> str:
        if not title.strip():
            raise ValueError("a title needs a character that can be seen")
        return title


class ConversationOut(BaseModel):
    """A conversation without its turns."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime = Field(description="When it got its latest turn")
    turn_count: int
    restorable_until: datetime | None = Field(
        None, description="For a deleted one: when it goes for good"
    )

    @classmethod
    def of(cls, conversation: Conversation) -> ConversationOut:
        """Turn the inner value into its wire form."""
        return cls(
            id=conversation.id,
            title=conversation.title,
            created_at=conversation.created_at,
            updated_at=conversation.updated_at,
            turn_count=conversation.turns,
            restorable_until=conversation.restorable_until,
        )


class TurnOut(BaseModel):
    """A question of a conversation and the answer it got."""

    question: str
    answer_id: str = Field(description="GET /v1/answers/{id} is the link to share")
    answer: AnswerOut
    created_at: datetime


class ConversationTurnsOut(ConversationOut):
    """A conversation with its turns, oldest first."""

    turns: list[TurnOut]

    @classmethod
    def whole(cls, conversation: Conversation, turns: Iterable[TurnOut]) -> ConversationTurnsOut:
        """Join a conversation and its turns."""
        head = ConversationOut.of(conversation)
        return cls(**head.model_dump(), turns=list(turns))


class ConversationListOut(BaseModel):
    """Conversations, the one with the latest turn first."""

    conversations: list[ConversationOut]
    next_cursor: str | None = Field(description="Send it as `cursor` for more; null at the end")
