"""A stored answer as a document to export. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.domain import Answer, Citation, EditionDate, Outcome
from assistant.exporting.document import Block, Bullet, ExportDocument, Heading, Paragraph

OUTCOMES = {
    Outcome.ANSWERED: "Answered from the briefings",
    Outcome.PARTLY_ANSWERED: "Answered in part",
    Outcome.PREMISE_CORRECTED: "The question takes something for granted that the briefings deny",
    Outcome.NOT_IN_BRIEFINGS: "Not in the briefings",
    Outcome.NO_BRIEFING: "No briefing is held",
    Outcome.NEEDS_CLARIFICATION: "The question can be understood in two ways",
}
NEAREST_TITLE = "Nearest passages, which do not answer the question"


def answer_document(answer: Answer) -> ExportDocument:
    """Return `answer` as a document: the question, the answer as it was given, its endnotes."""
    nearest = _nearest(answer)
    return ExportDocument(
        title=answer.question,
        subtitle=_subtitle(answer),
        blocks=tuple(_blocks(answer, nearest)),
        citations=(*answer.citations, *nearest),
        notices=answer.notices,
        accessed=answer.created_at.date(),
    )


def _subtitle(answer: Answer) -> str:
    """Say how the question ended, when, as of which day, and who wrote the words."""
    parts = [OUTCOMES[answer.outcome], _label(answer.created_at.date())]
    if answer.as_of is not None:
        parts.append(f"as of {_label(answer.as_of)}")
    is_quoted = answer.answered_by == "embedded"
    parts.append("in verbatim quotes" if is_quoted else f"written by {answer.answered_by}")
    parts.append(f"record {answer.id}")
    return ", ".join(parts)


def _blocks(answer: Answer, nearest: tuple[Citation, ...]) -> Iterator[Block]:
    if answer.standalone_question not in ("", answer.question):
        yield Paragraph(f"Understood as: {answer.standalone_question}")
    for line in answer.text.splitlines():
        text = line.strip()
        if text.startswith(("- ", "* ")):
            yield Bullet(text[2:])
        elif text:
            yield Paragraph(text)
    if nearest:
        yield Heading(NEAREST_TITLE)
    for citation in nearest:
        yield Bullet(f"“{citation.quote}” [{citation.number}]")


def _nearest(answer: Answer) -> tuple[Citation, ...]:
    """Return the nearest passages, numbered after the citations of the answer."""
    first = max((citation.number for citation in answer.citations), default=0) + 1
    return tuple(
        replace(citation, number=number) for number, citation in enumerate(answer.nearest, first)
    )


def _label(day: date) -> str:
    return EditionDate(day).label
