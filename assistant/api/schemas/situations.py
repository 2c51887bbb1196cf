"""What the briefings held say of each country: its level, since when, on whose word."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, Field

from assistant.api.schemas.citations import CitationOut, NoticeOut
from assistant.api.schemas.editions import EditionOut
from assistant.api.schemas.endnotes import Endnotes
from assistant.domain import Level, LevelScheme, Notice
from assistant.situations.status import LevelStep, Moved, SeriesHeld, Situation


class LevelStepOut(BaseModel):
    """The level that one edition gives a country."""

    edition: EditionOut
    level: Level
    moved: Moved = Field(
        description="Against the edition before; `redefined` where the levels cannot be compared"
    )
    citation: CitationOut

    @classmethod
    def of(cls, step: LevelStep, endnotes: Endnotes) -> LevelStepOut:
        """Turn the inner value into its wire form."""
        return cls(
            edition=EditionOut.of(step.edition),
            level=step.level,
            moved=step.moved,
            citation=endnotes.cite(step.citation),
        )


class SeriesHeldOut(BaseModel):
    """How many editions of a series are held on a country, and of when the newest is."""

    name: str
    editions: int
    newest_date: str
    newest_label: str

    @classmethod
    def of(cls, series: SeriesHeld) -> SeriesHeldOut:
        """Turn the inner value into its wire form."""
        return cls(
            name=series.name,
            editions=series.editions,
            newest_date=series.newest.iso,
            newest_label=series.newest.label,
        )


class SituationOut(BaseModel):
    """A country as its newest edition with a level gives it.

    Without a level, `level` to `level_citation` are null: no briefing held gives one, which does
    not say that there is no risk.
    """

    country: str
    name: str
    level: Level | None
    level_scheme: LevelScheme | None
    edition: EditionOut | None = Field(description="The newest with a level")
    level_citation: CitationOut | None
    summary: CitationOut | None = Field(description="The sentence that says who is at risk")
    history: list[LevelStepOut] = Field(description="Oldest first")
    newest_briefing: EditionOut | None = Field(description="With a level or without")
    newest_document: EditionOut = Field(description="Of any kind")
    series: list[SeriesHeldOut]
    notices: list[NoticeOut]

    @classmethod
    def of(
        cls, situation: Situation, notices: Iterable[Notice], endnotes: Endnotes
    ) -> SituationOut:
        """Turn the inner value into its wire form."""
        edition, briefing = situation.edition, situation.newest_briefing
        return cls(
            country=situation.country,
            name=situation.name,
            level=situation.level,
            level_scheme=situation.level_scheme,
            edition=EditionOut.of(edition) if edition else None,
            level_citation=endnotes.cite_if_any(situation.level_citation),
            summary=endnotes.cite_if_any(situation.summary),
            history=[LevelStepOut.of(step, endnotes) for step in situation.history],
            newest_briefing=EditionOut.of(briefing) if briefing else None,
            newest_document=EditionOut.of(situation.newest_any),
            series=[SeriesHeldOut.of(series) for series in situation.series],
            notices=[NoticeOut.of(notice) for notice in notices],
        )


class SituationListOut(BaseModel):
    """Countries, the gravest level first; quotes are numbered throughout."""

    situations: list[SituationOut]
    notices: list[NoticeOut]
