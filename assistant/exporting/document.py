"""What is exported: a titled document of blocks whose texts carry [n] marks. Pure.

Texts are plain: whatever looks like markup in them is shown as it stands, in every format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain import Citation, Notice


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the document; level 1 is directly below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list; neighbouring bullets form one list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows; a row that is shorter than the header is filled with empty cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullet | Table


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """A document with numbered endnotes, ready to be rendered."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    """The endnotes; a mark [n] in a text points at the citation numbered n."""
    notices: tuple[Notice, ...]
    accessed: date
    """When the library was read; each endnote says so."""
