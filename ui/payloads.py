"""What the two browser elements are given: plain values, made by pure functions.

The browser sets every string as text and never as markup, so nothing here is escaped.
"""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlsplit

from assistant.api.schemas import AnswerOut, BriefingTextOut, CitationOut
from ui.conversation import CitationGroup
from ui.pieces import Piece, cut_answer, cut_at_quote

OUTCOME_LABELS = {
    "PARTLY_ANSWERED": "Partly answered",
    "PREMISE_CORRECTED": "Premise corrected",
    "NOT_IN_BRIEFINGS": "Not in the briefings",
    "NO_BRIEFING": "No briefing held",
    "NEEDS_CLARIFICATION": "Please say which",
}
EMBEDDED_BADGE = "Embedded reader, verbatim quotes"


class Reference(TypedDict):
    """One line of a list of sources."""

    number: int
    label: str
    detail: str
    quote: str


class AnswerPayload(TypedDict):
    """An answer as the browser shows it."""

    outcome: str
    pieces: list[Piece]
    references: list[Reference]
    nearest: list[Reference]
    notices: list[str]
    badge: str
    copy: str
    selected: str
    """'citations-1' where the source of citation 1 is open, else empty."""


class SourcePayload(TypedDict):
    """An edition's text with one quote marked."""

    title: str
    facts: list[str]
    url: str
    pieces: list[Piece]
    warning: str
    opened: int
    """Changes whenever a source is opened, so that the browser scrolls to the quote once."""


def answer_payload(
    answer: AnswerOut, selected: tuple[CitationGroup, int] | None = None
) -> AnswerPayload:
    """Return what the browser needs to show `answer`."""
    embedded = answer.answered_by == "embedded"
    return AnswerPayload(
        outcome=OUTCOME_LABELS.get(answer.outcome, ""),
        pieces=cut_answer(answer.text, answer.outcome, {each.number for each in answer.citations}),
        references=[_reference(citation, answer.text) for citation in answer.citations],
        nearest=[_reference(citation) for citation in answer.nearest],
        notices=[notice.text for notice in answer.notices],
        badge=EMBEDDED_BADGE if embedded else f"Written by {answer.answered_by}, quotes checked",
        copy=copy_text(answer),
        selected="" if selected is None else f"{selected[0]}-{selected[1]}",
    )


def source_payload(
    citation: CitationOut, briefing: BriefingTextOut, opened: int = 0
) -> SourcePayload:
    """Return the edition that `citation` quotes, with characters start to end marked."""
    stands = briefing.text[citation.start : citation.end] == citation.quote
    level = f"Level: {briefing.level}" if briefing.level is not None else "Level: not stated"
    facts = [citation.publisher, citation.edition_label, level, f"Section: {citation.section}"]
    return SourcePayload(
        title=briefing.title,
        facts=facts,
        url=web_address(citation.url),
        pieces=cut_at_quote(briefing.text, citation.start, citation.end, briefing.sections),
        warning="" if stands else "The stored text at this place differs from the quote.",
        opened=opened,
    )


def copy_text(answer: AnswerOut) -> str:
    """Return the answer with its references as plain text, fit to be pasted into a note."""
    lines = [answer.text]
    lines += [f"Note: {notice.text}" for notice in answer.notices]
    if answer.citations:
        lines.append("Sources")
    for citation in answer.citations:
        address = web_address(citation.url)
        where = f"{citation.publisher}, {citation.title}, {citation.edition_label}"
        lines.append(
            f"[{citation.number}] {where}, {citation.section}: “{citation.quote}”"
            + (f" {address}" if address else "")
        )
    return "\n\n".join(lines)


def web_address(url: str | None) -> str:
    """Return `url` if it is a web address, else an empty string."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def _reference(citation: CitationOut, beside: str = "") -> Reference:
    """Return the line for `citation`; a quote that the text `beside` holds is not said twice."""
    return Reference(
        number=citation.number,
        label=f"{citation.title}, {citation.edition_label}",
        detail=f"{citation.publisher} · {citation.section}",
        quote="" if citation.quote in beside else citation.quote,
    )
