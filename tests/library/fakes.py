"""A deterministic embedder and made-up briefings, for tests that need no real model."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.domain import (
    Briefing,
    DocumentKind,
    EditionDate,
    Level,
    LevelScheme,
    Passage,
    Section,
    SectionType,
    Sentence,
    Series,
    Source,
)
from assistant.library.embedding import Embedder
from assistant.library.normaliser import tokenise


class HashingEmbedder(Embedder):
    """Texts that share words are near each other; nothing is learnt and nothing is loaded."""

    def __init__(self, name: str = "hashing", dimension: int = 64) -> None:
        super().__init__()
        self.model_id = f"{name}@{dimension}"
        self.dimension = dimension
        self.embedded: list[str] = []

    def _embed_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for term in tokenise(text):
                code = zlib.crc32(term.encode())
                vectors[row, code % self.dimension] += 1.0 if code & 0x10000 else -1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def make_series(subject: str = "Atlantis", kind: DocumentKind = DocumentKind.BRIEFING) -> Series:
    return Series(f"gcr2p-{subject.lower()}", "GCR2P", subject, kind)


def make_briefing(
    *sentences: str,
    slug: str = "atlantis-2019-05-15",
    series: Series | None = None,
    day: date = date(2019, 5, 15),
    symbol: str | None = None,
    title: str = "Atlantis",
    sentences_per_passage: int = 2,
    section: SectionType = SectionType.ANALYSIS,
) -> Briefing:
    """One section whose sentences stand one space apart, packed into equal passages."""
    sentences = sentences or ("The harbour was shelled.", "Families fled to the hills.")
    spans: list[Sentence] = []
    position = 0
    for sentence in sentences:
        spans.append(Sentence(position, position + len(sentence), 0))
        position += len(sentence) + 1
    text = " ".join(sentences)
    passages = [
        Passage(
            start=spans[first].start,
            end=spans[min(first + sentences_per_passage, len(spans)) - 1].end,
            section=0,
            first_sentence=first,
            end_sentence=min(first + sentences_per_passage, len(spans)),
        )
        for first in range(0, len(spans), sentences_per_passage)
    ]
    return Briefing(
        slug=slug,
        series=series or make_series(),
        title=title,
        countries=("ATL",),
        edition_date=EditionDate(day),
        level=Level.IMMINENT_RISK,
        level_scheme=LevelScheme.THREE_LEVELS,
        text=text,
        sections=(Section(section, 0, len(text)),),
        sentences=tuple(spans),
        passages=tuple(passages),
        source=Source(f"{slug}.txt", "https://example.org/atlantis", is_sample=True),
        symbol=symbol,
        recognition_notes=("made up",),
    )
