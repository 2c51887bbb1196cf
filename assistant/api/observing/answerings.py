"""Watches the chain answer: when each step and the first words came, and what it ended with."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, cast

from assistant.api.observing.records import EndedAnswering, EndedStep
from assistant.api.service import AnswerChain
from assistant.domain import Answer, AnswerRequest

Report = Callable[[EndedAnswering], None]
Recheck = Callable[[Answer], Awaitable[int]]
"""An answer to how many of its quotes are not in the stored text."""
NANOSECONDS_IN_A_MILLISECOND = 1_000_000
TOTAL = "total"
READ = "reading"
"""What the stream tells when the evidence has been read."""
BOUNDS = {"writing": "write", "verifying": "verify"}
"""Steps that the stream tells the beginning of: each lasts until the next is told, or the end."""


@dataclass(frozen=True, slots=True)
class WatchedChain:
    """The answering chain, reported on each time it ends."""

    chain: AnswerChain
    reports: Sequence[Report]
    recheck: Recheck

    async def ainvoke(self, request: AnswerRequest, /) -> Mapping[str, Any]:
        """Return what the chain came to."""
        merged: dict[str, Any] = {}
        async with aclosing(self._watched(request, is_awaited=False)) as chunks:
            async for chunk in chunks:
                merged.update(chunk)
        return merged

    def astream(self, request: AnswerRequest, /) -> AsyncIterator[Mapping[str, Any]]:
        """Yield what the chain yields."""
        return self._watched(request, is_awaited=True)

    async def _watched(
        self, request: AnswerRequest, *, is_awaited: bool
    ) -> AsyncGenerator[Mapping[str, Any], None]:
        watch = _Watch(request, is_awaited=is_awaited)
        # As Runnables do, the chain returns a generator, which must be closed to stop its work.
        stream = cast("AsyncGenerator[Mapping[str, Any], None]", self.chain.astream(request))
        try:
            async with aclosing(stream) as chunks:
                async for chunk in chunks:
                    watch.see(chunk)
                    if "answer" in chunk:
                        watch.unverified_quotes = await self.recheck(chunk["answer"])
                    yield chunk
        except BaseException as error:
            watch.error = error
            raise
        finally:
            ended = watch.ended()
            for report in self.reports:
                report(ended)


@dataclass
class _Watch:
    """What was seen of one answering so far."""

    request: AnswerRequest
    is_awaited: bool
    started: int = field(default_factory=time.time_ns)
    told: dict[str, int] = field(default_factory=dict)
    first_text: int | None = None
    evidence_count: int = 0
    answered: int | None = None
    answer: Answer | None = None
    error: BaseException | None = None
    unverified_quotes: int = 0

    def see(self, chunk: Mapping[str, Any]) -> None:
        """Take note of one part of the stream."""
        now = time.time_ns()
        for step in chunk.get("step", ()):
            self.told.setdefault(step, now)
        if "evidence" in chunk:
            self.evidence_count = len(chunk["evidence"])
        if chunk.get("text") and self.is_awaited and self.first_text is None:
            self.first_text = now
        if "answer" in chunk:
            self.answer, self.answered = chunk["answer"], now

    def ended(self) -> EndedAnswering:
        """Return the record."""
        return EndedAnswering(
            self.request,
            self.started,
            time.time_ns(),
            steps=(*self._timed(), *self._told()),
            answer=self.answer,
            # Whoever has the answer may leave.
            error=None if self.answer else self.error,
            evidence_count=self.evidence_count,
            first_text=self.first_text,
            unverified_quotes=self.unverified_quotes,
        )

    def _timed(self) -> list[EndedStep]:
        """Return the steps whose time the answer keeps; they end where reading is told of."""
        took = {
            name: round(milliseconds * NANOSECONDS_IN_A_MILLISECOND)
            for name, milliseconds in (self.answer.timings_ms if self.answer else {}).items()
            if name != TOTAL and name not in BOUNDS.values()
        }
        steps: list[EndedStep] = []
        since = max(self.started, self.told.get(READ, 0) - sum(took.values()))
        for name, nanoseconds in took.items():
            steps.append(EndedStep(name, since, since + nanoseconds))
            since += nanoseconds
        return steps

    def _told(self) -> list[EndedStep]:
        """Return the steps that were told of as they began."""
        began = [(BOUNDS[step], at) for step, at in self.told.items() if step in BOUNDS]
        ends = [*(at for _, at in began[1:]), self.answered or time.time_ns()]
        return [EndedStep(name, at, until) for (name, at), until in zip(began, ends, strict=False)]
