"""Reads a question and sentences together: how likely does each sentence answer, if any does?

MiniLM with trained adapters reads the question beside a whole passage in one pass, so a sentence
is judged with those around it and all candidates of a passage cost one pass. The null option is
"nothing here answers". How it was trained, and its limits: `models/MODEL_CARD.md`.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.answering.cross_encoder_conversion import (
    PACKAGED_READER,
    ReaderFiles,
    find_or_convert_reader,
    load_merged,
    locate_reader,
)
from assistant.answering.cross_encoder_windows import (
    PAD_ID,
    Layout,
    TokenSpan,
    cover,
    lay_out,
    room_for_passage,
)
from assistant.library.openvino_conversion import MODEL_NAME
from assistant.settings import EmbeddingSettings

BATCH_SIZE = 8

Integers = NDArray[np.int64]
Forward = Callable[[Integers, Integers, Integers], NDArray[np.float32]]
"""Token ids, attention mask and token types to logits, all of shape (batch, tokens).

The logit of token 0 is that of "nothing here answers", the others are of an answer's first token.
"""


@dataclass(frozen=True, slots=True)
class SentenceInContext:
    """A candidate: `text[start:end]` is the sentence, the rest of `text` its surroundings."""

    heading: str
    """What the passage is about: subject and section. May be empty."""
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Window:
    layout: Layout
    candidates: tuple[tuple[int, TokenSpan], ...]
    """Index of each candidate judged in this window, and its tokens in the layout."""


class CrossEncoder:
    """The reader; safe to share between threads."""

    def __init__(self, forward: Forward, tokenizer: Tokenizer) -> None:
        """Take a model as a function, and the tokenizer of its vocabulary."""
        self._forward = forward
        self._tokenizer = tokenizer
        self._lock = threading.Lock()

    def score(self, question: str, contexts: Sequence[SentenceInContext]) -> NDArray[np.float32]:
        """Return log-odds that each sentence answers, against null; shape (len(contexts),)."""
        scores = np.full(len(contexts), -np.inf, dtype=np.float32)
        by_passage: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, context in enumerate(contexts):
            by_passage[context.heading, context.text].append(index)
        asked = self._ids(question)
        windows = [
            window
            for (heading, text), indices in by_passage.items()
            for window in self._windows(asked, heading, text, [(i, contexts[i]) for i in indices])
        ]
        # Windows of like length share a batch, so that little is computed on padding.
        windows.sort(key=lambda window: len(window.layout.ids))
        for start in range(0, len(windows), BATCH_SIZE):
            batch = windows[start : start + BATCH_SIZE]
            for window, logits in zip(batch, self._logits(batch), strict=True):
                for index, (first, end) in window.candidates:
                    odds = np.logaddexp.reduce(logits[first:end]) - logits[0]
                    scores[index] = max(scores[index], odds)
        return scores

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids) if text else []

    def _windows(
        self,
        asked: Sequence[int],
        heading: str,
        text: str,
        candidates: Sequence[tuple[int, SentenceInContext]],
    ) -> list[_Window]:
        """Lay out a passage so that each candidate is read whole in one window at least."""
        headed = self._ids(heading)
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        room = room_for_passage(asked, headed)
        spans = [
            (index, _token_span(encoding.offsets, context.start, context.end, room))
            for index, context in candidates
        ]
        windows = []
        for first, end in cover([span for _, span in spans], len(encoding.ids), room):
            layout = lay_out(asked, headed, encoding.ids[first:end])
            shift = layout.passage_start - first
            inside = tuple(
                (index, (start + shift, stop + shift))
                for index, (start, stop) in spans
                if first <= start < stop <= end
            )
            windows.append(_Window(layout, inside))
        return windows

    def _logits(self, batch: Sequence[_Window]) -> NDArray[np.float32]:
        shape = (len(batch), max(len(window.layout.ids) for window in batch))
        ids = np.full(shape, PAD_ID, dtype=np.int64)
        mask, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, window in enumerate(batch):
            stop = len(window.layout.ids)
            ids[row, :stop], mask[row, :stop] = window.layout.ids, 1
            types[row, :stop] = window.layout.types
        with self._lock:
            return self._forward(ids, mask, types)


def open_cross_encoder(
    settings: EmbeddingSettings, cache_dir: Path, artifact: Path = PACKAGED_READER
) -> CrossEncoder:
    """Open the reader; `cache_dir` keeps its converted form, so that only the first time is slow.

    It always reads with the packaged MiniLM, whatever model the settings name for search.

    Raises:
        ModelError: the reader or MiniLM is missing, or not the pinned one.
    """
    files = locate_reader(artifact, cache_dir)
    tokenizer = Tokenizer.from_file(str(files.minilm.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    if settings.backend == "torch":
        return CrossEncoder(_torch_forward(files, settings.threads), tokenizer)
    return CrossEncoder(_openvino_forward(files, cache_dir, settings.threads), tokenizer)


def _openvino_forward(files: ReaderFiles, cache_dir: Path, threads: int) -> Forward:
    folder = find_or_convert_reader(files, cache_dir)
    import openvino

    model = openvino.Core().compile_model(
        str(folder / MODEL_NAME),
        "CPU",
        {"INFERENCE_NUM_THREADS": str(threads), "PERFORMANCE_HINT": "LATENCY"},
    )

    def forward(ids: Integers, mask: Integers, types: Integers) -> NDArray[np.float32]:
        # A copy: the next call writes into the same memory.
        return np.array(model([ids, mask, types])[0], dtype=np.float32)

    return forward


def _torch_forward(files: ReaderFiles, threads: int) -> Forward:
    import torch

    torch.set_num_threads(threads)
    model = load_merged(files)

    def forward(ids: Integers, mask: Integers, types: Integers) -> NDArray[np.float32]:
        with torch.inference_mode():
            tensors = (torch.from_numpy(array) for array in (ids, mask, types))
            return np.asarray(model(*tensors)[..., 0].numpy(), dtype=np.float32)

    return forward


def _token_span(offsets: Sequence[tuple[int, int]], start: int, end: int, room: int) -> TokenSpan:
    """Return the tokens that lie in characters `start` to `end`, at least one, at most `room`."""
    inside = [
        number for number, (first, last) in enumerate(offsets) if first < end and last > start
    ]
    if not inside:
        return 0, min(1, len(offsets))
    return inside[0], min(inside[-1] + 1, inside[0] + room)
