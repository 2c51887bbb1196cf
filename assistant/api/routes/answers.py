"""Questions in, verified answers out: whole, or as they come."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Header, Path, Request
from starlette.responses import Response

from assistant.api.connections import while_connected
from assistant.api.context import ApiContext, Context, Takes
from assistant.api.idempotency import HEADER, KEY_PATTERN, REPLAYED, key_digest
from assistant.api.openapi import JSON, STREAM_CONTENT, STREAM_DESCRIPTION, problems
from assistant.api.owners import Owner
from assistant.api.schemas import AnswerOut, QuestionIn
from assistant.api.service import answer_in
from assistant.api.streaming import (
    Event,
    EventStream,
    answer_events,
    replayed_events,
    wants_event_stream,
)
from assistant.api.turns import Asking, begin_asking, keep_finished
from assistant.domain import Answer

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/answers", tags=["answers"])

CLIENT_LEFT = 499  # nginx's code for a client that closed the connection; nobody reads it


async def held_key(
    context: Context,
    owner: Owner,
    sent: Annotated[
        str | None,
        Header(
            alias=HEADER,
            description="Any text that is new with each question, such as a UUID",
            # Described only: our own message says what to send.
            json_schema_extra={"pattern": KEY_PATTERN},
        ),
    ] = None,
) -> AsyncIterator[str | None]:
    """Yield the digest of an idempotency key, held until the reply is sent."""
    if sent is None:
        yield None
        return
    digest = key_digest(sent, owner)
    with context.keys.hold(digest):
        yield digest


HeldKey = Annotated[str | None, Depends(held_key)]


@router.post(
    "",
    summary="Answer a question from the briefings",
    description=STREAM_DESCRIPTION,
    response_model=AnswerOut,
    response_description="The verified answer, or a plain refusal: see `outcome`",
    responses={200: {"content": STREAM_CONTENT}, **problems(404, 409, 413, 415, 422, 502, 503)},
    dependencies=[Depends(Takes(JSON))],
)
async def answer_question(
    question: QuestionIn, request: Request, context: Context, owner: Owner, key: HeldKey
) -> AnswerOut | Response:
    """Answer, as JSON or as a stream of events."""
    asking = await begin_asking(context, question, owner, key)
    is_streamed = wants_event_stream(request.headers.get("accept", ""))
    if isinstance(asking, Answer):
        return _replayed(asking, is_streamed=is_streamed)
    if is_streamed:
        return EventStream(_logged_events(context, asking))
    started = time.perf_counter()
    with context.workers.answers.enter():
        answer = await while_connected(request.receive, partial(_answered, context, asking))
    if answer is None:
        log.info("asker left", question_characters=len(question.question))
        return Response(status_code=CLIENT_LEFT)
    _log_outcome(question.question, answer.outcome.value, started)
    return AnswerOut.of(answer)


@router.get(
    "/{answer_id}",
    summary="Read a stored answer",
    description="Returns the record exactly as it was given; it never changes.",
    responses=problems(404, 422),
)
async def read_answer(
    answer_id: Annotated[str, Path(max_length=200, description="`id` of an answer")],
    context: Context,
) -> AnswerOut:
    """Return a stored answer."""
    answer = await context.workers.reading.run(context.service.library.load_answer, answer_id)
    return AnswerOut.of(answer)


async def _answered(context: ApiContext, asking: Asking) -> Answer:
    answer = answer_in(await context.service.chain.ainvoke(asking.request))
    await keep_finished(context, asking, answer.id)
    return answer


def _replayed(answer: Answer, *, is_streamed: bool) -> Response:
    log.info("replayed", answer=answer.id)
    if is_streamed:
        stream = EventStream(replayed_events(answer))
        stream.headers.update(REPLAYED)
        return stream
    return Response(AnswerOut.of(answer).model_dump_json(), headers=REPLAYED, media_type=JSON)


async def _logged_events(context: ApiContext, asking: Asking) -> AsyncGenerator[Event, None]:
    """Yield the events of one answer, holding a place and logging how it ended.

    The turn is kept before its answer is told, so that whoever has read it finds it stored.
    """
    started = time.perf_counter()
    outcome = "broken off"
    with context.workers.answers.enter():
        try:
            async with aclosing(answer_events(context.service.chain, asking.request)) as events:
                async for event in events:
                    if isinstance(event.body, AnswerOut):
                        await keep_finished(context, asking, event.body.id)
                        outcome = event.body.outcome.value
                    yield event
        finally:
            _log_outcome(asking.request.question, outcome, started)


def _log_outcome(question: str, outcome: str, started: float) -> None:
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    log.info("answered", question_characters=len(question), outcome=outcome, ms=milliseconds)
    log.debug("question in full", question=question)
