"""Which edition answers a question about a time, and what is refused because none does."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from assistant.answering.chain import build_chain
from assistant.answering.question.documents_asked import dated_edition_named, edition_date_named
from assistant.domain import Answer, AnswerRequest, Outcome
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.statements.periods import periods_named

Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture(scope="module")
def ask(library: Library, sample_settings: Settings) -> Ask:
    chain = build_chain(library, sample_settings, None)

    async def asked(question: str, as_of: date | None = None) -> Answer:
        answer = (await chain.ainvoke(AnswerRequest(question, as_of=as_of)))["answer"]
        assert isinstance(answer, Answer)
        return answer

    return asked


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in early 2022", date(2022, 1, 1), date(2022, 4, 30)),
        ("in mid-2022", date(2022, 5, 1), date(2022, 8, 31)),
        ("at the end of 2016", date(2016, 9, 1), date(2016, 12, 31)),
        ("in 2016", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_part_of_a_year_is_a_third_of_it(words: str, first: date, last: date) -> None:
    (period,) = periods_named(f"Who led Sudan {words}?")

    assert (period.first, period.last) == (first, last)


def test_numbers_in_a_list_of_resolutions_are_no_years() -> None:
    assert not periods_named("Lay out resolutions 2012, 2043 (2012) and 2051 in order.")


def test_as_of_a_date_names_no_edition_but_dates_the_answer() -> None:
    assert dated_edition_named("Who led Mali as of early 2022?") is None
    assert edition_date_named("Who led Mali as of early 2022?") == date(2022, 4, 30)
    assert dated_edition_named("Who leads Mali in the 2023 page?") is not None


@pytest.mark.parametrize(
    "question",
    [
        "What did the June 2018 edition on Nigeria say about displaced people?",
        "What level did Nigeria have in the 2012 briefing?",
        "What level was Myanmar at in 2015?",
        "Will South Sudan be at Current Crisis next year?",
        "Who will be president of Mali next year?",
    ],
)
async def test_what_no_edition_held_can_tell_is_refused(ask: Ask, question: str) -> None:
    answer = await ask(question)

    assert answer.outcome is Outcome.NOT_IN_BRIEFINGS
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "edition"),
    [
        ("What level did the September 2014 briefing give CAR?", "2014-09"),
        ("How was CAR rated in early 2015?", "2015-03"),
        ("What was the level of CAR as of the end of 2016?", "2016-01"),
    ],
)
async def test_edition_of_the_time_asked_for_answers(ask: Ask, question: str, edition: str) -> None:
    answer = await ask(question)

    assert {each.edition_date.iso for each in answer.citations} == {edition}


@pytest.mark.parametrize(
    "question",
    [
        "How long has South Sudan been rated Current Crisis?",
        "Has Nigeria ever been at Current Crisis?",
        "When was the Central African Republic raised back to Imminent Risk?",
        "Which countries' levels went down?",
    ],
)
async def test_every_line_on_levels_over_time_is_cited(ask: Ask, question: str) -> None:
    answer = await ask(question)

    lines = [line for line in answer.text.splitlines() if line and not line.endswith(":")]
    assert lines
    assert all(re.search(r"\[\d+\]$", line) for line in lines)


async def test_events_of_a_place_are_found_without_its_country(ask: Ask) -> None:
    answer = await ask("Timeline of events at Ogossagou")

    assert "23 March 2019" in answer.text
    assert all("Ogossagou" in each.quote for each in answer.citations)


async def test_events_on_the_topic_come_before_the_others(ask: Ask) -> None:
    answer = await ask("Timeline of sanctions in Mali.")

    assert answer.text.index("5 September 2017") < answer.text.index("Other events")


async def test_date_of_a_resolution_on_the_coup_is_not_that_of_the_coup(ask: Ask) -> None:
    answer = await ask("What was the level of Mali before the coup?")

    assert answer.as_of is not None
    assert answer.as_of < date(2012, 4, 1)


async def test_events_of_an_edition_named_are_told_by_that_edition_alone(ask: Ask) -> None:
    answer = await ask("Give me a timeline of the killings told in the March 2019 Nigeria edition")

    assert answer.citations
    assert {each.edition_date.iso for each in answer.citations} == {"2019-03"}
