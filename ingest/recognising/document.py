"""Recognises any other document: its headings as sections, its date where one is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from assistant.domain import DocumentKind, SectionType
from ingest.normalising import NormalisedText
from ingest.recognising.briefing import printed_date
from ingest.recognising.dates import leading_date
from ingest.recognising.facts import Block, Hints, Recognised, blocks_of
from ingest.recognising.headings import SectionHeading, find_headings
from ingest.recognising.naming import publisher_of
from ingest.recognising.places import codes_in_title_line, dominant_codes
from ingest.recognising.sections import Opening, lay_sections
from ingest.recognising.settling import Findings, settle

_LONGEST_TITLE = 150
_UNKNOWN_PUBLISHER = "Unknown publisher"


def recognise_document(normalised: NormalisedText, hints: Hints) -> Recognised:
    """Return the document, whose series is named after its title.

    Raises:
        UnrecognisedBriefing: it has no date.
    """
    text = normalised.text
    blocks = blocks_of(text)
    headings = find_headings(blocks, normalised.headings)
    title = hints.title or hints.file_title or _first_line(blocks) or hints.file_name
    publisher = publisher_of(hints.url) or _UNKNOWN_PUBLISHER
    findings = Findings(
        kind=DocumentKind.DOCUMENT,
        publisher=publisher,
        title=title,
        title_without_country=title,
        subject=title,
        subject_without_country=title,
        sections=lay_sections(text, tuple(_openings(headings))),
        countries=codes_in_title_line(title) or dominant_codes(text),
        edition_date=printed_date(blocks),
        notes=("This is not a kind of document that is recognised; it is kept as it is.",),
    )
    return settle(text, findings, hints)


def _first_line(blocks: Sequence[Block]) -> str | None:
    """Return how the text begins, leaving a date above its title aside."""
    lines = (block.text for block in blocks[:3] if leading_date(block.text) is None)
    first = next(lines, None)
    return shorten(first, _LONGEST_TITLE, placeholder="…") if first else None


def _openings(headings: Sequence[SectionHeading]) -> Iterator[Opening]:
    if not headings or headings[0].start > 0:
        yield Opening(SectionType.OTHER, 0, 0, is_inferred=True)
    for heading in headings:
        yield Opening(heading.type, heading.start, heading.end, heading.title)
