from __future__ import annotations

import pytest

from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.reading.reader import PASSAGES_READ
from assistant.answering.reading.signals import sentence_text
from assistant.library.library import Library
from assistant.settings import Settings

OGOSSAGOU = "How many people were killed in the attack on Ogossagou?"
CAR = "What is the risk level of the Central African Republic?"


@pytest.fixture(scope="module")
def reading(library: Library, sample_settings: Settings) -> EvidenceReading:
    return EvidenceReading(library, sample_settings)


def scope(library: Library, question: str) -> Scope:
    return find_scope(question, library.snapshot.cards)


def test_evidence_is_numbered_and_stands_in_its_edition(
    library: Library, reading: EvidenceReading
) -> None:
    found = reading.find(scope(library, OGOSSAGOU))

    assert [each.number for each in found] == list(range(1, len(found) + 1))
    for each in found:
        assert library.get(each.card.id).text[each.start : each.end] == each.text


def test_earlier_editions_are_found_apart_from_those_in_force(
    library: Library, reading: EvidenceReading
) -> None:
    now = {each.card.edition_date.iso for each in reading.find(scope(library, CAR))}
    earlier = reading.find(scope(library, CAR), is_earlier=True)

    assert now == {"2017-01"}
    assert earlier
    assert now.isdisjoint(each.card.edition_date.iso for each in earlier)


def test_sentence_that_answers_is_judged_likeliest_with_the_answer_in_it(
    library: Library, reading: EvidenceReading
) -> None:
    asked = scope(library, OGOSSAGOU)
    judgements = reading.read(asked, reading.find(asked))

    best = judgements[0]
    assert "150 people" in sentence_text(best.evidence, best.sentence)
    assert len({each.evidence.passage_id for each in judgements}) <= PASSAGES_READ
    assert best.answer is not None
    start, end = best.answer
    assert "150" in library.get(best.evidence.card.id).text[start:end]


def test_no_evidence_gives_no_judgements(library: Library, reading: EvidenceReading) -> None:
    assert reading.read(scope(library, OGOSSAGOU), ()) == ()


@pytest.mark.parametrize(
    ("passage", "said", "untrue"),
    [
        (
            "In Kajuru, in Kaduna State, 98 people lost their lives in February.",
            "98 people lost their lives in Kajuru in February.",
            "450 people lost their lives in Kajuru in February.",
        ),
        (
            "Muhammadu Buhari was elected for a second term on 23 February.",
            "Buhari was elected for a second term.",
            "Buhari was not elected for a second term.",
        ),
    ],
)
def test_true_statement_is_entailed_more_than_an_untrue_one(
    reading: EvidenceReading, passage: str, said: str, untrue: str
) -> None:
    of_true, of_untrue = reading.entails(passage, said), reading.entails(passage, untrue)

    assert of_true[0] > of_untrue[0]
    assert of_true[2] < of_untrue[2]
    assert sum(of_true) == pytest.approx(1, abs=1e-4)


def test_sentence_behind_a_statement_is_quoted_as_it_stands(
    library: Library, reading: EvidenceReading
) -> None:
    asked = scope(library, OGOSSAGOU)
    best = reading.read(asked, reading.find(asked))[0].evidence

    quote = reading.supporting_quote("At least 150 people died at Ogossagou.", best)

    assert "150" in quote.text
    assert library.get(best.card.id).text[quote.start : quote.end] == quote.text
