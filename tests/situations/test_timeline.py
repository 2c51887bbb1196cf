from __future__ import annotations

from datetime import date

from assistant.domain import DocumentKind
from assistant.situations.timeline import date_label, most_relevant, timeline
from tests.situations.timeline_editions import edition

PAGE, RESOLUTION = DocumentKind.COUNTRY_PAGE, DocumentKind.RESOLUTION
STORY = edition(
    "In 2012 the army overthrew the president. On 23 March Dozos attacked a village in Mopti. "
    "The mission was created in April 2013. Over 56,400 people were displaced as of December 2018."
)


def told(*editions: object, **options: object) -> list[tuple[str, str]]:
    events = timeline(editions, **options)  # type: ignore[arg-type]
    return [(date_label(event.date), event.text) for event in events]


def test_events_stand_in_the_order_of_their_own_dates_and_figures_are_none() -> None:
    assert told(STORY) == [
        ("2012", "In 2012 the army overthrew the president."),
        ("April 2013", "The mission was created in April 2013."),
        ("23 March 2019", "On 23 March Dozos attacked a village in Mopti."),
    ]


def test_event_is_cited_verbatim_and_keeps_its_date_apart_from_the_edition() -> None:
    event = timeline([STORY])[0]

    assert STORY.text[event.citation.start : event.citation.end] == event.text
    assert STORY.text[event.date.start : event.date.end] == "2012"
    assert (event.edition_date.iso, event.date.first.year) == ("2019-05-15", 2012)
    assert event.countries == ("MLI",)


def test_coarser_date_stands_before_the_exact_ones_that_begin_with_it() -> None:
    text = (
        "On 1 January 2013 shots were fired. In January 2013 France intervened. "
        "In 2013 elections were held."
    )

    assert [label for label, _ in told(edition(text))] == ["2013", "January 2013", "1 January 2013"]


def test_period_asked_for_keeps_what_overlaps_it() -> None:
    labels = [label for label, _ in told(STORY, since=date(2012, 6, 1), until=date(2013, 4, 2))]

    assert labels == ["2012", "April 2013"]


def test_topic_keeps_events_that_share_a_stem() -> None:
    assert [label for label, _ in told(STORY, words="attacks in Mali")] == ["23 March 2019"]


def test_same_event_in_two_editions_is_told_once_by_the_newer() -> None:
    older = edition("In June 2015 the parties signed a peace accord in Bamako.", "2017-01-01")
    newer = edition("The parties signed a peace accord in Bamako in June 2015.", "2019-01-01")
    events = timeline([older, newer])

    assert [event.citation.briefing_id for event in events] == [newer.id]


def test_most_exact_telling_is_kept_though_its_edition_is_older() -> None:
    older = edition("On 22 March 2012 soldiers overthrew the government.", "2013-04-01")
    newer = edition("In 2012 soldiers overthrew the government in a coup.", "2019-01-01")

    assert [label for label, _ in told(older, newer)] == ["22 March 2012"]


def test_coarser_date_does_not_unite_two_events_of_that_year() -> None:
    text = (
        "On 18 May 2016 a driver was killed in Bangui. On 12 October 2016 a nurse was killed in "
        "Bambari."
    )
    vague = edition("In 2016 a driver and a nurse were killed in Bangui and in Bambari.", "2020")

    assert [label for label, _ in told(edition(text), vague)] == ["18 May 2016", "12 October 2016"]


def test_plan_is_no_event_and_neither_is_the_edition_it_stands_in() -> None:
    text = (
        "A second round is due on 31 May 2019. The mandate runs until 30 June 2019. "
        "Elections are planned for 2 May 2019. Last Updated: 15 May 2019"
    )

    assert told(edition(text)) == []


def test_most_relevant_prefers_exact_dates_and_events_to_background() -> None:
    text = (
        "France has led the response since January 2013. In 2012 the army took power. "
        "On 5 September 2017 sanctions were imposed. In July 2017 a force was created."
    )
    events = timeline([edition(text)])

    assert [date_label(event.date) for event in most_relevant(events, 2)] == [
        "July 2017",
        "5 September 2017",
    ]
    assert [date_label(event.date) for event in most_relevant(events, 3)] == [
        "2012",
        "July 2017",
        "5 September 2017",
    ]
    assert most_relevant(events) == events


def test_resolution_is_an_event_of_its_own_day_with_its_first_decision() -> None:
    resolution = edition(
        "Resolution 2100 (2013)\n"
        "Adopted by the Security Council at its 7000th meeting, on 25 April 2013\n"
        "Recalling its resolutions 2056 (2012) and 2085 (2012), and a note of 4 April 2012,\n"
        "Condemning the offensive launched on 10 January 2013, and stressing the need to act,\n"
        "1. Decides to establish a mission, requests the Secretary-General to report;",
        "2013-04-25",
        kind=RESOLUTION,
        symbol="S/RES/2100 (2013)",
    )
    attack, adoption = timeline([resolution])

    assert attack.text == "Condemning the offensive launched on 10 January 2013"
    assert adoption.headline == "Resolution 2100 (2013) adopted"
    assert adoption.text == "Decides to establish a mission"
    assert resolution.text[adoption.date.start : adoption.date.end] == "25 April 2013"


def test_record_of_the_vote_and_the_resolution_are_one_event() -> None:
    resolution = edition(
        "1. Decides to establish a mission;",
        "2013-12-05",
        kind=RESOLUTION,
        subject="Resolutions",
        symbol="S/RES/2127 (2013)",
    )
    record = edition(
        "The draft resolution has been adopted as resolution 2127 (2013).",
        "2013-12-05",
        kind=DocumentKind.MEETING_RECORD,
        subject="Meetings",
    )

    assert told(record, resolution) == [("5 December 2013", "Decides to establish a mission")]
    assert [event.headline for event in timeline([record])] == ["Resolution 2127 (2013) adopted"]


def test_story_of_a_country_page_goes_forward_where_a_day_names_no_year() -> None:
    page = edition(
        "Background: Tuareg fighters rebelled in January 2012. Soldiers overthrew the president on "
        "22 March. Fighting continued into early 2016. In April talks began in Kuwait.",
        "2021-01-01",
        kind=PAGE,
    )

    assert [label for label, _ in told(page)] == ["January 2012", "22 March 2012", "April 2016"]


def test_fields_of_figures_are_not_read_and_offices_keep_their_name() -> None:
    page = edition(
        "Population: 19,553,397 (July 2020 est.)\n\n"
        "Military branches: Army, Air Force (2019)\n\n"
        "Executive branch - chief of state: President Adama TRAORE (since 4 September 2013)",
        "2021-01-01",
        kind=PAGE,
    )

    assert told(page) == [
        (
            "4 September 2013",
            "Executive branch - chief of state: President Adama TRAORE (since 4 September 2013)",
        )
    ]
