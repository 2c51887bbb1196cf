"""Turns readings into token windows with their targets, and windows into padded batches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder_model import VERDICTS
from assistant.answering.reading.cross_encoder_windows import (
    PAD_ID,
    evened,
    lay_out,
    room_for_passage,
)
from evals.reader_training.examples import Reading
from evals.reader_training.statements import Pair

NARROW_SHARE = 0.4
NARROW_ROOM = (8, 40)
"""So many windows are narrow: a sentence and this many tokens beside it."""
WIDE_ROOM = (90, 150)
"""The others hold so many tokens of the passage, as a stored passage does."""
HEADING_SHARE = 0.7
"""Of the windows that have a heading, how many show it."""


class Tokenised(Protocol):
    """What both kinds of windows have."""

    @property
    def ids(self) -> tuple[int, ...]:
        """Token ids of the whole window."""

    @property
    def types(self) -> tuple[int, ...]:
        """Token types, as many as ids."""


@dataclass(frozen=True, slots=True)
class Window:
    """One tokenised window and, as token positions, what answers in it."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    passage_start: int
    sentence_tokens: tuple[int, ...]
    """Tokens of the answering sentences; empty where the null is right."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairWindow:
    """A tokenised statement and passage; `verdict` is an index into `VERDICTS`."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    verdict: int


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Pairs of like length as tensors; `verdicts` has shape (batch,)."""

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    verdicts: torch.Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length as tensors; the targets are masks of shape (batch, tokens)."""

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    eligible: torch.Tensor
    in_sentence: torch.Tensor
    is_start: torch.Tensor
    is_end: torch.Tensor
    is_answered: torch.Tensor
    """1 where something in the window answers, shape (batch,)."""


def window_of(reading: Reading, tokenizer: Tokenizer, chance: random.Random) -> Window:
    """Tokenise `reading`, cut by chance to a run of whole sentences that keeps an answer."""
    question = _ids(tokenizer, evened(reading.question))
    heading = _ids(tokenizer, reading.heading) if chance.random() < HEADING_SHARE else []
    encoded = [tokenizer.encode(text, add_special_tokens=False) for text in reading.sentences]
    most = room_for_passage(question, heading)
    lengths = [len(each.ids) for each in encoded]
    anchors = sorted(reading.answering) or sorted(reading.tempting) or list(range(len(lengths)))
    anchor = chance.choice(anchors)
    room = (
        lengths[anchor] + chance.randint(*NARROW_ROOM)
        if chance.random() < NARROW_SHARE
        else chance.randint(*WIDE_ROOM)
    )
    first, end = _run(lengths, anchor, min(room, most), chance)
    passage = [token for each in encoded[first:end] for token in each.ids][:most]
    layout = lay_out(question, heading, passage)
    offsets = {
        number: layout.passage_start + sum(lengths[first:number]) for number in range(first, end)
    }
    inside = range(layout.passage_start, layout.passage_start + len(passage))
    answering = [number for number in reading.answering if number in offsets]
    marked = [
        (offsets[number] + token, starts, ends)
        for number, start, stop in reading.answers
        if number in offsets
        for token, (begin, finish) in enumerate(encoded[number].offsets)
        for starts, ends in [(begin <= start < finish, begin < stop <= finish)]
    ]
    return Window(
        layout.ids,
        layout.types,
        layout.passage_start,
        tuple(
            position
            for number in answering
            for position in range(offsets[number], offsets[number] + lengths[number])
            if position in inside
        ),
        tuple({position for position, starts, _ in marked if starts and position in inside}),
        tuple({position for position, _, ends in marked if ends and position in inside}),
    )


def pair_window_of(pair: Pair, tokenizer: Tokenizer, chance: random.Random) -> PairWindow:
    """Tokenise `pair`; of a passage that does not fit, the end is cut."""
    statement = _ids(tokenizer, pair.statement)
    heading = _ids(tokenizer, pair.heading) if chance.random() < HEADING_SHARE else []
    passage = _ids(tokenizer, pair.passage)[: room_for_passage(statement, heading)]
    layout = lay_out(statement, heading, passage)
    return PairWindow(layout.ids, layout.types, VERDICTS.index(pair.verdict))


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids) if text else []


def _run(lengths: Sequence[int], anchor: int, room: int, chance: random.Random) -> tuple[int, int]:
    """Grow a run of sentences around `anchor`, to either side by chance."""
    first, end = anchor, anchor + 1
    left = room - lengths[first]
    while True:
        sides = [
            side for side in (first - 1, end) if 0 <= side < len(lengths) and lengths[side] <= left
        ]
        if not sides:
            return first, end
        side = chance.choice(sides)
        left -= lengths[side]
        first, end = min(first, side), max(end, side + 1)


def batch_of(windows: Sequence[Window]) -> Batch:
    """Pad `windows` to the longest of them."""
    ids, mask, types = _padded(windows)
    marks = [torch.zeros(ids.shape, dtype=torch.bool) for _ in range(4)]
    for row, window in enumerate(windows):
        marks[0][row, [0, *range(window.passage_start, len(window.ids) - 1)]] = True
        # Where nothing answers, the null at token 0 is the target of every head.
        sentence = window.sentence_tokens or (0,)
        targets = (sentence, window.starts or sentence, window.ends or sentence)
        for mark, positions in zip(marks[1:], targets, strict=True):
            mark[row, list(positions)] = True
    answered = torch.tensor([float(bool(window.sentence_tokens)) for window in windows])
    eligible, in_sentence, is_start, is_end = marks
    return Batch(ids, mask, types, eligible, in_sentence, is_start, is_end, answered)


def pair_batch_of(windows: Sequence[PairWindow]) -> PairBatch:
    """Pad `windows` to the longest of them."""
    return PairBatch(*_padded(windows), torch.tensor([window.verdict for window in windows]))


def _padded(windows: Sequence[Tokenised]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, attention mask and token types, all of shape (batch, tokens)."""
    shape = (len(windows), max(len(window.ids) for window in windows))
    ids, types = torch.full(shape, PAD_ID), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.long)
    for row, window in enumerate(windows):
        stop = len(window.ids)
        ids[row, :stop] = torch.tensor(window.ids)
        types[row, :stop] = torch.tensor(window.types)
        mask[row, :stop] = 1
    return ids, mask, types
