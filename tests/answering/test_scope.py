from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.question.scope import (
    Expected,
    documents_named,
    edition_date_named,
    find_scope,
)
from tests.answering.examples import card


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many people were displaced?", Expected.FIGURE),
        ("What is the death toll at Ogossagou?", Expected.FIGURE),
        ("When was MINUSMA authorised?", Expected.DATE),
        ("In which year did the coup take place?", Expected.DATE),
        ("What is the risk level of Mali?", Expected.LEVEL),
        ("Who is at risk in Mali?", Expected.ANYTHING),
    ],
)
def test_kind_of_answer_is_read_from_the_question(question: str, expected: Expected) -> None:
    assert find_scope(question, ()).expected is expected


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("What did resolution 2100 (2013) decide?", ("2100",)),
        ("Compare resolutions 2056, 2071 and 2085.", ("2056", "2071", "2085")),
        ("What does S/RES/1973 say?", ("1973",)),
        ("Who spoke at the 6952nd meeting?", ("6952",)),
        ("What happened in 2013?", ()),
    ],
)
def test_documents_are_found_by_number_and_years_are_not_taken_for_one(
    question: str, numbers: tuple[str, ...]
) -> None:
    assert documents_named(question) == numbers


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What does the May 2019 briefing say?", date(2019, 5, 31)),
        ("As of 15 May 2019, who was at risk?", date(2019, 5, 15)),
        ("Population of Mali in the 2017 World Factbook?", date(2017, 12, 31)),
        ("What happened in May 2019?", None),
    ],
)
def test_edition_asked_for_is_told_from_the_date_of_an_event(
    question: str, day: date | None
) -> None:
    assert edition_date_named(question) == day


def test_named_country_without_an_edition_does_not_restrict_the_search() -> None:
    scope = find_scope("What did France do in Mali?", [card("mali", "2019-05-15")])

    assert scope.countries == ("MLI",)
    assert scope.uncovered == ("FRA",)


def test_congo_alone_is_ambiguous_unless_the_asker_chose() -> None:
    cards = [card("drc", "2017-09-15", countries=("COD",))]

    assert find_scope("Who is at risk in Congo?", cards).ambiguous is not None
    assert find_scope("Who is at risk in Congo?", cards, countries=("COD",)).ambiguous is None


def test_date_fixed_beside_the_question_wins_over_the_one_in_it() -> None:
    scope = find_scope("What does the May 2019 briefing say?", [], as_of=date(2017, 1, 1))

    assert scope.as_of == date(2017, 1, 1)
