"""Cuts of a text that can be shown or quoted: whole words, no longer than a line or two. Pure."""

from __future__ import annotations

import re

LONGEST_QUOTE = 300
LONGEST_SHOWN = 170


def quote_span(text: str, start: int, end: int, focus: tuple[int, int]) -> tuple[int, int]:
    """Return a span of whole words within `start` to `end` that holds `focus`, if it is too long.

    Offsets are those of `text`; the cut begins after a comma or semicolon where one is near.
    """
    if end - start <= LONGEST_QUOTE:
        return start, end
    first = max(start, min(focus[0] - LONGEST_QUOTE // 3, end - LONGEST_QUOTE))
    if first > start:
        first = _next_start(text, first, focus[0])
    last = min(end, max(first + LONGEST_QUOTE, focus[1]))
    if last < end:
        last = _word_end(text, first, last)
    return first, last


def shown(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return `text` on one line, cut after a whole word where it is long."""
    line = " ".join(text.split()).rstrip(" ,;:")
    if len(line) <= longest:
        return line
    return line[: line.rfind(" ", 0, longest)].rstrip(" ,;:") + " …"


def shown_around(text: str, focus: tuple[int, int], longest: int = LONGEST_SHOWN) -> str:
    """Return `text` on one line, cut to whole words around the characters of `focus`."""
    if len(text) <= longest or focus[1] <= longest:
        return shown(text, longest)
    first = _next_start(text, max(0, focus[0] - longest // 2), focus[0])
    return "… " + shown(text[first:], longest)


def _next_start(text: str, at: int, before: int) -> int:
    """Return where the next clause, or else the next word, begins after `at`."""
    clause = re.compile(r"[,;:]\s+").search(text, at, before)
    if clause is not None:
        return clause.end()
    word = re.compile(r"\s+").search(text, at, before)
    return word.end() if word is not None else before


def _word_end(text: str, first: int, last: int) -> int:
    space = max(text.rfind(" ", first, last + 1), text.rfind("\n", first, last + 1))
    return space if space > first else last
