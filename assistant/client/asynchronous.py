"""The client for asyncio programs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from functools import wraps
from itertools import count
from typing import Any, Generic, ParamSpec, Self, TypeVar

import httpx2

from assistant.api.schemas import AnswerEvent, AnswerOut
from assistant.client import adding, asking, reading
from assistant.client.calls import Call
from assistant.client.connection import (
    TIMEOUT_SECONDS,
    client_options,
    request_of,
    stream_request_of,
)
from assistant.client.replies import (
    FIRST_ERROR,
    MOST_EVENT_BYTES,
    ended_early,
    event_in,
    failures_named,
    problem_in,
)
from assistant.client.retrying import Retries

P = ParamSpec("P")
Out = TypeVar("Out")


class Sends(Generic[P, Out]):
    """A method that sends the call it is named after, with that call's own arguments."""

    def __init__(self, build: Callable[P, Call[Out]]) -> None:
        """Take what makes the call."""
        self._build = build
        self.__doc__ = build.__doc__

    def __get__(
        self, client: AsyncBriefingClient, _kind: object = None
    ) -> Callable[P, Coroutine[Any, Any, Out]]:
        """Bind the method to a client."""

        @wraps(self._build)
        async def send(*args: P.args, **kwargs: P.kwargs) -> Out:
            return await client.send(self._build(*args, **kwargs))

        return send


class Streams(Generic[P]):
    """A method that yields the events of a streamed answer as they come."""

    def __init__(self, build: Callable[P, Call[AnswerOut]]) -> None:
        """Take what makes the call."""
        self._build = build
        self.__doc__ = build.__doc__

    def __get__(
        self, client: AsyncBriefingClient, _kind: object = None
    ) -> Callable[P, AsyncGenerator[AnswerEvent, None]]:
        """Bind the method to a client."""

        @wraps(self._build)
        def stream(*args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[AnswerEvent, None]:
            return client.events(self._build(*args, **kwargs))

        return stream


class AsyncBriefingClient:
    """An answer API, asked from a program that does other things meanwhile; for one event loop.

    Every method raises an `ApiError` where no usable reply came: `ApiUnreachable`, `ApiProblem` or
    `ApiUnreadable`.
    """

    answer = Sends(asking.answer)
    stream_answer = Streams(asking.answer)
    """Closing the generator closes the connection, which tells the API to stop working."""
    stored_answer = Sends(asking.stored_answer)
    export_answer = Sends(asking.export_answer)
    give_feedback = Sends(asking.give_feedback)
    feedback = Sends(asking.feedback)
    search = Sends(asking.search)
    conversations = Sends(asking.conversations)
    conversation = Sends(asking.conversation)
    create_conversation = Sends(asking.create_conversation)
    rename_conversation = Sends(asking.rename_conversation)
    delete_conversation = Sends(asking.delete_conversation)
    restore_conversation = Sends(asking.restore_conversation)
    health = Sends(reading.health)
    briefings = Sends(reading.briefings)
    briefing = Sends(reading.briefing)
    delete_briefing = Sends(reading.delete_briefing)
    series = Sends(reading.series)
    situations = Sends(reading.situations)
    changes = Sends(reading.changes)
    timeline = Sends(reading.timeline)
    compare = Sends(reading.compare)
    brief = Sends(reading.brief)
    export_brief = Sends(reading.export_brief)
    eval_runs = Sends(reading.eval_runs)
    eval_run = Sends(reading.eval_run)
    eval_comparison = Sends(reading.eval_comparison)
    upload = Sends(adding.upload)
    upload_as_job = Sends(adding.upload_as_job)
    upload_from_url = Sends(adding.upload_from_url)
    job = Sends(adding.job)
    cancel_job = Sends(adding.cancel_job)

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8000",
        *,
        api_key: str | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        retries: Retries | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """Name the API; nothing is sent before the first call.

        Args:
            base_url: where it answers; `r2p serve` prints it.
            api_key: sent as a Bearer token, where the API asks for one.
            timeout_seconds: how long a reply may take; a stream, how long it may be silent (a
                minute at most).
            retries: how often and how patiently to try again.
            transport: in place of a network, for tests.
        """
        self.base_url = base_url
        self._timeout_seconds = timeout_seconds
        self._retries = retries or Retries()
        options = client_options(base_url, api_key, timeout_seconds)
        self._http = httpx2.AsyncClient(transport=transport, **options)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """Use the client in an `async with` block."""
        return self

    async def __aexit__(self, *_raised: object) -> None:
        """Close the connections."""
        await self.close()

    async def send(self, call: Call[Out]) -> Out:
        """Send a call and read its reply; every method above comes to this.

        Raises:
            ApiError: no usable reply came.
        """
        with failures_named(self.base_url):
            return call.read((await self._delivered(call, request_of(call))).content)

    async def events(self, call: Call[AnswerOut]) -> AsyncGenerator[AnswerEvent, None]:
        """Send a call and yield what is streamed; the last event is the verified answer.

        Raises:
            ApiError: no stream came, or it ended without an answer.
        """
        options, is_answered = stream_request_of(call, self._timeout_seconds), False
        with failures_named(self.base_url):
            async with aclosing(await self._delivered(call, options, stream=True)) as response:
                async for sent in httpx2.EventSource(response, MOST_EVENT_BYTES):
                    if (event := event_in(sent)) is not None:
                        is_answered = is_answered or isinstance(event, AnswerOut)
                        yield event
            if not is_answered:
                raise ended_early()

    async def _delivered(
        self, call: Call[Any], options: dict[str, Any], *, stream: bool = False
    ) -> httpx2.Response:
        """Send a request, again where `Retries` has it so, and return a reply that is no error."""
        for sent in count(1):
            outcome = await self._tried(options, stream=stream)
            pause = self._retries.pause(call, sent, outcome)
            if pause is None:
                break
            if isinstance(outcome, httpx2.Response):
                await outcome.aclose()
            await asyncio.sleep(pause)
        if isinstance(outcome, httpx2.TransportError):
            raise outcome
        if outcome.status_code >= FIRST_ERROR:
            await outcome.aread()
            raise problem_in(outcome)
        return outcome

    async def _tried(
        self, options: dict[str, Any], *, stream: bool
    ) -> httpx2.Response | httpx2.TransportError:
        try:
            return await self._http.send(self._http.build_request(**options), stream=stream)
        except httpx2.TransportError as error:
            return error
