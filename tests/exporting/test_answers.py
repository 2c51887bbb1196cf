from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.domain import Answer, Outcome
from assistant.exporting.answers import answer_document
from assistant.exporting.document import Bullet, Heading, Paragraph
from tests.exporting.documents import citation

ANSWERED = Answer(
    id="a1",
    question="How many fled?",
    standalone_question="How many fled in Mali?",
    outcome=Outcome.ANSWERED,
    text="Edition of 15 May 2019, Mali:\n\n“People fled.” [1]\n\n- a list [1]",
    citations=(citation(1),),
    nearest=(),
    notices=(),
    countries=("MLI",),
    as_of=date(2020, 1, 1),
    answered_by="embedded",
    created_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
)


def test_answer_is_told_with_its_question_as_it_was_given() -> None:
    document = answer_document(ANSWERED)

    assert document.title == "How many fled?"
    assert document.subtitle == (
        "Answered from the briefings, 24 November 2026, as of 1 January 2020, in verbatim quotes, "
        "record a1"
    )
    assert document.blocks == (
        Paragraph("Understood as: How many fled in Mali?"),
        Paragraph("Edition of 15 May 2019, Mali:"),
        Paragraph("“People fled.” [1]"),
        Bullet("a list [1]"),
    )
    assert document.citations == ANSWERED.citations
    assert document.accessed == date(2026, 11, 24)


def test_refusal_shows_the_nearest_passages_as_no_answer() -> None:
    refused = replace(
        ANSWERED,
        outcome=Outcome.NOT_IN_BRIEFINGS,
        text="The briefings do not say.",
        citations=(),
        nearest=(citation(1, "Near."), citation(1, "Nearer.")),
    )
    document = answer_document(refused)

    assert document.subtitle.startswith("Not in the briefings, ")
    assert document.blocks[-3:] == (
        Heading("Nearest passages, which do not answer the question"),
        Bullet("“Near.” [1]"),
        Bullet("“Nearer.” [2]"),
    )
    assert [each.number for each in document.citations] == [1, 2]


def test_model_that_wrote_the_answer_is_named() -> None:
    document = answer_document(replace(ANSWERED, answered_by="openai:any", as_of=None))

    assert "written by openai:any" in document.subtitle
