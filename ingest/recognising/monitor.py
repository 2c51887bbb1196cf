"""Recognises an R2P Monitor bulletin: one file, one edition per situation.

A situation begins where a line names only countries and the known headings follow; its level
stands beside that line, above the group that it belongs to, or in the table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import EditionDate, Level
from ingest.normalising import Heading, NormalisedText
from ingest.recognising.briefing import printed_date, read_briefing
from ingest.recognising.dates import date_within
from ingest.recognising.facts import Block, Hints, Recognised, blocks_of
from ingest.recognising.headings import find_headings
from ingest.recognising.levels import LevelLine, level_line
from ingest.recognising.naming import slugify
from ingest.recognising.places import codes_in_title_line
from ingest.recognising.settling import settle

_NAME = re.compile(r"\bR2P\s+Monitor\b", re.IGNORECASE)
_ISSUE = re.compile(r"\bR2P\s+Monitor\b|\bissue\s+(?:no\.?\s*)?#?\d+", re.IGNORECASE)
_COVER_BLOCKS = 40
_LONGEST_TITLE_LINE = 80
_TITLE_LINES = 3
_BESIDE = 2
"""Lines between a situation's title and its level."""


@dataclass(frozen=True, slots=True)
class _Situation:
    start: int
    end: int
    countries: tuple[str, ...]
    line: LevelLine | None


def recognise_monitor(normalised: NormalisedText, hints: Hints) -> tuple[Recognised, ...]:
    """Return one edition per situation; none where the document is no bulletin."""
    blocks = blocks_of(normalised.text)
    cover = blocks[:_COVER_BLOCKS]
    if not any(_NAME.search(block.text) for block in cover):
        return ()
    situations = tuple(_situations(normalised, blocks))
    if len(situations) < 2:
        return ()
    issued = _issue_date(cover) or printed_date(cover)
    return tuple(_edition(normalised, hints, situation, issued) for situation in situations)


def _issue_date(cover: Sequence[Block]) -> EditionDate | None:
    """Read the date beside the name or number of the bulletin: 'ISSUE 45 | 15 MAY 2019'."""
    named = (
        block.text
        for block in cover
        if len(block.text) <= _LONGEST_TITLE_LINE and _ISSUE.search(block.text)
    )
    return next((found for text in named if (found := date_within(text))), None)


def _edition(
    normalised: NormalisedText, hints: Hints, situation: _Situation, issued: EditionDate | None
) -> Recognised:
    part = _part(normalised, situation.start, situation.end)
    own = replace(hints, title=None, slug=None, country=None, level=None, series=None)
    findings = read_briefing(part, own, situation.line, situation.countries, issued)
    edition = settle(part.text, findings, own)
    if hints.slug is None:
        return edition
    return replace(edition, slug=slugify(f"{hints.slug} {' '.join(situation.countries)}"))


def _part(normalised: NormalisedText, start: int, end: int) -> NormalisedText:
    """Cut one situation out, with offsets of its own."""
    text = normalised.text[start:end]
    stripped = text.rstrip()
    headings = (
        Heading(heading.level, heading.start - start, heading.end - start)
        for heading in normalised.headings
        if start <= heading.start and heading.end <= start + len(stripped)
    )
    return NormalisedText(stripped, tuple(headings))


def _situations(normalised: NormalisedText, blocks: Sequence[Block]) -> Iterator[_Situation]:
    titles = tuple(_titles(normalised, blocks))
    lines = [_line_beside(blocks, number) for number, _ in titles]
    # A situation begins at its level line, where that stands above its title.
    starts = [
        min(blocks[number].start, line.block.start) if line else blocks[number].start
        for (number, _), line in zip(titles, lines, strict=True)
    ]
    contents = _contents(blocks)
    ends = [*starts[1:], len(normalised.text)]
    for (_, countries), line, start, end in zip(titles, lines, starts, ends, strict=False):
        yield _Situation(start, end, countries, line or contents.get(countries))


def _titles(
    normalised: NormalisedText, blocks: Sequence[Block]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the number of each block that begins a situation, and its countries.

    A line of the table of contents has no heading between itself and the next country; a running
    header repeats the country of the situation that it stands in.
    """
    named = tuple(_named(blocks))
    headings = [heading.start for heading in find_headings(blocks, normalised.headings)]
    previous: tuple[str, ...] = ()
    for position, (number, codes) in enumerate(named):
        is_last = position + 1 == len(named)
        until = len(normalised.text) if is_last else blocks[named[position + 1][0]].start
        has_parts = any(blocks[number].start < start < until for start in headings)
        if has_parts and codes != previous:
            previous = codes
            yield number, codes


def _named(blocks: Sequence[Block]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each line that names only countries; a long name may take more lines than one."""
    used = -1
    for number in range(len(blocks)):
        if number <= used:
            continue
        for lines in range(1, _TITLE_LINES + 1):
            codes = _country_line(" ".join(b.text for b in blocks[number : number + lines]))
            if codes:
                used = number + lines - 1
                yield number, codes
                break


def _country_line(text: str) -> tuple[str, ...]:
    if len(text) > _LONGEST_TITLE_LINE:
        return ()
    line = level_line(Block(0, len(text), text))
    return codes_in_title_line(line.rest if line else text)


def _line_beside(blocks: Sequence[Block], number: int) -> LevelLine | None:
    """Return the level line nearest to a title, unless another country stands between the two."""
    for step in range(_BESIDE + 1):
        for near in (number - step, number + step):
            between = blocks[min(near, number) + 1 : max(near, number)]
            if not 0 <= near < len(blocks) or any(_listed_codes(block) for block in between):
                continue
            line = level_line(blocks[near])
            if line is not None:
                return line
    return None


def _listed_codes(block: Block) -> tuple[str, ...]:
    """Return the countries that a line of the table of contents names."""
    return codes_in_title_line(re.sub(r"\d+", "", block.text))


def _contents(blocks: Sequence[Block]) -> dict[tuple[str, ...], LevelLine]:
    """Read the table of contents: countries listed below the level of their group."""
    levels: dict[tuple[str, ...], LevelLine] = {}
    group: LevelLine | None = None
    for block in blocks[:_COVER_BLOCKS]:
        group = level_line(block) or group
        codes = _listed_codes(block)
        if codes and group is not None and isinstance(group.level, Level):
            levels.setdefault(codes, group)
    return levels
