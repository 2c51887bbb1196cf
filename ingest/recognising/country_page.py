"""Recognises a country page of the World Factbook: one section per group heading."""

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
_GROUP = re.compile(r"[A-Z][A-Z ,&/()-]{3,60}")


def recognise_country_page(normalised: NormalisedText, hints: Hints) -> Recognised | None:
    """Return the page as of its snapshot date, or None where the text is no such page."""
    blocks = blocks_of(normalised.text)
    title = next((block for block in blocks[:3] if _NAME.search(block.text)), None)
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


def _openings(title: Block, groups: Sequence[Block]) -> Iterator[Opening]:
    yield Opening(SectionType.OTHER, title.start, title.end, title.text)
    for group in groups:
        yield Opening(type_of_title(group.text), group.start, group.end, group.text)
