"""What is taken in the wire forms of OpenAI's Chat Completions API."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt
from pydantic.config import JsonDict

from assistant.api.openai_compatible.schemas import MODEL_ID
from assistant.api.schemas import CountryCode
from assistant.api.schemas.days import IsoDay

ASKS: JsonDict = {
    "properties": {
        "role": {"const": "user"},
        "content": {"type": "string", "pattern": r"\S", "maxLength": 20_000},
    },
    "required": ["role", "content"],
}
"""A message that asks something, as a schema. What is narrower in a schema than in its form is
refused by name, in words that say what to do."""


class ContentPartIn(BaseModel):
    """A part of a message; text is the only kind that is read."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(json_schema_extra={"const": "text"})
    text: str | None = None


class ChatMessageIn(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(
        json_schema_extra={"enum": ["system", "developer", "user", "assistant"]}
    )
    content: str | list[ContentPartIn] | None = None


class StreamOptionsIn(BaseModel):
    """How a stream ends."""

    model_config = ConfigDict(extra="allow")

    include_usage: StrictBool | None = None


class ChatRequestIn(BaseModel):
    """A request for a completion; what is not named here is accepted and has no effect."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL_ID,
                    "messages": [
                        {
                            "role": "user",
                            "content": "How many people were displaced in the Mopti region?",
                        }
                    ],
                },
                {
                    "model": MODEL_ID,
                    "messages": [
                        {"role": "user", "content": "What happened at Ogossagou?"},
                        {"role": "assistant", "content": "A village was attacked. [1]"},
                        {"role": "user", "content": "And who was behind it?"},
                    ],
                    "stream": True,
                    "stream_options": {"include_usage": True},
                    "countries": ["MLI"],
                    "as_of": "2019-06-30",
                },
            ]
        },
    )

    model: str = Field(max_length=200, description=f"'{MODEL_ID}'")
    messages: list[ChatMessageIn] = Field(
        min_length=1,
        description="The last one of role `user` is the question",
        json_schema_extra={"contains": ASKS},
    )
    stream: StrictBool | None = None
    stream_options: StreamOptionsIn | None = None
    n: StrictInt | None = Field(None, json_schema_extra={"minimum": 1, "maximum": 1})
    response_format: dict[str, Any] | None = Field(
        None, json_schema_extra={"properties": {"type": {"const": "text"}}}
    )
    tools: list[Any] | None = Field(None, json_schema_extra={"maxItems": 0})
    functions: list[Any] | None = Field(None, json_schema_extra={"maxItems": 0})
    modalities: list[str] | None = Field(None, json_schema_extra={"items": {"const": "text"}})
    logprobs: StrictBool | None = Field(None, json_schema_extra={"enum": [False, None]})
    countries: list[CountryCode] = Field(
        default_factory=list, max_length=20, description="Ours: answer on these countries only"
    )
    as_of: IsoDay | None = Field(None, description="Ours: use the editions in force on this date")
