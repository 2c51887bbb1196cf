"""The event vocabulary of a streamed answer.

Beside these, SSE `answer` carries AnswerOut, the verified answer that replaces the streamed text,
and SSE `error` carries ProblemOut. These five names are the whole vocabulary.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from assistant.api.schemas.passages import PassageOut


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
