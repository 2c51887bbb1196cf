from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import EditionDate, Level, LevelScheme, Precision
from ingest.recognising.facts import Block
from ingest.recognising.levels import level_line, parse_level, scheme_notes, scheme_of


@pytest.mark.parametrize(
    ("text", "level", "rest"),
    [
        ("Populations at Risk Serious Concern", Level.SERIOUS_CONCERN, ""),
        ("Populations at Risk: Current Crisis", Level.CURRENT_CRISIS, ""),
        ("Risk Level: Imminent Risk", Level.IMMINENT_RISK, ""),
        ("CURRENT CRISIS", Level.CURRENT_CRISIS, ""),
        ("Imminent Risk Burundi", Level.IMMINENT_RISK, "Burundi"),
        ("Populations at Risk Previously Studied Situations", None, ""),
    ],
)
def test_level_line_is_read_with_and_without_its_label(
    text: str, level: Level | None, rest: str
) -> None:
    line = level_line(Block(0, len(text), text))

    assert line is not None
    assert (line.level, line.rest) == (level, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Imminent risk of further killing remains in the north of the country.",
        "CURRENT CRISIS means that mass atrocities are occurring and that action is needed now.",
        "The level was lowered to Serious Concern.",
    ],
)
def test_sentence_that_names_a_level_is_no_level_line(text: str) -> None:
    assert level_line(Block(0, len(text), text)) is None


def test_level_is_read_in_any_case() -> None:
    assert parse_level("serious concern") is Level.SERIOUS_CONCERN
    assert parse_level("none") is None


@pytest.mark.parametrize(
    ("level", "edition", "scheme"),
    [
        (Level.CURRENT_CRISIS, EditionDate(date(2023, 2, 28)), LevelScheme.THREE_LEVELS),
        (Level.CURRENT_CRISIS, EditionDate(date(2023, 3, 1)), LevelScheme.TWO_LEVELS),
        (
            Level.IMMINENT_RISK,
            EditionDate(date(2023, 3, 1), Precision.MONTH),
            LevelScheme.TWO_LEVELS,
        ),
        (Level.IMMINENT_RISK, EditionDate(date(2023, 1, 1), Precision.YEAR), None),
        (Level.SERIOUS_CONCERN, EditionDate(date(2024, 1, 1)), LevelScheme.THREE_LEVELS),
        (None, EditionDate(date(2019, 1, 1)), None),
    ],
)
def test_scheme_follows_the_date_of_the_change(
    level: Level | None, edition: EditionDate, scheme: LevelScheme | None
) -> None:
    assert scheme_of(level, edition) is scheme


def test_contradiction_and_doubt_are_noted() -> None:
    assert (
        "no longer exists" in scheme_notes(Level.SERIOUS_CONCERN, EditionDate(date(2024, 1, 1)))[0]
    )
    unsure = EditionDate(date(2023, 1, 1), Precision.YEAR)
    assert "not known" in scheme_notes(Level.IMMINENT_RISK, unsure)[0]
    assert scheme_notes(Level.IMMINENT_RISK, EditionDate(date(2019, 1, 1))) == ()
