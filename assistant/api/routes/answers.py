"""Questions in, verified answers out: whole, or as they come."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from assistant.api.connections import while_connected
from assistant.api.context import ApiContext, Context, Takes
from assistant.api.openapi import STREAM_CONTENT, STREAM_DESCRIPTION, problems
from assistant.api.schemas import AnswerOut, QuestionIn
from assistant.api.service import answer_in
from assistant.api.streaming import Event, EventStream, answer_events, wants_event_stream
from assistant.domain import AnswerRequest

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/answers", tags=["answers"])

CLIENT_LEFT = 499  # nginx's code for a client that closed the connection; nobody reads it


@router.post(
    "",
    summary="Answer a question from the briefings",
    description=STREAM_DESCRIPTION,
    response_model=AnswerOut,
    response_description="The verified answer, or a plain refusal: see `outcome`",
    responses={200: {"content": STREAM_CONTENT}, **problems(413, 415, 422, 502, 503)},
    dependencies=[Depends(Takes("application/json"))],
)
async def answer_question(
    question: QuestionIn, request: Request, context: Context
) -> AnswerOut | Response:
    """Answer, as JSON or as a stream of events."""
    asked = question.to_request()
    if wants_event_stream(request.headers.get("accept", "")):
        return EventStream(_logged_events(context, asked))
    started = time.perf_counter()
    with context.workers.answers.enter():
        merged = await while_connected(
            request.receive, partial(context.service.chain.ainvoke, asked)
        )
    if merged is None:
        log.info("asker left", question_characters=len(asked.question))
        return Response(status_code=CLIENT_LEFT)
    answer = answer_in(merged)
    _log_outcome(asked.question, answer.outcome.value, started)
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


async def _logged_events(context: ApiContext, asked: AnswerRequest) -> AsyncGenerator[Event, None]:
    """Yield the events of one answer, holding a place and logging how it ended."""
    started = time.perf_counter()
    outcome = "broken off"
    with context.workers.answers.enter():
        try:
            async with aclosing(answer_events(context.service.chain, asked)) as events:
                async for event in events:
                    if isinstance(event.body, AnswerOut):
                        outcome = event.body.outcome.value
                    yield event
        finally:
            _log_outcome(asked.question, outcome, started)


def _log_outcome(question: str, outcome: str, started: float) -> None:
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    log.info("answered", question_characters=len(question), outcome=outcome, ms=milliseconds)
    log.debug("question in full", question=question)
