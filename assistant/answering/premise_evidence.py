"""Sentences of the evidence as sources that may confirm or contradict a premise. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.premises.premise_sources import Source
from assistant.answering.quoting import edition_line
from assistant.answering.reading.reader import Judgement
from assistant.answering.reading.signals import heading_words, sentence_text
from assistant.domain import BriefingCard, Evidence


def sources_of(evidence: Sequence[Evidence], judgements: Sequence[Judgement]) -> tuple[Source, ...]:
    """Return one source for each sentence; one that was not read has probability 0."""
    judged = {(each.evidence.passage_id, each.sentence): each for each in judgements}
    return tuple(
        _source(each, number, judged.get((each.passage_id, number)))
        for each in evidence
        for number in range(len(each.sentences))
    )


def _source(evidence: Evidence, number: int, judged: Judgement | None) -> Source:
    unread = Source(
        text=sentence_text(evidence, number),
        heading=heading_words(evidence),
        passage=evidence.text,
        edition=_named(evidence.card),
        evidence=evidence,
        sentence=number,
    )
    if judged is None:
        return unread
    return replace(
        unread,
        probability=judged.probability,
        similarity=judged.signals.similarity,
        answerable=judged.signals.passage_reading,
    )


def _named(card: BriefingCard) -> str:
    """Return how a correction names an edition; its title stands over the quote that follows."""
    if card.series.kind.is_republished:
        return f"Edition of {card.edition_date.label}"
    return edition_line(card)
