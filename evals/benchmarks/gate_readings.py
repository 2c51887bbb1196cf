"""Keeps what the cross-encoder made of a question and its passages, between the faults of the gate.

No fault changes the cross-encoder, which takes most of the time of an answer and gives the same
numbers for the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.answering.reading.cross_encoder import (
    CrossEncoder,
    SentenceInContext,
    SentenceReading,
)
from evals.regression.mutations.patching import replaced

Asked = tuple[str, tuple[SentenceInContext, ...]]


@contextmanager
def readings_kept() -> Iterator[None]:
    """Read each question with each set of sentences once, for the length of a block."""
    read = CrossEncoder.read
    known: dict[Asked, tuple[SentenceReading, ...]] = {}

    def read_once(
        encoder: CrossEncoder, question: str, contexts: Sequence[SentenceInContext]
    ) -> tuple[SentenceReading, ...]:
        asked = (question, tuple(contexts))
        if asked not in known:
            known[asked] = read(encoder, question, contexts)
        return known[asked]

    with replaced(CrossEncoder, "read", read_once):
        yield
