"""How a question and a run of sentences are laid out for the reader; training uses the same.

One window is `[CLS] question [SEP] heading [SEP] sentences [SEP]`. All sentences of a window are
read in one pass, so each is judged with those around it, at the price of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CLS_ID, SEP_ID, PAD_ID = 101, 102, 0  # of the BERT vocabulary that MiniLM uses
MAX_TOKENS = 192
MAX_QUESTION_TOKENS = 48
MAX_HEADING_TOKENS = 24
LEAD_TOKENS = 40
"""Tokens of a long passage kept before the first sentence that its next window judges."""

TokenSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The tokens of one window, and where its passage starts among them."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    passage_start: int


def lay_out(question: Sequence[int], heading: Sequence[int], passage: Sequence[int]) -> Layout:
    """Join token ids, without special tokens, to one window; the passage must fit its room."""
    asked = [CLS_ID, *question[:MAX_QUESTION_TOKENS], SEP_ID]
    headed = [*heading[:MAX_HEADING_TOKENS], SEP_ID] if heading else []
    ids = (*asked, *headed, *passage, SEP_ID)
    types = (0,) * len(asked) + (1,) * (len(ids) - len(asked))
    return Layout(ids, types, len(asked) + len(headed))


def room_for_passage(question: Sequence[int], heading: Sequence[int]) -> int:
    """Return how many passage tokens fit beside this question and heading."""
    return MAX_TOKENS - len(lay_out(question, heading, ()).ids)


def cover(spans: Sequence[TokenSpan], length: int, room: int) -> tuple[TokenSpan, ...]:
    """Return the windows of a passage of `length` tokens in which every span is read whole.

    A span longer than `room` is cut. Windows come in order; a short passage needs one only.
    """
    if length <= room:
        return ((0, length),)
    windows: list[TokenSpan] = []
    for start, end in sorted(spans):
        if windows and end <= windows[-1][1]:
            continue
        lead = min(LEAD_TOKENS, max(0, room - (end - start)))
        first = min(max(0, start - lead), length - room)
        windows.append((first, first + room))
    return tuple(windows)
