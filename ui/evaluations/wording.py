"""Numbers and moments as the evaluations page words them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

NOT_GRADED = "–"


def percent(share: float | None) -> str:
    """Return a share as '91.8 %'; what is short of all never reads as 100."""
    return NOT_GRADED if share is None else f"{_tenths(share):.1f} %"


def interval(low: float | None, high: float | None) -> str:
    """Return a 95 % interval of shares as '88.1 to 94.9'."""
    if low is None or high is None:
        return NOT_GRADED
    return f"{_tenths(low):.1f} to {_tenths(high):.1f}"


def points(difference: float) -> str:
    """Return a difference of two shares in percentage points, as '+1.2'."""
    rounded = f"{100 * difference:+.1f}"
    return "0.0" if float(rounded) == 0 else rounded.replace("-", "−")


def seconds(value: float | None) -> str:
    """Return a time as '0.62 s'."""
    return NOT_GRADED if value is None else f"{value:.2f} s"


def counted(number: int, noun: str) -> str:
    """Return '1 case', '2 cases'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def moment(when: datetime) -> str:
    """Return a moment as '2026-11-24 09:30', in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def _tenths(share: float) -> float:
    """Return percent, rounded so that 99.97 is not taken for 100, nor 0.03 for 0."""
    rounded = round(100 * share, 1)
    if rounded >= 100 > 100 * share:
        return 99.9
    return 0.1 if rounded <= 0 < share else rounded
