"""Counts how often the kind of ask is told right, with patterns alone and with weights. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.question.edition_asks import EditionAsk
from evals.reader_training.ask_examples import AskExample


def ask_report(
    examples: Sequence[AskExample],
    before: Sequence[EditionAsk | None],
    found: Sequence[EditionAsk | None],
) -> str:
    """Return a table: each kind with its cases, right by patterns alone, right by both."""
    lines = ["| kind | cases | patterns | both |", "|---|---:|---:|---:|"]
    for kind in (*EditionAsk, None):
        for is_phrasing in (True, False) if kind is None else (True,):
            at = [
                index
                for index, each in enumerate(examples)
                if each.ask is kind and each.is_phrasing is is_phrasing
            ]
            if at:
                right = (sum(asks[index] is kind for index in at) for asks in (before, found))
                lines.append(f"| {_title(kind, is_phrasing)} | {len(at)} | {_cells(right)} |")
    asked = [at for at, each in enumerate(examples) if each.ask is not None and each.is_phrasing]
    right = (sum(asks[at] is examples[at].ask for at in asked) for asks in (before, found))
    lines.append(f"| all but facts | {len(asked)} | {_cells(right)} |")
    return "\n".join(lines)


def _cells(counts: Iterable[int]) -> str:
    return " | ".join(map(str, counts))


def _title(kind: EditionAsk | None, is_phrasing: bool) -> str:
    if kind is not None:
        return kind.name
    return "fact, much like one of these" if is_phrasing else "fact, other sets"
