from __future__ import annotations

import pytest

from assistant.answering.question.answer_types import Expected, can_hold
from assistant.answering.question.held_spans import held_spans


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Expected.PERSON, "the army captain took power"),
        (Expected.PERSON, "in October Traore took power"),
        (Expected.ORGANISATION, "it was handed over to MINUSMA"),
        (Expected.PLACE, "they fled to a camp near the border"),
        (Expected.COUNTRY, "the soldiers came from Chad"),
        (Expected.FIGURE, "three fifths of the herders"),
        (Expected.MEASURE, "some 40 per cent of homes"),
        (Expected.DURATION, "for an initial period of 90 days"),
        (Expected.DURATION, "until 30 April 2015"),
        (Expected.DATE, "on 23 March"),
        (Expected.DATE, "within ninety days of its adoption"),
        (Expected.DURATION, "for a period of 12\nmonths"),
        (Expected.ACTION, "(b) To protect civilians"),
        (Expected.CAUSE, "anything at all"),
        (Expected.YES_NO, "anything at all"),
    ],
)
def test_sentence_that_may_answer_is_kept(expected: Expected, text: str) -> None:
    assert can_hold(expected, text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Expected.PERSON, "The violence worsened."),
        (Expected.PLACE, "The violence worsened."),
        (Expected.FIGURE, "On 23 March 2019 the village burned."),
        (Expected.DATE, "At least 150 villagers died."),
        (Expected.DURATION, "At least 150 villagers died."),
        (Expected.LEVEL, "Herders run an imminent risk."),
        (Expected.ACTION, "The village burned."),
    ],
)
def test_sentence_that_cannot_answer_is_turned_away(expected: Expected, text: str) -> None:
    assert not can_hold(expected, text)


@pytest.mark.parametrize(
    ("expected", "text", "question", "held"),
    [
        (Expected.FIGURE, "Hunters killed at least 150 people, including 50 children, in May.",
         "How many people were killed?", "at least 150 people"),
        (Expected.FIGURE, "Hunters killed at least 150 people, including 50 children, in May.",
         "And how many children?", "50 children"),
        (Expected.FIGURE, "It led over 56,400 people to flee in 2018.", "", "over 56,400 people"),
        (Expected.FIGURE, "IDPs: 938,000 (2015)", "How many IDPs?", "938,000 (2015)"),
        (Expected.FIGURE, "It has up to 11,200 military personnel and 1,440 police.",
         "How many police?", "1,440 police"),
        (Expected.MEASURE, "About 40 percent of homes burned.", "", "About 40 percent"),
        (Expected.DATE, "Under resolution 2100 (2013) it began on 1 July 2013.", "", "1 July 2013"),
        (Expected.DATE, "In 2013 it began on 1 July.", "When did it begin in 2013?", "1 July"),
        (Expected.DURATION, "It decides on a period of two months.", "", "period of two months"),
        (Expected.PERSON, "On 23 March Dozos attacked Ogossagou.", "Who attacked Ogossagou?",
         "Dozos"),
        (Expected.PERSON, "Talks in Nairobi were led by President Kenyatta.", "Who led them?",
         "President Kenyatta"),
        (Expected.COUNTRY, "A force from Chad entered Mali.", "Which country's force entered Mali?",
         "Chad"),
        (Expected.PLACE, "On Monday Dozos struck in Bankass.", "Where did they strike?", "Bankass"),
        (Expected.PERSON, "the violence is blamed on former fighters", "Who is blamed?",
         "former fighters"),
        (Expected.LIST, "Troops come from Mali, Niger and Chad.", "", "Mali, Niger and Chad"),
        (Expected.LEVEL, "Risk Level: Imminent Risk", "", "Imminent Risk"),
    ],
)  # fmt: skip
def test_answer_itself_is_found_in_its_sentence(
    expected: Expected, text: str, question: str, held: str
) -> None:
    start, end = held_spans(expected, text, question)[0]

    assert text[start:end] == held


def test_why_has_no_span_of_its_own() -> None:
    assert held_spans(Expected.CAUSE, "Because of land and water.") == ()
