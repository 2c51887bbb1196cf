"""Turns cited lines into a draft whose every quote was re-checked against the stored text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.drafting import Draft, StoredText
from assistant.citations import verified
from assistant.domain import Notice, Outcome
from assistant.situations.citing import CitedLine, marked_lines


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

    A line of which a quote is not in the stored text is dropped whole.
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
        marked = [next(written) for _ in group.lines]
        if group.heading:
            blocks.append("\n".join([f"{group.heading}:", *(f"- {line}" for line in marked)]))
        else:
            blocks += marked
    return Draft(
        outcome,
        "\n\n".join(blocks),
        citations=citations,
        notices=tuple(notices),
        sets_editions_apart=sets_editions_apart,
    )


def _is_sound(line: CitedLine, stored_text: StoredText) -> bool:
    _, failed = verified(line.citations, stored_text)
    return not failed
