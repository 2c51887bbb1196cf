"""How often a series appears, and when its newest edition is overdue. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from assistant.domain import BriefingCard, Notice, NoticeKind
from assistant.situations.in_force import newer_edition

FEWEST_EDITIONS = 3
"""Two gaps at least: one alone may be an accident."""
OVERDUE_FACTOR = 1.5
"""An edition is overdue when this many usual intervals have gone by."""
OLD_DAYS = 365
"""Where the rhythm of a series is not known, an edition older than this is called old."""
_DAYS_A_MONTH = 30.44
_DAYS_A_YEAR = 365.25
_ROUNDING = 10
"""Days added to an interval, for 'about every 3 months' is also said of 91 days and of 85."""


def usual_interval_days(dates: Sequence[date]) -> int | None:
    """Return the median gap between the distinct dates of a series' editions, in days.

    None for fewer than three editions. The median, so that one long break does not count.
    """
    days = sorted(set(dates))
    if len(days) < FEWEST_EDITIONS:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(days)))


def staleness_notice(
    card: BriefingCard, cards: Sequence[BriefingCard], today: date
) -> Notice | None:
    """Return what to say where `card`, the newest edition of its series, has grown old.

    None where a newer one is held (another notice says that), and for resolutions and meeting
    records, which nothing replaces.
    """
    if not card.series.kind.is_republished or newer_edition(cards, card) is not None:
        return None
    age = (today - card.edition_date.day).days
    interval = usual_interval_days([each.edition_date.day for each in cards if _is_of(each, card)])
    opening = (
        f"The edition of {card.edition_date.label} ({card.series.name}) is {in_words(age)} old"
    )
    if interval is not None and age > OVERDUE_FACTOR * interval:
        rhythm = in_words(interval + _ROUNDING if interval > 2 * _DAYS_A_MONTH else interval)
        rhythm = f"editions appear about every {rhythm}, so a newer one may exist"
        return Notice(NoticeKind.OLD_EDITION, f"{opening}; {rhythm}.")
    if interval is None and age > OLD_DAYS:
        return Notice(NoticeKind.OLD_EDITION, f"{opening}.")
    return None


def in_words(days: int) -> str:
    """Return the whole units of a span of days: '40 days', '5 months', '7 years'.

    Days below two months, months below two years.
    """
    if days < 2 * _DAYS_A_MONTH:
        return f"{days} day{'' if days == 1 else 's'}"
    if days < 2 * _DAYS_A_YEAR:
        return f"{int(days / _DAYS_A_MONTH)} months"
    return f"{int(days / _DAYS_A_YEAR)} years"


def _is_of(other: BriefingCard, card: BriefingCard) -> bool:
    return other.series.id == card.series.id and not other.is_superseded
