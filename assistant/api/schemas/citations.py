"""Quotes and notices, as every response carries them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.domain import Citation, Notice, NoticeKind


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

    @classmethod
    def of(cls, notice: Notice) -> NoticeOut:
        """Turn the inner value into its wire form."""
        return cls(kind=notice.kind, text=notice.text)


class CitedLineOut(BaseModel):
    """A statement and the verbatim quotes that it rests on."""

    text: str = Field(description="With [n] marks that point at `citations`")
    citations: list[CitationOut]
