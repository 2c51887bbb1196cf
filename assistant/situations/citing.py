"""Citations of a stored edition by the place of the quote, and lines that rest on them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.citations import disarmed
from assistant.domain import Briefing, Citation


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A statement in our words, and the verbatim quotes that it rests on.

    Where it sets two editions side by side, both are cited, the earlier one first.
    """

    text: str
    """Without marks; `marked_lines` adds them."""
    citations: tuple[Citation, ...]
    known: tuple[str, ...] = ()
    """Words of the text that need no quote: dates of editions, a year that the context gives."""


def citation_at(briefing: Briefing, start: int, end: int, number: int = 0) -> Citation:
    """Cite characters `start` to `end` of `briefing.text`, verbatim.

    The passage named is the one in which the quote begins.
    """
    holding = [
        index for index, passage in enumerate(briefing.passages) if passage.start <= start
    ] or [0]
    # Passages may overlap: the last that begins before the quote and reaches its start.
    reaching = [index for index in holding if start < briefing.passages[index].end]
    passage = (reaching or holding)[-1]
    return Citation(
        number=number,
        passage_id=briefing.passage_id(passage),
        briefing_id=briefing.id,
        series=briefing.series.name,
        title=briefing.title,
        publisher=briefing.series.publisher,
        edition_date=briefing.edition_date,
        url=briefing.source.url,
        section=briefing.sections[briefing.passages[passage].section].label,
        quote=briefing.text[start:end],
        start=start,
        end=end,
    )


def numbered(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return each place quoted once, numbered from 1 in order of appearance."""
    places: dict[tuple[str, int, int], Citation] = {}
    for citation in citations:
        places.setdefault(_place(citation), citation)
    return tuple(
        replace(citation, number=number) for number, citation in enumerate(places.values(), start=1)
    )


def marked_lines(lines: Sequence[CitedLine]) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """Return each line with its [n] marks, and the citations that they point at."""
    citations = numbered(citation for line in lines for citation in line.citations)
    numbers = {_place(citation): citation.number for citation in citations}
    texts = []
    for line in lines:
        marks = dict.fromkeys(numbers[_place(citation)] for citation in line.citations)
        texts.append(
            " ".join([disarmed(line.text), "".join(f"[{mark}]" for mark in marks)]).rstrip()
        )
    return tuple(texts), citations


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.briefing_id, citation.start, citation.end
