"""Packs the whole sentences of a section into passages of even size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import inf

from assistant.domain import Passage, Sentence

_PASSAGE_COST = 1.0
"""Of each passage, so that no more are made than needed; the other costs are small beside it."""
_SPLIT_PARAGRAPH_COST = 0.15
_CUT_OFF_LEAD_COST = 0.3
"""Of ending a passage with a heading or with words that announce what follows ('shall:')."""
_ENDS_WITHOUT_STOP = re.compile(r"[\w)’'\"”:]$")
_ENDS_WITH_STOP = re.compile(r"[.!?;][)’'\"”]*$")


def pack_passages(
    text: str,
    sentences: Sequence[Sentence],
    count_tokens: Callable[[str], int],
    max_tokens: int,
) -> tuple[Passage, ...]:
    """Each sentence in exactly one passage, none cut, no passage across two sections.

    A passage's size is the sum of its sentences' tokens. A sentence larger than `max_tokens` is a
    passage of its own. The partition has the least total cost, so the last passage of a section is
    not a small rest, and passages end where paragraphs do if that makes them hardly less even.
    """
    sizes = [count_tokens(text[sentence.start : sentence.end]) for sentence in sentences]
    numbered = groupby(range(len(sentences)), key=lambda number: sentences[number].section)
    return tuple(
        Passage(sentences[first].start, sentences[end - 1].end, section, first, end)
        for section, numbers in numbered
        for first, end in _partition(text, sentences, sizes, list(numbers), max_tokens)
    )


def _partition(
    text: str,
    sentences: Sequence[Sentence],
    sizes: Sequence[int],
    numbers: Sequence[int],
    max_tokens: int,
) -> Iterator[tuple[int, int]]:
    """The cheapest runs (first, end) of the sentences `numbers`, which follow each other."""
    offset = numbers[0]
    costs = [0.0] + [inf] * len(numbers)
    starts = [0] * (len(numbers) + 1)
    for end in range(1, len(numbers) + 1):
        ending = _ending_cost(text, sentences, offset + end, offset + len(numbers))
        size = 0
        for first in range(end - 1, -1, -1):
            size += sizes[offset + first]
            if size > max_tokens and first < end - 1:
                break
            slack = max(0.0, 1 - size / max_tokens)
            cost = costs[first] + _PASSAGE_COST + slack**2 + ending
            if cost < costs[end]:
                costs[end], starts[end] = cost, first
    runs: list[tuple[int, int]] = []
    end = len(numbers)
    while end:
        runs.append((offset + starts[end], offset + end))
        end = starts[end]
    yield from reversed(runs)


def _ending_cost(text: str, sentences: Sequence[Sentence], end: int, last: int) -> float:
    """What it costs to end a passage before sentence `end` of a section that ends at `last`."""
    if end == last:
        return 0.0
    before = text[sentences[end - 1].start : sentences[end - 1].end]
    splits_paragraph = "\n\n" not in text[sentences[end - 1].end : sentences[end].start]
    cuts_off_lead = not _ENDS_WITH_STOP.search(before) and _ENDS_WITHOUT_STOP.search(before)
    return splits_paragraph * _SPLIT_PARAGRAPH_COST + bool(cuts_off_lead) * _CUT_OFF_LEAD_COST
