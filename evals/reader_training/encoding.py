"""Turns readings into token windows with their targets, and windows into padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from assistant.answering.cross_encoder_windows import PAD_ID, lay_out, room_for_passage
from evals.reader_training.examples import Reading

LEAST_ROOM = 96
"""Windows in training are between this many passage tokens and all that fit."""
HEADING_SHARE = 0.7
"""Of the windows that have a heading, how many show it."""


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
class Batch:
    """Windows of like length as tensors; the targets are masks of shape (batch, tokens)."""

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    eligible: torch.Tensor
    in_sentence: torch.Tensor
    is_start: torch.Tensor
    is_end: torch.Tensor


def window_of(reading: Reading, tokenizer: Tokenizer, chance: random.Random) -> Window:
    """Tokenise `reading`, cut by chance to a run of whole sentences that keeps an answer."""
    question = _ids(tokenizer, reading.question)
    heading = _ids(tokenizer, reading.heading) if chance.random() < HEADING_SHARE else []
    encoded = [tokenizer.encode(text, add_special_tokens=False) for text in reading.sentences]
    most = room_for_passage(question, heading)
    lengths = [len(each.ids) for each in encoded]
    first, end = _run(lengths, reading.answering, chance.randint(LEAST_ROOM, most), chance)
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


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids) if text else []


def _run(
    lengths: Sequence[int], answering: Iterable[int], room: int, chance: random.Random
) -> tuple[int, int]:
    """Grow a run of sentences around an answer, or around any, to either side by chance."""
    anchors = sorted(answering) or list(range(len(lengths)))
    first = chance.choice(anchors)
    end = first + 1
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
    length = max(len(window.ids) for window in windows)
    shape = (len(windows), length)
    ids, types = torch.full(shape, PAD_ID), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.long)
    marks = [torch.zeros(shape, dtype=torch.bool) for _ in range(4)]
    for row, window in enumerate(windows):
        stop = len(window.ids)
        ids[row, :stop] = torch.tensor(window.ids)
        types[row, :stop] = torch.tensor(window.types)
        mask[row, :stop] = 1
        marks[0][row, [0, *range(window.passage_start, stop - 1)]] = True
        # Where nothing answers, the null at token 0 is the target of every head.
        sentence = window.sentence_tokens or (0,)
        targets = (sentence, window.starts or sentence, window.ends or sentence)
        for mark, positions in zip(marks[1:], targets, strict=True):
            mark[row, list(positions)] = True
    return Batch(ids, mask, types, *marks)
