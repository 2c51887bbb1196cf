"""Splits normalised text into sentences; every span is exact.

syntok finds the candidates; our own rules take back those that fall after an abbreviation or a
label, and add those that a label or a closing mark hid from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from ingest.abbreviations import goes_on
from ingest.packing import pack_passages

__all__ = ["SPLITTER_VERSION", "pack_passages", "split_sentences"]

SPLITTER_VERSION = 1
"""Counts up whenever the same text would be split elsewhere."""
_REACH = 40
"""Characters on either side of a cut that the rules look at."""

_PARAGRAPH = re.compile(r"\S(?:(?!\n\n).)*", re.DOTALL)
_LABEL_ONLY = re.compile(
    r"[\s\"“‘(\[]*(?:(?:note |annex |chapter |section |article )?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivxlc]{1,6})[.):]?[)\].]?|[–—•*§-]+)\s*",
    re.IGNORECASE,
)
_CLOSING_MARKS = re.compile(
    r"[\"”’»)\]]+(?:\d{1,2}(?!\w))?(?=\s|$)|(?:\[\d{1,3}\]|\*{1,3})+(?=\s|$)"
)
_ENDED = re.compile(r"[.!?…][\"”’»)\]*]*\d{0,2}(?:\[\d{1,3}\])?$")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_MISSED = re.compile(
    # a footnote mark after the full stop: “... was agreed.12 The parties ...”
    r"(?<=[a-z)”’\"])[.!?][\"”’)]?\d{1,2}(?= [A-Z“])"
    # a full stop inside closing quotes or brackets before a capital
    r"|(?<=[a-z\d)])[.!?][\"”’)\]]{1,2}(?= [A-Z“‘(])"
    # an era or a ruler's number that ends its sentence: “... in 350 A.D. After the war ...”
    r"|(?:\b[AB]\.[DC]|\bC\.E|[a-z] [IVX]{1,4})\.(?= [A-Z])"
)


def split_sentences(
    text: str, start: int = 0, end: int | None = None
) -> tuple[tuple[int, int], ...]:
    """The sentences of `text[start:end]` as half-open spans of `text`, in order.

    They hold every character that is not white space, never cross a paragraph break, and none is
    made of figures or punctuation alone unless its whole paragraph is.
    """
    stop = len(text) if end is None else end
    return tuple(
        span
        for paragraph in _PARAGRAPH.finditer(text, start, stop)
        for span in _paragraph_sentences(text, paragraph.start(), paragraph.end())
    )


def _paragraph_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraph = text[start:end]
    cuts = sorted(set(_syntok_cuts(paragraph)) | set(_missed_cuts(paragraph)))
    begin = 0
    for cut in cuts:
        if not _is_cut(paragraph, cut) or not _has_words(paragraph, begin, cut):
            continue
        yield start + begin, start + _stripped_end(paragraph, cut)
        begin = cut
    yield start + begin, start + _stripped_end(paragraph, len(paragraph))


def _has_words(paragraph: str, begin: int, cut: int) -> bool:
    """True where both what a cut leaves behind and what follows it can stand as a sentence."""
    if _LABEL_ONLY.fullmatch(paragraph, begin, cut):
        return False
    return bool(_HAS_LETTER.search(paragraph, begin, cut) and _HAS_LETTER.search(paragraph, cut))


def _stripped_end(paragraph: str, end: int) -> int:
    while end and paragraph[end - 1].isspace():
        end -= 1
    return end


def _syntok_cuts(paragraph: str) -> Iterator[int]:
    """Where syntok starts its sentences, moved behind marks that close the sentence before."""
    tokens = Tokenizer(replace_not_contraction=False).tokenize(paragraph)
    for sentence in segmenter.split(tokens):
        cut: int = sentence[0].offset
        if closing := _CLOSING_MARKS.match(paragraph, cut):
            cut = closing.end()
        yield _next_word(paragraph, cut)


def _missed_cuts(paragraph: str) -> Iterator[int]:
    for match in _MISSED.finditer(paragraph):
        yield _next_word(paragraph, match.end())


def _next_word(paragraph: str, position: int) -> int:
    while position < len(paragraph) and paragraph[position].isspace():
        position += 1
    return position


def _is_cut(paragraph: str, cut: int) -> bool:
    """True where a sentence may start at `cut`."""
    if not cut or cut == len(paragraph) or not paragraph[cut - 1].isspace():
        return False  # a sentence starts after white space only
    end = _stripped_end(paragraph, cut)
    before, after = paragraph[max(0, end - _REACH) : end], paragraph[cut : cut + _REACH]
    first = after.lstrip("([")[:1]
    if not _ENDED.search(before) or after[0].islower() or first.islower():
        return False
    return not goes_on(before.rstrip(")]"), after.lstrip("“‘\"'(["))
