"""Numbers and foreign texts as every report words them. Pure."""

from __future__ import annotations

from assistant.exporting.texts import shown

NOT_GRADED = "–"
HELD_OUT = "held out: question, answer and evidence are not shown"


def lines_shown(text: str) -> str:
    """Return `text` with its line breaks, without characters that show nothing or reverse it."""
    return "\n".join(shown(line) for line in text.splitlines()).strip()


def cut(text: str, length: int) -> str:
    """Return `text` on one line of at most `length` characters."""
    line = shown(text)
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def percent(share: float | None) -> str:
    """Return a share as '91.8 %'; what is short of all never reads as 100."""
    return NOT_GRADED if share is None else f"{_tenths(share):.1f} %"


def interval(low: float | None, high: float | None) -> str:
    """Return a 95 % interval of shares as '88.1 to 94.9'."""
    return "" if low is None or high is None else f"{_tenths(low):.1f} to {_tenths(high):.1f}"


def points(difference: float) -> str:
    """Return a difference of two shares in percentage points, as '+1.2'."""
    text = f"{100 * difference:+.1f}"
    return "0.0" if float(text) == 0 else text.replace("-", "−")


def seconds(value: float | None) -> str:
    """Return a time as '0.62 s'."""
    return NOT_GRADED if value is None else f"{value:.2f} s"


def counted(number: int, noun: str) -> str:
    """Return '1 case', '2 cases'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tenths(share: float) -> float:
    """Return percent, rounded so that 99.97 is not taken for 100, nor 0.03 for 0."""
    rounded = round(100 * share, 1)
    if rounded >= 100 > 100 * share:
        return 99.9
    return 0.1 if rounded <= 0 < share else rounded
