"""Finds the headings of a text: those its format marks, and those the genre always prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import SectionType
from ingest.normalising import Heading
from ingest.recognising.facts import Block

_TITLES: Mapping[SectionType, str] = {
    SectionType.SUMMARY: r"(?:executive\s+)?summary|overview|situation\s+overview",
    SectionType.BACKGROUND: r"background|context|historical\s+background",
    SectionType.RECENT_DEVELOPMENTS: r"(?:recent|latest|key)\s+developments?|recent\s+events",
    SectionType.ANALYSIS: r"analysis|(?:key\s+)?findings",
    SectionType.RISK_ASSESSMENT: r"(?:atrocity\s+)?risk\s+assessment|risk\s+factors|risks?",
    SectionType.INTERNATIONAL_RESPONSE: (
        r"(?:international|regional(?:\s+and\s+international)?|un|global)\s+response(?:s)?"
    ),
    SectionType.NECESSARY_ACTION: (
        r"necessary\s+actions?|(?:key\s+)?recommendations?|recommended\s+actions?|action\s+needed"
    ),
    SectionType.TIMELINE: (
        r"timeline(?:\s+of(?:\s+the)?(?:\s+international)?\s+(?:response|events))?|chronology"
    ),
}
_WHOLE = {
    kind: re.compile(rf"(?:\d+\.?\s+)?(?:{title})\s*[:.–—-]?\s*", re.IGNORECASE)
    for kind, title in _TITLES.items()
}
_CAPITALS = re.compile(
    r"(?<![\w-])(?P<title>(?:KEY |RECENT |LATEST |ATROCITY |INTERNATIONAL |REGIONAL |UN )?"
    r"(?:BACKGROUND|CONTEXT|SUMMARY|OVERVIEW|DEVELOPMENTS|ANALYSIS|RISK ASSESSMENT|RESPONSE"
    r"|NECESSARY ACTIONS?|RECOMMENDATIONS|TIMELINE(?: OF (?:THE )?INTERNATIONAL RESPONSE)?))"
    r"\s?[:–—]\s*"
)
"""A heading within its paragraph, "BACKGROUND: Since ...": capitals and a colon or a dash."""
_TITLE_CASE = re.compile(
    r"(?P<title>Background|Recent Developments|Analysis|Risk Assessment|International Response"
    r"|Necessary Actions?|Timeline|Recommendations)\s?:\s+(?=[A-Z\"“])"
)


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A heading of the text, with the type of section that it opens."""

    type: SectionType
    title: str
    start: int
    end: int
    """Where the section's own text begins, at the latest after the colon."""


def type_of_title(title: str) -> SectionType:
    """Return the type of section that a heading opens; OTHER for a heading we do not know."""
    for kind, pattern in _WHOLE.items():
        if pattern.fullmatch(title):
            return kind
    return SectionType.OTHER


def find_headings(blocks: Sequence[Block], marked: Sequence[Heading]) -> tuple[SectionHeading, ...]:
    """Return the headings among `blocks`, in order.

    `marked` are the headings that the file's format knows; those we do not know by name count
    too, and one below a known heading takes over its type.
    """
    levels = {heading.start: heading.level for heading in marked}
    return tuple(_headings(blocks, levels))


def _headings(blocks: Sequence[Block], levels: Mapping[int, int]) -> Iterator[SectionHeading]:
    enclosing: tuple[int, SectionType] | None = None
    for block in blocks:
        level = levels.get(block.start)
        kind = type_of_title(block.text)
        if kind is not SectionType.OTHER:
            enclosing = (level or 1, kind)
            yield SectionHeading(kind, block.text.rstrip(" :.–—-"), block.start, block.end)
        elif level is not None:
            if enclosing is not None and level > enclosing[0]:
                kind = enclosing[1]
            yield SectionHeading(kind, block.text, block.start, block.end)
        else:
            yield from _inline(block)


def _inline(block: Block) -> Iterator[SectionHeading]:
    opening = _TITLE_CASE.match(block.text)
    found = [opening] if opening else []
    for match in (*found, *_CAPITALS.finditer(block.text)):
        title = match["title"]
        yield SectionHeading(
            type_of_title(title), title, block.start + match.start(), block.start + match.end()
        )
