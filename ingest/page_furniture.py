"""Drops what belongs to the page and not to the text: running headers, footers, page numbers.

Two kinds are known: lines repeated at the edges of pages (any PDF), and the symbols, job numbers
and dates that United Nations documents print on each page. What names or dates the document is a
fact about it and stays once, at its head, where it cannot fall into a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

_MOST_PASSES = 8
_EDGE_LINES = 3
"""How many lines at the head and at the foot of a page may be furniture."""

_SYMBOL = r"S/(?:RES/\d+ ?\(\d{4}\)|PV\.\d+(?: \(Resumption ?\d+\))?)"
_NAMES_DOCUMENT = re.compile(rf"(?:United Nations )?({_SYMBOL})\*?")
_JOB_NUMBER = r"\d{2}-\d{5}"
_UN_FURNITURE = re.compile(
    rf"{_SYMBOL}\*?"
    rf"|{_SYMBOL} .{{3,120}} \d{{2}}/\d{{2}}/\d{{4}}"
    rf"|\d{{2}}/\d{{2}}/\d{{4}} .{{3,120}} {_SYMBOL}"
    rf"|(?:\d{{1,3}}(?:/\d{{1,3}})? ?|19|20)?{_JOB_NUMBER}[A-Z]?\*?"
    r"(?: ?\d{1,3}(?:/\d{1,3})?)?(?: \([A-Z]\))?(?: /\.\.\.)?"
    r"|\*\d{7}[A-Z]?\*|/\.\.\.|Page \d{1,3}"
    r"|UNITEDUNITED|SNATIONSNATIONS|Distr\.|GENERAL"
    r"|\* (?:Second |Third )?[Rr]eissue.{3,60}"
)
_RULE = re.compile(r"[-–—_=*·.]{3,}")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page )?\d{1,3}(?: ?(?:of|/|\|) ?\d{1,3})?\W{0,3}", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_FONT_ARTEFACT = re.compile(r"\basdf(?=Security Council)")
"""Text of an invisible glyph run before the emblem of verbatim records."""
_FACTS = re.compile(
    r"current crisis|imminent risk|serious concern|populations at risk.*"
    r"|(?:background|(?:recent developments|analysis|risk assessment|international response"
    r"|necessary action)):?",
    re.IGNORECASE,
)
"""A level or a heading says something of the country beneath it on however many pages it stands."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that belongs to the text, and what stood between it and the line before."""

    text: str
    after_blank: bool = False
    after_page_break: bool = False


def drop_furniture(text: str) -> tuple[Line, ...]:
    """The lines of `text`, whose pages are parted by form feeds, without page furniture."""
    pages = [page.split("\n") for page in _FONT_ARTEFACT.sub("", text).split("\f")]
    if len(pages) > 1:
        pages = _without_repeated_edges([[line.strip() for line in page] for page in pages])
    lines = _as_lines(pages)
    for _ in range(_MOST_PASSES):
        kept = _without_un_furniture(lines)
        if len(kept) == len(lines):
            break
        lines = kept
    return lines


def _as_lines(pages: Sequence[Sequence[str]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for page in pages:
        after_blank, after_page_break = False, bool(lines)
        for raw in page:
            text = raw.strip()
            if not text:
                after_blank = True
                continue
            lines.append(Line(text, after_blank, after_page_break))
            after_blank = after_page_break = False
    return tuple(lines)


def _without_un_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    is_un = any(_NAMES_DOCUMENT.fullmatch(line.text) for line in lines)
    dropped = [
        bool(_RULE.fullmatch(line.text) or (is_un and _UN_FURNITURE.fullmatch(line.text)))
        for line in lines
    ]
    naming = next((n for n, line in enumerate(lines) if _NAMES_DOCUMENT.fullmatch(line.text)), None)
    if naming is not None:
        dropped[naming] = False
    if is_un:
        _mark_page_numbers(lines, dropped)
    return tuple(_without(lines, dropped))


def _mark_page_numbers(lines: Sequence[Line], dropped: list[bool]) -> None:
    """Bare numbers beside furniture, and those that go on counting where it was lost."""
    for number in range(len(lines) - 2, -1, -1):
        if dropped[number + 1] and _BARE_NUMBER.fullmatch(lines[number].text):
            dropped[number] = True
    expected = 0
    for number, line in enumerate(lines):
        if _BARE_NUMBER.fullmatch(line.text):
            is_beside = dropped[number] or (number > 0 and dropped[number - 1])
            dropped[number] = is_beside or int(line.text) == expected
            expected = int(line.text) + 1 if dropped[number] else expected


def _without(lines: Sequence[Line], dropped: Sequence[bool]) -> Iterator[Line]:
    """The lines that stay; one after dropped lines stands after a page break."""
    page_broke = False
    for line, is_dropped in zip(lines, dropped, strict=True):
        page_broke = page_broke or line.after_page_break or is_dropped
        if not is_dropped:
            yield Line(line.text, line.after_blank, page_broke)
            page_broke = False


def _without_repeated_edges(pages: list[list[str]]) -> list[list[str]]:
    counts = Counter(key for page in pages for key in {_key(page[n]) for n in _edges(page)})
    needed = max(2, ceil(len(pages) / 3))
    repeated = {key for key, count in counts.items() if count >= needed}
    first = next((page for page in pages if any(page)), [])
    filled = [line for line in first if line]
    heads = {_key(line) for line in filled[: min(_EDGE_LINES, max(1, len(filled) // 2))]}
    moved = _dated_lines(pages, repeated - heads)
    kept = [_without_edges(page, repeated, heads) for page in pages]
    return [[*moved, *kept[0]], *kept[1:]]


def _dated_lines(pages: Sequence[Sequence[str]], keys: set[str]) -> list[str]:
    """One line for each of `keys` that holds a year, with an empty line behind it.

    A date that stands nowhere but in a running header is a fact about the document.
    """
    found: dict[str, str] = {}
    for page in pages:
        for number in _edges(page):
            if _key(page[number]) in keys and _YEAR.search(page[number]):
                found.setdefault(_key(page[number]), page[number])
    return [part for line in found.values() for part in (line, "")]


def _without_edges(page: list[str], repeated: set[str], stays: set[str]) -> list[str]:
    """The page without repeated lines at its edges; each of `stays` stays once more."""
    dropped: set[int] = set()
    for number in _edges(page):
        key = _key(page[number])
        if _PAGE_NUMBER.fullmatch(page[number]):
            dropped.add(number)
        elif key in stays:
            stays.remove(key)
        elif key in repeated and not _FACTS.fullmatch(page[number]):
            dropped.add(number)
    return [line for number, line in enumerate(page) if number not in dropped]


def _edges(page: Sequence[str]) -> list[int]:
    filled = [number for number, line in enumerate(page) if line]
    return sorted(set(filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]))


def _key(line: str) -> str:
    """What a running header has in common from page to page: all but its numbers."""
    return re.sub(r"\d+", "9", line.casefold())
