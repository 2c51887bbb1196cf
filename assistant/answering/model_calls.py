"""Calls a chat model: a deadline, tries before the first word, a budget of words.

Whatever happens has one outcome. The embedded reader answers, and a notice says why, where the
table says so; nothing of the draft is then shown.

| what happens | outcome |
|---|---|
| no word for `timeout_seconds`, or the deadline passes | the embedded reader answers |
| 429 | tried again after Retry-After where that ends before the deadline; else it answers |
| 5xx, no connection | tried again `retries` times, waiting longer each time; then it answers |
| 400, 401, 403, 404, 413 | not tried again; it answers, and the notice names the setting |
| the model declines (`content_filter`, `refusal`, 'I cannot help') | the embedded reader answers |
| an empty answer | the embedded reader answers |
| the stream breaks off, or fails after a word | not tried again; the embedded reader answers |
| nonsense: no sentence is borne out | the embedded reader answers |
| ten times too long, or ended by its length | cut at the budget, the last sentence dropped |
| marks as 【1】, (1), [1-3], [^1] | read as ours |
| a mark of evidence that was not given | dropped; a sentence without another mark is at fault |
| an invented quote | the sentence is at fault |
| a sentence at fault | given back once with the reason, then dropped and counted |
| NOT IN THE BRIEFINGS | a plain refusal with the nearest passages |
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

import anyio
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from assistant.answering.model_faults import FIRST_WAIT_SECONDS, fault_in
from assistant.errors import ChatModelFailed
from assistant.settings import ModelSettings

CHARACTERS_A_TOKEN = 5
"""More than a token of English has on average, so that only what is far too long is cut."""
USUAL_LIMITS = ModelSettings()
_END_MARKS = ("finish_reason", "stop_reason", "done_reason")
"""What OpenAI-compatible servers, Anthropic and Ollama say in the last chunk of a whole answer."""
_DECLINED = frozenset({"content_filter", "refusal", "safety"})
_CUT = frozenset({"length", "max_tokens"})


@dataclass(frozen=True, slots=True)
class Delta:
    """Words as they come; `is_cut` with the last ones where the model had more to say."""

    text: str
    is_cut: bool = False


async def stream_words(
    model: BaseChatModel,
    messages: list[BaseMessage],
    limits: ModelSettings = USUAL_LIMITS,
    until: float | None = None,
) -> AsyncIterator[Delta]:
    """Yield the model's words as they come; `until` is a time of `time.perf_counter`.

    Raises:
        ChatModelFailed: it cannot be reached, is silent, declines, says nothing or breaks off.
    """
    deadline = time.perf_counter() + limits.deadline_seconds if until is None else until
    tries = 0
    while True:
        has_begun = False
        try:
            async with aclosing(_words_of_one_try(model, messages, limits, deadline)) as words:
                async for delta in words:
                    has_begun = True
                    yield delta
        except ChatModelFailed:
            raise
        except Exception as error:  # the edge to clients, which raise what they like
            if has_begun:
                raise ChatModelFailed("The chat model's answer broke off.") from error
            wait = _wait_before_next(error, limits, tries, deadline)
            tries += 1
        else:
            return
        await anyio.sleep(wait)


async def whole_words(
    model: BaseChatModel, messages: list[BaseMessage], limits: ModelSettings, until: float
) -> str:
    """Return all that the model says; raises as `stream_words` does."""
    return "".join([delta.text async for delta in stream_words(model, messages, limits, until)])


def _wait_before_next(
    error: Exception, limits: ModelSettings, tries: int, deadline: float
) -> float:
    """Return how long to wait before the next try; raises where there is none."""
    fault = fault_in(error, limits.timeout_seconds)
    wait = fault.wait_seconds
    wait = FIRST_WAIT_SECONDS * 2**tries if wait is None else wait
    is_in_time = time.perf_counter() + wait < deadline
    if not (fault.may_retry and tries < limits.retries and is_in_time):
        raise ChatModelFailed(f"The chat model {fault.reason}.") from error
    return wait


async def _words_of_one_try(
    model: BaseChatModel, messages: list[BaseMessage], limits: ModelSettings, deadline: float
) -> AsyncGenerator[Delta, None]:
    budget = limits.max_output_tokens * CHARACTERS_A_TOKEN
    said, end = 0, ""
    async with aclosing(model.astream(messages)) as chunks:  # type: ignore[type-var]  # a generator
        while (chunk := await _next(chunks, limits, deadline)) is not None:
            end = _end_in(chunk) or end
            text = str(chunk.text)[: budget - said]
            said += len(text)
            is_cut = said >= budget or end in _CUT
            if text or is_cut:
                yield Delta(text, is_cut)
            if is_cut:
                return
    if end in _DECLINED:
        raise ChatModelFailed("The chat model declined to answer.")
    if not end:
        raise ChatModelFailed("The chat model's answer broke off.")
    if not said:
        raise ChatModelFailed("The chat model said nothing.")


async def _next(
    chunks: AsyncIterator[AIMessageChunk], limits: ModelSettings, deadline: float
) -> AIMessageChunk | None:
    """Wait for the next chunk, no longer than the settings allow."""
    left = max(0.0, deadline - time.perf_counter())
    with anyio.fail_after(min(limits.timeout_seconds, left)):
        return await anext(chunks, None)


def _end_in(chunk: AIMessageChunk) -> str:
    found = (chunk.response_metadata.get(key) for key in _END_MARKS)
    return next((str(value) for value in found if value), "")
