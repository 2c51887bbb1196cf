from __future__ import annotations

from datetime import date

from assistant.answering.question.scope import find_scope
from assistant.answering.refusing import refusal
from assistant.domain import Outcome
from tests.answering.examples import card

CARDS = [card("mali", "2019-05-15")]


def test_country_without_a_briefing_is_not_called_safe() -> None:
    outcome, text = refusal(find_scope("What is the risk level of Norway?", CARDS), CARDS)

    assert outcome is Outcome.NO_BRIEFING
    assert text == (
        "The library holds no briefing on Norway. That says nothing about the risk there. "
        "It covers Mali."
    )


def test_country_that_only_acts_is_not_what_no_briefing_is_held_on() -> None:
    scope = find_scope("Why did Norway pay for the wells of the herders?", CARDS)

    assert refusal(scope, CARDS)[0] is Outcome.NOT_IN_BRIEFINGS


def test_covered_country_is_named_in_the_refusal() -> None:
    outcome, text = refusal(find_scope("Who won the cup in Mali?", CARDS), CARDS)

    assert outcome is Outcome.NOT_IN_BRIEFINGS
    assert text == "The briefings on Mali do not say."


def test_date_before_the_first_edition_is_said() -> None:
    scope = find_scope("Who is at risk in Mali?", CARDS, as_of=date(2010, 1, 1))

    assert refusal(scope, CARDS)[1] == (
        "The briefings on Mali include no edition as early as 2010-01-01."
    )


def test_ambiguous_country_is_asked_back_with_both_names() -> None:
    outcome, text = refusal(find_scope("Who is at risk in Congo?", CARDS), CARDS)

    assert outcome is Outcome.NEEDS_CLARIFICATION
    assert "Democratic Republic of the Congo" in text
    assert "Republic of the Congo" in text
    assert text.endswith("Which one do you mean?")


def test_empty_library_says_how_to_fill_it() -> None:
    outcome, text = refusal(find_scope("Who is at risk in Mali?", []), [])

    assert outcome is Outcome.NO_BRIEFING
    assert "r2p ingest" in text
