"""Texts as ReportLab's paragraph markup: escaped, in fonts that have them, in drawing order.

Nothing of a text reaches ReportLab's parser as a tag: every run is escaped here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfbase.pdfmetrics import stringWidth

from assistant.exporting.directions import drawn, is_right_to_left
from assistant.exporting.fonts import Face, Typeface
from assistant.exporting.texts import Marks, Words, pieces, shown

LINK_COLOUR = "#1f4e79"
LINE_BREAK = "<br/>"


@dataclass(frozen=True, slots=True)
class Writing:
    """How one style of text is set: its font, size and the width that a line may have."""

    typeface: Typeface
    face: Face
    size: float
    width: float


def marked_markup(text: str, numbers: Collection[int], writing: Writing) -> str:
    """Return the markup of a text with its marks as raised links to the endnotes."""
    from_right = is_right_to_left(text)
    written = ""
    for piece in pieces(text, numbers):
        match piece:
            case Words(text=words) if from_right:
                written += (LINE_BREAK if written else "") + plain_markup(words, writing)
            case Words(text=words):
                gap = " " if written and words.startswith(" ") else ""
                written += gap + plain_markup(words, writing)
            case Marks(numbers=marks) if from_right:
                lines, line_break, last = written.rpartition(LINE_BREAK)
                written = lines + line_break + _raised(marks) + last
            case Marks(numbers=marks):
                written += _raised(marks)
    return written


def plain_markup(text: str, writing: Writing) -> str:
    """Return the markup of a text without marks."""
    text = shown(text)
    if is_right_to_left(text):
        return LINE_BREAK.join(_runs(drawn(line), writing) for line in _lines(text, writing))
    return _runs(drawn(text), writing)


def link_markup(url: str, writing: Writing) -> str:
    """Return the markup of a web address that links to itself; give it safe addresses only."""
    return f"<a href={quoteattr(url)} color={quoteattr(LINK_COLOUR)}>{_runs(url, writing)}</a>"


def anchor(number: int) -> str:
    """Return the markup of the place that the mark of endnote `number` links to."""
    return f'<a name="note-{number}"/>'


def _raised(marks: tuple[int, ...]) -> str:
    links = (f'<a href="#note-{mark}" color="{LINK_COLOUR}">{mark}</a>' for mark in marks)
    return f"<super>{', '.join(links)}</super>"


def _runs(text: str, writing: Writing) -> str:
    written = []
    for name, run in writing.typeface.runs(text, writing.face):
        is_own = name == writing.face.name
        written.append(escape(run) if is_own else f'<font name="{name}">{escape(run)}</font>')
    return "".join(written)


def _lines(text: str, writing: Writing) -> list[str]:
    """Break a text that reads from the right before it is reversed, so that lines keep order."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, writing) <= writing.width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, writing: Writing) -> float:
    return sum(
        float(stringWidth(run, name, writing.size))
        for name, run in writing.typeface.runs(drawn(text), writing.face)
    )
