"""The statements of an answer: what it says between two marks, and the marks behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"(?:\s*\[\d+\])+\.?")
_MARK = re.compile(r"\[(\d+)\]")
_RULE = re.compile(r"[|\s:*_-]*")
_NOTHING_SAID = re.compile(
    r"\b(?:the |no )(?:briefings?|editions?|library)\b.*\b(?:(?:do|does) not say|holds? no)\b"
    r"|\bnot in the briefings\b|\bno level in the briefings held\b|\bnothing changed\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said, and the numbers of the citations behind it."""

    text: str
    marks: tuple[int, ...]


def statements_of(text: str) -> tuple[Statement, ...]:
    """Part an answer into its statements.

    Headings, lines that lead over to what follows and end in a colon, and lines that say what the
    briefings do not hold state nothing that needs evidence.
    """
    return tuple(
        statement
        for line in text.splitlines()
        if _states(line.strip())
        for statement in _statements_of(line.strip())
    )


def _states(line: str) -> bool:
    if _MARK.search(line):
        return True
    is_frame = line.startswith("#") or line.rstrip("*_ ").endswith(":")
    return not is_frame and not _RULE.fullmatch(line) and not _NOTHING_SAID.search(line)


def _statements_of(line: str) -> Iterator[Statement]:
    start = 0
    for found in _MARKS.finditer(line):
        said = line[start : found.start()].strip()
        if said.strip("-*•| .,;/"):
            yield Statement(said, tuple(int(mark) for mark in _MARK.findall(found.group())))
        start = found.end()
    rest = line[start:].strip()
    if rest.strip("-*•| .,;)/"):
        yield Statement(rest, ())
