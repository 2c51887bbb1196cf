"""Small pages, resolutions and briefings in two editions, for tests of what changed."""

from __future__ import annotations

from assistant.domain import Briefing, DocumentKind, Level
from assistant.situations.changes import Change, changes_between
from tests.situations.timeline_editions import edition

_REST = (
    "Capital: a town on the river",
    "Currency: the franc",
    "Languages: several",
    "Climate: dry in the north",
    "Terrain: mostly flat",
)
"""Fields that stay, so that the page is seen to be one of labelled fields."""


def page(day: str, *fields: str) -> Briefing:
    """A country page of `day` with `fields`, each 'Label: value'."""
    return edition("\n\n".join((*fields, *_REST)), day, kind=DocumentKind.COUNTRY_PAGE)


def briefing(day: str, *sentences: str, level: Level | None = None) -> Briefing:
    """A briefing of `day`; its level stands in a line of its own, where it has one."""
    head = (f"Risk Level: {level.value}",) if level else ()
    return edition("\n\n".join((*head, *sentences)), day, level=level)


def resolution(number: int, day: str, *paragraphs: str) -> Briefing:
    """A resolution with numbered paragraphs."""
    text = "\n\n".join(f"{place}. {text};" for place, text in enumerate(paragraphs, start=1))
    symbol = f"S/RES/{number} ({day[:4]})"
    return edition(text, day, kind=DocumentKind.RESOLUTION, symbol=symbol)


def pages_changed(old: str, new: str) -> tuple[Change, ...]:
    """What changed from a page of 2021 with field `old` to one of 2023 with field `new`."""
    return changes_between(page("2021-01-01", old), page("2023-01-26", new)).changes


def briefings_changed(old: str, new: str) -> tuple[Change, ...]:
    """What changed from a briefing of 2018 that says `old` to one of 2019 that says `new`."""
    return changes_between(briefing("2018-09", old), briefing("2019-05-15", new)).changes
