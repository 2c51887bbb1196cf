"""When what a question asks for took place: its dates without those of editions. Pure.

'Late April' is the second half of the month, and 'from late April to early October' one period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.question.documents_asked import (
    dated_document,
    day_before_edition,
    edition_named,
)
from assistant.domain import Precision
from assistant.statements.periods import Period, periods_named, without_spans

_PART = re.compile(
    r"\b(?:the\s+)?(?P<part>early|beginning|start|first half|mid|middle|late|end|second half)"
    r"(?:\s+(?:of|in))?[\s-]+$",
    re.IGNORECASE,
)
_DAYS = {
    "early": (1, 15),
    "beginning": (1, 15),
    "start": (1, 15),
    "first half": (1, 15),
    "mid": (8, 23),
    "middle": (8, 23),
    "late": (16, 31),
    "end": (16, 31),
    "second half": (16, 31),
}
"""First and last day of the part of a month that each word means."""
_TO = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*", re.IGNORECASE)


def periods_of_events(question: str) -> tuple[Period, ...]:
    """Return the periods that the question names, those of editions and documents left out."""
    if day_before_edition(question):
        return ()
    edition, document = edition_named(question), dated_document(question)
    spans = [(edition.start, edition.end)] if edition else []
    spans += [document.span] if document else []
    bare = without_spans(question, spans)
    return _joined(bare, [_of_part_of_month(bare, each) for each in periods_named(bare)])


def _of_part_of_month(text: str, named: Period) -> Period:
    """Return the part of a month that the words before it name, or `named` as it is."""
    match = _PART.search(text[: named.start])
    is_month = named.precision is Precision.MONTH and named.first.replace(day=1) == (
        named.last.replace(day=1)
    )
    if match is None or not is_month:
        return named
    first, last = _DAYS[match["part"].lower()]
    return replace(
        named,
        first=named.first.replace(day=first),
        last=named.last.replace(day=min(last, named.last.day)),
        text=text[match.start() : named.end],
        start=match.start(),
    )


def _joined(text: str, periods: Sequence[Period]) -> tuple[Period, ...]:
    """Join two periods with 'to' between them, as only a part of a month keeps them apart."""
    joined: list[Period] = []
    for period in periods:
        before = joined[-1] if joined else None
        if (
            before is not None
            and _TO.fullmatch(text[before.end : period.start])
            and before.first <= period.last
        ):
            words = text[before.start : period.end]
            joined[-1] = replace(before, last=period.last, text=words, end=period.end)
        else:
            joined.append(period)
    return tuple(joined)
