"""Recognises a country page of the World Factbook: one section per group heading.

That a text names the World Factbook, as a source for example, does not make it one of its pages:
the name must be in a title, or the publisher or a snapshot date must say so too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.countries import country_codes
from assistant.domain import DocumentKind, SectionType
from ingest.normalising import NormalisedText
from ingest.recognising.dates import labelled_date
from ingest.recognising.facts import Block, Hints, Recognised, blocks_of
from ingest.recognising.headings import type_of_title
from ingest.recognising.naming import WORLD_FACTBOOK
from ingest.recognising.sections import Opening, lay_sections
from ingest.recognising.settling import Findings, settle

_NAME = re.compile(r"World\s+Factbook", re.IGNORECASE)
_TITLE = re.compile(
    r"[^.:;]{2,60}\s*[-–—|]\s*(?:The\s+)?(?:CIA\s+)?World\s+Factbook\b.{0,20}"
    r"|(?:The\s+)?(?:CIA\s+)?World\s+Factbook\s*[-–—|:]\s*[^.:;]{2,60}",
    re.IGNORECASE,
)
"""'Mali - The World Factbook', or the other way round."""
_SNAPSHOT = re.compile(r"Snapshot\s+date\s*:", re.IGNORECASE)
_LONGEST_TITLE = 100
_GROUP = re.compile(r"[A-Z][A-Z ,&/()-]{3,60}")


def recognise_country_page(normalised: NormalisedText, hints: Hints) -> Recognised | None:
    """Return the page as of its snapshot date, or None where the text is no such page."""
    blocks = blocks_of(normalised.text)
    title = _title(blocks, hints)
    groups = [block for block in blocks if _GROUP.fullmatch(block.text)]
    if title is None or not groups:
        return None
    dates = (found for block in blocks[:6] if (found := labelled_date(block.text)))
    findings = Findings(
        kind=DocumentKind.COUNTRY_PAGE,
        publisher=WORLD_FACTBOOK,
        title=title.text,
        title_without_country=title.text,
        subject="{}",
        subject_without_country=title.text,
        sections=lay_sections(normalised.text, tuple(_openings(title, groups))),
        countries=country_codes(title.text),
        edition_date=next(dates, None),
    )
    return settle(normalised.text, findings, hints)


def _title(blocks: Sequence[Block], hints: Hints) -> Block | None:
    """Return the line that says whose page this is; None where the text is no such page."""
    lines = [block for block in blocks[:3] if len(block.text) <= _LONGEST_TITLE]
    titled = next((block for block in lines if _TITLE.fullmatch(block.text)), None)
    if titled is not None:
        return titled
    is_dated = any(_SNAPSHOT.match(block.text) for block in blocks[:6])
    if _NAME.search(hints.publisher or "") or is_dated:
        return next((block for block in lines if _NAME.search(block.text)), None)
    return None


def _openings(title: Block, groups: Sequence[Block]) -> Iterator[Opening]:
    yield Opening(SectionType.OTHER, title.start, title.end, title.text)
    for group in groups:
        yield Opening(type_of_title(group.text), group.start, group.end, group.text)
