"""What the reader makes of a question over the sentences of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.reading.cross_encoder import (
    CrossEncoder,
    SentenceInContext,
    SentenceReading,
)
from assistant.library.embedding import Embedder
from evals.benchmarks.reading_bench import watched
from evals.benchmarks.reading_scores import Scores
from evals.reader_training.examples import Reading

NEIGHBOURS = 1
"""Sentences on each side of the best one that are read with it the second time."""
SIGNS = ("odds", "passage odds", "narrow odds", "narrow passage odds")


@dataclass(frozen=True, slots=True)
class Judged:
    """What each scorer makes of one question's paragraph."""

    sentences: Scores
    """Log-odds of each sentence, shape (sentences,)."""
    signs: tuple[float, ...]
    """Of the best sentence, as `SIGNS` names them: read in its paragraph, then on its own."""
    cosines: Scores
    """Cosine of question and sentence, shape (sentences,)."""


def judge(
    reader: CrossEncoder, embedder: Embedder, readings: Sequence[Reading], name: str
) -> list[Judged]:
    """Read each question over its paragraph, then over its best sentence and the neighbours."""
    texts = sorted({text for each in readings for text in (each.question, *each.sentences)})
    vectors = dict(zip(texts, embedder.embed_texts(texts), strict=True))
    judged = []
    for each in watched(readings, name):
        wide = reader.read(each.question, contexts_of(each))
        odds = np.array([found.odds for found in wide], dtype=np.float32)
        best = int(odds.argmax())
        signs = _signs(wide[best], _read_narrow(reader, each, best))
        cosines = np.array([vectors[text] @ vectors[each.question] for text in each.sentences])
        judged.append(Judged(odds, signs, cosines))
    return judged


def contexts_of(reading: Reading) -> list[SentenceInContext]:
    """Return each sentence of `reading` with its paragraph around it."""
    text = " ".join(reading.sentences)
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in reading.sentences)])
    return [
        SentenceInContext(reading.heading, text, int(start), int(start) + len(sentence))
        for start, sentence in zip(starts, reading.sentences, strict=False)
    ]


def _read_narrow(reader: CrossEncoder, reading: Reading, best: int) -> SentenceReading:
    first = max(0, best - NEIGHBOURS)
    narrow = replace(reading, sentences=reading.sentences[first : best + NEIGHBOURS + 1])
    return reader.read(reading.question, contexts_of(narrow))[best - first]


def _signs(wide: SentenceReading, narrow: SentenceReading) -> tuple[float, ...]:
    return (wide.odds, wide.window_odds, narrow.odds, narrow.window_odds)
