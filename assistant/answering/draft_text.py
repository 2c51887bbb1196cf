"""Reads a draft: marks of every style made ours, sentences with the marks after them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.citations import marks_in, without_marks

REFUSAL = "NOT IN THE BRIEFINGS"
_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][”\"]))(?:\s*\[\d[\d,\s]*\])*\s+(?=[A-Z“\"(])"
    r"|(?<=[a-z]{3}\.)(?:\s*\[\d[\d,\s]*\])*\s+(?=\d)|\n+"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_REFERENCE_LINE = re.compile(r"^\s*(?:\[\^?\d{1,3}\]|【\d{1,3}】)\s*:.*$", re.MULTILINE)
_LEADING = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)", re.MULTILINE)
_BY_MARK = re.compile(r"\b(?:[Aa]ccording to|[Ss]ee|[Aa]s per|[Pp]er)\s+((?:\[\d{1,3}\])+)\s*,?\s*")
_STYLES = (
    (re.compile(r"<sup>\s*\[?(\d{1,3})\]?\s*</sup>", re.IGNORECASE), r"[\1]"),
    (re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+"), lambda found: f"[{found.group().translate(_DIGITS)}]"),
    (re.compile(r"[【〔［]\s*(\d{1,3})\s*(?:†[^】〕］]*)?[】〕］]"), r"[\1]"),
    (re.compile(r"\[\[(\d{1,3})\]\]"), r"[\1]"),
    (re.compile(r"\[\^(\d{1,3})\]"), r"[\1]"),
    (re.compile(r"\[(\d{1,3})\]\([^)\s]*\)"), r"[\1]"),
    (re.compile(r"\[(\d{1,3})†[^\]]*\]"), r"[\1]"),
    (
        re.compile(r"\[(?:evidence|source|passage|ref\.?|no\.?|#)\s*#?(\d{1,3})\]", re.IGNORECASE),
        r"[\1]",
    ),
    (re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})+)\]"), lambda found: _each(found.group(1))),
    (
        re.compile(r"\[(\d{1,3})\s*[-–]\s*(\d{1,3})\]"),
        lambda found: _run(int(found.group(1)), int(found.group(2))),
    ),
)
_PARENTHESISED = re.compile(
    r"(?<=[\w.”\"%])\s?\((\d{1,2}(?:\s*,\s*\d{1,2})*)\)(?=\s*(?:[.,;:!?(]|$))"
)
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft, without marks, and the numbers that its marks gave."""

    text: str
    marks: tuple[int, ...]


def read_draft(draft: str) -> tuple[DraftSentence, ...]:
    """Return the sentences of a draft in order; what holds no word is left out."""
    read = (
        DraftSentence(without_marks(piece), tuple(dict.fromkeys(marks_in(piece))))
        for piece in split_draft(plain(draft))
    )
    return tuple(each for each in read if re.search(r"\w", each.text))


def plain(draft: str) -> str:
    """Return the draft without markup of lists and headings, its marks written as [1]."""
    text = _LEADING.sub("", _REFERENCE_LINE.sub("", draft))
    text = re.sub(r"\*\*|__|`+|^\s*```.*$", "", text)
    return _BY_MARK.sub(r"\1 ", with_our_marks(text))


def with_our_marks(text: str) -> str:
    """Write marks of every style as [1]; '(1)' counts only where no other style is used."""
    for pattern, ours in _STYLES:
        text = pattern.sub(ours, text)
    if not marks_in(text):
        text = _PARENTHESISED.sub(lambda found: f" {_each(found.group(1))}", text)
    return text


def split_draft(draft: str) -> tuple[str, ...]:
    """Split a draft into sentences, each with the marks that follow it."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(draft):
        pieces.append(draft[start : match.end()].strip())
        start = match.end()
    pieces.append(draft[start:].strip())
    return tuple(piece for piece in pieces if piece)


def is_refusal(draft: str) -> bool:
    """True where all that the draft says is that the briefings do not say it."""
    said = [each.text for each in read_draft(draft)]
    return bool(said) and all(says_refusal(text) for text in said)


def says_refusal(sentence: str) -> bool:
    """True for the words with which the model is told to refuse."""
    return re.sub(r"[^A-Z ]", "", sentence.upper()).strip() == REFUSAL


def _each(numbers: str) -> str:
    return _marks(int(number) for number in re.findall(r"\d+", numbers))


def _run(first: int, last: int) -> str:
    return _marks(range(first, min(last, first + _LONGEST_RUN) + 1)) or f"[{first}]"


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
