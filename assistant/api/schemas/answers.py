"""Answers with their citations."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from assistant.api.schemas.citations import CitationOut, NoticeOut
from assistant.domain import Answer, Outcome


class AnswerFormat(StrEnum):
    """How a stored answer is exported: as the record it is, or as a document."""

    JSON = "json"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"


class PromptUseOut(BaseModel):
    """Which prompt a chat model was given."""

    id: str
    sha256: str


class DroppedSentenceOut(BaseModel):
    """A sentence of the chat model's draft that was not borne out, and why not."""

    text: str
    reason: str


class AnswerOut(BaseModel):
    """A verified answer, or a plain refusal; the stored record never changes."""

    id: str
    question: str
    standalone_question: str
    outcome: Outcome
    text: str = Field(description="Prose with [n] marks that point at `citations`")
    citations: list[CitationOut]
    nearest: list[CitationOut] = Field(
        description="For a refusal: the nearest passages, which do not answer the question"
    )
    notices: list[NoticeOut]
    countries: list[str]
    as_of: date | None
    answered_by: str = Field(description="'embedded' for verbatim quotes, or the chat model")
    created_at: datetime
    prompts: list[PromptUseOut]
    dropped_sentences: list[str]
    dropped: list[DroppedSentenceOut] = Field(
        default=[], description="The dropped sentences with the reasons"
    )
    draft: str = Field(
        default="",
        description="What the chat model wrote before verification; for review, never an answer",
    )
    confidence: float | None = Field(
        default=None,
        description="How likely the reader held its best sentence to answer; null where it read "
        "none, as for what editions hold",
    )
    timings_ms: dict[str, float]

    @classmethod
    def of(cls, answer: Answer) -> AnswerOut:
        """Turn the inner value into its wire form."""
        return cls(
            id=answer.id,
            question=answer.question,
            standalone_question=answer.standalone_question,
            outcome=answer.outcome,
            text=answer.text,
            citations=[CitationOut.of(citation) for citation in answer.citations],
            nearest=[CitationOut.of(citation) for citation in answer.nearest],
            notices=[NoticeOut.of(notice) for notice in answer.notices],
            countries=list(answer.countries),
            as_of=answer.as_of,
            answered_by=answer.answered_by,
            created_at=answer.created_at,
            prompts=[PromptUseOut(id=use.id, sha256=use.sha256) for use in answer.prompts],
            dropped_sentences=list(answer.dropped_sentences),
            dropped=[DroppedSentenceOut(text=x.text, reason=x.reason) for x in answer.dropped],
            draft=answer.draft,
            confidence=answer.confidence,
            timings_ms=answer.timings_ms,
        )
