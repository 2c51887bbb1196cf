"""Finds the level of a Populations at Risk briefing, and which definition it uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import EditionDate, Level, LevelScheme, Precision
from ingest.recognising.facts import Block

TWO_LEVELS_SINCE = date(2023, 3, 1)
"""Since March 2023 there is no 'Serious Concern', and 'Imminent Risk' is defined anew."""

_NAMES = "|".join(level.value.replace(" ", r"\s+") for level in Level)
_NAME = re.compile(rf"(?:{_NAMES})\b", re.IGNORECASE)
_LINE = re.compile(
    r"(?P<series>Populations?\s+at\s+Risk\b[\s:–—|-]*)?"
    r"(?P<label>(?:Risk\s+)?Level\s*[:–—-]?\s*)?"
    rf"(?P<name>{_NAMES}|Previously\s+Studied\s+Situations?)\b[\s:.–—|-]*",
    re.IGNORECASE,
)
_LONGEST_BARE_LINE = 80
"""Characters; a longer line that opens with "Imminent risk" is a sentence, not a label."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """The line that prints the level; `level` is None for 'Previously Studied Situations'."""

    level: Level | None
    label: str
    rest: str
    """What stands on the same line behind the level, such as the country."""
    block: Block


def level_line(block: Block) -> LevelLine | None:
    """Read `block` as the line that prints a level, or return None where it is none."""
    match = _LINE.match(block.text)
    if match is None:
        return None
    rest = block.text[match.end() :].strip()
    is_labelled = match["series"] is not None or match["label"] is not None
    is_title = match["name"][:1].isupper() and (match["name"].split()[-1][:1].isupper())
    is_bare_title = len(block.text) <= _LONGEST_BARE_LINE and not rest.endswith(".")
    if not is_title or not (is_labelled or (is_bare_title and not rest[:1].islower())):
        return None
    label = " ".join(match["name"].split())
    return LevelLine(parse_level(label), label, rest, block)


def first_level_line(blocks: Sequence[Block]) -> LevelLine | None:
    """Return the first line among `blocks` that prints a level."""
    return next((line for line in map(level_line, blocks) if line is not None), None)


def parse_level(text: str) -> Level | None:
    """Read a level's name, whatever its case and whatever stands around it."""
    match = _NAME.search(text)
    return Level(" ".join(match.group().split()).title()) if match else None


def scheme_of(level: Level | None, edition: EditionDate) -> LevelScheme | None:
    """Return the definition that was in force, or None without a level or within an unsure year.

    Only the three-level scheme knows 'Serious Concern', so that label decides by itself.
    """
    if level is None:
        return None
    if level is Level.SERIOUS_CONCERN:
        return LevelScheme.THREE_LEVELS
    if edition.precision is Precision.YEAR and edition.day.year == TWO_LEVELS_SINCE.year:
        return None
    is_new = edition.day >= TWO_LEVELS_SINCE
    return LevelScheme.TWO_LEVELS if is_new else LevelScheme.THREE_LEVELS


def scheme_notes(level: Level | None, edition: EditionDate) -> tuple[str, ...]:
    """Say where level and date contradict each other, or do not settle the definition."""
    if level is Level.SERIOUS_CONCERN and edition.day >= TWO_LEVELS_SINCE:
        return (
            f"The level is 'Serious Concern', which no longer exists since March 2023, but the "
            f"edition is dated {edition.label}.",
        )
    if level is not None and scheme_of(level, edition) is None:
        return (
            "Only the year 2023 is known, and the levels were defined anew in March 2023: which "
            "definition this edition uses is not known.",
        )
    return ()
