"""Recognises a Populations at Risk briefing in its page layouts.

The level line may stand first or behind the date; the sections may have headings or not; the date
may stand first, last or nowhere. Everything before the first heading, the level line included, is
the summary. The "Last Updated" line at the end is a section of its own, so that it never passes
for a recommendation. What says nothing about the world is never quoted: a sample's disclaimer, and
lines that hold only the title, the countries or the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.domain import DocumentKind, EditionDate, SectionType
from ingest.normalising import Heading, NormalisedText
from ingest.recognising.dates import labelled_date, leading_date
from ingest.recognising.facts import Block, Hints, Recognised, blocks_of
from ingest.recognising.headings import SectionHeading, find_headings
from ingest.recognising.inference import infer_types
from ingest.recognising.levels import LevelLine, first_level_line, level_line
from ingest.recognising.naming import GLOBAL_CENTRE
from ingest.recognising.places import (
    codes_in_address,
    codes_in_blocks,
    codes_in_file_name,
    codes_in_title_line,
    dominant_codes,
)
from ingest.recognising.sections import Opening, lay_sections
from ingest.recognising.settling import Findings, settle

INFERRED_NOTE = (
    "The document prints no section headings; the type of each part was inferred from its wording."
)
_HEAD_BLOCKS = 12
_LONGEST_TITLE_LINE = 120
_LONGEST_SUMMARY = 4
"""Paragraphs before the first heading; in a longer run the types are inferred."""
_UPDATED = re.compile(
    r"(?:last\s+updated?|updated|version|dernière\s+mise\s+à\s+jour)\s*:", re.IGNORECASE
)
_DISCLAIMER = re.compile(
    r"sample\s+briefing\b|.{0,80}\bnot\s+a\s+publication\s+of\b", re.IGNORECASE
)
_GENRE_NAME = re.compile(r"\bpopulations\s+at\s+risk\b", re.IGNORECASE)
_COUNTRY_PAGE = re.compile(r"/(?:countries|regions)/[^/]+", re.IGNORECASE)


def recognise_briefing(normalised: NormalisedText, hints: Hints) -> Recognised | None:
    """Return the edition, or None where the document is no Populations at Risk briefing."""
    blocks = blocks_of(normalised.text)
    headings = find_headings(blocks, normalised.headings)
    line = first_level_line(blocks[:_HEAD_BLOCKS])
    if line is None and not _is_of_the_genre(blocks, headings, hints):
        return None
    return settle(normalised.text, read_briefing(normalised, hints, line), hints)


def read_briefing(
    normalised: NormalisedText,
    hints: Hints,
    line: LevelLine | None,
    countries: tuple[str, ...] = (),
    edition_date: EditionDate | None = None,
) -> Findings:
    """Read one situation; a bulletin gives the `countries` and date that stand outside its text."""
    text = normalised.text
    blocks = blocks_of(text)
    layout = _lay_out(blocks, normalised.headings)
    openings = tuple(_openings(layout))
    is_inferred = not any(opening.title for opening in openings if not _is_update(opening))
    notes = (INFERRED_NOTE,) if is_inferred else ()
    if line is None:
        notes = (*notes, "No level was found.")
    elif line.level is None:
        notes = (*notes, f"The level line reads '{line.label}': the situation has no level now.")
    return Findings(
        kind=DocumentKind.BRIEFING,
        publisher=GLOBAL_CENTRE,
        title="Populations at Risk: {}",
        title_without_country="Populations at Risk",
        subject="{}",
        subject_without_country=hints.title or "Unnamed situation",
        sections=lay_sections(text, openings),
        countries=countries or _countries(blocks, line, hints, text),
        edition_date=edition_date or printed_date(blocks),
        level=line.level if line else None,
        notes=notes,
        unquoted=tuple((block.start, block.end) for block in layout.unquoted),
    )


def printed_date(blocks: Sequence[Block]) -> EditionDate | None:
    """Return the edition date that is printed: behind a label, else on a line at either end."""
    edges = (*blocks[:_HEAD_BLOCKS], *blocks[-3:])
    for block in (*reversed(blocks[-3:]), *blocks[:_HEAD_BLOCKS]):
        labelled = labelled_date(block.text)
        if labelled is not None:
            return labelled
    short = (block.text for block in edges if len(block.text) <= _LONGEST_TITLE_LINE)
    return next((found for text in short if (found := leading_date(text))), None)


def _is_of_the_genre(
    blocks: Sequence[Block], headings: Sequence[SectionHeading], hints: Hints
) -> bool:
    address = urlsplit(hints.url or "")
    is_country_page = (address.hostname or "").endswith("globalr2p.org") and (
        _COUNTRY_PAGE.search(address.path) is not None
    )
    types = {heading.type for heading in headings}
    is_named = any(
        len(block.text) <= _LONGEST_TITLE_LINE and _GENRE_NAME.search(block.text)
        for block in blocks[:_HEAD_BLOCKS]
    )
    has_its_parts = SectionType.NECESSARY_ACTION in types and len(types) >= 3
    return hints.level is not None or is_country_page or is_named or has_its_parts


def _countries(
    blocks: Sequence[Block], line: LevelLine | None, hints: Hints, text: str
) -> tuple[str, ...]:
    """Return the countries from the surest place that names any."""
    return (
        (codes_in_title_line(line.rest) if line else ())
        or codes_in_blocks(blocks[:_HEAD_BLOCKS])
        or codes_in_address(hints.url)
        or codes_in_file_name(hints)
        or dominant_codes(text)
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """The parts of a briefing: what stands before the first heading, the headings, the end."""

    disclaimers: tuple[Block, ...]
    title_lines: tuple[Block, ...]
    paragraphs: tuple[Block, ...]
    headings: tuple[SectionHeading, ...]
    closing: Block | None

    @property
    def unquoted(self) -> tuple[Block, ...]:
        """What no sentence is made of; the level line is a statement, and stays one."""
        bare = (block for block in self.title_lines if level_line(block) is None)
        return (*self.disclaimers, *bare)


def _lay_out(blocks: Sequence[Block], marked: Sequence[Heading]) -> _Layout:
    closing = _closing_line(blocks)
    body = blocks[: blocks.index(closing)] if closing else blocks
    headings = _section_headings(body, marked)
    first = headings[0].start if headings else body[-1].end if body else 0
    head = [block for block in body if block.start < first]
    disclaimers = tuple(block for block in head[:3] if _DISCLAIMER.match(block.text))
    rest = [block for block in head if block not in disclaimers]
    lines = tuple(
        block
        for block in rest[:_HEAD_BLOCKS]
        if _is_title_line(block)
        or (len(block.text) <= _LONGEST_TITLE_LINE and leading_date(block.text) is not None)
    )
    paragraphs = tuple(block for block in rest if block not in lines)
    return _Layout(disclaimers, lines, paragraphs, headings, closing)


def _openings(layout: _Layout) -> Iterator[Opening]:
    yield from _head_openings(layout)
    for heading in layout.headings:
        yield Opening(heading.type, heading.start, heading.end, heading.title)
    closing = layout.closing
    if closing is not None:
        label = _UPDATED.match(closing.text)
        title = closing.text[: label.end()].rstrip(" :") if label else None
        yield Opening(SectionType.OTHER, closing.start, closing.start, title)


def _is_update(opening: Opening) -> bool:
    return opening.type is SectionType.OTHER and opening.start == opening.body


def _closing_line(blocks: Sequence[Block]) -> Block | None:
    """Return the line at the end that says when the edition was updated."""
    return next((b for b in reversed(blocks[-3:]) if _UPDATED.match(b.text)), None)


def _section_headings(
    blocks: Sequence[Block], marked: Sequence[Heading]
) -> tuple[SectionHeading, ...]:
    """Return the headings without those of the page itself: its title, its country, its level."""
    page = {block.start for block in blocks if _is_title_line(block)}
    found = [heading for heading in find_headings(blocks, marked) if heading.start not in page]
    known = [n for n, heading in enumerate(found) if heading.type is not SectionType.OTHER]
    return tuple(found[known[0] :]) if known else ()


def _is_title_line(block: Block) -> bool:
    is_named = _GENRE_NAME.search(block.text) and len(block.text) <= _LONGEST_TITLE_LINE
    return bool(is_named or codes_in_title_line(block.text) or level_line(block))


def _head_openings(layout: _Layout) -> Iterator[Opening]:
    """Open what stands before the first heading; without headings that is the whole text.

    A disclaimer opens nothing, so that above everything else it belongs to no section.
    """
    types = infer_types([block.text for block in layout.paragraphs])
    if layout.headings and len(layout.paragraphs) <= _LONGEST_SUMMARY:
        types = (SectionType.SUMMARY,) * len(types)
    kinds = {block.start: kind for block, kind in zip(layout.paragraphs, types, strict=True)}
    blocks = sorted((*layout.title_lines, *layout.paragraphs), key=lambda block: block.start)
    previous: SectionType | None = None
    for block in blocks:
        kind = kinds.get(block.start, previous or SectionType.SUMMARY)
        if kind is not previous:
            yield Opening(kind, block.start, block.start, is_inferred=True)
        previous = kind
