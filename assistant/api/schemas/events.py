"""The event vocabulary of a streamed answer: the one place where it is written down.

A stream has any number of `step`, `evidence` and `text` events and ends with one `answer` or one
`error`. The API sends these names and no others, its description lists them from here, and
`assistant.client` reads them by this table; a client passes over names it does not know. A replayed
answer (see `Idempotency-Key`) comes as one `text` and its `answer`. The OpenAI-compatible stream is
OpenAI's own and has none of these names.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from assistant.api.schemas.answers import AnswerOut
from assistant.api.schemas.passages import PassageOut
from assistant.api.schemas.problems import ProblemOut


class StepEvent(BaseModel):
    """SSE `step`: what the assistant is doing now."""

    step: Literal["searching", "reading", "writing", "verifying"]
    detail: str = ""


class EvidenceEvent(BaseModel):
    """SSE `evidence`: the passages that the answer may rest on."""

    passages: list[PassageOut]


class TextEvent(BaseModel):
    """SSE `text`: words as they are written, not yet verified."""

    delta: str


AnswerEvent = StepEvent | EvidenceEvent | TextEvent | AnswerOut
"""What a stream tells before its end; the last is the verified answer."""

EVENT_MODELS: dict[str, type[AnswerEvent]] = {
    "step": StepEvent,
    "evidence": EvidenceEvent,
    "text": TextEvent,
    "answer": AnswerOut,
}
ERROR_EVENT = "error"
"""Carries ProblemOut."""

EVENT_MEANINGS: dict[str, tuple[type[BaseModel], str]] = {
    "step": (StepEvent, "what the assistant is doing now"),
    "evidence": (EvidenceEvent, "the passages the answer may rest on"),
    "text": (TextEvent, "words as they are written, not yet verified"),
    "answer": (AnswerOut, "the verified answer; it replaces the streamed text"),
    ERROR_EVENT: (ProblemOut, "the last event where something failed midway"),
}
