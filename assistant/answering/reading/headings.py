"""What stands over a passage for the reader: whose situation, which document, when, which part."""

from __future__ import annotations

from assistant.domain import Briefing, BriefingCard, Section, SectionType


def reading_heading(edition: Briefing | BriefingCard, section: Section) -> str:
    """Return the heading under which the reader judges a sentence of `section`.

    >>> reading_heading(mali, background)  # doctest: +SKIP
    'Mali, 15 May 2019. Background'
    """
    named = [edition.series.subject, edition.symbol or "", edition.edition_date.label]
    printed = section.title or ("" if section.type is SectionType.OTHER else section.type.value)
    dated = ", ".join(part for part in named if part)
    return f"{dated}. {printed.rstrip('.:')}" if printed else dated
