from __future__ import annotations

from datetime import date

from assistant.domain import DocumentKind
from assistant.situations.in_force import earlier_editions, editions_in_force, newer_edition
from tests.answering.examples import card

OLD, NEW = card("mali", "2013-04-01"), card("mali", "2019-05-15")
FIRST = card("resolutions", "2012-07-05", kind=DocumentKind.RESOLUTION, symbol="S/RES/2056 (2012)")
LATER = card("resolutions", "2013-04-25", kind=DocumentKind.RESOLUTION, symbol="S/RES/2100 (2013)")
CARDS = [OLD, NEW, FIRST, LATER]


def test_newest_edition_of_a_series_is_in_force_and_every_resolution_is() -> None:
    assert editions_in_force(CARDS, None) == {1, 2, 3}


def test_on_a_past_date_the_edition_of_that_time_is_in_force() -> None:
    assert editions_in_force(CARDS, date(2013, 4, 20)) == {0, 2}


def test_before_the_first_edition_nothing_is_in_force() -> None:
    assert editions_in_force(CARDS, date(2000, 1, 1)) == frozenset()


def test_superseded_revision_is_never_in_force_nor_earlier() -> None:
    cards = [card("mali", "2019-05-15", is_superseded=True), OLD]

    assert editions_in_force(cards, None) == {1}
    assert earlier_editions(cards, None) == frozenset()


def test_earlier_editions_are_those_that_a_newer_one_replaced() -> None:
    assert earlier_editions(CARDS, None) == {0}


def test_newer_edition_is_known_for_briefings_and_never_for_resolutions() -> None:
    assert newer_edition(CARDS, OLD) == NEW
    assert newer_edition(CARDS, NEW) is None
    assert newer_edition(CARDS, FIRST) is None
