"""The line of a country page that a topic names."""

from __future__ import annotations

import pytest

from assistant.situations.labelled_lines import label_end, labelled_line
from tests.situations.change_editions import page

_PAGE = page(
    "2021-01-01",
    "Population: 5,000,000 (July 2020 est.)",
    "Population growth rate: 2.1% (2020 est.)",
    "Executive branch - chief of state: President Ada ONE (since 1 May 2019)",
    "Executive branch - head of government: Prime Minister Bo TWO (since 2 May 2019)",
    "Military expenditures: 1.5% of GDP (2019)",
    "Refugees and internally displaced persons - IDPs: 40,000 (2020)",
)


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("population", "5,000,000"),
        ("inhabitants", "5,000,000"),
        ("population growth rate", "2.1%"),
        ("president", "Ada ONE"),
        ("prime minister", "Bo TWO"),
        ("military spending", "1.5% of GDP"),
        ("internally displaced people", "40,000"),
        ("displacement", "40,000"),
    ],
)
def test_topic_finds_its_line_by_whatever_name(topic: str, said: str) -> None:
    line = labelled_line(_PAGE, topic)

    assert line is not None
    assert said in _PAGE.text[line.start : line.end]


@pytest.mark.parametrize("topic", ["", "life expectancy", "refugees in camps", "stateless people"])
def test_topic_without_a_line_of_its_own_finds_none(topic: str) -> None:
    assert labelled_line(_PAGE, topic) is None


def test_label_ends_behind_its_colon() -> None:
    assert label_end("Population: 5") == len("Population:")
    assert label_end("no label here") == 0
