"""An answer as server-sent events, in the vocabulary of `assistant.api.schemas.events`.

The event stream format is the WHATWG HTML standard's, section 9.2 "Server-sent events".
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import anyio
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic import BaseModel
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assistant.api.connections import while_connected
from assistant.api.problems import Problem, problem_of, report
from assistant.api.schemas import (
    ERROR_EVENT,
    AnswerOut,
    EvidenceEvent,
    PassageOut,
    StepEvent,
    TextEvent,
)
from assistant.api.service import AnswerChain, answer_in
from assistant.domain import Answer, AnswerRequest

PING_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event."""

    name: str
    body: BaseModel

    def encoded(self, number: int) -> bytes:
        """Return the wire form, with `number` as its id."""
        return format_sse_event(
            data_str=self.body.model_dump_json(), event=self.name, id=str(number)
        )


def wants_event_stream(accept: str) -> bool:
    """True where an Accept header names text/event-stream and does not weigh it with 0."""
    for part in accept.lower().split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        if media_type == EventSourceResponse.media_type:
            return not any(_is_zero_weight(parameter) for parameter in parameters)
    return False


async def answer_events(chain: AnswerChain, asked: AnswerRequest) -> AsyncGenerator[Event, None]:
    """Yield what the chain says, in wire models; closing this generator stops the chain."""
    merged: dict[str, Any] = {}
    async with aclosing(_chunks(chain, asked)) as chunks:
        async for chunk in chunks:
            merged.update(chunk)
            for event in _events_in(chunk):
                yield event
    answer_in(merged)


async def replayed_events(answer: Answer) -> AsyncGenerator[Event, None]:
    """Yield a stored answer as if it had just been written."""
    yield Event("text", TextEvent(delta=answer.text))
    yield Event("answer", AnswerOut.of(answer))


class EventStream(Response):
    """A response that sends events as they come, pings in silence, and stops with its client."""

    media_type = EventSourceResponse.media_type

    def __init__(
        self, events: AsyncGenerator[Event, None], ping_seconds: float = PING_SECONDS
    ) -> None:
        """Take the events; nothing runs before the response is sent."""
        # X-Accel-Buffering tells nginx not to hold events back.
        super().__init__(headers={"X-Accel-Buffering": "no", "Vary": "Accept"})
        del self.headers["content-length"]
        self._events = events
        self._ping_seconds = ping_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream.

        An error before anything was sent is raised, so that the caller gets an ordinary problem;
        a later one becomes the last event.
        """
        wire = _Wire(send, self.status_code, self.raw_headers)
        await while_connected(
            receive, partial(self._deliver, wire, scope), beside=partial(self._ping, wire)
        )

    def failure(self, problem: Problem, scope: Scope) -> Event:
        """Return the event that says that the stream broke off."""
        return Event(ERROR_EVENT, problem.body(scope))

    async def _deliver(self, wire: _Wire, scope: Scope) -> None:
        number = 0
        try:
            async with aclosing(self._events) as events:
                async for event in events:
                    number += 1
                    await wire.write(event.encoded(number))
        except Exception as error:
            if not wire.is_started:
                raise
            problem = problem_of(error)
            report(error, problem)
            await wire.write(self.failure(problem, scope).encoded(number + 1))
        await wire.end()

    async def _ping(self, wire: _Wire) -> None:
        while True:
            quiet_seconds = anyio.current_time() - wire.last_write
            if quiet_seconds >= self._ping_seconds:
                await wire.write(KEEPALIVE_COMMENT)
                quiet_seconds = 0.0
            await anyio.sleep(self._ping_seconds - quiet_seconds)


class _Wire:
    """The sending side of one response; starts it with the first bytes."""

    def __init__(self, send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._start = {"type": "http.response.start", "status": status, "headers": headers}
        self.is_started = False
        self.last_write = anyio.current_time()

    async def write(self, chunk: bytes, *, more: bool = True) -> None:
        """Send `chunk`; two writers never start the response twice."""
        if not self.is_started:
            self.is_started = True
            await self._send(self._start)
        self.last_write = anyio.current_time()
        await self._send({"type": "http.response.body", "body": chunk, "more_body": more})

    async def end(self) -> None:
        """Say that nothing follows."""
        await self.write(b"", more=False)


def _chunks(chain: AnswerChain, asked: AnswerRequest) -> AsyncGenerator[Mapping[str, Any], None]:
    # Runnables promise an iterator but return a generator, which must be closed to stop its work.
    return cast("AsyncGenerator[Mapping[str, Any], None]", chain.astream(asked))


def _events_in(chunk: Mapping[str, Any]) -> Iterator[Event]:
    for step in chunk.get("step", ()):
        yield Event("step", StepEvent(step=step))
    if "evidence" in chunk:
        passages = [PassageOut.of(evidence) for evidence in chunk["evidence"]]
        yield Event("evidence", EvidenceEvent(passages=passages))
    if chunk.get("text"):
        yield Event("text", TextEvent(delta=chunk["text"]))
    if "answer" in chunk:
        yield Event("answer", AnswerOut.of(chunk["answer"]))


def _is_zero_weight(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip("0. ") == ""
