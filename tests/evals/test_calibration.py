from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.benchmarks.calibration import (
    Prediction,
    bin_predictions,
    expected_calibration_error,
    reliability_table,
)

PREDICTIONS = st.lists(
    st.builds(Prediction, st.floats(min_value=0, max_value=1), st.booleans()), min_size=1
)


def test_bins_hold_what_was_predicted_in_their_range() -> None:
    low, high = bin_predictions(
        [Prediction(0.12, False), Prediction(0.18, True), Prediction(1.0, True)]
    )

    assert (low.low, low.high, low.count) == (0.1, 0.2, 2)
    assert (round(low.mean_probability, 6), low.share_right) == (0.15, 0.5)
    assert (high.low, high.high, high.count) == (0.9, 1.0, 1)


def test_error_weighs_each_bin_by_its_predictions() -> None:
    bins = bin_predictions([Prediction(0.75, True)] * 3 + [Prediction(0.25, False)])

    assert expected_calibration_error(bins) == pytest.approx((3 * 0.25 + 0.25) / 4)
    assert expected_calibration_error([]) is None


def test_probabilities_that_mean_what_they_say_have_no_error() -> None:
    honest = [Prediction(0.5, True), Prediction(0.5, False)]

    assert expected_calibration_error(bin_predictions(honest)) == 0.0


def test_table_draws_the_share_that_was_right() -> None:
    (row,) = list(reliability_table(bin_predictions([Prediction(0.85, True)])))[2:]

    assert row == f"| 0.8 to 0.9 | 1 | 0.85 | 1.00 | `{'#' * 20}` |"


@given(PREDICTIONS)
def test_no_prediction_is_lost_and_the_error_is_a_share(predictions: list[Prediction]) -> None:
    bins = bin_predictions(predictions)
    error = expected_calibration_error(bins)

    assert sum(each.count for each in bins) == len(predictions)
    assert error is not None
    assert 0 <= error <= 1
