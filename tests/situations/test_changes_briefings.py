"""Briefings: levels that move, and figures told in quite other sentences."""

from __future__ import annotations

import pytest

from assistant.domain import Level
from assistant.situations.changes import ChangeKind, changes_between
from tests.situations.change_editions import briefing, briefings_changed

CRISIS, IMMINENT, CONCERN = Level.CURRENT_CRISIS, Level.IMMINENT_RISK, Level.SERIOUS_CONCERN
TEXT = "Civilians in the north are at risk."


@pytest.mark.parametrize(
    ("old", "new", "direction"), [(CRISIS, IMMINENT, "lowered"), (CONCERN, IMMINENT, "raised")]
)
def test_moved_level_comes_first_and_is_cited_on_both_sides(
    old: Level, new: Level, direction: str
) -> None:
    found = changes_between(
        briefing("2014-09", TEXT, "Over 300 people were killed.", level=old),
        briefing("2015-03", TEXT, level=new),
    )

    first = found.changes[0]
    assert first.kind is ChangeKind.LEVEL_MOVED
    assert first.text == f"Level {direction}: {old.value} → {new.value}"
    assert len(first.citations) == 2
    assert found.unchanged_level is None


def test_level_that_stayed_is_said_with_both_quotes() -> None:
    found = changes_between(
        briefing("2018-09", TEXT, level=CONCERN), briefing("2019-03", TEXT, level=CONCERN)
    )

    assert found.changes == ()
    assert found.unchanged_level is not None
    assert found.unchanged_level.text == "The level stayed Serious Concern."
    assert len(found.unchanged_level.citations) == 2
    assert found.scheme_note == ""


def test_levels_of_both_schemes_are_set_side_by_side_with_a_note() -> None:
    found = changes_between(
        briefing("2022-11", TEXT, level=CONCERN), briefing("2023-06", TEXT, level=IMMINENT)
    )

    assert "March 2023" in found.scheme_note
    assert "raised" not in found.changes[0].text


def test_figure_of_the_same_people_and_place_is_an_update() -> None:
    (change,) = briefings_changed(
        "OCHA says that 1.4 million people are displaced in the Lake Chad Basin.",
        "According to OCHA the fighting has displaced 2.3 million people in the Lake Chad Basin.",
    )

    assert change.kind is ChangeKind.UPDATED
    assert "1.4 million" in change.old
    assert "2.3 million" in change.new


def test_figure_of_another_place_is_not_comparable() -> None:
    (change,) = briefings_changed(
        "OCHA counts 2.3 million displaced people in the Lake Chad Basin.",
        "In Borno 1.4 million people are displaced.",
    )

    assert change.kind is ChangeKind.DIFFERENT_SCOPE
    assert "Lake Chad Basin" in change.text
    assert "Borno" in change.text


def test_figure_many_times_as_large_is_not_taken_for_an_update() -> None:
    (change,) = briefings_changed(
        "Clashes between herders and farmers have displaced 300,000 people in the country.",
        "As in January, 1.8 million people are displaced in the country.",
    )

    assert change.kind is ChangeKind.DIFFERENT_SCOPE


def test_same_event_told_with_another_figure_is_a_contradiction() -> None:
    (change,) = briefings_changed(
        "On 23 March 2019 Dozos killed at least 150 people in the village of Ogossagou.",
        "On 23 March 2019 Dozos killed at least 157 people in the village of Ogossagou.",
    )

    assert change.kind is ChangeKind.CONTRADICTED


def test_figure_told_in_other_words_is_neither_new_nor_gone() -> None:
    assert (
        briefings_changed(
            "Seven enclaves hold about 36,000 Muslims who are trapped.",
            "Roughly 36,000 Muslims are still besieged in seven communities.",
        )
        == ()
    )


def test_other_attack_is_added_and_the_former_one_dropped() -> None:
    changes = briefings_changed(
        "On 9 December a suicide bomber killed 45 people at Madagali.",
        "Bandits shot 200 villagers dead in Zamfara between March and June.",
    )

    assert {change.kind for change in changes} == {ChangeKind.ADDED, ChangeKind.DROPPED}
    added = next(change for change in changes if change.kind is ChangeKind.ADDED)
    assert added.before is None
    assert added.after is not None
    assert added.text.startswith("New")


def test_rewording_is_told_on_request_alone() -> None:
    old = briefing("2018-09", "Extremist groups go on attacking the northern villages of Mali.")
    new = briefing("2019-03", "Extremist groups continue to attack northern villages in Mali.")

    assert changes_between(old, new).changes == ()
    (change,) = changes_between(old, new, with_rewording=True).changes
    assert change.kind is ChangeKind.REWORDED
