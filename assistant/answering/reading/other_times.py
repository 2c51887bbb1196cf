"""Whether all that a sentence dates lies outside the time that a question asks about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question.scope import Scope
from assistant.domain import Evidence
from assistant.statements.event_dates import event_dates_in
from assistant.statements.figure_sources import as_open_period
from assistant.statements.periods import Period

_ASIDE = re.compile(r"\([^()]*\)")
"""What the turns before gave a follow-up question; its own time may be another."""

_YEAR = re.compile(r"\d{4}")


def is_of_another_time(scope: Scope, evidence: Evidence, number: int) -> bool:
    """True where sentence `number` has dates, and none is of a time that the question asks about.

    An edition of the time asked about may tell of what came before: its own date is enough.
    """
    asked = _asked_periods(scope)
    if not asked or any(each.holds(evidence.card.edition_date.day) for each in asked):
        return False
    told = _told_periods(evidence, number)
    return bool(told) and not any(one.overlaps(other) for one in asked for other in told)


def _asked_periods(scope: Scope) -> Sequence[Period]:
    """Return the times of the question's own words; an aside lends them no year either."""
    asides = [match.span() for match in _ASIDE.finditer(scope.question)]
    own = (
        each
        for each in scope.periods
        if not any(start <= each.start < end for start, end in asides)
    )
    return [each for each in own if not asides or _YEAR.search(each.text)]


def _told_periods(evidence: Evidence, number: int) -> Sequence[Period]:
    sentence = evidence.sentences[number]
    start, end = sentence.start - evidence.start, sentence.end - evidence.start
    return [
        as_open_period(evidence.text, each)
        for each in event_dates_in(evidence.text, evidence.card.edition_date)
        if start <= each.start < end
    ]
