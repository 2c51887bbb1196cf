"""Answers by quoting: which sentences to show, and the words around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.question.scope import Expected, Scope
from assistant.answering.quotable import EXACT, is_quotable
from assistant.answering.reading.reader import Judgement
from assistant.answering.reading.signals import sentence_text
from assistant.citations import disarmed
from assistant.domain import BriefingCard, Citation, DocumentKind, Evidence
from assistant.library.normaliser import tokenise

NEAR_DUPLICATE = 0.8
"""Two sentences that share this much of their vocabulary (Jaccard) say the same."""
EXACT_FOLLOWING_SHARE = 0.8
FOLLOWING_SHARE = 0.6
"""A further sentence is shown only where it is judged at least this likely beside the first."""
IN_ORDER = (Expected.ACTION, Expected.LIST)
MORE_OF_SEVERAL = 2
"""Further sentences that are shown where several things, or all that is demanded, are asked for."""
_LEANS_BACK = re.compile(
    r"(?:It|Its|They|Their|These|Those|This|That|He|She|His|Her|Such|Both|During (?:their|its|this)"
    r"|As a result|However|In addition|Moreover|The (?:same|latter|former|attack|group|two))\b"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim run of whole sentences of one edition."""

    evidence: Evidence
    start: int
    end: int
    text: str
    answer: tuple[int, int] | None = None
    """Characters of the edition that are the answer itself, where the reader points at some."""
    probability: float = 0.0
    """How likely the quoted sentence answers; 0 where it was not judged."""

    @property
    def place(self) -> tuple[str, int, int]:
        """The edition and the characters of it that are quoted."""
        return self.evidence.card.id, self.start, self.end


def unique_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return each span of each edition once, in the order in which they first come."""
    return tuple(reversed({quote.place: quote for quote in reversed(list(quotes))}.values()))


def quote_span(evidence: Evidence, start: int, end: int) -> Quote:
    """Return characters `start` to `end` of the edition, which must lie inside `evidence`."""
    return Quote(evidence, start, end, evidence.text[start - evidence.start : end - evidence.start])


def choose_quotes(
    judgements: Sequence[Judgement], scope: Scope, threshold: float, most: int
) -> tuple[Quote, ...]:
    """Return the quotes that answer, none when no sentence is likely enough.

    The likeliest sentence leads; others follow only while they are nearly as likely, are about a
    country of the first one's, and add words of their own. They come likeliest first, grouped by
    edition; a list and what must be done come in the document's own order.
    """
    candidates = [each for each in judgements if is_quotable(each, scope)]
    if not candidates or candidates[0].probability < threshold:
        return ()
    lead = candidates[0]
    is_exact = scope.answer_type in EXACT
    share = EXACT_FOLLOWING_SHARE if is_exact else FOLLOWING_SHARE
    floor = max(threshold, lead.probability * share)
    chosen: list[Judgement] = []
    for judgement in candidates:
        if judgement.probability < floor or len(chosen) == _most(scope.answer_type, most):
            break
        is_new = not any(_is_near_duplicate(judgement, other) for other in chosen)
        if is_new and _share_country(judgement, lead):
            chosen.append(judgement)
    ordered = _grouped_by_edition(chosen, is_in_order=scope.answer_type in IN_ORDER)
    return without_overlap([quote_of(judgement) for judgement in ordered])


def _most(expected: Expected, most: int) -> int:
    if expected is Expected.LEVEL:
        return 1
    if expected in IN_ORDER:
        return most + MORE_OF_SEVERAL
    return min(2, most) if expected in EXACT else most


def _grouped_by_edition(chosen: Sequence[Judgement], is_in_order: bool) -> list[Judgement]:
    """Keep the order of likelihood, but each edition's quotes together; or in document order."""
    editions = [judgement.evidence.card.id for judgement in chosen]

    def place(judgement: Judgement) -> tuple[int, int]:
        start = judgement.evidence.sentences[judgement.sentence].start
        return editions.index(judgement.evidence.card.id), start if is_in_order else 0

    return sorted(chosen, key=place)


def _share_country(one: Judgement, other: Judgement) -> bool:
    first, second = one.evidence.card.countries, other.evidence.card.countries
    return first == second or bool(set(first) & set(second))


def quote_of(judgement: Judgement) -> Quote:
    """Return the judged sentence as a quote, see `quote_sentence`."""
    quote = quote_sentence(judgement.evidence, judgement.sentence)
    return replace(quote, answer=judgement.answer, probability=judgement.probability)


def quote_sentence(evidence: Evidence, number: int) -> Quote:
    """Return the sentence, with the one before it where it leans back and cannot stand alone."""
    sentence = evidence.sentences[number]
    start = sentence.start
    if number > 0 and _LEANS_BACK.match(sentence_text(evidence, number)):
        before = evidence.sentences[number - 1]
        gap = evidence.text[before.end - evidence.start : start - evidence.start]
        start = start if "\n" in gap else before.start
    return quote_span(evidence, start, sentence.end)


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
            lines.append(f"“{disarmed(one_line(quote.text))}” [{number}]")
    return "\n\n".join(lines)


def edition_line(card: BriefingCard) -> str:
    """Return an edition's date and title as an answer leads with them."""
    dated = card.edition_date.label
    if card.series.kind in (DocumentKind.RESOLUTION, DocumentKind.MEETING_RECORD):
        return f"{dated}, {card.title}"
    return f"Edition of {dated}, {card.title}"


def one_line(text: str) -> str:
    """Return `text` as an answer shows it, on one line."""
    return re.sub(r"\s+", " ", text)


def _is_near_duplicate(one: Judgement, other: Judgement) -> bool:
    first = set(tokenise(sentence_text(one.evidence, one.sentence)))
    second = set(tokenise(sentence_text(other.evidence, other.sentence)))
    union = len(first | second)
    return union == 0 or len(first & second) / union >= NEAR_DUPLICATE


def without_overlap(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Join quotes that share a sentence, one being the other's context."""
    kept: list[Quote] = []
    for quote in quotes:
        same = next((at for at, other in enumerate(kept) if _overlap(other, quote)), None)
        if same is None:
            kept.append(quote)
        else:
            start, end = min(kept[same].start, quote.start), max(kept[same].end, quote.end)
            kept[same] = replace(
                quote_span(quote.evidence, start, end),
                answer=kept[same].answer or quote.answer,
                probability=max(kept[same].probability, quote.probability),
            )
    return tuple(kept)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.evidence == other.evidence and one.start < other.end and other.start < one.end
