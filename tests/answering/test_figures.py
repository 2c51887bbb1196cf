from __future__ import annotations

import pytest

from assistant.answering.question.figures import holds_date, holds_figure


@pytest.mark.parametrize(
    "text", ["At least 150 people died.", "Four fifths have fled.", "some two dozen attacks"]
)
def test_amounts_are_figures(text: str) -> None:
    assert holds_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Council adopted resolution 2100 (2013).",
        "On 23 March 2019 the Council met.",
        "S/RES/2100 (2013)",
        "Violence rose in 2018.",
    ],
)
def test_dates_and_document_symbols_are_no_figures(text: str) -> None:
    assert not holds_figure(text)


def test_year_of_a_resolution_is_no_date() -> None:
    assert not holds_date("recalling its resolution 2100 (2013)")
    assert holds_date("In January 2013 it began.")
    assert holds_date("It began in 2013.")
    assert not holds_date("Nothing dated here, at least 150 people.")
