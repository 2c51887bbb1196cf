from __future__ import annotations

import re

import pytest

from assistant.api.schemas import BriefingListOut
from tests.ui.hostile import HOSTILE
from tests.ui.scripted_api import briefing
from ui.starters import starter_questions


def library(*codes: str, names: dict[str, str] | None = None, **changes: object) -> BriefingListOut:
    held = [briefing(f"b-{code}", countries=[code], **changes) for code in codes]
    return BriefingListOut(briefings=held, country_names=names or {})


def test_four_different_questions_come_from_a_single_country() -> None:
    questions = starter_questions(library("MLI", names={"MLI": "Mali"}))

    assert len(set(questions)) == 4
    assert all("Mali" in question for question in questions)


def test_newest_edition_comes_first() -> None:
    old = briefing("old", countries=["MLI"], edition_date="2019-05")
    new = briefing("new", countries=["SDN"], edition_date="2024-03-01")

    questions = starter_questions(BriefingListOut(briefings=[old, new]))

    assert questions[0] == "Who is at risk in SDN?"
    assert "MLI" in questions[1]


@pytest.mark.parametrize(
    "change", [{"is_newest": False}, {"level": None}, {"countries": []}, {"countries": ["A", "B"]}]
)
def test_editions_that_no_starter_fits_give_none(change: dict[str, object]) -> None:
    held = briefing().model_copy(update=change)

    assert starter_questions(BriefingListOut(briefings=[held])) == []


@pytest.mark.parametrize(
    "name", ["Côte d’Ivoire", "Congo (Kinshasa)", "St. Lucia", "Guinea-Bissau", "Türkiye"]
)
def test_ordinary_names_are_used_as_they_are(name: str) -> None:
    assert starter_questions(library("AAA", names={"AAA": name}))[0] == f"Who is at risk in {name}?"


@pytest.mark.parametrize("name", HOSTILE)
def test_name_that_markdown_could_read_is_left_out(name: str) -> None:
    questions = starter_questions(library("AAA", "MLI", names={"AAA": name, "MLI": "Mali"}))

    assert [re.sub(r"[\w ,?]", "", question) for question in questions] == [""] * 4
    assert all("Mali" in question for question in questions)
