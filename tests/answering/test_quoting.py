from __future__ import annotations

from assistant.answering.quoting import choose_quotes, cite, quote_of, quoting_text
from assistant.answering.reader import Judgement
from assistant.answering.signals import Signals
from assistant.domain import Evidence
from tests.answering.examples import evidence

SIGNALS = Signals(*[0.0] * 12)
PASSAGE = evidence(
    1,
    [
        "Armed men attacked the village of Test.",
        "They burned the granaries.",
        "The government opened an inquiry.",
    ],
)


def judged(passage: Evidence, *probabilities: float) -> list[Judgement]:
    judgements = [Judgement(passage, i, p, SIGNALS) for i, p in enumerate(probabilities)]
    return sorted(judgements, key=lambda judgement: -judgement.probability)


def test_nothing_is_quoted_when_no_sentence_is_likely_enough() -> None:
    assert choose_quotes(judged(PASSAGE, 0.4, 0.3, 0.1), threshold=0.5, most=3) == ()


def test_one_clear_answer_stands_alone() -> None:
    quotes = choose_quotes(judged(PASSAGE, 0.9, 0.3, 0.1), threshold=0.2, most=3)

    assert [quote.text for quote in quotes] == ["Armed men attacked the village of Test."]


def test_sentence_that_leans_back_brings_the_one_before_it() -> None:
    assert quote_of(Judgement(PASSAGE, 1, 0.9, SIGNALS)).text == (
        "Armed men attacked the village of Test. They burned the granaries."
    )
    assert quote_of(Judgement(PASSAGE, 2, 0.9, SIGNALS)).text == "The government opened an inquiry."


def test_quotes_come_in_document_order_and_share_no_sentence() -> None:
    quotes = choose_quotes(judged(PASSAGE, 0.8, 0.9, 0.7), threshold=0.5, most=3)

    assert [quote.text for quote in quotes] == [
        "Armed men attacked the village of Test. They burned the granaries.",
        "The government opened an inquiry.",
    ]


def test_same_words_from_another_document_are_quoted_once() -> None:
    repeated = evidence(2, ["Armed men attacked the village of Test."], subject="sahel")
    judgements = sorted(
        [*judged(PASSAGE, 0.9, 0.1, 0.1), *judged(repeated, 0.85)],
        key=lambda judgement: -judgement.probability,
    )

    assert len(choose_quotes(judgements, threshold=0.5, most=3)) == 1


def test_no_more_quotes_than_asked_for() -> None:
    passage = evidence(1, [f"Village number {word} fell." for word in ("alpha", "beta", "gamma")])

    assert len(choose_quotes(judged(passage, 0.9, 0.9, 0.9), threshold=0.5, most=2)) == 2


def test_answer_leads_with_edition_date_and_title_and_marks_each_quote() -> None:
    quotes = choose_quotes(judged(PASSAGE, 0.9, 0.1, 0.8), threshold=0.5, most=3)

    assert quoting_text(quotes) == (
        "Edition of 15 May 2019, Briefing on mali:\n\n"
        "“Armed men attacked the village of Test.” [1]\n\n"
        "“The government opened an inquiry.” [2]"
    )
    assert [citation.number for citation in cite(quotes)] == [1, 2]
