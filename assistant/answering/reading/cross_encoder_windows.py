"""How a question and a run of sentences are laid out for the reader; training uses the same.

One window is `[CLS] question [SEP] heading [SEP] sentences [SEP]`. All sentences of a window are
read in one pass, so each is judged with those around it, at the price of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Encoding

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


@dataclass(frozen=True, slots=True)
class Window:
    """One layout, with the sentences that are judged in it."""

    layout: Layout
    candidates: tuple[tuple[int, TokenSpan], ...] = ()
    """Index of each candidate judged in this window, and its tokens in the layout."""
    offsets: tuple[tuple[int, int], ...] = ()
    """Characters of the passage for each of its tokens in the layout, in order."""


def evened(question: str) -> str:
    """Return `question` with one question mark, whatever it ended with.

    In SQuAD 2.0 and in logs of searches the mark goes with having an answer; it must tell nothing.
    """
    return f"{question.rstrip(' ?!.')}?"


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


def windows_over(
    asked: Sequence[int],
    headed: Sequence[int],
    passage: Encoding,
    candidates: Sequence[tuple[int, int, int]],
) -> list[Window]:
    """Lay out a passage so that each candidate is read whole in one window at least.

    A candidate is its index and its first and end character in the passage.
    """
    room = room_for_passage(asked, headed)
    spans = [
        (index, _token_span(passage.offsets, start, end, room)) for index, start, end in candidates
    ]
    windows = []
    for first, end in cover([span for _, span in spans], len(passage.ids), room):
        layout = lay_out(asked, headed, passage.ids[first:end])
        shift = layout.passage_start - first
        inside = tuple(
            (index, (start + shift, stop + shift))
            for index, (start, stop) in spans
            if first <= start < stop <= end
        )
        windows.append(Window(layout, inside, tuple(passage.offsets[first:end])))
    return windows


def statement_layouts(statement: Sequence[int], passage: Sequence[int]) -> list[Layout]:
    """Lay out a statement beside a passage, in windows that half overlap where it is long."""
    room = room_for_passage(statement, ())
    step = max(1, room // 2)
    starts = range(0, max(1, len(passage) - room + step), step)
    return [lay_out(statement, (), passage[start : start + room]) for start in starts]


def _token_span(offsets: Sequence[tuple[int, int]], start: int, end: int, room: int) -> TokenSpan:
    """Return the tokens that lie in characters `start` to `end`, at least one, at most `room`."""
    inside = [
        number for number, (first, last) in enumerate(offsets) if first < end and last > start
    ]
    if not inside:
        return 0, min(1, len(offsets))
    return inside[0], min(inside[-1] + 1, inside[0] + room)
