from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.premise_checking import MOST_PROBES, PremiseChecking
from assistant.answering.premises.correcting import Correction
from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.reading.reader import Judgement
from assistant.answering.turn import Part
from assistant.domain import Evidence
from assistant.library.library import Library
from assistant.settings import Settings


@pytest.fixture(scope="module")
def checking(library: Library, sample_settings: Settings) -> PremiseChecking:
    return PremiseChecking(library, EvidenceReading(library, sample_settings))


def corrected(
    library: Library, checking: PremiseChecking, question: str, as_of: date | None = None
) -> Correction | None:
    scope = find_scope(question, library.snapshot.cards, as_of=as_of)
    return checking.correction_for([Part(scope)])


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("Why was Nigeria ranked as a Current Crisis in March 2019?", "Serious Concern"),
        ("Why were 300 people killed in Kajuru in February 2019?", "98 people"),
        ("Why did Morocco mediate the Bamako Agreement in 2014 and 2015?", "Algeria"),
        ("Why did Nigeria mediate the Bamako Agreement in 2014 and 2015?", "Algeria"),
    ],
)
def test_false_premise_is_put_right_with_a_sentence_of_an_edition(
    library: Library, checking: PremiseChecking, question: str, instead: str
) -> None:
    made = corrected(library, checking, question)

    assert made is not None
    assert made.instead == instead
    assert instead in made.source.text
    assert made.source.evidence is not None
    assert made.source.text in library.get(made.source.evidence.card.id).text


@pytest.mark.parametrize(
    "question",
    [
        "Why was Nigeria ranked as a Serious Concern in March 2019?",
        "Why were 98 people killed in Kajuru in February 2019?",
        "Why did Algeria mediate the Bamako Agreement in 2014 and 2015?",
        "How many people were killed in Kajuru in February 2019?",
        "Who is at risk in Mali?",
        "Why did Morocco build a dam in 1971?",
    ],
)
def test_what_is_true_or_not_known_is_not_corrected(
    library: Library, checking: PremiseChecking, question: str
) -> None:
    assert corrected(library, checking, question) is None


def test_level_of_an_older_edition_is_checked_against_that_edition(
    library: Library, checking: PremiseChecking
) -> None:
    question = "Why is the Central African Republic a Current Crisis?"

    assert corrected(library, checking, question, as_of=date(2014, 12, 31)) is None
    now = corrected(library, checking, question, as_of=date(2017, 6, 30))
    assert now is not None
    assert now.instead == "Serious Concern"


ITSELF_AND_WITHOUT_COUNTRIES = 2
"""Searches for the question as it is, and for it without the countries that it names."""


class CountingReading:
    """Finds nothing, and keeps what it was asked to find."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def find(self, scope: Scope, *, is_earlier: bool = False) -> tuple[Evidence, ...]:
        self.asked.append((scope.question, is_earlier))
        return ()

    def read(self, scope: Scope, evidence: tuple[Evidence, ...]) -> tuple[Judgement, ...]:
        del scope, evidence
        return ()

    def entails(self, passage: str, statement: str) -> tuple[float, float, float]:
        del passage, statement
        return 0.0, 1.0, 0.0


def searches(library: Library, question: str, as_of: date | None = None) -> list[tuple[str, bool]]:
    reading = CountingReading()
    checking = PremiseChecking(library, reading)  # type: ignore[arg-type] # finds nothing
    assert corrected(library, checking, question, as_of) is None
    return reading.asked


def test_question_that_takes_nothing_for_granted_costs_no_search(library: Library) -> None:
    assert searches(library, "Who is at risk in Mali?") == []


def test_earlier_editions_are_asked_only_where_no_day_is_fixed(library: Library) -> None:
    question = "Why did Morocco mediate the Bamako Agreement in 2014 and 2015?"
    asked = searches(library, question)

    assert any(is_earlier for _, is_earlier in asked)
    assert len({probe for probe, _ in asked}) <= MOST_PROBES + ITSELF_AND_WITHOUT_COUNTRIES
    assert not any(is_earlier for _, is_earlier in searches(library, question, date(2019, 6, 1)))
