"""A completion in chunks, as OpenAI streams it: lines of data without names, then [DONE]."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import RootModel
from starlette.types import Scope

from assistant.api.openai_compatible.completing import Completion, deltas
from assistant.api.openai_compatible.errors import error_of
from assistant.api.openai_compatible.schemas import (
    MODEL_ID,
    ChunkChoiceOut,
    ChunkOut,
    OpenAiErrorBodyOut,
    UsageOut,
)
from assistant.api.problems import Problem
from assistant.api.streaming import Event, EventStream


@dataclass(frozen=True, slots=True)
class DataLine(Event):
    """One message of the stream; OpenAI gives them neither name nor id."""

    def encoded(self, number: int) -> bytes:  # noqa: ARG002 - messages of OpenAI have no id
        """Return the wire form."""
        return f"data: {self.body.model_dump_json()}\n\n".encode()


@dataclass(frozen=True, slots=True)
class Done(Event):
    """The last line, which is no JSON."""

    def encoded(self, number: int) -> bytes:  # noqa: ARG002 - as above
        """Return the wire form."""
        return b"data: [DONE]\n\n"


class ChunkStream(EventStream):
    """A stream that tells a failure midway in OpenAI's shape."""

    def failure(self, problem: Problem, scope: Scope) -> Event:  # noqa: ARG002
        """Say that the stream broke off."""
        error = error_of(problem.status, problem.detail, problem.errors)
        return DataLine("error", OpenAiErrorBodyOut(error=error))


@dataclass(frozen=True, slots=True)
class Streamed:
    """A finished completion with what names its chunks; `usage` is None where nobody asked."""

    id: str
    created: int
    completion: Completion
    usage: UsageOut | None


async def chunk_events(complete: Callable[[], Awaitable[Streamed]]) -> AsyncGenerator[Event, None]:
    """Wait for the verified answer, then yield its chunks; nothing unverified is ever sent."""
    streamed = await complete()
    yield _chunk(streamed, {"role": "assistant", "content": "", "refusal": None})
    for text in deltas(streamed.completion.content):
        yield _chunk(streamed, {"content": text})
    annotations = [each.model_dump() for each in streamed.completion.annotations]
    cited = streamed.completion.cited.model_dump(mode="json")
    yield _chunk(streamed, {"annotations": annotations}, finish_reason="stop", **cited)
    if streamed.usage is not None:
        last = ChunkOut(**_name(streamed), choices=[], usage=streamed.usage.model_dump())
        yield DataLine("chunk", last)
    yield Done("done", RootModel("[DONE]"))


def _chunk(
    streamed: Streamed,
    delta: dict[str, Any],
    finish_reason: Any = None,  # noqa: ANN401 - 'stop' or None, checked by the model
    **beside: object,
) -> DataLine:
    """Return a chunk; where usage was asked for, all but the last say that it is yet to come."""
    if streamed.usage is not None:
        beside = {**beside, "usage": None}
    choice = ChunkChoiceOut(delta=delta, finish_reason=finish_reason)
    return DataLine("chunk", ChunkOut(**_name(streamed), choices=[choice], **beside))


def _name(streamed: Streamed) -> dict[str, Any]:
    return {"id": streamed.id, "created": streamed.created, "model": MODEL_ID}
