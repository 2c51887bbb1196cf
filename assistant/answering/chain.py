"""The flow in one screen: understand, find, read, answer, verify; a LangChain Runnable.

Chunks of the stream are `AddableDict`s with some of these keys: `step` (names of what is done
now), `evidence` (numbered passages), `text` (words as they come), `answer` (the verified Answer,
already stored). `ainvoke` gives them merged.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda
from langchain_core.runnables.utils import AddableDict

from assistant.answering.model_answering import Attempt
from assistant.answering.model_calls import Delta
from assistant.answering.steps import AnswerSteps
from assistant.answering.turn import Turn
from assistant.domain import AnswerRequest
from assistant.library.library import Library
from assistant.settings import Settings

Given = TypeVar("Given")
Made = TypeVar("Made")
WORKERS = 2
"""Threads for embedding, searching and reading; the event loop never waits for them."""


def build_chain(
    library: Library, settings: Settings, chat_model: BaseChatModel | None = None
) -> Runnable[AnswerRequest, AddableDict]:
    """Compose the chain; without `chat_model` the embedded reader answers by quoting."""
    return chain_of(AnswerSteps(library, settings, chat_model))


def chain_of(steps: AnswerSteps) -> Runnable[AnswerRequest, AddableDict]:
    """Compose the chain of steps that are open already."""
    workers = anyio.CapacityLimiter(WORKERS)

    def in_worker(function: Callable[[Given], Made]) -> Runnable[Given, Made]:
        async def run(value: Given) -> Made:
            return await anyio.to_thread.run_sync(function, value, limiter=workers)

        return RunnableLambda(function, afunc=run, name=function.__name__)

    answer = RunnableGenerator(partial(_answer, steps), name="answer")
    return (
        RunnableLambda(steps.reword, name="reword")
        | in_worker(steps.understand_asked)
        | in_worker(steps.find)
        | in_worker(steps.read)
        | answer.with_types(output_type=AddableDict)
    )


async def _answer(steps: AnswerSteps, turns: AsyncIterator[Turn]) -> AsyncIterator[AddableDict]:
    """Stream evidence and words, then the verified answer that replaces them."""
    yield AddableDict(step=("searching",))
    async for turn in turns:
        yield AddableDict(step=("reading",), evidence=turn.evidence)
        attempt: Attempt | None = None
        if steps.writes(turn):
            yield AddableDict(step=("writing",))
            async for said in steps.write(turn):
                if isinstance(said, Attempt):
                    attempt = said
                elif isinstance(said, Delta):
                    yield AddableDict(text=said.text)
                else:
                    yield AddableDict(step=(said,))
        draft = await anyio.to_thread.run_sync(steps.drafted, turn, attempt)
        if attempt is None or attempt.draft is None:
            yield AddableDict(text=draft.text)
        answer = await anyio.to_thread.run_sync(steps.finish, turn, draft)
        yield AddableDict(answer=answer)
