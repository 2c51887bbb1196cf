"""Lays the stored briefings out for searching."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from assistant.domain import Briefing, BriefingCard
from assistant.library.indexed_text import (
    dense_texts,
    keyword_text,
    sentence_texts,
    sentences_of,
)
from assistant.library.keywords import KeywordIndex
from assistant.library.snapshot import Snapshot, StoredPassage
from assistant.library.stored_vectors import StoredVectors


def build_snapshot(
    briefings: Sequence[Briefing],
    identities: Mapping[str, str],
    vectors: StoredVectors,
    open_keywords: Callable[[Sequence[str]], KeywordIndex],
) -> Snapshot:
    """Return the view of `briefings` in their order; `identities` are by briefing id.

    Raises:
        IndexMismatch: a text has no vector of the current model.
    """
    cards = build_cards(briefings, identities)
    passages = tuple(_passages(briefings))
    sentence_counts = [len(passage.sentences) for passage in passages]
    rows = np.arange(len(passages), dtype=np.int32)
    return Snapshot(
        cards=cards,
        passages=passages,
        card_of_passage=np.array([passage.card for passage in passages], dtype=np.int32),
        passage_vectors=vectors.of(
            text for briefing in briefings for text in dense_texts(briefing)
        ),
        sentence_vectors=vectors.of(
            text for briefing in briefings for text in sentence_texts(briefing)
        ),
        passage_of_sentence=np.repeat(rows, sentence_counts),
        keywords=open_keywords(
            [
                keyword_text(briefing, passage)
                for briefing in briefings
                for passage in briefing.passages
            ]
        ),
        row_of_passage={passage.id: row for row, passage in enumerate(passages)},
        card_numbers={card.id: number for number, card in enumerate(cards)},
    )


def build_cards(
    briefings: Sequence[Briefing], identities: Mapping[str, str]
) -> tuple[BriefingCard, ...]:
    """Return the card of each briefing; what is newest follows from dates, not from arrival."""
    last_revision: dict[str, int] = {}
    newest_day: dict[str, date] = {}
    for briefing in briefings:
        identity, series_id = identities[briefing.id], briefing.series.id
        last_revision[identity] = max(last_revision.get(identity, 0), briefing.revision)
        day = briefing.edition_date.day
        newest_day[series_id] = max(newest_day.get(series_id, day), day)
    return tuple(
        _card(
            briefing,
            is_superseded=briefing.revision < last_revision[identities[briefing.id]],
            is_last_of_series=briefing.edition_date.day == newest_day[briefing.series.id],
        )
        for briefing in briefings
    )


def _card(briefing: Briefing, *, is_superseded: bool, is_last_of_series: bool) -> BriefingCard:
    is_replaced = briefing.series.kind.is_republished and not is_last_of_series
    return BriefingCard(
        id=briefing.id,
        series=briefing.series,
        title=briefing.title,
        countries=briefing.countries,
        edition_date=briefing.edition_date,
        level=briefing.level,
        level_scheme=briefing.level_scheme,
        source=briefing.source,
        symbol=briefing.symbol,
        revision=briefing.revision,
        is_newest=not is_superseded and not is_replaced,
        is_superseded=is_superseded,
        passage_count=len(briefing.passages),
        recognition_notes=briefing.recognition_notes,
    )


def _passages(briefings: Sequence[Briefing]) -> Iterator[StoredPassage]:
    for card, briefing in enumerate(briefings):
        for number, passage in enumerate(briefing.passages):
            yield StoredPassage(
                id=briefing.passage_id(number),
                card=card,
                section=briefing.sections[passage.section],
                text=briefing.text[passage.start : passage.end],
                start=passage.start,
                end=passage.end,
                sentences=sentences_of(briefing, passage),
            )
