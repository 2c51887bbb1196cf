"""Briefs on a country: what is asked for, and the brief as JSON."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schemas.bodies import Body, CountryCode
from assistant.api.schemas.citations import CitedLineOut, NoticeOut
from assistant.api.schemas.days import IsoDay
from assistant.api.schemas.endnotes import Endnotes

if TYPE_CHECKING:  # whoever knows the schemas alone need not load what gathers briefs
    from assistant.situations.brief import Brief


class ExportFormat(StrEnum):
    """A file that a reader keeps."""

    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"


class BriefFormat(StrEnum):
    """How a brief comes: for programs, or as a file."""

    JSON = "json"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"


class BriefIn(Body):
    """Which brief is wanted."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"country": "CAF"},
                {"country": "MLI", "as_of": "2019-06-30", "format": "docx"},
            ]
        },
    )

    country: CountryCode
    as_of: IsoDay | None = Field(None, description="Use the editions in force on this date.")
    format: BriefFormat | None = Field(None, description="Empty: what the Accept header names.")


class BriefPartOut(BaseModel):
    """One heading of a brief and its lines."""

    title: str
    lines: list[CitedLineOut]


class BriefOut(BaseModel):
    """What the library holds on a country, on one page; quotes are numbered throughout."""

    country: str
    name: str
    as_of: date | None
    accessed: date = Field(description="When the library was read")
    parts: list[BriefPartOut]
    notices: list[NoticeOut]

    @classmethod
    def of(cls, brief: Brief, as_of: date | None, accessed: date) -> BriefOut:
        """Turn the inner value into its wire form."""
        endnotes = Endnotes()
        return cls(
            country=brief.country,
            name=brief.name,
            as_of=as_of,
            accessed=accessed,
            parts=[
                BriefPartOut(title=part.title, lines=[endnotes.line(line) for line in part.lines])
                for part in brief.parts
            ],
            notices=[NoticeOut.of(notice) for notice in brief.notices],
        )
