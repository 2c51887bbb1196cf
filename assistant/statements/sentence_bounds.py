"""Where the sentences and clauses of a text begin and end, roughly and fast. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|art|arts|para|paras|est|e\.g|i\.e|ca|approx|vs|Gen|Col|Lt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])|\.|(?:[;:.]\s|\n)\d{1,2})\.$"
)
_SENTENCE_END = re.compile(
    r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n|\s\+\+\s|\n(?=[A-Z][^\n.;:]{0,80}:)"
)
_CLAUSE_END = re.compile(
    r"[;:](?=\s)|\s[–—]\s|\s--\s"
    r"|,\s+(?=(?:and|but|while|whereas|although|which|where|as well as)\b)"
)
_PARAGRAPH_END = re.compile(r"\n\s*\n")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` as spans that cover it without a gap."""
    ends = [
        found.end()
        for found in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, found.start() - 8) : found.start() + 1])
    ]
    return tuple(pairwise((0, *ends, len(text))))


def clause_spans(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the clauses of one sentence of `text`, as spans of `text` that cover it."""
    ends = [found.end() for found in _CLAUSE_END.finditer(text, *sentence)]
    return tuple(pairwise((sentence[0], *ends, sentence[1])))


def paragraph_start(text: str, at: int) -> int:
    """Return where the paragraph that holds offset `at` begins."""
    return max((found.end() for found in _PARAGRAPH_END.finditer(text, 0, at)), default=0)


def span_at(spans: Sequence[Span], at: int) -> Span:
    """Return the span that holds offset `at`, or the last one."""
    return next((span for span in spans if span[0] <= at < span[1]), spans[-1])
