"""What recognition is given and what it gives: hints, blocks of text, recognised editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.domain import EditionDate, Level, LevelScheme, Section, Series, Source

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about a file beside its text; manifest first, then front matter.

    What is given here outranks whatever the text says. The two `file_...` fields come from the
    file's own metadata (an HTML title, a PDF property) and are used only where the text is silent.
    """

    file_name: str
    slug: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    country: str | None = None
    licence: str | None = None
    publisher: str | None = None
    series: str | None = None
    level: str | None = None
    is_sample: bool = False
    retrieved_at: str | None = None
    file_title: str | None = None
    file_date: str | None = None

    @property
    def source(self) -> Source:
        """Where the edition came from, as it is stored."""
        return Source(self.file_name, self.url, self.licence, self.is_sample, self.retrieved_at)


@dataclass(frozen=True, slots=True)
class Recognised:
    """One edition as recognised: a `Briefing` before it is cut into sentences and passages.

    `sections` follow the text in order and do not overlap. Headings lie between sections, as
    their titles, and the disclaimer of a sample lies before the first; every other character that
    is not white space belongs to exactly one section.
    """

    slug: str
    series: Series
    title: str
    countries: tuple[str, ...]
    edition_date: EditionDate
    level: Level | None
    level_scheme: LevelScheme | None
    text: str
    sections: tuple[Section, ...]
    source: Source
    symbol: str | None = None
    notes: tuple[str, ...] = ()
    unquoted: tuple[tuple[int, int], ...] = ()
    """Spans that say nothing about the world and become no sentences: bare titles, disclaimers."""

    def is_unquoted(self, start: int, end: int) -> bool:
        """Say whether `text[start:end]` lies within what becomes no sentence."""
        return any(first <= start and end <= last for first, last in self.unquoted)

    def with_notes(self, *notes: str) -> Recognised:
        """Return the same edition with `notes` added."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of the normalised text, without the white space around it."""

    start: int
    end: int
    text: str


def blocks_of(text: str, start: int = 0, end: int | None = None) -> tuple[Block, ...]:
    """Cut `text[start:end]` at its line breaks; offsets are into the whole text."""
    return tuple(_blocks(text, start, len(text) if end is None else end))


def _blocks(text: str, start: int, end: int) -> Iterator[Block]:
    for match in _LINE.finditer(text, start, end):
        line = match.group()
        left = match.start() + len(line) - len(line.lstrip())
        stripped = line.strip()
        yield Block(left, left + len(stripped), stripped)
