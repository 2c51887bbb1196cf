"""Recognises a resolution of the Security Council: preamble, operative paragraphs, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain import DocumentKind, SectionType
from ingest.normalising import NormalisedText
from ingest.recognising.dates import adoption_date
from ingest.recognising.facts import Block, Hints, Recognised, blocks_of
from ingest.recognising.naming import SECURITY_COUNCIL
from ingest.recognising.places import dominant_codes
from ingest.recognising.sections import Opening, lay_sections
from ingest.recognising.settling import Findings, settle

MASTHEAD, PREAMBLE, OPERATIVE = "Masthead", "Preamble", "Operative paragraphs"
_SYMBOL = re.compile(r"\bS\s?/\s?RES\s?/\s?(?P<number>\d{1,4})\s?\((?P<year>(?:19|20)\d{2})\)")
_NAME = re.compile(r"\bresolution (?P<number>\d{1,4}) \((?P<year>(?:19|20)\d{2})\)", re.IGNORECASE)
_ENACTING = re.compile(r"(?m)^The Security Council\s?,")
_FIRST_PARAGRAPH = re.compile(r"1\s?\.\s")
_ANNEX = re.compile(
    r"(?P<title>Annex(?:es)?(?:\s+(?:[IVX]+|[A-H]|\d+))?)"
    r"(?P<rest>\s*$|\s*[:–—-]\s*\S.*|\s+[A-Z“].*)"
)
_PART = re.compile(r"[A-E]")
_NUMBERED = re.compile(r"\d{1,3}\s?\.\s")
_MASTHEAD_CHARACTERS = 1500
_LONGEST_HEADING = 80


def recognise_resolution(normalised: NormalisedText, hints: Hints) -> Recognised | None:
    """Return the resolution, or None where the text does not begin and speak like one."""
    text = normalised.text
    symbol = _symbol(text, hints)
    enacting = _ENACTING.search(text)
    if symbol is None or enacting is None or enacting.start() > _MASTHEAD_CHARACTERS:
        return None
    name = symbol.removeprefix("S/RES/")
    findings = Findings(
        kind=DocumentKind.RESOLUTION,
        publisher=SECURITY_COUNCIL,
        title=f"Resolution {name}: {{}}",
        title_without_country=f"Resolution {name}",
        subject="Resolutions on {the}",
        subject_without_country="Thematic resolutions",
        sections=lay_sections(text, tuple(_openings(text, enacting.start()))),
        countries=dominant_codes(text[enacting.start() :]),
        edition_date=adoption_date(text[:_MASTHEAD_CHARACTERS]),
        symbol=symbol,
    )
    return settle(text, findings, hints)


def _symbol(text: str, hints: Hints) -> str | None:
    """Return the symbol; what the manifest gives outranks what the text prints."""
    given = " ".join(filter(None, (hints.title, hints.url)))
    for place in (given, text[:_MASTHEAD_CHARACTERS]):
        match = _SYMBOL.search(place) or _NAME.search(place)
        if match is not None:
            return f"S/RES/{match['number']} ({match['year']})"
    return None


def _openings(text: str, enacting: int) -> Iterator[Opening]:
    blocks = blocks_of(text, enacting)
    yield Opening(SectionType.OTHER, 0, 0, MASTHEAD)
    yield Opening(SectionType.OTHER, enacting, enacting, PREAMBLE)
    first = next((n for n, b in enumerate(blocks) if _FIRST_PARAGRAPH.match(b.text)), None)
    if first is None:
        return
    if not _is_heading(blocks, first - 1):
        yield Opening(SectionType.OTHER, blocks[first].start, blocks[first].start, OPERATIVE)
    yield from _later_openings(blocks, max(first - 1, 1))


def _later_openings(blocks: Sequence[Block], first: int) -> Iterator[Opening]:
    annexed: str | None = None
    for number in range(first, len(blocks)):
        block = blocks[number]
        annex = _ANNEX.match(block.text)
        if annex is not None:
            annexed = annex["title"]
            yield _annex_opening(block, annex)
        elif _PART.fullmatch(block.text):
            yield Opening(SectionType.OTHER, block.start, block.end, f"{OPERATIVE}, {block.text}")
        elif _is_heading(blocks, number):
            is_below_annex = annexed is not None and not _ANNEX.match(blocks[number - 1].text)
            title = f"{annexed}: {block.text}" if is_below_annex else block.text
            yield Opening(SectionType.OTHER, block.start, block.end, title)


def _annex_opening(block: Block, annex: re.Match[str]) -> Opening:
    """Open an annex: its name is the title, with what stands beside it where that is short."""
    is_short = len(block.text) <= _LONGEST_HEADING
    body = block.end if is_short else block.start + annex.end("title")
    title = block.text if is_short else annex["title"]
    return Opening(SectionType.OTHER, block.start, body, title)


def _is_heading(blocks: Sequence[Block], number: int) -> bool:
    """Say whether a short line without an end stands above a numbered paragraph."""
    if number < 1 or number + 1 >= len(blocks):
        return False
    line, after = blocks[number].text, blocks[number + 1].text
    is_title = line[:1].isupper() and line[-1:] not in ".;:," and len(line) <= _LONGEST_HEADING
    if not is_title or _NUMBERED.match(line):
        return False
    return _NUMBERED.match(after) is not None or _is_heading(blocks, number + 1)
