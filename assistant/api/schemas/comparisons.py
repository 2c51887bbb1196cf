"""Countries side by side, a cited cell for each."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.api.schemas.citations import CitationOut, CitedLineOut
from assistant.api.schemas.endnotes import Endnotes
from assistant.domain import Level
from assistant.situations.comparison import NOT_SAID, Cell, Comparison, ComparisonRow


class CellOut(BaseModel):
    """What the briefings say of one subject."""

    subject: str
    text: str = Field(description="Without marks; says so where the briefings are silent")
    level: Level | None
    citations: list[CitationOut] = Field(description="Empty where the briefings are silent")

    @classmethod
    def of(cls, cell: Cell, endnotes: Endnotes) -> CellOut:
        """Turn the inner value into its wire form."""
        return cls(
            subject=cell.subject,
            text=cell.text or NOT_SAID,
            level=cell.level,
            citations=endnotes.cite_all(cell.citations),
        )


class ComparisonRowOut(BaseModel):
    """One thing compared, with a cell for each subject, in the order of `subjects`."""

    title: str
    cells: list[CellOut]

    @classmethod
    def of(cls, row: ComparisonRow, endnotes: Endnotes) -> ComparisonRowOut:
        """Turn the inner value into its wire form."""
        return cls(title=row.title, cells=[CellOut.of(cell, endnotes) for cell in row.cells])


class ComparisonOut(BaseModel):
    """Subjects side by side; quotes are numbered throughout."""

    subjects: list[str]
    verdict: CitedLineOut | None = Field(
        description="Which is larger or graver; null where the briefings do not say it of all"
    )
    rows: list[ComparisonRowOut]

    @classmethod
    def of(cls, comparison: Comparison) -> ComparisonOut:
        """Turn the inner value into its wire form."""
        endnotes = Endnotes()
        verdict = endnotes.line(comparison.verdict) if comparison.verdict else None
        return cls(
            subjects=list(comparison.subjects),
            verdict=verdict,
            rows=[ComparisonRowOut.of(row, endnotes) for row in comparison.rows],
        )
