from __future__ import annotations

from dataclasses import replace

from assistant.domain import Level, LevelScheme, NoticeKind
from assistant.situations.level_schemes import definitions_of, gravity, scheme_notice
from tests.answering.examples import card

OLD = replace(card("mali", "2019-05-15"), level_scheme=LevelScheme.THREE_LEVELS)
NEW = replace(
    card("mali", "2024-05-15"),
    level=Level.IMMINENT_RISK,
    level_scheme=LevelScheme.TWO_LEVELS,
)


def test_levels_of_both_schemes_side_by_side_call_for_a_notice() -> None:
    notice = scheme_notice([OLD, NEW])

    assert notice is not None
    assert notice.kind is NoticeKind.LEVEL_SCHEME
    assert "March 2023" in notice.text


def test_one_scheme_or_an_edition_without_a_level_calls_for_none() -> None:
    assert scheme_notice([OLD, OLD]) is None
    assert scheme_notice([OLD, replace(NEW, level=None)]) is None


def test_three_levels_are_defined_before_and_two_since() -> None:
    assert [each.level for each in definitions_of(LevelScheme.THREE_LEVELS)] == [
        Level.CURRENT_CRISIS,
        Level.IMMINENT_RISK,
        Level.SERIOUS_CONCERN,
    ]
    assert Level.SERIOUS_CONCERN not in {
        each.level for each in definitions_of(LevelScheme.TWO_LEVELS)
    }


def test_graver_levels_weigh_more_and_no_level_nothing() -> None:
    weights = [gravity(level) for level in (*Level, None)]

    assert weights == [3, 2, 1, 0]
