from datetime import date

import pytest

from assistant.statements.periods import periods_named


@pytest.mark.parametrize(
    "words", ["since June 2015", "since the previous June 2015", "from the June 2015 coup on"]
)
def test_time_since_a_month_has_no_end(words: str) -> None:
    (period,) = periods_named(f"How many came {words}?")

    assert (period.first, period.last) == (date(2015, 6, 1), date.max)


def test_month_that_is_only_called_previous_is_that_month() -> None:
    (period,) = periods_named("How many came in the previous June 2015?")

    assert (period.first, period.last) == (date(2015, 6, 1), date(2015, 6, 30))
