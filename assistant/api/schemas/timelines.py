"""The dated events that editions state, in the order in which they happened."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from assistant.api.schemas.citations import CitationOut
from assistant.api.schemas.endnotes import Endnotes
from assistant.situations.timeline_events import TimelineEvent, date_label
from assistant.statements.event_dates import DatePrecision, EventDate


class EventDateOut(BaseModel):
    """When something happened, as exactly as the text says; `first` to `last` are both in it."""

    first: date
    last: date
    precision: DatePrecision
    label: str = Field(description="As a reader sees it: 23 March 2019, late 2012")
    year_is_inferred: bool = Field(
        description="The words name no year: those before them, or the edition, give it"
    )

    @classmethod
    def of(cls, dated: EventDate) -> Self:
        """Turn the inner value into its wire form."""
        return cls(
            first=dated.first,
            last=dated.last,
            precision=dated.precision,
            label=date_label(dated),
            year_is_inferred=dated.year_is_inferred,
        )


class TimelineEventOut(BaseModel):
    """Something that happened, and the words of the edition that say so."""

    date: EventDateOut
    text: str = Field(description="Verbatim but for line breaks")
    headline: str = Field(description="In our words where the quote alone does not say it")
    is_background: bool = Field(description="A state that began then, or a mention in passing")
    countries: list[str]
    edition_date: str = Field(description="Of the edition that tells of it")
    edition_label: str
    citation: CitationOut

    @classmethod
    def of(cls, event: TimelineEvent, endnotes: Endnotes) -> Self:
        """Turn the inner value into its wire form."""
        return cls(
            date=EventDateOut.of(event.date),
            text=event.text,
            headline=event.headline,
            is_background=event.is_background,
            countries=list(event.countries),
            edition_date=event.edition_date.iso,
            edition_label=event.edition_date.label,
            citation=endnotes.cite(event.citation),
        )


class TimelineOut(BaseModel):
    """The events of a country, oldest first; quotes are numbered throughout."""

    country: str
    name: str
    total: int = Field(description="How many there are; `limit` may have left some out")
    events: list[TimelineEventOut]
