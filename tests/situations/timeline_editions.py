"""Small editions for tests of what editions say: paragraphs of one section, dated and placed."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import (
    Briefing,
    BriefingCard,
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

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def edition(
    text: str,
    day: str = "2019-05-15",
    *,
    kind: DocumentKind = DocumentKind.BRIEFING,
    subject: str = "Mali",
    countries: tuple[str, ...] = ("MLI",),
    symbol: str | None = None,
    level: Level | None = None,
    is_sample: bool = False,
) -> Briefing:
    """An edition of `day` (ISO, at its own precision), with a sentence up to each full stop.

    Each line of a resolution is one sentence.
    """
    pattern = r"\S[^\n]*" if kind is DocumentKind.RESOLUTION else r"\S[^\n]*?(?:\.(?=\s|$)|$)"
    spans = [match.span() for match in re.finditer(pattern, text, re.MULTILINE)]
    printed = EditionDate(
        date.fromisoformat(day + "-01-01"[(len(day) - 4) :]), _PRECISIONS[len(day)]
    )
    return Briefing(
        slug=f"{subject.lower().replace(' ', '-')}-{day}",
        series=Series(subject.lower(), "Test publisher", subject, kind),
        title=subject,
        countries=countries,
        edition_date=printed,
        level=level,
        level_scheme=_scheme(level, printed),
        text=text,
        sections=(Section(SectionType.SUMMARY, 0, len(text)),),
        sentences=tuple(Sentence(start, end, 0) for start, end in spans),
        passages=(Passage(0, len(text), 0, 0, len(spans)),),
        source=Source("test.txt", is_sample=is_sample),
        symbol=symbol,
    )


def card_of(briefing: Briefing) -> BriefingCard:
    """The card of an edition that nothing has replaced."""
    return BriefingCard(
        id=briefing.id,
        series=briefing.series,
        title=briefing.title,
        countries=briefing.countries,
        edition_date=briefing.edition_date,
        level=briefing.level,
        level_scheme=briefing.level_scheme,
        source=briefing.source,
        symbol=briefing.symbol,
        revision=briefing.revision,
        is_newest=True,
        is_superseded=False,
        passage_count=len(briefing.passages),
    )


def _scheme(level: Level | None, printed: EditionDate) -> LevelScheme | None:
    if level is None:
        return None
    is_new = printed.day >= date(2023, 3, 1)
    return LevelScheme.TWO_LEVELS if is_new else LevelScheme.THREE_LEVELS
