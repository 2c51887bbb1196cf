from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Briefing, Level, NoticeKind, SectionType
from assistant.situations.brief import Brief, brief
from assistant.situations.brief_quotes import clause_around
from tests.situations.brief_editions import (
    LEVEL_LINE,
    briefing_of_may,
    page_of,
    resolution_of,
    sectioned,
)
from tests.situations.timeline_editions import card_of

TODAY = date(2026, 11, 24)
MANDATE = """\
Gravely concerned at the violence against civilians of all communities,
1. Welcomes the efforts of the region;
2. Decides to establish a mission to protect civilians until 30 April 2015;
3. Demands that all armed groups lay down their arms;
4. Requests the Secretary-General to report every month;
5. Decides to remain seized of the matter.
"""


def briefed(
    briefings: Sequence[Briefing], country: str = "MLI", as_of: date | None = None
) -> Brief:
    held = {each.id: each for each in briefings}
    cards = [card_of(each) for each in briefings]
    made = brief(country, cards, held.__getitem__, TODAY, as_of)
    for citation in (each for part in made.parts for line in part.lines for each in line.citations):
        assert held[citation.briefing_id].text[citation.start : citation.end] == citation.quote
    return made


def lines(made: Brief, title: str) -> list[str]:
    return [line.text for part in made.parts if part.title.startswith(title) for line in part.lines]


def test_level_is_told_with_its_edition_and_the_levels_before() -> None:
    march = sectioned({SectionType.SUMMARY: LEVEL_LINE}, "2018-03-15", level=Level.IMMINENT_RISK)
    made = briefed([march, briefing_of_may()])

    assert lines(made, "Level") == [
        "Serious Concern, edition of 15 May 2019 (Test publisher).",
        "Before: Imminent Risk, 15 March 2018.",
    ]


def test_who_is_at_risk_is_quoted_and_never_the_line_of_the_level() -> None:
    assert lines(briefed([briefing_of_may()]), "Who is at risk")[0] == (
        "“Civilians in Mopti are at risk of atrocity crimes.”"
    )


def test_recommended_action_is_whole_and_word_for_word() -> None:
    assert lines(briefed([briefing_of_may()]), "Recommended action") == [
        "“Protect civilians first. Stop the flow of weapons.”",
        "“Investigate the massacre.”",
    ]


def test_long_recommended_action_is_never_cut() -> None:
    action = "The government must protect civilians, " * 40 + "always."
    made = briefed([briefing_of_may(necessary_action=action)])

    assert lines(made, "Recommended action") == [f"“{action}”"]


def test_events_are_dated_and_the_newest_is_first() -> None:
    assert lines(briefed([briefing_of_may()]), "Latest developments")[0] == (
        "23 March 2019: “On 23 March 2019 hunters killed at least 150 people in Ogossagou.”"
    )


def test_figures_keep_qualifier_source_and_period() -> None:
    assert lines(briefed([briefing_of_may()]), "Figures") == [
        "Killed, more than 600 people (since March 2018): "
        "“More than 600 people were killed since March 2018.”",
        "Displaced or fled, over 56,400 people (OHCHR, December 2018): "
        "“According to OHCHR, over 56,400 people were displaced as of December 2018.”",
    ]


def test_missing_people_are_not_told_as_killed() -> None:
    text = "Besides the 35,000 people who have died in it, 22,000 are missing."
    told = lines(briefed([briefing_of_may(background=text)]), "Figures")

    assert told[0].startswith("Killed, 35,000 people")
    assert "missing, 22,000" in told[0]


def test_graves_and_money_are_no_people() -> None:
    text = "At least 80 mass graves hold those killed. Donors gave $3 million to the displaced."

    assert lines(briefed([briefing_of_may(background=text)]), "Figures") == []


def test_response_quotes_the_latest_dated_sentences_in_their_order() -> None:
    assert lines(briefed([briefing_of_may()]), "International response") == [
        "“The Council imposed sanctions on 5 September 2017.”",
        "“It created a commission on 23 January 2018.”",
        "“It travelled to Bamako on 22 March 2019.”",
    ]


def test_country_without_a_briefing_has_its_page_and_the_council() -> None:
    made = briefed([page_of(), resolution_of(MANDATE)], "CAF")

    assert lines(made, "Level")[0].startswith("No level in the briefings held")
    assert lines(made, "The country, 22 January 2026") == [
        "Chief of state: “President ONE (since 1 May 2011)”; "
        "head of government: “Prime Minister TWO (since 3 July 2022)”",
        "Population: “5,600,000 (2025 est.)”; internally displaced people: “410,000 (2024 est.)”; "
        "refugees in the country: “51,000 (2024 est.)”",
        "Ethnic groups: “First 60%, Second 40%”",
        "Terrorist groups: “Group of the East”",
        "Military: “armed groups hold much of the country; the army is small”",
    ]
    assert lines(made, "What the Security Council decided") == [
        "Resolution 2149 (2014), 10 April 2014, paragraph 2: “Decides to establish a mission to "
        "protect civilians until 30 April 2015;” – a date that has passed",
    ]
    assert lines(made, "What the Security Council demanded") == [
        "Resolution 2149 (2014), 10 April 2014, paragraph 3: “Demands that all armed groups lay "
        "down their arms;”",
    ]
    assert lines(made, "What concerned") == [
        "Resolution 2149 (2014), 10 April 2014: “Gravely concerned at the violence against "
        "civilians of all communities,”"
    ]


def test_date_that_was_still_to_come_on_the_day_asked_has_not_passed() -> None:
    made = briefed([resolution_of(MANDATE)], "CAF", as_of=date(2014, 12, 1))

    assert lines(made, "What the Security Council decided")[0].endswith("until 30 April 2015;”")


def test_what_changed_since_the_edition_before_is_told_with_both_dates() -> None:
    later = PAGE_CHANGED
    made = briefed([page_of("2025-01-22"), page_of(text=later)], "CAF")

    titles = [part.title for part in made.parts if part.title.startswith("What changed")]
    assert titles == ["What changed, 22 January 2025 to 22 January 2026 (Test publisher)"]
    assert any("410,000" in line and "500,000" in line for line in lines(made, "What changed"))


PAGE_CHANGED = (
    page_of()
    .text.replace("IDPs: 410,000", "IDPs: 500,000")
    .replace("Prime Minister TWO (since 3 July 2022)", "Prime Minister TEN (since 1 June 2025)")
)


def test_as_of_leaves_later_editions_out_and_says_that_they_are_held() -> None:
    march = sectioned({SectionType.SUMMARY: LEVEL_LINE}, "2018-03-15", level=Level.IMMINENT_RISK)
    made = briefed([march, briefing_of_may()], as_of=date(2018, 6, 1))

    assert lines(made, "Level") == ["Imminent Risk, edition of 15 March 2018 (Test publisher)."]
    assert NoticeKind.NEWER_EDITION in {notice.kind for notice in made.notices}


def test_coverage_names_each_series_with_its_age_and_what_silence_means() -> None:
    made = briefed([briefing_of_may()])

    (told,) = lines(made, "What this rests on")
    assert told == "Test publisher / Mali: 1 edition, of 15 May 2019 (7 years old)."
    assert any("says nothing about the risk" in notice.text for notice in made.notices)


def test_old_edition_and_samples_are_noticed() -> None:
    sample = sectioned({SectionType.SUMMARY: LEVEL_LINE}, is_sample=True)

    assert {notice.kind for notice in briefed([sample]).notices} == {
        NoticeKind.OLD_EDITION,
        NoticeKind.SCOPE,
        NoticeKind.SAMPLE,
    }


def test_country_of_which_nothing_is_held_has_no_level_and_no_claim() -> None:
    made = briefed([briefing_of_may()], "NOR")

    assert made.name == "Norway"
    assert [part.title for part in made.parts] == ["Level", "What this rests on"]
    assert not any(line.citations for part in made.parts for line in part.lines)


def test_page_on_two_countries_says_nothing_of_one_under_the_name_of_the_other() -> None:
    both = sectioned(
        {
            SectionType.SUMMARY: f"{LEVEL_LINE}\n\nCivilians are at risk in both countries.",
            SectionType.BACKGROUND: "In Mali 600 people died. In Burkina Faso 90 were killed.",
        },
        countries=("MLI", "BFA"),
    )

    assert lines(briefed([both], "BFA"), "Figures") == [
        "Killed, 90: “In Burkina Faso 90 were killed.”"
    ]


def test_every_line_but_those_on_coverage_is_cited() -> None:
    made = briefed([briefing_of_may(), page_of(), resolution_of(MANDATE)])

    for part in made.parts[:-1]:
        assert all(line.citations for line in part.lines), part.title


@given(st.text(alphabet="abc d", max_size=80), st.data())
def test_clause_holds_the_figure_and_nothing_that_is_not_in_the_sentence(
    text: str, choice: st.DataObject
) -> None:
    start = choice.draw(st.integers(0, len(text)))
    end = choice.draw(st.integers(start, len(text)))
    clause = clause_around(text, start, end, 20)

    plain = " ".join(text.split())
    assert clause.strip("…") in plain or clause.strip("…") == ""
    assert " ".join(text[start:end].split()) in clause
