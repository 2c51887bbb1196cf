"""The wire forms of OpenAI's Chat Completions API, as far as they are spoken here."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schemas import CountryCode, NoticeOut
from assistant.domain import Outcome

MODEL_ID = "r2p-briefings"


class ContentPartIn(BaseModel):
    """A part of a message; text is the only kind that is read."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str | None = None


class ChatMessageIn(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPartIn] | None = None


class StreamOptionsIn(BaseModel):
    """How a stream ends."""

    model_config = ConfigDict(extra="allow")

    include_usage: bool | None = None


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
        min_length=1, description="The last one of role `user` is the question"
    )
    stream: bool | None = None
    stream_options: StreamOptionsIn | None = None
    n: int | None = Field(None, description="1")
    response_format: dict[str, Any] | None = Field(None, description="Of type `text`")
    tools: list[Any] | None = Field(None, description="None")
    functions: list[Any] | None = Field(None, description="None")
    modalities: list[str] | None = Field(None, description="`text` alone")
    logprobs: bool | None = Field(None, description="false")
    countries: list[CountryCode] = Field(
        default_factory=list, max_length=20, description="Ours: answer on these countries only"
    )
    as_of: date | None = Field(None, description="Ours: use the editions in force on this date")


class UrlCitationOut(BaseModel):
    """Which characters of the content, `start_index` up to `end_index`, rest on what."""

    start_index: int
    end_index: int
    title: str
    url: str


class AnnotationOut(BaseModel):
    """A citation, as OpenAI gives it beside an answer from a search."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitationOut


class SearchResultOut(BaseModel):
    """What a [n] mark points at, as Perplexity gives it; the first is [1]."""

    title: str
    url: str
    date: str = Field(description="Of the edition: 2019-05-15 or 2019-05")
    snippet: str = Field(description="The verbatim quote")
    briefing_id: str
    section: str


class UsageOut(BaseModel):
    """Counts of words, which stand for those of tokens: no tokens are spent or charged."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class AssistantMessageOut(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[AnnotationOut]


class ChoiceOut(BaseModel):
    """The one completion there is."""

    index: int = 0
    message: AssistantMessageOut
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class CitedOut(BaseModel):
    """What stands beside the choices: how the question ended, and what the answer rests on."""

    outcome: Outcome
    answer_id: str = Field(description="`GET /v1/answers/{answer_id}` has the record")
    notices: list[NoticeOut]
    citations: list[str] = Field(description="The address of each source; the first is [1]")
    search_results: list[SearchResultOut]


class ChatCompletionOut(CitedOut):
    """A verified answer, or a plain refusal, as a completion."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[ChoiceOut]
    usage: UsageOut


class ChunkChoiceOut(BaseModel):
    """What a chunk adds."""

    index: int = 0
    delta: dict[str, Any]
    finish_reason: Literal["stop"] | None = None
    logprobs: None = None


class ChunkOut(BaseModel):
    """One chunk of a streamed completion; the last with a choice also carries `CitedOut`."""

    model_config = ConfigDict(extra="allow")

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: list[ChunkChoiceOut]


class ModelOut(BaseModel):
    """The one model there is."""

    id: str = MODEL_ID
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "r2p-briefing-assistant"


class ModelListOut(BaseModel):
    """The models there are."""

    object: Literal["list"] = "list"
    data: list[ModelOut]


class OpenAiErrorOut(BaseModel):
    """What went wrong, and what to do."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class OpenAiErrorBodyOut(BaseModel):
    """An error as OpenAI's clients read it."""

    error: OpenAiErrorOut
