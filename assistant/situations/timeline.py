"""The dated events that editions state, in the order in which they happened. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain import Briefing, DocumentKind
from assistant.situations.timeline_adoptions import adoptions_in
from assistant.situations.timeline_events import TimelineEvent, date_label, extent
from assistant.situations.timeline_merging import event_terms, merged, tells_deed
from assistant.situations.timeline_reading import events_in
from assistant.statements.event_dates import DatePrecision

__all__ = ["TimelineEvent", "date_label", "most_relevant", "timeline"]

_EXACTNESS = {
    DatePrecision.DAY: 0,
    DatePrecision.MONTH: 0,
    DatePrecision.RANGE: 1,
    DatePrecision.YEAR: 2,
}


def timeline(
    briefings: Sequence[Briefing],
    since: date | None = None,
    until: date | None = None,
    words: str = "",
) -> tuple[TimelineEvent, ...]:
    """Return the events that `briefings` state, each once, by the event's date.

    A coarser date stands before the exact ones that begin with it.

    Args:
        briefings: every edition to read; resolutions and records among them.
        since: events that ended before it are left out.
        until: events that began after it are left out.
        words: a topic; only events that share a word with it, countries aside, are kept.
    """
    wanted = event_terms(words)
    within = (
        (event, rank)
        for event, rank in _events(briefings)
        if (since is None or extent(event.date)[1] >= since)
        and (until is None or extent(event.date)[0] <= until)
        and (not wanted or wanted & _topic_terms(event))
    )
    return tuple(sorted(merged(within), key=_by_date))


def most_relevant(events: Sequence[TimelineEvent], most: int = 20) -> tuple[TimelineEvent, ...]:
    """Return at most `most` events in their order.

    Events come before backgrounds, days and months before ranges and years, deeds (an adoption, a
    coup, an election) before what is only welcomed or recalled, later before earlier.
    """
    ranked = sorted(
        range(len(events)),
        key=lambda at: (
            events[at].is_background,
            _EXACTNESS[events[at].date.precision],
            not tells_deed(events[at]),
            -at,
        ),
    )
    return tuple(events[at] for at in sorted(ranked[:most]))


def _events(briefings: Sequence[Briefing]) -> Iterator[tuple[TimelineEvent, int]]:
    """Yield the events of each edition, with how far others are to be preferred to it."""
    for briefing in briefings:
        is_record = briefing.series.kind is DocumentKind.MEETING_RECORD
        rank = 2 if is_record else 1 if briefing.source.is_sample else 0
        for event in (*adoptions_in(briefing), *events_in(briefing)):
            yield event, rank


def _topic_terms(event: TimelineEvent) -> frozenset[str]:
    return event_terms(f"{event.headline} {event.text} {event.citation.section}")


def _by_date(event: TimelineEvent) -> tuple[date, int]:
    first, last = extent(event.date)
    return first, -(last - first).days
