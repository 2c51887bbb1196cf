"""Answers by quoting: which sentences to show, and the words around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.reader import Judgement, sentence_text
from assistant.domain import BriefingCard, Citation, DocumentKind, Evidence
from assistant.library.normaliser import tokenise

NEAR_DUPLICATE = 0.8
"""Two sentences that share this much of their vocabulary (Jaccard) say the same."""
FOLLOWING_SHARE = 0.6
"""A further sentence is shown only where it is judged at least this likely beside the first."""
_LEANS_BACK = re.compile(
    r"(?:It|Its|They|Their|These|Those|This|That|He|She|His|Her|Such|Both|During (?:their|its|this)"
    r"|As a result|However|In addition|Moreover|The (?:same|latter|former|attack|group|two))\b"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim run of whole sentences of one passage."""

    evidence: Evidence
    start: int
    end: int
    probability: float

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.evidence.text[self.start - self.evidence.start : self.end - self.evidence.start]


def choose_quotes(
    judgements: Sequence[Judgement], threshold: float, most: int
) -> tuple[Quote, ...]:
    """Return the quotes that answer, none when no sentence is likely enough.

    The likeliest sentence leads; others follow only while they are nearly as likely and add words
    of their own. They come out grouped by edition, in document order.
    """
    best = judgements[0].probability if judgements else 0.0
    if best < threshold:
        return ()
    floor = max(threshold, best * FOLLOWING_SHARE)
    chosen: list[Judgement] = []
    for judgement in judgements:
        if judgement.probability < floor or len(chosen) == most:
            break
        if not any(_is_near_duplicate(judgement, other) for other in chosen):
            chosen.append(judgement)
    leading = [judgement.evidence.card.id for judgement in chosen]
    ordered = sorted(
        chosen,
        key=lambda j: (leading.index(j.evidence.card.id), j.evidence.sentences[j.sentence].start),
    )
    return _without_overlap([quote_of(judgement) for judgement in ordered])


def quote_of(judgement: Judgement) -> Quote:
    """Return the sentence, with the one before it where it cannot stand alone."""
    evidence, number = judgement.evidence, judgement.sentence
    sentence = evidence.sentences[number]
    start = sentence.start
    if number > 0 and _LEANS_BACK.match(sentence_text(evidence, number)):
        before = evidence.sentences[number - 1]
        gap = evidence.text[before.end - evidence.start : start - evidence.start]
        if "\n" not in gap:
            start = before.start
    return Quote(evidence, start, sentence.end, judgement.probability)


def cite(quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    """Number `quotes` from 1 in order."""
    return tuple(citation_of(quote, number) for number, quote in enumerate(quotes, start=1))


def citation_of(quote: Quote, number: int) -> Citation:
    """Build the citation that stands behind mark `number`."""
    card = quote.evidence.card
    return Citation(
        number=number,
        passage_id=quote.evidence.passage_id,
        briefing_id=card.id,
        series=card.series.name,
        title=card.title,
        publisher=card.series.publisher,
        edition_date=card.edition_date,
        url=card.source.url,
        section=quote.evidence.section.label,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
    )


def quoting_text(quotes: Sequence[Quote]) -> str:
    """Write the answer: each edition's title and date, then its quotes with their marks."""
    lines: list[str] = []
    number = 0
    for _, group in groupby(quotes, key=lambda quote: quote.evidence.card.id):
        members = list(group)
        lines.append(f"{edition_line(members[0].evidence.card)}:")
        for quote in members:
            number += 1
            lines.append(f"“{_one_line(quote.text)}” [{number}]")
    return "\n\n".join(lines)


def edition_line(card: BriefingCard) -> str:
    """Return an edition's date and title as an answer leads with them."""
    dated = card.edition_date.label
    if card.series.kind in (DocumentKind.RESOLUTION, DocumentKind.MEETING_RECORD):
        return f"{dated}, {card.title}"
    return f"Edition of {dated}, {card.title}"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _is_near_duplicate(one: Judgement, other: Judgement) -> bool:
    first = set(tokenise(sentence_text(one.evidence, one.sentence)))
    second = set(tokenise(sentence_text(other.evidence, other.sentence)))
    union = len(first | second)
    return union == 0 or len(first & second) / union >= NEAR_DUPLICATE


def _without_overlap(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Join quotes that share a sentence, one being the other's context."""
    kept: list[Quote] = []
    for quote in quotes:
        last = kept[-1] if kept else None
        if last and last.evidence == quote.evidence and quote.start < last.end:
            kept[-1] = Quote(
                last.evidence,
                min(last.start, quote.start),
                max(last.end, quote.end),
                max(last.probability, quote.probability),
            )
        else:
            kept.append(quote)
    return tuple(kept)
