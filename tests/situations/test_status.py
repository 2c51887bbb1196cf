from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.domain import Briefing, DocumentKind, Level
from assistant.situations.coverage import covered_line, not_covered_line
from assistant.situations.status import Moved, Situation, situations
from assistant.situations.status_lines import (
    NO_LEVEL,
    countries_at,
    history_lines,
    last_updated_line,
    level_line,
)
from tests.situations.timeline_editions import card_of, edition

CONCERN, RISK, CRISIS = Level.SERIOUS_CONCERN, Level.IMMINENT_RISK, Level.CURRENT_CRISIS
MAY = edition(
    "Populations at Risk: Serious Concern\n\nPeople in Mopti are in danger.\n\n"
    "Last Updated: 15 May 2019",
    level=CONCERN,
)
JULY = edition(
    "Populations at Risk: Imminent Risk\n\nCivilians in Mali and in Burkina Faso are at risk.",
    day="2019-07",
    subject="Mali and Burkina Faso",
    countries=("MLI", "BFA"),
    level=RISK,
)
PAGE = edition("Population: 20 million.", day="2023-01-26", kind=DocumentKind.COUNTRY_PAGE)
ETHIOPIA = edition("Capital: Addis Ababa.", subject="Ethiopia", countries=("ETH",))


def found(briefings: Sequence[Briefing], as_of: date | None = None) -> dict[str, Situation]:
    held = {briefing.id: briefing for briefing in briefings}
    cards = [card_of(briefing) for briefing in briefings]
    return {each.country: each for each in situations(cards, held.__getitem__, as_of)}


def test_newest_edition_with_a_level_of_whichever_series_gives_the_level() -> None:
    mali = found([MAY, JULY, PAGE])["MLI"]

    assert (mali.level, mali.edition and mali.edition.id) == (RISK, JULY.id)
    assert mali.level_citation is not None
    assert mali.level_citation.quote == "Populations at Risk: Imminent Risk"
    assert mali.newest_any.id == PAGE.id


def test_page_on_two_countries_is_the_situation_of_both() -> None:
    both = found([MAY, JULY])

    assert both["BFA"].level is both["MLI"].level is RISK
    assert [step.moved for step in both["BFA"].history] == [Moved.FIRST]
    assert [step.moved for step in both["MLI"].history] == [Moved.FIRST, Moved.RAISED]


def test_as_of_leaves_later_editions_out() -> None:
    assert found([MAY, JULY], as_of=date(2019, 6, 1))["MLI"].level is CONCERN


def test_gravest_level_comes_first_and_no_level_last() -> None:
    crisis = edition(
        "Risk Level: Current Crisis", subject="Sudan", countries=("SDN",), level=CRISIS
    )

    assert list(found([ETHIOPIA, MAY, JULY, crisis])) == ["SDN", "BFA", "MLI", "ETH"]


def test_country_without_a_level_has_none_and_nothing_is_made_up() -> None:
    ethiopia = found([ETHIOPIA])["ETH"]

    assert (ethiopia.level, ethiopia.edition, ethiopia.level_citation) == (None, None, None)
    assert level_line(ethiopia).text == f"Ethiopia: {NO_LEVEL}."


def test_summary_is_the_sentence_that_says_who_is_at_risk() -> None:
    page = edition(
        "Risk Level: Serious Concern\n\n35,000 people killed since 2009, according to OCHA\n\n"
        "Armed groups continue to kill civilians in Nigeria.",
        level=CONCERN,
    )
    summary = found([page])["MLI"].summary

    assert summary is not None
    assert summary.quote == "Armed groups continue to kill civilians in Nigeria."


def test_level_without_a_line_of_its_own_is_quoted_from_the_sentence_that_names_it() -> None:
    told = edition("Rain fell. Mali remains a Current Crisis for its people.", level=CRISIS)
    citation = found([told])["MLI"].level_citation

    assert citation is not None
    assert citation.quote == "Mali remains a Current Crisis for its people."


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (CONCERN, RISK, Moved.REDEFINED),
        (RISK, RISK, Moved.REDEFINED),
        (RISK, CRISIS, Moved.RAISED),
        (CRISIS, CRISIS, Moved.UNCHANGED),
        (CRISIS, RISK, Moved.LOWERED),
    ],
)
def test_levels_on_two_sides_of_march_2023_compare_only_with_a_current_crisis(
    before: Level, after: Level, moved: Moved
) -> None:
    history = found(
        [edition("A.", "2022-06-01", level=before), edition("B.", "2023-09-01", level=after)]
    )["MLI"].history

    assert history[-1].moved is moved


def test_sample_and_publication_of_one_day_are_one_step_and_the_publication_is_cited() -> None:
    sample = edition(
        "Serious Concern", subject="sample", level=CONCERN, is_sample=True, day="2019-05-15"
    )
    history = found([MAY, sample])["MLI"].history

    assert [step.edition.id for step in history] == [MAY.id]


def test_history_cites_both_sides_of_a_change() -> None:
    first, second = history_lines(found([MAY, JULY])["MLI"])

    assert first.text == "15 May 2019: Serious Concern, the first level held."
    assert second.text == "July 2019: Imminent Risk, raised from Serious Concern."
    assert [citation.briefing_id for citation in second.citations] == [MAY.id, JULY.id]


def test_countries_at_a_level_are_cited_with_their_edition() -> None:
    lines = countries_at(CONCERN, tuple(found([MAY, ETHIOPIA]).values()))

    assert [line.text for line in lines] == [
        "Mali: Serious Concern, edition of 15 May 2019 (Test publisher)."
    ]
    assert lines[0].citations[0].quote == "Populations at Risk: Serious Concern"


def test_last_update_is_cited_and_a_newer_document_is_named() -> None:
    held = {each.id: each for each in (MAY, PAGE)}
    line = last_updated_line(found([MAY, PAGE])["MLI"], held.__getitem__)

    assert "edition of 15 May 2019" in line.text
    assert "newest document is of 26 January 2023" in line.text
    assert [citation.quote for citation in line.citations] == ["Last Updated: 15 May 2019"]


def test_newer_edition_without_a_level_is_named_beside_the_level() -> None:
    later = edition("Nothing graded.", day="2020-01-01")

    assert (
        "newer edition of 1 January 2020 gives no level"
        in level_line(found([MAY, later])["MLI"]).text
    )


def test_what_is_not_covered_is_not_called_safe() -> None:
    line = not_covered_line(("NOR", "MLI"), [card_of(MAY)])

    assert line is not None
    assert line.text == (
        "The library holds no briefing on Norway, which says nothing about the risk there."
    )
    assert not_covered_line(("MLI",), [card_of(MAY)]) is None


def test_coverage_names_the_countries_without_a_level() -> None:
    text = covered_line([card_of(MAY), card_of(ETHIOPIA)]).text

    assert "documents on Ethiopia and Mali" in text
    assert "No level is held for Ethiopia, which does not mean that there is no risk" in text
    assert covered_line([]).text == "The library holds no briefing on any country."
