"""Marks like [2] in an answer, and the quotes they stand for: parse, resolve, re-check. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.domain import Citation

MARK = re.compile(r"\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
ANY_MARK = re.compile(r"[\[【][^\]】]{0,40}\d[^\]】]{0,40}[\]】]")
"""Anything that looks like a citation mark, ours or not: '[7]', '【1】', '[source 3]'."""


def marks_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the marks in `text`, in order, '[1, 3]' giving two."""
    return tuple(
        int(number) for match in MARK.finditer(text) for number in match.group(1).split(",")
    )


def without_marks(text: str) -> str:
    """Return `text` with everything that looks like a citation mark removed."""
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s{2,}", " ", ANY_MARK.sub("", text))).strip()


def disarmed(words: str) -> str:
    """Return words of a document in which nothing reads as a citation mark of ours.

    A document may hold '[1]' itself, or plant it. An invisible word joiner (U+2060) behind the
    bracket leaves what a reader sees as it was.
    """
    return MARK.sub(lambda mark: f"[\u2060{mark.group()[1:]}", words)


def verified(
    citations: Sequence[Citation], stored_text: Callable[[str], str | None]
) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """Split `citations` into those whose quote is in the stored text at its span, and the rest.

    `stored_text` gives the text of a briefing id, or None where the edition is not stored.
    """
    kept: list[Citation] = []
    failed: list[Citation] = []
    for citation in citations:
        text = stored_text(citation.briefing_id)
        is_verbatim = (
            text is not None
            and bool(citation.quote)
            and text[citation.start : citation.end] == citation.quote
        )
        (kept if is_verbatim else failed).append(citation)
    return tuple(kept), tuple(failed)
