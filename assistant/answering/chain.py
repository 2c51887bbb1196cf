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

from assistant.answering.drafting import Draft
from assistant.answering.steps import AnswerSteps
from assistant.answering.turn import Turn
from assistant.domain import AnswerRequest
from assistant.errors import ChatModelFailed
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
        in_worker(steps.understand)
        | in_worker(steps.find)
        | in_worker(steps.read)
        | answer.with_types(output_type=AddableDict)
    )


async def _answer(steps: AnswerSteps, turns: AsyncIterator[Turn]) -> AsyncIterator[AddableDict]:
    """Stream evidence and words, then the verified answer that replaces them."""
    yield AddableDict(step=("searching",))
    async for turn in turns:
        yield AddableDict(step=("reading",), evidence=turn.evidence)
        draft: Draft | None = None
        notice = ""
        if steps.writes(turn):
            yield AddableDict(step=("writing",))
            words = ""
            try:
                async for delta in steps.write(turn):
                    words += delta
                    yield AddableDict(text=delta)
            except ChatModelFailed as error:
                notice = str(error)
            yield AddableDict(step=("verifying",))
            draft = await anyio.to_thread.run_sync(steps.check_written, turn, words)
        if draft is None:
            draft = steps.quoted(turn, notice)
            yield AddableDict(text=draft.text)
        answer = await anyio.to_thread.run_sync(steps.finish, turn, draft)
        yield AddableDict(answer=answer)
