"""Puts the two columns of a verbatim record back into reading order, in a text file of one.

Text extraction gives each page of these records right column first, so that a sentence seems to
run on into words spoken elsewhere. No geometry is left in the text (a PDF still has it, see
`ingest.parsers.pdf_layout`); the column break is found by what fits: where lines do not continue
each other within the page, and do across pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.page_furniture import Line

_MOST_LINES = 240
"""No page is longer; what looks so has lost its page breaks, and its columns cannot be told."""
_RECORD = re.compile(r"(?:United Nations )?S/PV\.\d+.*")
_ENDS_SENTENCE = re.compile(r"(?<!a\.m)(?<!p\.m)(?<!Mr)(?<!Ms)(?<!Mrs)[.!?]['\"’”»)]{0,2}$")
_ENDS_OPEN = re.compile(
    r"(?:\b(?:a|an|and|as|at|by|for|from|in|its|of|on|or|our|that|the|their|to|with|United|Security"
    r"|General|Mr|Mrs|Ms)\.?|[-:])$"
)
_ENDS_IN_NAME = re.compile(r"(?:^|[^.!?”’] )[A-ZÀ-Þ][\w’'-]*$")
_OPENS_SENTENCE = re.compile(
    r"(?:The|This|These|Those|That|There|They|In|It|We|He|She|But|And|As|At|An?|For|If|On|Our|To"
    r"|When|While|Let|With|By|From|Although|However|Finally|First|Secondly|Thirdly|Notwithstanding"
    r"|Moreover)\b"
)
_FIRST_LINE = re.compile(r"The meeting (?:was called to order|resumed) at")
_LAST_LINE = re.compile(r"The meeting (?:rose|was suspended) at")
_OPENS_TURN = re.compile(r"(?:The President|Mr\.|Mrs\.|Ms\.) ?[^:.]{0,50}:")
_IMBALANCE_COST = 25.0
"""The columns of a page hold the same number of lines, give or take a heading's white space."""
_TURNED_PRIOR = 0.2
"""Most pages come right column first, but some of the same document do not."""
_FEWEST_LINES = 12
"""A shorter page may well have one column only."""


@dataclass(frozen=True, slots=True)
class _Break:
    """The right column of a page ends before line `at`; 0 where the order is already right."""

    at: int
    score: float


def restore_columns(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in reading order; anything but a verbatim record stays as it is."""
    if not any(_RECORD.fullmatch(line.text) for line in lines[:3]):
        return tuple(lines)
    masthead, *pages = _pages(lines)
    if not pages:
        return tuple(lines)
    ordered = list(masthead)
    for page, at in zip(pages, _breaks(pages), strict=True):
        ordered.extend(replace(line, after_page_break=True) for line in page[at : at + 1])
        ordered.extend(replace(line, after_page_break=False) for line in page[at + 1 :])
        ordered.extend(replace(line, after_page_break=False) for line in page[:at])
    return tuple(ordered)


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    """The masthead up to the notice on corrections, then one list of lines per page."""
    pages: list[list[Line]] = [[]]
    has_masthead = False
    for line in lines:
        has_masthead = has_masthead or "This record contains" in line.text
        if line.after_page_break and pages[-1] and has_masthead:
            pages.append([])
        pages[-1].append(line)
    return pages


def _breaks(pages: Sequence[Sequence[Line]]) -> list[int]:
    """For each page where its right column ends, by the best path over all pages."""
    options = [_options(page, is_last=page is pages[-1]) for page in pages]
    totals = [option.score for option in options[0]]
    steps: list[list[int]] = []
    for (before, page), (olds, news) in zip(pairwise(pages), pairwise(options), strict=True):
        step, reached = [], []
        for new in news:
            scores = [
                total + _fits(_last(before, old.at), page[new.at].text)
                for total, old in zip(totals, olds, strict=True)
            ]
            best = max(range(len(scores)), key=scores.__getitem__)
            step.append(best)
            reached.append(scores[best] + new.score)
        steps.append(step)
        totals = reached
    choice = max(range(len(totals)), key=totals.__getitem__)
    chosen = [choice]
    for step in reversed(steps):
        choice = step[choice]
        chosen.append(choice)
    return [option[n].at for option, n in zip(options, reversed(chosen), strict=True)]


def _last(page: Sequence[Line], at: int) -> str:
    """The last line of the page in reading order."""
    return page[at - 1].text


def _options(page: Sequence[Line], is_last: bool) -> list[_Break]:
    texts = [line.text for line in page]
    for number, text in enumerate(texts):
        if _FIRST_LINE.match(text):
            return [_Break(number, 0.0)]
        if _LAST_LINE.match(text) and is_last:
            return [_Break((number + 1) % len(texts), 0.0)]
    options = [_Break(0, 0.0)]
    if not _FEWEST_LINES <= len(texts) <= _MOST_LINES:
        return options
    # Left column then right column: the page's last line runs on into its first one.
    turned = _TURNED_PRIOR + _fits(texts[-1], texts[0])
    for at in range(int(len(texts) * 0.4), int(len(texts) * 0.6) + 1):
        imbalance = abs(at / len(texts) - 0.5) * _IMBALANCE_COST
        options.append(_Break(at, turned - _fits(texts[at - 1], texts[at]) - imbalance))
    return options


def _fits(before: str, after: str) -> float:
    """How well `after` continues `before`, from -2 (hardly) to 1.5 (very well)."""
    starts_lower = after[:1].islower()
    if _ENDS_SENTENCE.search(before):
        return -2.0 if starts_lower else 1.0
    if starts_lower:
        return 1.5
    if _OPENS_TURN.match(after):
        return -1.5
    if _OPENS_SENTENCE.match(after):
        return -1.2
    is_open = _ENDS_OPEN.search(before) or _ENDS_IN_NAME.search(before)
    return 0.8 if is_open else -0.4
