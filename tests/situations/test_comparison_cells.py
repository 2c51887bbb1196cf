"""When two sides say the same, and which of them is the larger."""

from __future__ import annotations

import pytest

from assistant.domain import Level
from assistant.situations.comparison import (
    NOT_SAID,
    Cell,
    figures_verdict,
    is_the_same,
    levels_verdict,
)
from assistant.statements.figures import figures_in


def _cell(subject: str, text: str) -> Cell:
    figures = figures_in(text)
    return Cell(subject, text, figure=figures[0] if figures else None, value=text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("troop ceiling of 12,500", "up to 12,500 troops"),
        ("President Ada TOUADERA", "President Ada TOUADÉRA"),
        ("Asa'ib; Group B (2020)", "Asa’ib; Group B"),
        ("President ONE (since May); note - she was elected twice", "President ONE (since May)"),
    ],
)
def test_value_that_stayed_is_the_same_whatever_the_words_around(one: str, other: str) -> None:
    assert is_the_same(_cell("before", one), _cell("after", other))


def test_office_holder_with_a_further_name_is_the_same_but_acting_is_not() -> None:
    held = Cell("before", value="Prime Minister BO Two (since 2 May 2018); Deputy Prime Minister X")
    still = Cell("after", value="Prime Minister BO Two Ali (since May 2018)")
    acting = Cell("after", value="Acting Prime Minister BO Two (since May 2018)")

    assert is_the_same(held, still)
    assert not is_the_same(held, acting)


@pytest.mark.parametrize(
    ("one", "other"),
    [("up to 900 police", "up to 1,323 police"), ("President ONE", "President TWO")],
)
def test_another_value_is_not_the_same(one: str, other: str) -> None:
    assert not is_the_same(_cell("before", one), _cell("after", other))


def test_larger_and_smaller_are_told_with_both_figures() -> None:
    cells = _cell("Mali", "22,634,423"), _cell("Burkina Faso", "23,490,300")

    larger, smaller = figures_verdict(cells), figures_verdict(cells, asks_smallest=True)

    assert larger is not None
    assert larger.text.startswith("Burkina Faso has the larger figure")
    assert smaller is not None
    assert smaller.text.startswith("Mali has the smaller figure")
    assert all(each in larger.text for each in ("22,634,423", "23,490,300"))


def test_silent_side_leaves_no_verdict_and_is_said_to_be_silent() -> None:
    cells = _cell("Mali", "4,000 people"), Cell("Chad")

    assert figures_verdict(cells) is None
    assert cells[1].line.text == f"Chad: {NOT_SAID}"


def test_people_and_percent_are_not_compared() -> None:
    assert figures_verdict((_cell("Mali", "4,000 people"), _cell("Chad", "3 percent"))) is None


def test_same_level_of_all_is_said() -> None:
    cells = [Cell(name, "Imminent Risk", level=Level.IMMINENT_RISK) for name in ("Mali", "Chad")]

    verdict = levels_verdict(cells)

    assert verdict is not None
    assert verdict.text.startswith("All are at the same level")
