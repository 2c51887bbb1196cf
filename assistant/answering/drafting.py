"""Turns what was read, or what a chat model wrote, into an answer whose quotes were re-checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.quoting import Quote, citation_of
from assistant.answering.writing import CheckedDraft
from assistant.citations import verified
from assistant.domain import (
    Citation,
    DroppedSentence,
    Evidence,
    Notice,
    NoticeKind,
    Outcome,
    PromptUse,
)

StoredText = Callable[[str], str | None]
"""Gives the stored text of a briefing id, or None."""
EMBEDDED = "embedded"
NO_QUOTE = "No verbatim quote stands behind it in the stored edition."


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its record is made; every citation in it was re-checked."""

    outcome: Outcome
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    answered_by: str = EMBEDDED
    dropped: tuple[DroppedSentence, ...] = ()
    written: str = ""
    """What the chat model wrote, whoever answers; kept in the record only."""
    prompts: tuple[PromptUse, ...] = ()
    sets_editions_apart: bool = False
    """True where it names several editions with their dates, so that none is taken for newest."""


def written_draft(
    checked: CheckedDraft,
    evidence: Sequence[Evidence],
    support: Callable[[str, Evidence], Quote],
    stored_text: StoredText,
    answered_by: str,
    prompts: tuple[PromptUse, ...],
) -> Draft | None:
    """Answer in the chat model's words, each sentence tied to quotes; None when nothing is left.

    `support` picks the verbatim sentence of a piece of evidence that stands behind a sentence.
    """
    given = {each.number: each for each in evidence}
    numbers: dict[tuple[str, int], int] = {}
    citations: list[Citation] = []
    lines: list[str] = []
    dropped = list(checked.dropped)
    for sentence in checked.kept:
        marks = []
        for mark in sentence.marks:
            quote = support(sentence.text, given[mark])
            key = (quote.evidence.passage_id, quote.start)
            if key not in numbers:
                sound, _ = verified([citation_of(quote, len(numbers) + 1)], stored_text)
                if not sound:
                    continue
                numbers[key] = len(numbers) + 1
                citations += sound
            marks.append(numbers[key])
        if marks:
            shown = "".join(f"[{number}]" for number in dict.fromkeys(marks))
            lines.append(f"{sentence.text} {shown}")
        else:
            dropped.append(DroppedSentence(sentence.text, NO_QUOTE))
    if not lines:
        return None
    return Draft(
        Outcome.PARTLY_ANSWERED if checked.is_partial else Outcome.ANSWERED,
        " ".join(lines),
        citations=tuple(citations),
        answered_by=answered_by,
        dropped=tuple(dropped),
        prompts=prompts,
        notices=_dropped_notice(dropped),
    )


def with_notice(draft: Draft, kind: NoticeKind, text: str) -> Draft:
    """Return `draft` with one more notice."""
    return replace(draft, notices=(*draft.notices, Notice(kind, text)))


def _dropped_notice(dropped: Sequence[DroppedSentence]) -> tuple[Notice, ...]:
    if not dropped:
        return ()
    count = len(dropped)
    sentences = "sentence that was" if count == 1 else "sentences that were"
    return (
        Notice(
            NoticeKind.DROPPED,
            f"{count} {sentences} not supported by the evidence given "
            f"{'was' if count == 1 else 'were'} removed from the chat model's draft.",
        ),
    )
