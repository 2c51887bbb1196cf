"""`/v1/chat/completions` and `/v1/models`: the answers for clients of OpenAI's API."""

from __future__ import annotations

import time
from functools import partial
from typing import Annotated

import structlog
from fastapi import APIRouter, Body, Depends, Path, Request
from starlette.responses import Response

from assistant.api.connections import while_connected
from assistant.api.context import ApiContext, Context, Takes
from assistant.api.openai_compatible.asking import asked_of, check_model
from assistant.api.openai_compatible.completing import completion_of, usage_of
from assistant.api.openai_compatible.description import DESCRIPTION, ERRORS, STREAM_CONTENT
from assistant.api.openai_compatible.errors import ChatRefused, refusal_response
from assistant.api.openai_compatible.requests import ChatRequestIn
from assistant.api.openai_compatible.schemas import (
    MODEL_ID,
    AssistantMessageOut,
    ChatCompletionOut,
    ChoiceOut,
    ModelListOut,
    ModelOut,
)
from assistant.api.openai_compatible.streaming import ChunkStream, Streamed, chunk_events
from assistant.api.service import answer_in
from assistant.domain import Answer, AnswerRequest

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1", tags=["openai-compatible"])

CLIENT_LEFT = 499  # nginx's code for a client that closed the connection; nobody reads it
MODEL_CREATED = 1_735_689_600  # 1 January 2025: a date must be given, and says nothing here
ONE_MODEL = ModelOut(created=MODEL_CREATED)


@router.post(
    "/chat/completions",
    summary="Answer a question as OpenAI's Chat Completions API does",
    description=DESCRIPTION,
    response_model=ChatCompletionOut,
    response_description="The verified answer, or a plain refusal: see `outcome`",
    responses={200: {"content": STREAM_CONTENT}, **ERRORS},
    dependencies=[Depends(Takes("application/json"))],
)
async def complete_chat(
    wanted: Annotated[ChatRequestIn, Body()], request: Request, context: Context
) -> ChatCompletionOut | Response:
    """Answer, whole or in chunks."""
    try:
        asked = asked_of(wanted)
    except ChatRefused as refused:
        return refusal_response(refused)
    base_url = str(request.base_url).rstrip("/")
    if wanted.stream:
        has_usage = bool(wanted.stream_options and wanted.stream_options.include_usage)
        return ChunkStream(chunk_events(partial(_streamed, context, asked, base_url, has_usage)))
    answer = await while_connected(request.receive, partial(_answer, context, asked))
    if answer is None:
        log.info("asker left", question_characters=len(asked.question))
        return Response(status_code=CLIENT_LEFT)
    return _whole(asked, answer, base_url)


@router.get("/models", summary="List the models, of which there is one", responses=ERRORS)
async def list_models() -> ModelListOut:
    """List the one model."""
    return ModelListOut(data=[ONE_MODEL])


@router.get(
    "/models/{model}",
    summary="Describe a model",
    response_model=ModelOut,
    responses=ERRORS,
)
async def read_model(
    model: Annotated[str, Path(max_length=200, examples=[MODEL_ID])],
) -> ModelOut | Response:
    """Describe the one model."""
    try:
        check_model(model)
    except ChatRefused as refused:
        return refusal_response(refused)
    return ONE_MODEL


async def _answer(context: ApiContext, asked: AnswerRequest) -> Answer:
    """Ask the chain, holding a place meanwhile."""
    started = time.perf_counter()
    with context.workers.answers.enter():
        answer = answer_in(await context.service.chain.ainvoke(asked))
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    outcome, length = answer.outcome.value, len(asked.question)
    log.info("answered", question_characters=length, outcome=outcome, ms=milliseconds)
    return answer


async def _streamed(
    context: ApiContext, asked: AnswerRequest, base_url: str, has_usage: bool
) -> Streamed:
    answer = await _answer(context, asked)
    completion = completion_of(answer, base_url)
    usage = usage_of(asked, completion.content) if has_usage else None
    return Streamed(_id_of(answer), _created(answer), completion, usage)


def _whole(asked: AnswerRequest, answer: Answer, base_url: str) -> ChatCompletionOut:
    completion = completion_of(answer, base_url)
    message = AssistantMessageOut(content=completion.content, annotations=completion.annotations)
    return ChatCompletionOut(
        id=_id_of(answer),
        created=_created(answer),
        model=MODEL_ID,
        choices=[ChoiceOut(message=message)],
        usage=usage_of(asked, completion.content),
        **completion.cited.model_dump(),
    )


def _id_of(answer: Answer) -> str:
    return f"chatcmpl-{answer.id}"


def _created(answer: Answer) -> int:
    return int(answer.created_at.timestamp())
