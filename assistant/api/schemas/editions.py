"""Series, and the editions of them that a response names."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, Field

from assistant.domain import BriefingCard, DocumentKind, Level, LevelScheme


class EditionOut(BaseModel):
    """What names one edition."""

    id: str
    series_id: str
    series: str
    title: str
    symbol: str | None
    edition_date: str = Field(description="ISO 8601 at its own precision: 2019-05-15 or 2019-05")
    edition_label: str = Field(description="The date as a reader sees it: 15 May 2019")
    level: Level | None
    level_scheme: LevelScheme | None

    @classmethod
    def of(cls, card: BriefingCard) -> EditionOut:
        """Turn the inner value into its wire form."""
        return cls(
            id=card.id,
            series_id=card.series.id,
            series=card.series.name,
            title=card.title,
            symbol=card.symbol,
            edition_date=card.edition_date.iso,
            edition_label=card.edition_date.label,
            level=card.level,
            level_scheme=card.level_scheme,
        )


class SeriesOut(BaseModel):
    """A series with the editions of it that are held, the newest first."""

    id: str
    name: str
    publisher: str
    subject: str
    kind: DocumentKind
    countries: list[str]
    editions: list[EditionOut]

    @classmethod
    def of(cls, editions: Iterable[BriefingCard]) -> SeriesOut:
        """Gather one series from its editions, at least one, in any order."""
        cards = sorted(editions, key=lambda card: (card.edition_date, card.id), reverse=True)
        series = cards[0].series
        return cls(
            id=series.id,
            name=series.name,
            publisher=series.publisher,
            subject=series.subject,
            kind=series.kind,
            countries=list(dict.fromkeys(code for card in cards for code in card.countries)),
            editions=[EditionOut.of(card) for card in cards],
        )


class SeriesListOut(BaseModel):
    """The series in the library, by name."""

    series: list[SeriesOut]
