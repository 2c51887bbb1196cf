from __future__ import annotations

import pytest

from assistant.domain import DocumentKind
from assistant.situations.timeline_events import date_label
from assistant.situations.timeline_reading import events_in
from tests.situations.timeline_editions import edition


def told(
    text: str, day: str = "2019-05-15", kind: DocumentKind = DocumentKind.BRIEFING
) -> list[tuple[str, str]]:
    return [
        (date_label(event.date), event.text) for event in events_in(edition(text, day, kind=kind))
    ]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("On 22-23 March 2019 the Council met in Bamako.", "22 to 23 March 2019"),
        ("Seven people died between 29 April and 4 May.", "29 April to 4 May 2019"),
        ("Clashes broke out in July and August 2013.", "July to August 2013"),
        ("From 2014-2015 Algeria served as mediator.", "2014 to 2015"),
        ("In late 2018 the army withdrew.", "late 2018"),
        ("Borno was attacked on 18 and 19 August 2018.", "18 to 19 August 2018"),
    ],
)
def test_date_is_labelled_as_exactly_as_the_text_knows_it(sentence: str, label: str) -> None:
    assert [found for found, _ in told(sentence)] == [label]


@pytest.mark.parametrize(
    "sentence",
    [
        "Over 56,400 people were displaced as of December 2018.",
        "More than 600 deaths were counted since March 2018.",
        "Crimes perpetrated since 2012 went unpunished.",
        "The edition of March 2019 gave 435,000.",
        "Individuals obstructed the 2015 peace process.",
        "The Council put the number of refugees at 938,000 in 2015.",
        "The mandate was extended by the Council until 30 April 2015.",
        "The transition was to have ended in February 2015.",
        "The military has 20,000 troops (2018).",
        "The World Summit Outcome of 2005 was cited.",
        "A vote was asked for as soon as can be and, if possible, in the first half of 2014.",
        "They agreed that they would unite the army and prepare for a vote in December 2018.",
        "European traders invaded in the late 1800’s.",
    ],
)
def test_date_that_dates_no_event_gives_none(sentence: str) -> None:
    assert told(sentence) == []


def test_sentence_with_two_dates_is_cut_where_both_parts_stand_alone() -> None:
    text = (
        "In November 2018 the government signed an agreement, and in December 2018, the parties "
        "formed a cabinet."
    )

    assert told(text) == [
        ("November 2018", "In November 2018 the government signed an agreement"),
        ("December 2018", "in December 2018, the parties formed a cabinet."),
    ]


def test_part_without_a_subject_is_told_by_the_whole_sentence() -> None:
    text = "Rebels joined forces in December 2012 and in March 2013 captured Bangui."

    assert told(text) == [
        ("December 2012", "Rebels joined forces in December 2012"),
        ("March 2013", text),
    ]


def test_listed_dates_share_their_sentence() -> None:
    text = "Keita won the elections in 2013 and 2018."

    assert told(text) == [("2013", text), ("2018", text)]


def test_beginning_told_beside_a_sentence_is_an_event_of_its_own() -> None:
    text = "At least 650 people have been killed since the conflict began in October 2017."

    assert told(text) == [("October 2017", "the conflict began in October 2017")]


def test_cut_never_opens_a_quotation() -> None:
    text = "On 5 May 2018 he said “we stop; we leave” in Bamako."

    assert told(text) == [("5 May 2018", text)]


def test_day_of_a_record_that_may_be_the_coming_one_is_left_out() -> None:
    text = "We ensure a transfer of authority on 19 December."

    assert told(text, "2013-12-05", DocumentKind.MEETING_RECORD) == []


def test_day_that_took_the_year_of_a_later_saying_is_put_back() -> None:
    text = "Attacks from 5 December onwards killed 1,000 people, the Council said in January 2014."

    assert told(text, "2014-09") == [("5 December 2013", text)]


def test_state_that_began_then_is_background() -> None:
    found = list(events_in(edition("France has led the response since January 2013.")))

    assert [event.is_background for event in found] == [True]


def test_resolution_tells_what_it_welcomes_and_not_what_it_demands() -> None:
    text = (
        "Welcoming the holding of a conference in Doha on 7-8 April 2013, and noting a need,\n"
        "9. Demands compliance with the 8 April 2004 ceasefire agreement;"
    )

    assert told(text, "2013-07-30", DocumentKind.RESOLUTION) == [
        ("7 to 8 April 2013", "Welcoming the holding of a conference in Doha on 7-8 April 2013")
    ]
