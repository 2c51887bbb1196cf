"""Retrieved passages."""

from __future__ import annotations

from pydantic import BaseModel

from assistant.domain import Evidence


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
