"""Resolutions: mandates, ceilings and demands from one to the next."""

from __future__ import annotations

from assistant.situations.changes import ChangeKind, changes_between
from tests.situations.change_editions import resolution

OLD = resolution(
    2112,
    "2013-07-30",
    "Decides to prolong until 31 May 2014 the mandate of UNOCI",
    "Decides that UNOCI may have up to 7,100 military personnel",
    "Demands that all parties end the recruitment of children without delay",
)
NEW = resolution(
    2162,
    "2014-06-25",
    "Decides that the mandate of UNOCI is renewed until 31 May 2015",
    "Decides that UNOCI may have up to 5,400 military personnel",
    "Urges the Government to publish the findings of the inquiry into Nahibly camp",
)
FOUND = changes_between(OLD, NEW)


def test_mandate_is_compared_by_mission_and_comes_first() -> None:
    first = FOUND.changes[0]

    assert first.kind is ChangeKind.UPDATED
    assert first.subject == "mandate of UNOCI"
    assert (first.old, first.new) == ("until 31 May 2014", "until 31 May 2015")


def test_troop_ceiling_is_compared_by_its_number() -> None:
    (change,) = [each for each in FOUND.changes if each.subject == "troop ceiling of UNOCI"]

    assert (change.old, change.new) == (
        "up to 7,100 military personnel",
        "up to 5,400 military personnel",
    )


def test_what_a_later_resolution_leaves_out_is_not_repeated_rather_than_ended() -> None:
    (change,) = FOUND.of_kind(ChangeKind.DROPPED)

    assert change.text.startswith("Not repeated")
    assert change.before is not None
    assert "recruitment of children" in change.before.quote


def test_new_demand_is_added_without_being_told_twice() -> None:
    (change,) = FOUND.of_kind(ChangeKind.ADDED)

    assert change.after is not None
    assert "Nahibly" in change.after.quote


def test_editions_are_named_by_date_title_series_and_symbol() -> None:
    assert FOUND.before.symbol == "S/RES/2112 (2013)"
    assert FOUND.after.label == "25 June 2014"
    assert FOUND.after.series == NEW.series.name
