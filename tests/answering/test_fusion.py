from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.fusion import FAVOUR, fuse_rankings
from assistant.library.ranking import Hit


def ranking(scores: dict[int, float]) -> tuple[Hit, ...]:
    return tuple(Hit(row, score) for row, score in sorted(scores.items(), key=lambda s: -s[1]))


scores = st.dictionaries(st.integers(0, 20), st.floats(0.01, 40), max_size=10)
rankings = st.lists(scores.map(ranking), max_size=4)


def test_scores_are_sums_of_standard_deviations() -> None:
    fused = dict(fuse_rankings([ranking({7: 3.0, 3: 1.0}), ranking({3: 0.5, 7: 0.1})]))

    assert fused == {7: pytest.approx(0.0), 3: pytest.approx(0.0)}


def test_being_far_ahead_counts_more_than_being_first() -> None:
    close = ranking({1: 0.52, 2: 0.51, 3: 0.1, 4: 0.1})
    far = ranking({2: 30.0, 1: 2.0, 3: 1.0, 4: 1.0})

    assert [row for row, _ in fuse_rankings([close, far])][:2] == [2, 1]


def test_row_that_a_ranking_leaves_out_is_its_last() -> None:
    fused = dict(fuse_rankings([ranking({1: 0.5, 2: 0.4}), ranking({2: 9.0, 3: 5.0})]))

    assert fused == {1: pytest.approx(0.0), 2: pytest.approx(0.0), 3: pytest.approx(-2.0)}


def test_the_only_row_with_a_word_of_the_question_is_ahead_of_those_without() -> None:
    dense = ranking(dict.fromkeys(range(10), 0.5))

    assert fuse_rankings([dense, ranking({7: 3.0})])[0][0] == 7


def test_favoured_row_is_found_and_ahead_of_its_likes() -> None:
    plain = dict(fuse_rankings([ranking({1: 1.0, 2: 1.0, 3: 0.0})]))
    fused = dict(fuse_rankings([ranking({1: 1.0, 2: 1.0, 3: 0.0})], favoured=[2, 9]))

    assert fused[2] == pytest.approx(plain[2] + FAVOUR)
    assert fused[9] == pytest.approx(plain[3] + FAVOUR)


def test_equal_scores_keep_the_order_of_the_rows() -> None:
    assert fuse_rankings([ranking({5: 0.7, 2: 0.7})]) == ((2, 0.0), (5, 0.0))


@given(rankings, st.lists(st.integers(0, 20)))
def test_every_row_comes_out_once_and_scores_never_rise(
    lists: list[tuple[Hit, ...]], favoured: list[int]
) -> None:
    fused = fuse_rankings(lists, favoured)

    assert {row for row, _ in fused} == {hit.row for each in lists for hit in each} | set(favoured)
    found = [score for _, score in fused]
    assert found == sorted(found, reverse=True)
    assert len({row for row, _ in fused}) == len(fused)


@given(rankings)
def test_order_of_the_rankings_does_not_matter(lists: list[tuple[Hit, ...]]) -> None:
    forward, backward = dict(fuse_rankings(lists)), dict(fuse_rankings(lists[::-1]))

    assert forward == pytest.approx(backward)
