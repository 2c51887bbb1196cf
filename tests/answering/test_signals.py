from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.question.asking_words import asked_words
from assistant.answering.question.scope import find_scope
from assistant.answering.question.terms import TermStatistics
from assistant.answering.reading.kind_held import holds_expected
from assistant.answering.reading.signals import (
    Asked,
    Signals,
    is_level_line,
    signals_in,
)
from assistant.domain import Evidence, Section, SectionType
from tests.answering.examples import card, evidence, scope_of


def signals(question: str, passage: Evidence, newest: date | None = None) -> tuple[Signals, ...]:
    scope = find_scope(question, [passage.card])
    statistics = TermStatistics.of([passage.text])
    asked = Asked(scope, asked_words(question), statistics, newest or passage.card.edition_date.day)
    return signals_in(asked, passage, [0.5] * (1 + len(passage.sentences)))


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("How many farmers fled?", "At least 40 farmers fled.", True),
        ("How many farmers fled?", "For three months farmers fled.", False),
        ("How many farmers fled?", "In 2019 farmers fled.", False),
        ("When did the farmers flee?", "Farmers fled in March 2019.", True),
        ("When did the farmers flee?", "Farmers fled.", False),
        ("How long did the siege last?", "The siege lasted three months.", True),
        ("How long did the siege last?", "The siege was lifted.", False),
        ("What is the risk level of Mali?", "Risk Level: Current Crisis", True),
        ("What is the risk level of Mali?", "Farmers run an imminent risk.", False),
        ("What must the government do?", "The government must protect farmers.", True),
        ("What must the government do?", "The government met farmers.", False),
        ("Who attacked the village?", "Dozo hunters attacked it.", True),
        ("Who attacked the village?", "rain fell at dawn", False),
        ("What happened at dawn?", "rain fell at dawn", True),
        ("When will the mandate end?", "The war ended in 1972.", False),
        ("When will the mandate end?", "The mandate runs until 30 June.", True),
        ("Who commands the hunters?", "Colonel Diarra commands the hunters.", True),
        ("Who commands the hunters?", "Attacks by hunters drove out farmers.", False),
        ("What happened in Ogossagou?", "At Ogossagou 150 people were killed.", True),
        ("What happened in Ogossagou?", "An inquiry must look at Ogossagou.", False),
    ],
)
def test_sentence_must_hold_the_kind_of_thing_asked_for(
    question: str, text: str, holds: bool
) -> None:
    assert holds_expected(scope_of(question), text) is holds


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


def test_field_that_is_asked_for_is_told_by_its_name() -> None:
    passage = evidence(
        1,
        [
            "chief of state: President Amina Test",
            "birth rate: 40 births to 1,000 people",
            "The state is large.",
        ],
    )

    asked, other, prose = signals("Who is the chief of state of Mali?", passage)

    assert asked.label_asked > other.label_asked
    assert prose.label_asked == 0


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("Who leads Mali now?", True),
        ("Who leads Mali?", True),
        ("Who led Mali in 2012?", False),
        ("What does resolution 2100 say on Mali?", False),
    ],
)
def test_newest_edition_counts_for_what_is_asked_of_the_present(
    question: str, counts: bool
) -> None:
    old, new = (
        replace(evidence(1, ["A general leads the council."]), card=card("mali", day))
        for day in ("2016-05-15", "2019-05-15")
    )
    newest = date(2019, 5, 15)

    (earlier,), (later,) = (signals(question, each, newest) for each in (old, new))

    assert (later.recency > earlier.recency) is counts


def test_clause_that_only_recalls_is_told_from_one_that_decides() -> None:
    passage = evidence(1, ["Recalling its earlier texts on Mali,", "Decides to send 90 monitors;"])

    recalls, decides = signals("What does the Council decide?", passage)

    assert (recalls.is_preamble, decides.is_preamble) == (1, 0)


def test_who_is_asked_needs_a_name_that_the_question_does_not_give() -> None:
    passage = evidence(1, ["Dozo fighters attacked.", "The Katiba Macina attacked."])

    old, new = signals("Who fought the Dozo?", passage)

    assert (old.names_new, new.names_new) == (0.0, 1.0)
    assert signals("When did the Dozo attack?", passage)[0].names_new == 1.0


def test_by_is_a_word_of_what_will_be_only_before_a_time() -> None:
    scope = scope_of("When will the panel report?")

    assert holds_expected(scope, "The panel is asked to report by 3 May.")
    assert holds_expected(scope, "It reports by the end of May 2020.")
    assert not holds_expected(scope, "On 3 May the panel was criticised by the minister.")
