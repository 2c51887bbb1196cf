from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.asking_words import asked_words
from assistant.answering.scope import Expected, find_scope
from assistant.answering.signals import Asked, Signals, holds_expected, is_level_line, signals_in
from assistant.answering.terms import TermStatistics
from assistant.domain import Evidence, Section, SectionType
from tests.answering.examples import evidence


def signals(question: str, passage: Evidence) -> tuple[Signals, ...]:
    scope = find_scope(question, [passage.card])
    statistics = TermStatistics.of([passage.text])
    newest = passage.card.edition_date.day
    asked = Asked(scope, asked_words(question), statistics, newest)
    return signals_in(asked, passage, [0.5] * (1 + len(passage.sentences)))


@pytest.mark.parametrize(
    ("expected", "text", "holds"),
    [
        (Expected.FIGURE, "At least 40 farmers fled.", True),
        (Expected.FIGURE, "For three months farmers fled.", False),
        (Expected.FIGURE, "In 2019 farmers fled.", False),
        (Expected.DATE, "Farmers fled in March 2019.", True),
        (Expected.DATE, "Farmers fled.", False),
        (Expected.LEVEL, "Risk Level: Current Crisis", True),
        (Expected.LEVEL, "Farmers run an imminent risk.", False),
        (Expected.ACTION, "The government must protect farmers.", True),
        (Expected.ACTION, "The government met farmers.", False),
    ],
)
def test_sentence_must_hold_the_kind_of_thing_asked_for(
    expected: Expected, text: str, holds: bool
) -> None:
    assert holds_expected(expected, text) is holds


def test_past_date_does_not_answer_what_will_be() -> None:
    assert not holds_expected(Expected.DATE, "The war ended in 1972.", asks_ahead=True)
    assert holds_expected(Expected.DATE, "The mandate runs until 30 June.", asks_ahead=True)


def test_figure_of_something_else_is_not_beside_the_thing_counted() -> None:
    passage = evidence(1, ["Raiders burned 12 granaries.", "In all 90 farmers were displaced."])

    burned, displaced = signals("How many people were displaced?", passage)

    assert (burned.figure_near, displaced.figure_near) == (0, 1)


def test_part_of_the_briefing_that_is_asked_for_is_known() -> None:
    passage = replace(
        evidence(1, ["All sides must spare farmers."]),
        section=Section(SectionType.NECESSARY_ACTION, 0, 500, "NECESSARY ACTION"),
    )

    (asked,) = signals("What must be done in Mali?", passage)
    (other,) = signals("Who is at risk in Mali?", passage)

    assert (asked.in_section, other.in_section) == (1, 0)


def test_level_line_is_told_from_a_sentence_that_mentions_a_level() -> None:
    assert is_level_line("Populations at Risk: Serious Concern")
    assert not is_level_line(
        "In the former edition the country stood at Serious Concern, one level lower than now."
    )
