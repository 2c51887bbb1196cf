"""What is known while one question is answered; each step returns a new value."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from assistant.answering.quoting import Quote
from assistant.answering.reader import Judgement
from assistant.answering.scope import Scope
from assistant.domain import AnswerRequest, Evidence


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way to an answer."""

    request: AnswerRequest
    scope: Scope
    started: float = field(default_factory=time.perf_counter)
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    timings_ms: tuple[tuple[str, float], ...] = ()

    def timed(self, step: str, since: float) -> Turn:
        """Return the turn with the milliseconds that `step` took since `since`."""
        took = (time.perf_counter() - since) * 1000
        return replace(self, timings_ms=(*self.timings_ms, (step, round(took, 1))))
