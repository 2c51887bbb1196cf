"""What the answer API takes and gives, as pydantic models; the chat page knows these alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import (
    Answer,
    AnswerRequest,
    Briefing,
    BriefingCard,
    Citation,
    DocumentKind,
    Evidence,
    Level,
    LevelScheme,
    Message,
    NoticeKind,
    Outcome,
    SectionType,
)

CountryCode = Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3")]


class Body(BaseModel):
    """A request body: unknown fields are errors, so that a typo is never ignored."""

    model_config = ConfigDict(extra="forbid")


class MessageIn(Body):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=20_000)


class QuestionIn(Body):
    """A question, with what the asker fixes beside it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "How many people were displaced in the Mopti region?"},
                {
                    "question": "And who was behind it?",
                    "history": [
                        {"role": "user", "content": "What happened at Ogossagou on 23 March 2019?"}
                    ],
                    "countries": ["MLI"],
                    "as_of": "2019-06-30",
                },
            ]
        },
    )

    question: str = Field(min_length=1, max_length=20_000)
    history: list[MessageIn] = Field(default_factory=list, max_length=50)
    countries: list[CountryCode] = Field(default_factory=list, max_length=20)
    as_of: date | None = Field(None, description="Use the editions in force on this date.")

    def to_request(self) -> AnswerRequest:
        """Turn the wire form into the inner value."""
        return AnswerRequest(
            question=self.question,
            history=tuple(Message(role=turn.role, content=turn.content) for turn in self.history),
            countries=tuple(self.countries),
            as_of=self.as_of,
        )


class SearchIn(Body):
    """A search for passages."""

    query: str = Field(min_length=1, max_length=2000)
    countries: list[CountryCode] = Field(default_factory=list, max_length=20)
    as_of: date | None = None
    limit: int = Field(10, ge=1, le=50)


class CitationOut(BaseModel):
    """A verbatim quote: characters `start` to `end` of the edition's stored text."""

    number: int
    passage_id: str
    briefing_id: str
    series: str
    title: str
    publisher: str
    edition_date: str = Field(description="ISO 8601 at its own precision: 2019-05-15 or 2019-05")
    edition_label: str = Field(description="The date as a reader sees it: 15 May 2019")
    url: str | None
    section: str
    quote: str
    start: int
    end: int

    @classmethod
    def of(cls, citation: Citation) -> CitationOut:
        """Turn the inner value into its wire form."""
        return cls(
            **{
                name: getattr(citation, name)
                for name in (
                    "number", "passage_id", "briefing_id", "series", "title", "publisher",
                    "url", "section", "quote", "start", "end",
                )
            },
            edition_date=citation.edition_date.iso,
            edition_label=citation.edition_date.label,
        )  # fmt: skip


class NoticeOut(BaseModel):
    """Something a reader must know beside the answer."""

    kind: NoticeKind
    text: str


class PromptUseOut(BaseModel):
    """Which prompt a chat model was given."""

    id: str
    sha256: str


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
            notices=[NoticeOut(kind=notice.kind, text=notice.text) for notice in answer.notices],
            countries=list(answer.countries),
            as_of=answer.as_of,
            answered_by=answer.answered_by,
            created_at=answer.created_at,
            prompts=[PromptUseOut(id=use.id, sha256=use.sha256) for use in answer.prompts],
            dropped_sentences=list(answer.dropped_sentences),
            timings_ms=answer.timings_ms,
        )


class BriefingOut(BaseModel):
    """One edition without its text."""

    id: str
    series_id: str
    series: str
    publisher: str
    kind: DocumentKind
    title: str
    countries: list[str]
    edition_date: str
    edition_label: str
    level: Level | None
    level_scheme: LevelScheme | None
    symbol: str | None
    url: str | None
    licence: str | None
    file_name: str
    is_sample: bool
    is_newest: bool
    is_superseded: bool
    revision: int
    passage_count: int
    recognition_notes: list[str]

    @classmethod
    def of(cls, card: BriefingCard) -> BriefingOut:
        """Turn the inner value into its wire form."""
        return cls(
            id=card.id,
            series_id=card.series.id,
            series=card.series.name,
            publisher=card.series.publisher,
            kind=card.series.kind,
            title=card.title,
            countries=list(card.countries),
            edition_date=card.edition_date.iso,
            edition_label=card.edition_date.label,
            level=card.level,
            level_scheme=card.level_scheme,
            symbol=card.symbol,
            url=card.source.url,
            licence=card.source.licence,
            file_name=card.source.file_name,
            is_sample=card.source.is_sample,
            is_newest=card.is_newest,
            is_superseded=card.is_superseded,
            revision=card.revision,
            passage_count=card.passage_count,
            recognition_notes=list(card.recognition_notes),
        )


class SectionOut(BaseModel):
    """A part of an edition's text; `is_inferred` where the document prints no heading."""

    type: SectionType
    title: str | None
    is_inferred: bool
    start: int
    end: int


class SpanOut(BaseModel):
    """Half-open character offsets into `text`."""

    start: int
    end: int


class BriefingTextOut(BriefingOut):
    """One edition with its text and the spans of its parts."""

    text: str
    sections: list[SectionOut]
    sentences: list[SpanOut]

    @classmethod
    def whole(cls, card: BriefingCard, briefing: Briefing) -> BriefingTextOut:
        """Join the card and the stored text."""
        return cls(
            **BriefingOut.of(card).model_dump(),
            text=briefing.text,
            sections=[
                SectionOut(
                    type=section.type,
                    title=section.title,
                    is_inferred=section.is_inferred,
                    start=section.start,
                    end=section.end,
                )
                for section in briefing.sections
            ],
            sentences=[SpanOut(start=s.start, end=s.end) for s in briefing.sentences],
        )


class BriefingListOut(BaseModel):
    """What is in the library."""

    briefings: list[BriefingOut]
    country_names: dict[str, str] = Field(
        default_factory=dict, description="Name of each country code in `briefings`"
    )


class PassageOut(BaseModel):
    """A retrieved passage."""

    number: int
    passage_id: str
    briefing_id: str
    series: str
    title: str
    edition_date: str
    edition_label: str
    url: str | None
    section: str
    text: str
    start: int
    end: int
    score: float

    @classmethod
    def of(cls, evidence: Evidence) -> PassageOut:
        """Turn the inner value into its wire form."""
        return cls(
            number=evidence.number,
            passage_id=evidence.passage_id,
            briefing_id=evidence.card.id,
            series=evidence.card.series.name,
            title=evidence.card.title,
            edition_date=evidence.card.edition_date.iso,
            edition_label=evidence.card.edition_date.label,
            url=evidence.card.source.url,
            section=evidence.section.label,
            text=evidence.text,
            start=evidence.start,
            end=evidence.end,
            score=evidence.score,
        )


class SearchOut(BaseModel):
    """Passages, best first."""

    passages: list[PassageOut]


class FileResultOut(BaseModel):
    """What became of one file, or of one briefing inside a file that holds several."""

    file_name: str
    status: Literal["added", "new edition", "correction", "unchanged", "failed", "left out"]
    briefing_id: str | None = None
    title: str | None = None
    edition_label: str | None = None
    level: Level | None = None
    message: str = Field("", description="For a failure: what happened and what to do")
    notes: list[str] = Field(default_factory=list)


class UploadOut(BaseModel):
    """Per-file results of an upload."""

    results: list[FileResultOut]


class HealthOut(BaseModel):
    """Whether the process runs, and what would leave this machine."""

    status: Literal["ok"]
    version: str
    answered_by: str
    outbound: list[str] = Field(description="Addresses that the settings let the assistant reach")


class ReadinessOut(BaseModel):
    """Whether the library can answer."""

    status: Literal["ready", "not ready"]
    briefings: int
    passages: int
    checks: dict[str, str]


class ProblemOut(BaseModel):
    """An error as RFC 9457 problem details (application/problem+json)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    request_id: str
    errors: list[dict[str, object]] = Field(default_factory=list)


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


# SSE `answer` carries AnswerOut, the verified answer that replaces the streamed text.
# SSE `error` carries ProblemOut. These five names are the whole event vocabulary.
