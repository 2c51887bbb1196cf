"""Which two editions are compared, and which changes a question is about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import DocumentKind
from assistant.situations.changes import changes_between, pick_editions, relevant_changes
from tests.answering.examples import card
from tests.situations.change_editions import page

A, B, C = (card("mali", day) for day in ("2017-03-28", "2021-01-01", "2023-01-26"))
CARDS = [B, C, A]


@pytest.mark.parametrize(
    ("since", "until", "chosen"),
    [
        (None, None, (B, C)),
        (date(2017, 12, 31), date(2021, 12, 31), (A, B)),
        (date(2018, 1, 1), None, (A, C)),
        (date(2010, 1, 1), None, (A, C)),
        (None, date(2022, 1, 1), (A, B)),
        (None, date(2018, 1, 1), None),
        (date(2024, 1, 1), None, None),
        (date(2021, 6, 1), date(2021, 9, 1), None),
        (None, date(2010, 1, 1), None),
    ],
)
def test_editions_in_force_on_the_dates_are_chosen(
    since: date | None, until: date | None, chosen: object
) -> None:
    assert pick_editions(CARDS, since, until) == chosen


def test_corrected_edition_is_never_compared_with_its_correction() -> None:
    assert pick_editions([card("mali", "2021-01-01", is_superseded=True), B]) is None


def test_resolutions_of_one_series_are_compared_in_their_order() -> None:
    resolutions = [
        card("syria", day, kind=DocumentKind.RESOLUTION, symbol=symbol)
        for day, symbol in (
            ("2014-07-14", "S/RES/2165 (2014)"),
            ("2014-02-22", "S/RES/2139 (2014)"),
        )
    ]

    assert pick_editions(resolutions) == (resolutions[1], resolutions[0])


OLD = page(
    "2017-03-28",
    "Population: 17,467,108 (July 2016 est.)",
    "Population growth rate: 2.96% (2016 est.)",
    "Leaders - head of government: Prime Minister Modibo KEITA (from January 2015)",
    "Refugees and internally displaced persons - refugees: 13,539 (2015)",
    "Refugees and internally displaced persons - IDPs: 36,690 (2016)",
)
NEW = page(
    "2021-01-01",
    "Population: 19,553,397 (July 2020 est.)",
    "Population growth rate: 2.95% (2020 est.)",
    "Leaders - head of government: Prime Minister Moctar OUANE (from September 2020)",
    "Refugees and internally displaced persons - refugees: 45,144 (2020)",
    "Refugees and internally displaced persons - IDPs: 287,496 (2020)",
)
FOUND = changes_between(OLD, NEW)


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("What changed in Mali's population between 2017 and 2021?", "Population"),
        ("the number of refugees", "refugees"),
        ("how many people were displaced", "IDPs"),
        ("Who is prime minister?", "head of government"),
    ],
)
def test_changes_are_told_by_the_words_of_the_question(words: str, subject: str) -> None:
    first = relevant_changes(FOUND, words)[0]

    assert first.subject.rpartition(" - ")[2] == subject


def test_question_without_a_subject_is_about_all_changes() -> None:
    assert relevant_changes(FOUND, "What changed in Mali since 2017?") == FOUND.changes


def test_question_on_something_else_is_about_none() -> None:
    assert relevant_changes(FOUND, "arms embargo") == ()
