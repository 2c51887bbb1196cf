"""Reads question and passage, or statement and passage, together, in one pass.

MiniLM with trained adapters reads the question beside a whole passage, so a sentence is judged with
those around it and all candidates of a passage cost one pass. The null option is "nothing here
answers". A second output says what a passage makes of a statement: entailment, neutral or
contradiction. How it was trained, and its limits: `models/MODEL_CARD.md`.
"""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder_windows import (
    PAD_ID,
    TokenSpan,
    Window,
    evened,
    statement_layouts,
    windows_over,
)

BATCH_SIZE = 8

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]
Forward = Callable[[Integers, Integers, Integers], tuple[Floats, Floats]]
"""Token ids, attention mask and token types, shape (batch, tokens), to token and window logits.

Token logits, shape (batch, tokens, 2), are of an answer's first and last token; at token 0 they are
of "nothing here answers". Window logits, shape (batch, 4): anything here answers; entailment,
neutral, contradiction.
"""
MOST_ANSWER_TOKENS = 24
"""A longer run of tokens is no short answer."""


@dataclass(frozen=True, slots=True)
class SentenceInContext:
    """A candidate: `text[start:end]` is the sentence, the rest of `text` its surroundings."""

    heading: str
    """What the passage is about: subject and section. May be empty."""
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What the reader makes of one sentence for one question."""

    odds: float
    """Log-odds that the sentence answers, against "nothing here answers"."""
    window_odds: float
    """Log-odds that anything in the passage around it answers."""
    answer: tuple[int, int] | None
    """Characters of the passage that are the answer itself, inside the sentence."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a passage says of a statement: three probabilities that sum to one."""

    entailment: float
    neutral: float
    contradiction: float


class CrossEncoder:
    """The reader; safe to share between threads."""

    def __init__(self, forward: Forward, tokenizer: Tokenizer) -> None:
        """Take a model as a function, and the tokenizer of its vocabulary."""
        self._forward = forward
        self._tokenizer = tokenizer
        self._lock = threading.Lock()

    def score(self, question: str, contexts: Sequence[SentenceInContext]) -> Floats:
        """Return log-odds that each sentence answers, against null; shape (len(contexts),)."""
        readings = self.read(question, contexts)
        return np.array([reading.odds for reading in readings], dtype=np.float32)

    def read(
        self, question: str, contexts: Sequence[SentenceInContext]
    ) -> tuple[SentenceReading, ...]:
        """Judge each sentence, and find the answer itself in it."""
        found = [SentenceReading(-math.inf, -math.inf, None)] * len(contexts)
        by_passage: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, context in enumerate(contexts):
            by_passage[context.heading, context.text].append(index)
        asked = self._ids(evened(question))
        windows = [
            window
            for (heading, text), indices in by_passage.items()
            for window in windows_over(
                asked,
                self._ids(heading),
                self._tokenizer.encode(text, add_special_tokens=False),
                [(index, contexts[index].start, contexts[index].end) for index in indices],
            )
        ]
        for window, tokens, judged in self._run(windows):
            for index, span in window.candidates:
                reading = _reading(window, span, tokens, float(judged[0]))
                found[index] = max(found[index], reading, key=lambda each: each.odds)
        return tuple(found)

    def support(self, pairs: Sequence[tuple[str, str]]) -> tuple[Support, ...]:
        """Tell of each (passage, statement) what the passage says of the statement.

        A passage that does not fit is read in several windows; the surest entailment decides.
        """
        windows = [
            Window(layout, ((index, (0, 0)),))
            for index, (passage, statement) in enumerate(pairs)
            for layout in statement_layouts(self._ids(statement), self._ids(passage))
        ]
        best: dict[int, Floats] = {}
        for window, _, judged in self._run(windows):
            shares = np.exp(judged[1:] - np.logaddexp.reduce(judged[1:]))
            index = window.candidates[0][0]
            if index not in best or shares[0] > best[index][0]:
                best[index] = shares
        return tuple(Support(*map(float, best[index])) for index in range(len(pairs)))

    def _run(self, windows: Sequence[Window]) -> Iterator[tuple[Window, Floats, Floats]]:
        """Yield each window with its token and window logits."""
        # Windows of like length share a batch, so that little is computed on padding.
        ordered = sorted(windows, key=lambda window: len(window.layout.ids))
        for start in range(0, len(ordered), BATCH_SIZE):
            batch = ordered[start : start + BATCH_SIZE]
            yield from zip(batch, *self._logits(batch), strict=True)

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids) if text else []

    def _logits(self, batch: Sequence[Window]) -> tuple[Floats, Floats]:
        shape = (len(batch), max(len(window.layout.ids) for window in batch))
        ids = np.full(shape, PAD_ID, dtype=np.int64)
        mask, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, window in enumerate(batch):
            stop = len(window.layout.ids)
            ids[row, :stop], mask[row, :stop] = window.layout.ids, 1
            types[row, :stop] = window.layout.types
        with self._lock:
            return self._forward(ids, mask, types)


def _reading(
    window: Window, span: TokenSpan, tokens: Floats, window_odds: float
) -> SentenceReading:
    """Judge one sentence of a window; its answer is the likeliest start with an end after it."""
    first, end = span
    starts, ends = tokens[first:end, 0], tokens[first:end, 1]
    odds = float(np.logaddexp.reduce(starts) - tokens[0, 0])
    sums = starts[:, None] + ends[None, :]
    reach = np.tril(np.triu(np.ones_like(sums)), MOST_ANSWER_TOKENS - 1)
    start, stop = np.unravel_index(np.where(reach > 0, sums, -np.inf).argmax(), sums.shape)
    shift = first - window.layout.passage_start
    answer = (window.offsets[shift + int(start)][0], window.offsets[shift + int(stop)][1])
    return SentenceReading(odds, window_odds, answer)
