from __future__ import annotations

from datetime import date

from assistant.answering.question.scope import Scope, find_scope, scope_of_part
from assistant.domain import DocumentKind
from tests.answering.examples import card

CARDS = [
    card("mali", "2019-05-15"),
    card("chad", "2019-05-15", countries=("TCD",)),
    card("un", "2013-04-25", kind=DocumentKind.RESOLUTION, symbol="S/RES/2100 (2013)"),
]


def part(question: str, whole: str, as_of: date | None = None) -> Scope:
    return scope_of_part(question, find_scope(whole, CARDS, as_of=as_of), CARDS)


def test_part_takes_from_the_whole_what_it_leaves_out() -> None:
    whole = "How many troops does resolution 2100 send to Mali, and how many police?"

    scope = part("How many police are sent?", whole, date(2020, 1, 1))

    assert scope.countries == ("MLI",)
    assert scope.documents == ("2100",)
    assert scope.as_of == date(2020, 1, 1)
    assert scope.question == "How many police are sent?"


def test_part_on_a_country_of_its_own_is_asked_of_that_country() -> None:
    whole = "How many people fled in Mali, and how many in Chad?"

    assert part("How many people fled in Chad?", whole).countries == ("TCD",)


def test_part_on_a_country_without_an_edition_is_asked_of_no_other() -> None:
    scope = part(
        "How many people fled in Norway?", "How many people fled in Mali, and how many in Norway?"
    )

    assert scope.countries == ()
    assert scope.uncovered == ("NOR",)
    assert scope.is_about_uncovered


def test_country_that_only_acts_in_a_part_does_not_lead_it_elsewhere() -> None:
    scope = part("What did France send?", "Who fights in Mali, and what did France send?")

    assert scope.countries == ("MLI",)
    assert not scope.is_about_uncovered


def test_part_has_a_kind_of_answer_of_its_own() -> None:
    whole = "Who attacked the village in Mali, and when?"

    assert (
        part("When was the village attacked?", whole).answer_type
        != part("Who attacked the village?", whole).answer_type
    )
