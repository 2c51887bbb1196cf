"""Turns cited lines into a draft whose every quote was re-checked against the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.drafting import Draft, StoredText
from assistant.citations import verified
from assistant.domain import Notice, NoticeKind, Outcome
from assistant.situations.citing import CitedLine, marked_lines
from assistant.statements.integrity import IntegrityFault, integrity_faults

_PARAGRAPH = re.compile(r"\bparagraph \d+\b")
"""A paragraph's number is where a quote stands, not what it says."""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines under one heading; a heading of '' leaves them as paragraphs."""

    heading: str
    lines: tuple[CitedLine, ...]


def cited_draft(
    groups: Sequence[LineGroup],
    stored_text: StoredText,
    outcome: Outcome = Outcome.ANSWERED,
    notices: Iterable[Notice] = (),
    *,
    sets_editions_apart: bool = False,
) -> Draft | None:
    """Return the lines as an answer; None when no line with a quote is left.

    A line of which a quote is not in the stored text, or that says more than its quotes, is dropped
    whole, and a notice says how many were.
    """
    sound = [
        LineGroup(group.heading, lines)
        for group in groups
        if (lines := tuple(line for line in group.lines if _is_sound(line, stored_text)))
    ]
    texts, citations = marked_lines([line for group in sound for line in group.lines])
    if not citations:
        return None
    written = iter(texts)
    blocks: list[str] = []
    for group in sound:
        marked = [_opened(next(written)) for _ in group.lines]
        if group.heading:
            blocks.append("\n".join([f"{group.heading}:", *(f"- {line}" for line in marked)]))
        else:
            blocks += marked
    dropped = sum(len(group.lines) for group in groups) - len(texts)
    return Draft(
        outcome,
        "\n\n".join(blocks),
        citations=citations,
        notices=(*notices, *_left_out(dropped)),
        sets_editions_apart=sets_editions_apart,
    )


def _left_out(count: int) -> tuple[Notice, ...]:
    """Say how many lines did not stand up to the check of their quotes."""
    if not count:
        return ()
    lines, them = ("1 line was", "it") if count == 1 else (f"{count} lines were", "them")
    return (
        Notice(NoticeKind.DROPPED, f"{lines} left out, as the quotes did not bear {them} out."),
    )


def _is_sound(line: CitedLine, stored_text: StoredText) -> bool:
    """True where every quote stands in the stored text and the line says no more than they do."""
    _, failed = verified(line.citations, stored_text)
    return not failed and not line_faults(line)


def line_faults(line: CitedLine) -> tuple[IntegrityFault, ...]:
    """Return what the line says beyond its quotes, and beyond what names the editions quoted."""
    if not line.citations:
        return ()
    known = [
        f"{each.title}; {each.series}; edition of {each.edition_date.label}"
        for each in line.citations
    ]
    quotes = [*(each.quote for each in line.citations), *line.known]
    said = _PARAGRAPH.sub(" ", line.text)
    editions = {each.edition_date for each in line.citations}
    edition = editions.pop() if len(editions) == 1 else None
    return integrity_faults(said, [*quotes, *known], edition)


def _opened(text: str) -> str:
    """Begin a line with a capital letter, unless it begins with a quote."""
    return text[:1].upper() + text[1:]
