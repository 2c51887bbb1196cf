"""What is known while one question is answered; each step returns a new value."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from assistant.answering.drafting import Draft
from assistant.answering.premises.correcting import Correction
from assistant.answering.question.scope import Scope
from assistant.answering.quoting import Quote, unique_quotes
from assistant.answering.reading.reader import Judgement
from assistant.domain import AnswerRequest, Evidence, Notice, PromptUse
from assistant.library.languages import Language


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the question asks: all of it, or a part that stands alone."""

    scope: Scope
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way to an answer."""

    request: AnswerRequest
    scope: Scope
    parts: tuple[Part, ...]
    started: float = field(default_factory=time.perf_counter)
    correction: Correction | None = None
    """What the question wrongly takes for granted, and what the briefings say instead."""
    dated: Draft | None = None
    """The answer to a question about editions, which needs no evidence read."""
    language: Language | None = None
    """The question's language where it is not English, which the embedded reader reads alone."""
    notices: tuple[Notice, ...] = ()
    """How the question was understood, where a reader must know."""
    prompts: tuple[PromptUse, ...] = ()
    """What a chat model was given to make the question stand alone."""
    timings_ms: tuple[tuple[str, float], ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all parts, each passage once, numbered from 1."""
        found = {each.passage_id: each for part in self.parts for each in part.evidence}
        return tuple(replace(each, number=n) for n, each in enumerate(found.values(), start=1))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of all parts, each once."""
        return unique_quotes(quote for part in self.parts for quote in part.quotes)

    @property
    def confidence(self) -> float | None:
        """How likely the reader held its best sentence to answer; None where it read none."""
        return max(
            (each.judgements[0].probability for each in self.parts if each.judgements), default=None
        )

    def timed(self, step: str, since: float) -> Turn:
        """Return the turn with the milliseconds that `step` took since `since`."""
        took = (time.perf_counter() - since) * 1000
        return replace(self, timings_ms=(*self.timings_ms, (step, round(took, 1))))
