from __future__ import annotations

from dataclasses import replace

from assistant.answering.quoting import (
    Quote,
    choose_quotes,
    cite,
    quote_of,
    quote_sentence,
    quoting_text,
)
from assistant.answering.reading.reader import Judgement
from tests.answering.examples import evidence, judged, scope_of

RAID = "What happened in the village?"
HOW_MANY = "How many people fled?"
LEVEL = "What is the risk level of Mali?"
PASSAGE = evidence(
    1,
    [
        "Armed men attacked the village of Test.",
        "They burned the granaries.",
        "The government opened an inquiry.",
    ],
)


def choose(
    judgements: list[Judgement], question: str = RAID, threshold: float = 0.5, most: int = 3
) -> tuple[Quote, ...]:
    return choose_quotes(judgements, scope_of(question), threshold, most)


def texts(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes]


def test_nothing_is_quoted_when_no_sentence_is_likely_enough() -> None:
    assert choose(judged(PASSAGE, 0.4, 0.3, 0.1)) == ()


def test_one_clear_answer_stands_alone() -> None:
    quotes = choose(judged(PASSAGE, 0.9, 0.3, 0.1), threshold=0.2)

    assert texts(quotes) == ["Armed men attacked the village of Test."]


def test_sentence_that_leans_back_brings_the_one_before_it() -> None:
    assert quote_sentence(PASSAGE, 1).text == (
        "Armed men attacked the village of Test. They burned the granaries."
    )
    assert quote_sentence(PASSAGE, 2).text == "The government opened an inquiry."


def test_quote_knows_the_answer_that_the_reader_points_at() -> None:
    (judgement,) = judged(PASSAGE, 0.9, answer="Test")

    quote = quote_of(judgement)

    assert quote.answer is not None
    assert quote.text[quote.answer[0] - quote.start : quote.answer[1] - quote.start] == "Test"


def test_quotes_share_no_sentence() -> None:
    assert texts(choose(judged(PASSAGE, 0.8, 0.9, 0.7))) == [
        "Armed men attacked the village of Test. They burned the granaries.",
        "The government opened an inquiry.",
    ]


def test_figure_asked_for_leads_with_the_likeliest_sentence() -> None:
    passage = evidence(1, ["In May 12 people fled on foot.", "In June 90 people fled by boat."])

    assert texts(choose(judged(passage, 0.88, 0.9), HOW_MANY)) == [
        "In June 90 people fled by boat.",
        "In May 12 people fled on foot.",
    ]


def test_less_likely_figure_is_not_set_beside_the_right_one() -> None:
    passage = evidence(1, ["In May 12 people fled on foot.", "In June 90 people fled by boat."])

    assert texts(choose(judged(passage, 0.7, 0.9), HOW_MANY)) == ["In June 90 people fled by boat."]


def test_level_line_answers_only_who_asks_for_the_level() -> None:
    passage = evidence(
        1, ["Populations at Risk: Serious Concern", "Farmers in the east are at risk."]
    )

    assert texts(choose(judged(passage, 0.9, 0.8))) == ["Farmers in the east are at risk."]
    assert texts(choose(judged(passage, 0.9, 0.8), LEVEL)) == [
        "Populations at Risk: Serious Concern"
    ]


def test_sentence_without_a_date_never_answers_when() -> None:
    passage = evidence(1, ["The war went on and on."])
    (judgement,) = judged(passage, 0.99)
    bare = replace(judgement, signals=replace(judgement.signals, holds_expected=0.0))

    assert choose([bare], "When did the war end?") == ()
    assert choose([judgement]) != ()


def test_list_comes_in_the_order_of_the_document() -> None:
    sentences = [
        "Ansar Dine holds the hills of the north.",
        "Katiba Macina holds the delta and its villages.",
        "The Dozo hold the roads around Bankass.",
    ]
    judgements = judged(evidence(1, sentences), 0.85, 0.8, 0.9)

    assert texts(choose(judgements, "Which armed groups hold ground in Mali?")) == sentences


def test_bare_name_is_never_an_answer() -> None:
    assert choose(judged(evidence(1, ["1. Test Person"]), 0.99)) == ()


def test_same_words_from_another_document_are_quoted_once() -> None:
    repeated = evidence(2, ["Armed men attacked the village of Test."], subject="sahel")
    judgements = sorted(
        [*judged(PASSAGE, 0.9, 0.1, 0.1), *judged(repeated, 0.85)],
        key=lambda judgement: -judgement.probability,
    )

    assert len(choose(judgements)) == 1


def test_other_country_is_not_quoted_beside_the_first() -> None:
    other = evidence(2, ["Gunmen raided a market in the far north."], subject="chad")
    other = replace(other, card=replace(other.card, countries=("TCD",)))
    judgements = [*judged(PASSAGE, 0.9), *judged(other, 0.89)]

    assert [quote.evidence.card.countries for quote in choose(judgements)] == [("MLI",)]


def test_no_more_quotes_than_asked_for() -> None:
    passage = evidence(1, [f"Village number {word} fell." for word in ("alpha", "beta", "gamma")])

    assert len(choose(judged(passage, 0.9, 0.9, 0.9), most=2)) == 2


def test_answer_leads_with_edition_date_and_title_and_marks_each_quote() -> None:
    quotes = choose(judged(PASSAGE, 0.9, 0.1, 0.8))

    assert quoting_text(quotes) == (
        "Edition of 15 May 2019, Briefing on mali:\n\n"
        "“Armed men attacked the village of Test.” [1]\n\n"
        "“The government opened an inquiry.” [2]"
    )
    assert [citation.number for citation in cite(quotes)] == [1, 2]


def test_all_that_is_demanded_may_take_more_quotes_than_one_thing() -> None:
    passage = evidence(
        1,
        [
            "The army must leave every village.",
            "Officers should open the roads to relief convoys.",
            "Generals need to answer for looted granaries.",
            "Soldiers must return stolen cattle within ten days.",
        ],
    )
    judgements = judged(passage, 0.9, 0.9, 0.9, 0.9)

    assert len(choose(judgements, RAID)) == 3
    assert len(choose(judgements, "What must the army do?")) == 4


def test_sentence_in_other_words_is_quoted_where_the_reader_is_sure() -> None:
    passage = evidence(1, ["Granaries burned at dawn."])
    (judgement,) = judged(passage, 0.9)

    def with_reading(reading: float) -> Judgement:
        signals = replace(judgement.signals, said_near=0.0, reading=reading)
        return replace(judgement, signals=signals)

    assert choose([with_reading(0.2)]) == ()
    assert len(choose([with_reading(0.6)])) == 1
