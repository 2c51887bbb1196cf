"""What changed between two editions of a series, cited on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from assistant.api.schemas.citations import CitationOut, CitedLineOut
from assistant.api.schemas.editions import EditionOut
from assistant.api.schemas.endnotes import Endnotes
from assistant.domain import BriefingCard
from assistant.situations.changing.findings import ChangeKind

if TYPE_CHECKING:  # whoever knows the schemas alone need not load what finds changes
    from assistant.situations.changes import Change, EditionChanges


class ChangeOut(BaseModel):
    """One thing that differs; a side that says nothing has no quote."""

    kind: ChangeKind
    section: str
    subject: str
    text: str = Field(description="One plain line, without marks")
    old: str
    new: str
    before: CitationOut | None
    after: CitationOut | None

    @classmethod
    def of(cls, change: Change, endnotes: Endnotes) -> ChangeOut:
        """Turn the inner value into its wire form."""
        return cls(
            kind=change.kind,
            section=change.section,
            subject=change.subject,
            text=change.text,
            old=change.old,
            new=change.new,
            before=endnotes.cite_if_any(change.before),
            after=endnotes.cite_if_any(change.after),
        )


class ChangesOut(BaseModel):
    """What differs between two editions, the most telling first; quotes numbered throughout."""

    before: EditionOut
    after: EditionOut
    changes: list[ChangeOut]
    unchanged_level: CitedLineOut | None = Field(
        description="Says that the level stayed; null where it moved, or where none is given"
    )
    scheme_note: str = Field(
        description="What to know where the levels are defined differently, else empty"
    )
    compared_sections: list[str] = Field(description="Sections that both editions have")

    @classmethod
    def of(cls, before: BriefingCard, after: BriefingCard, found: EditionChanges) -> ChangesOut:
        """Turn the inner value into its wire form."""
        endnotes = Endnotes()
        unchanged = endnotes.line(found.unchanged_level) if found.unchanged_level else None
        return cls(
            before=EditionOut.of(before),
            after=EditionOut.of(after),
            changes=[ChangeOut.of(change, endnotes) for change in found.changes],
            unchanged_level=unchanged,
            scheme_note=found.scheme_note,
            compared_sections=list(found.compared_sections),
        )
