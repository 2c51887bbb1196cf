"""Lays sections over a text: in order, without overlap, headings left between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Section, SectionType


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a section begins: its heading at `start` (if any) and its own text at `body`."""

    type: SectionType
    start: int
    body: int
    title: str | None = None
    is_inferred: bool = False


def lay_sections(
    text: str, openings: Sequence[Opening], end: int | None = None
) -> tuple[Section, ...]:
    """Return one section per opening, up to the next opening.

    A heading without text of its own gives its title to the next: 'Annex I: Travel ban'.
    """
    return tuple(_sections(text, openings, len(text) if end is None else end))


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _sections(text: str, openings: Sequence[Opening], end: int) -> Iterator[Section]:
    stops = (*(opening.start for opening in openings[1:]), end)
    above: Opening | None = None
    for opening, stop in zip(openings, stops, strict=True):
        named = _below(above, opening)
        start, last = whole(text, named.body, stop)
        if start < last:
            yield Section(named.type, start, last, named.title, named.is_inferred)
        above = named if start >= last else None


def _below(above: Opening | None, opening: Opening) -> Opening:
    """Join a heading that stands right above another one: 'Annex I: Travel ban'."""
    if above is None or above.title is None:
        return opening
    title = f"{above.title}: {opening.title}" if opening.title else above.title
    kind = above.type if opening.type is SectionType.OTHER else opening.type
    return replace(opening, type=kind, title=title, is_inferred=False)
