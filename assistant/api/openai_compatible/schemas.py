"""What is given in the wire forms of OpenAI's Chat Completions API."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schemas import NoticeOut
from assistant.domain import Outcome

MODEL_ID = "r2p-briefings"


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
