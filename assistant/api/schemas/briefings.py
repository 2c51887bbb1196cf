"""Editions, with and without their text."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.domain import (
    Briefing,
    BriefingCard,
    DocumentKind,
    Level,
    LevelScheme,
    SectionType,
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
    retrieved_at: str | None = Field(
        None, description="When it was fetched from `url`, where it came that way"
    )
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
            retrieved_at=card.source.retrieved_at,
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


class PassageSpanOut(SpanOut):
    """Where a passage, which is what is retrieved, stands in `text`."""

    id: str


class BriefingTextOut(BriefingOut):
    """One edition with its text and the spans of its parts."""

    text: str
    sections: list[SectionOut]
    sentences: list[SpanOut]
    passages: list[PassageSpanOut]

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
            passages=[
                PassageSpanOut(id=briefing.passage_id(number), start=each.start, end=each.end)
                for number, each in enumerate(briefing.passages)
            ],
        )


class BriefingListOut(BaseModel):
    """What is in the library."""

    briefings: list[BriefingOut]
    country_names: dict[str, str] = Field(
        default_factory=dict, description="Name of each country code in `briefings`"
    )
    next_cursor: str | None = Field(
        None, description="Where the next page begins; null where this is the last"
    )
