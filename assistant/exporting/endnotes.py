"""Endnotes: what each citation of a document says, the same words in every format. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain import Citation, EditionDate
from assistant.exporting.document import Bullet, ExportDocument, Heading, Paragraph, Table
from assistant.exporting.texts import safe_link, shown

ENDNOTES_TITLE = "Endnotes"


@dataclass(frozen=True, slots=True)
class Endnote:
    """One endnote: what is quoted, the words, where they are found, and when."""

    number: int
    source: str
    """'Global Centre for the Responsibility to Protect, Mali, 15 May 2019, background.'"""
    quote: str
    """The quoted words within quotation marks."""
    url: str
    """As recorded; '' where none is."""
    link: str | None
    """The URL where it may be a link."""
    accessed: str


def endnotes(document: ExportDocument) -> tuple[Endnote, ...]:
    """Return the endnotes of `document`, by number."""
    ordered = sorted(document.citations, key=lambda citation: citation.number)
    return tuple(_endnote(citation, document.accessed) for citation in ordered)


def numbers_of(document: ExportDocument) -> frozenset[int]:
    """Return the numbers that a mark may point at."""
    return frozenset(citation.number for citation in document.citations)


def all_text(document: ExportDocument) -> str:
    """Return every text that is shown, to see which characters it needs."""
    texts = [document.title, document.subtitle, *(notice.text for notice in document.notices)]
    for block in document.blocks:
        match block:
            case Table(header=header, rows=rows):
                texts.extend(cell for row in (header, *rows) for cell in row)
            case Heading(text=text) | Paragraph(text=text) | Bullet(text=text):
                texts.append(text)
    for note in endnotes(document):
        texts.extend((note.source, note.quote, note.url))
    return "".join(map(shown, texts))


def _endnote(citation: Citation, accessed: date) -> Endnote:
    title = citation.title
    named = (
        "" if title.startswith(citation.publisher) else citation.publisher,
        title,
        f"edition of {citation.edition_date.label}",
        f"section “{citation.section}”" if citation.section else "",
    )
    return Endnote(
        number=citation.number,
        source=", ".join(shown(part) for part in named if part) + ".",
        quote=f"“{shown(citation.quote)}”",
        url=shown(citation.url or ""),
        link=safe_link(citation.url),
        accessed=f"Accessed {EditionDate(accessed).label}.",
    )
