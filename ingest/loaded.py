"""What a parser hands on, and how it marks headings in plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

DocumentFormat = Literal["txt", "md", "html", "pdf", "docx"]

MAX_HEADING_LEVEL = 4
_MEANINGLESS_TITLE = re.compile(
    r"^(?:untitled.*|microsoft word\b.*|powerpoint presentation|document\d*|.*\.\w{2,4})$", re.I
)


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    r"""The text of one file, as extracted.

    A heading known from the format stands on a line of its own behind one to four `#` and a
    blank; a line of the body that begins with `#` is escaped as `\#`. Txt and PDF carry neither.
    Pages of a PDF are separated by form feeds.
    """

    text: str
    format: DocumentFormat
    title: str | None = None
    url: str | None = None
    date: str | None = None
    """The publishing date that the format states, as it is written there."""
    front_matter: dict[str, str] = field(default_factory=dict)
    is_hard_wrapped: bool = False
    """True where a line end is no paragraph end: every PDF, and txt broken at a fixed width."""
    warnings: tuple[str, ...] = ()
    """What was left out, as sentences for the person who added the file."""


def heading_line(level: int, text: str) -> str:
    """Write a heading; levels below four count as four."""
    return f"{'#' * min(max(level, 1), MAX_HEADING_LEVEL)} {' '.join(text.split())}"


def body_line(text: str) -> str:
    """Write a line of the body, with white space made single and a first `#` escaped."""
    line = " ".join(text.split())
    return f"\\{line}" if line.startswith("#") else line


def meaningful_title(title: str | None) -> str | None:
    """Return the title from a file's properties, unless a program made it up."""
    words = " ".join((title or "").split())
    return None if len(words) < 3 or _MEANINGLESS_TITLE.match(words) else words
