"""Briefings to catalogue rows and back, without loss."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row

from assistant.domain import (
    Briefing,
    DocumentKind,
    EditionDate,
    Level,
    LevelScheme,
    Passage,
    Precision,
    Section,
    SectionType,
    Sentence,
    Series,
    Source,
)

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Parts:
    """The sections, sentences and passages of one briefing, each in order."""

    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    passages: tuple[Passage, ...] = ()


def series_values(series: Series) -> Values:
    """Return the row of `series`."""
    return {**asdict(series), "kind": series.kind.value}


def series_from(row: Row[Any]) -> Series:
    """Return the series of a row of the table `series`."""
    return Series(row.id, row.publisher, row.subject, DocumentKind(row.kind))


def briefing_values(briefing: Briefing, identity: str, status: str) -> Values:
    """Return the row of `briefing` without its series and parts."""
    return {
        "id": briefing.id,
        "slug": briefing.slug,
        "revision": briefing.revision,
        "identity": identity,
        "status": status,
        "series_id": briefing.series.id,
        "title": briefing.title,
        "countries": json.dumps(briefing.countries),
        "edition_day": briefing.edition_date.day.isoformat(),
        "edition_precision": briefing.edition_date.precision.value,
        "level": briefing.level,
        "level_scheme": briefing.level_scheme,
        "symbol": briefing.symbol,
        "source": json.dumps(asdict(briefing.source), ensure_ascii=False),
        "recognition_notes": json.dumps(briefing.recognition_notes, ensure_ascii=False),
        "sha256": briefing.sha256,
        "text": briefing.text,
        "stored_at": datetime.now(UTC).isoformat(),
    }


def part_values(briefing_id: str, parts: Sequence[Section | Sentence | Passage]) -> list[Values]:
    """Return the rows of the sections, sentences or passages of one briefing."""
    return [
        {"briefing_id": briefing_id, "number": number, **asdict(part)}
        for number, part in enumerate(parts)
    ]


def section_from(row: Row[Any]) -> Section:
    """Return the section of a row of the table `sections`."""
    return Section(SectionType(row.type), row.start, row.end, row.title, row.is_inferred)


def sentence_from(row: Row[Any]) -> Sentence:
    """Return the sentence of a row of the table `sentences`."""
    return Sentence(row.start, row.end, row.section)


def passage_from(row: Row[Any]) -> Passage:
    """Return the passage of a row of the table `passages`."""
    return Passage(row.start, row.end, row.section, row.first_sentence, row.end_sentence)


def briefing_from(row: Row[Any], parts: Parts) -> Briefing:
    """Return the briefing of a row of `briefings` joined with `series`."""
    return Briefing(
        slug=row.slug,
        series=Series(row.series_id, row.publisher, row.subject, DocumentKind(row.kind)),
        title=row.title,
        countries=tuple(json.loads(row.countries)),
        edition_date=edition_date_from(row),
        level=Level(row.level) if row.level else None,
        level_scheme=LevelScheme(row.level_scheme) if row.level_scheme else None,
        text=row.text,
        sections=parts.sections,
        sentences=parts.sentences,
        passages=parts.passages,
        source=Source(**json.loads(row.source)),
        symbol=row.symbol,
        recognition_notes=tuple(json.loads(row.recognition_notes)),
        sha256=row.sha256,
        revision=row.revision,
    )


def edition_date_from(row: Row[Any]) -> EditionDate:
    """Return the edition date of a row of the table `briefings`."""
    return EditionDate(date.fromisoformat(row.edition_day), Precision(row.edition_precision))
