"""Periods of events that a question names by parts of months."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.question.event_periods import periods_of_events


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("from mid-May to late June 2018", date(2018, 5, 8), date(2018, 6, 30)),
        ("between March and early April 2016", date(2016, 3, 1), date(2016, 4, 15)),
        ("in late February 2019", date(2019, 2, 16), date(2019, 2, 28)),
        ("at the beginning of August 2017", date(2017, 8, 1), date(2017, 8, 15)),
        ("from May to June 2018", date(2018, 5, 1), date(2018, 6, 30)),
        ("in early 2018", date(2018, 1, 1), date(2018, 4, 30)),
    ],
)
def test_part_of_a_month_bounds_the_period(words: str, first: date, last: date) -> None:
    periods = periods_of_events(f"Who was attacked {words}?")

    assert (min(each.first for each in periods), max(each.last for each in periods)) == (
        first,
        last,
    )


def test_two_ends_with_to_between_them_are_one_period() -> None:
    (period,) = periods_of_events("Give me the raids from late May until mid-June 2018")

    assert period.text == "late May until mid-June 2018"
