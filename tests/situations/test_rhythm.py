from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import DocumentKind, NoticeKind
from assistant.situations.rhythm import in_words, staleness_notice, usual_interval_days
from tests.answering.examples import card

QUARTERLY = [card("mali", day) for day in ("2019-01-01", "2019-04-01", "2019-07-01", "2019-10-01")]


def test_rhythm_is_the_median_gap_so_that_one_long_break_does_not_count() -> None:
    days = [date(2012, 1, 1), date(2017, 1, 1), date(2017, 3, 1), date(2017, 5, 1)]

    assert usual_interval_days(days) == 61


def test_two_editions_show_no_rhythm_nor_do_three_of_two_days() -> None:
    assert usual_interval_days([date(2019, 1, 1), date(2019, 3, 1)]) is None
    assert usual_interval_days([date(2019, 1, 1), date(2019, 3, 1), date(2019, 3, 1)]) is None


def test_overdue_edition_is_called_old_with_its_rhythm() -> None:
    notice = staleness_notice(QUARTERLY[-1], QUARTERLY, date(2020, 3, 15))

    assert notice is not None
    assert notice.kind is NoticeKind.OLD_EDITION
    assert "5 months old" in notice.text
    assert "about every 3 months" in notice.text


@pytest.mark.parametrize("today", [date(2019, 10, 2), date(2020, 2, 10)])
def test_edition_within_its_rhythm_is_not_called_old(today: date) -> None:
    assert staleness_notice(QUARTERLY[-1], QUARTERLY, today) is None


def test_edition_that_a_held_one_replaced_is_left_to_the_other_notice() -> None:
    assert staleness_notice(QUARTERLY[0], QUARTERLY, date(2026, 1, 1)) is None


def test_single_edition_is_called_old_after_a_year_without_a_guess_at_its_rhythm() -> None:
    alone = card("mali", "2019-05-15")

    assert staleness_notice(alone, [alone], date(2020, 5, 1)) is None
    notice = staleness_notice(alone, [alone], date(2026, 11, 24))
    assert notice is not None
    assert "7 years old" in notice.text
    assert "every" not in notice.text


def test_resolution_never_grows_old() -> None:
    resolution = card("res", "1994-04-21", kind=DocumentKind.RESOLUTION)

    assert staleness_notice(resolution, [resolution], date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (40, "40 days"), (200, "6 months"), (2500, "6 years")]
)
def test_age_is_said_in_whole_units_that_have_passed(days: int, words: str) -> None:
    assert in_words(days) == words
