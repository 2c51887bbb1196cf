"""Cuts what is shown into pieces: runs of text, marks, an answer's first line, headings, quotes.

Text is cut here because Python counts characters and a browser counts UTF-16 units.
"""

from __future__ import annotations

import re
from typing import TypedDict

from assistant.api.schemas import SectionOut

MARK = re.compile(r"\[(\d{1,3})\]")
LONGEST_LEAD = 160
"""Characters of a line that still reads as the answer in short."""
_SHORT_ANSWER = rf"“[^\n]{{1,{LONGEST_LEAD}}}” \[\d{{1,3}}\](?: – [^\n]{{1,{LONGEST_LEAD}}})?"
_SHORT_ANSWERS = re.compile(rf"(?:{_SHORT_ANSWER}\n\n)+(?=[^“\s])")


class Piece(TypedDict):
    """A run of text; `kind` is 'text', 'lead', 'mark' (a citation number), 'heading' or 'quote'."""

    kind: str
    text: str


def cut_answer(text: str, outcome: str, numbers: set[int]) -> list[Piece]:
    """Cut an answer at its marks; what says it in short, before the quotes, is of kind 'lead'."""
    end = _lead_end(text, outcome)
    lead, rest = cut_at_marks(text[:end], numbers), cut_at_marks(text[end:], numbers)
    for piece in lead:
        piece["kind"] = "lead" if piece["kind"] == "text" else piece["kind"]
    return lead + rest


def _lead_end(text: str, outcome: str) -> int:
    """Return where the figure, date or level asked for, or a correction, ends; 0 without one."""
    if outcome == "PREMISE_CORRECTED":
        return max(0, text.find("\n\n"))
    short = _SHORT_ANSWERS.match(text)
    return len(short.group().rstrip()) if short else 0


def cut_at_marks(text: str, numbers: set[int]) -> list[Piece]:
    """Cut `text` at its [n] marks; a mark without a citation of that number stays text."""
    pieces: list[Piece] = []
    done = 0
    for match in MARK.finditer(text):
        if int(match[1]) in numbers:
            pieces.append(Piece(kind="text", text=text[done : match.start()]))
            pieces.append(Piece(kind="mark", text=match[1]))
            done = match.end()
    pieces.append(Piece(kind="text", text=text[done:]))
    return [piece for piece in pieces if piece["text"]]


def cut_at_quote(text: str, start: int, end: int, sections: list[SectionOut]) -> list[Piece]:
    """Cut `text` into headings, the quote and the rest; joined, the pieces are `text` again."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    spans = [(start, end, "quote")] if start < end else []
    for section in sections:
        first, last = _heading_span(text, section)
        if first < last and (last <= start or first >= end):
            spans.append((first, last, "heading"))
    pieces: list[Piece] = []
    done = 0
    for first, last, kind in sorted(spans):
        if first >= done:
            pieces.append(Piece(kind="text", text=text[done:first]))
            pieces.append(Piece(kind=kind, text=text[first:last]))
            done = last
    pieces.append(Piece(kind="text", text=text[done:]))
    return [piece for piece in pieces if piece["text"]]


def _heading_span(text: str, section: SectionOut) -> tuple[int, int]:
    """Return where a section's printed heading stands: at its start, or on the line before it."""
    title = section.title or ""
    if text.startswith(title, section.start):
        return section.start, section.start + len(title)
    before = len(text[: section.start].rstrip())
    if text.endswith(title, 0, before):
        return before - len(title), before
    return 0, 0
