"""Which figure, date or level of a quoted sentence is the answer itself, if any surely is. Pure.

A sentence may hold several: 'At least 85 civilians were killed and 11,000 people displaced.' The
one is taken around which the words of the question stand; none where what is counted or dated is
another thing than the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.asking_words import asked_words
from assistant.answering.question.held_spans import held_spans
from assistant.answering.question.terms import asked_terms, content_terms, said_terms
from assistant.answering.reading.fates import fates_in

Span = tuple[int, int]

GENERAL = content_terms(
    "people person persons civilian civilians men women victims others life lives"
)

_CLAUSE = re.compile(r"[,;](?!\d)|[.?!]\s|\s(?:but|while|which)\s")
_ITEM = re.compile(rf"{_CLAUSE.pattern}|\s(?:and|of whom|who|when)\s")
"""Where the words of one date end, and where those of one figure do."""
_COUNTED = re.compile(
    r"\b(?:how many(?: of (?:them|those|these|the \w+(?= (?:were|are)\b)))?(?: were| are)?"
    r"|(?:number|total) of)\s+"
    r"(?P<what>[^,;?(]+)",
    re.IGNORECASE,
)
_NOUN_END = re.compile(
    r"\b(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|may|might|should|in|on|at|"
    r"for|by|to|from|with|after|before|since|until|during|that|who|which|and|or|under|against|"
    r"killed|displaced|wounded|injured|lost|died|fled|left|still)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span with the part of the sentence that belongs to it."""

    span: Span
    around: str
    agreement: tuple[int, ...]


def short_answer(
    expected: Expected, text: str, question: str, pointed: Span | None = None
) -> Span | None:
    """Return the span of `text` that answers `question`; `pointed` is where the reader points."""
    spans = held_spans(expected, text, question)
    if expected in (Expected.LEVEL, Expected.DURATION):
        return next((each for each in spans if _meet(each, pointed)), spans[0] if spans else None)
    found = [_candidate(expected, span, spans, text, question) for span in spans]
    fitting = [each for each in found if _fits(expected, each, text, question)]
    if not fitting:
        return None
    best = max(each.agreement for each in fitting)
    is_open = not any(best) or (bool(counted_terms(question)) and not best[0])
    likely = [each.span for each in fitting if is_open or each.agreement == best]
    return next((each for each in likely if _meet(each, pointed)), likely[0])


def counted_phrase(question: str) -> str:
    """Return what is counted: 'mass graves' of 'the number of mass graves', '' for nothing."""
    found = _COUNTED.search(question)
    return _NOUN_END.split(found["what"], maxsplit=1)[0] if found else ""


def counted_terms(question: str) -> frozenset[str]:
    """Return the terms of what is counted but words for people, whom their fate tells apart."""
    return frozenset(asked_terms(counted_phrase(question))) - GENERAL


def _candidate(
    expected: Expected, span: Span, spans: Sequence[Span], text: str, question: str
) -> _Candidate:
    around = text[slice(*_part(expected, span, spans, text))]
    terms, words = said_terms(around), asked_words(question)
    if expected is Expected.DATE:
        shared = {*words.all} - {*words.dates} & terms
        return _Candidate(span, around, (len(shared - {*words.names}), len(shared)))
    is_of_fate = bool(fates_in(question) & fates_in(around))
    return _Candidate(span, around, (len(counted_terms(question) & terms), is_of_fate))


def _part(expected: Expected, span: Span, spans: Sequence[Span], text: str) -> Span:
    """Return the clause around `span`, without what belongs to the other spans."""
    before = max((end for _, end in spans if end <= span[0]), default=0)
    after = min((start for start, _ in spans if start >= span[1]), default=len(text))
    pattern = _CLAUSE if expected is Expected.DATE else _ITEM
    breaks = [match.span() for match in pattern.finditer(text)]
    start = max([end for begin, end in breaks if begin >= before and end <= span[0]] or [before])
    stop = min([begin for begin, _ in breaks if span[1] <= begin < after] or [after])
    return start, stop


def _fits(expected: Expected, each: _Candidate, text: str, question: str) -> bool:
    """False where it is another thing than the one asked for.

    What is counted must stand beside a figure, or what befell the counted in the sentence; the
    figure itself must count nothing else that the question names.
    """
    if expected is Expected.DATE:
        return any(each.agreement) or not _CLAUSE.search(text)
    wanted, counted = fates_in(question), counted_terms(question)
    if counted & said_terms(each.around):
        return True
    if wanted:
        is_told = bool(wanted & (fates_in(each.around) or fates_in(text)))
        return is_told and not _counts_another(each.span, text, question)
    return not counted


def _counts_another(span: Span, text: str, question: str) -> bool:
    words = asked_words(question)
    others = {*words.all} - {*words.dates} - counted_terms(question) - GENERAL
    return bool(said_terms(text[slice(*span)]) & others)


def _meet(span: Span, pointed: Span | None) -> bool:
    return pointed is not None and span[0] < pointed[1] and pointed[0] < span[1]
