"""Amounts are read with what they count, and two of them can be compared."""

from __future__ import annotations

import pytest

from assistant.answering.premises.amounts import amounts_in, are_at_odds


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("as many as 11,200 soldiers", 11_200, "soldiers"),
        ("up to 11,200 military personnel", 11_200, "soldiers"),
        ("1.8 million people are displaced", 1_800_000, "people"),
        ("a period of two months", 2, "months"),
        ("an initial period of one year", 12, "months"),
        ("the number of displaced people at over 56,400", 56_400, "people"),
        ("75 percent of schools", 75, "percent"),
    ],
)
def test_amount_has_its_value_and_unit(text: str, value: float, unit: str) -> None:
    (amount,) = amounts_in(text)

    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize("text", ["on 23 March 2019", "resolution 2100 (2013)", "in 1994", ""])
def test_dates_and_documents_are_no_amounts(text: str) -> None:
    assert amounts_in(text) == ()


@pytest.mark.parametrize(
    ("asserted", "found", "is_at_odds"),
    [
        ("20,000 soldiers", "11,200 troops", True),
        ("20,000 soldiers", "1,440 police", False),
        ("six months", "two months", True),
        ("12 months", "one year", False),
        ("about 600 people", "more than 590 lives", False),
        ("650 people", "more than 600 people", False),
        ("300 mass graves", "80 mass graves according to the UN", True),
        ("300 mass graves", "80 schools", False),
    ],
)
def test_only_other_numbers_of_one_unit_are_at_odds(
    asserted: str, found: str, is_at_odds: bool
) -> None:
    assert are_at_odds(amounts_in(asserted)[0], amounts_in(found)[0]) is is_at_odds
