from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.fusion import RRF_CONSTANT, fuse_rankings

rankings = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=10), max_size=4)


def test_scores_are_the_sums_of_reciprocal_ranks() -> None:
    fused = dict(fuse_rankings([[7, 3], [3]]))

    assert fused[3] == 1 / (RRF_CONSTANT + 2) + 1 / (RRF_CONSTANT + 1)
    assert fused[7] == 1 / (RRF_CONSTANT + 1)


def test_row_found_by_two_rankings_beats_a_row_found_by_one() -> None:
    assert [row for row, _ in fuse_rankings([[1, 2], [3, 2]])] == [2, 1, 3]


@given(rankings)
def test_every_ranked_row_comes_out_once_and_scores_never_rise(lists: list[list[int]]) -> None:
    fused = fuse_rankings(lists)

    assert {row for row, _ in fused} == {row for each in lists for row in each}
    scores = [score for _, score in fused]
    assert scores == sorted(scores, reverse=True)
    assert len({row for row, _ in fused}) == len(fused)


@given(rankings)
def test_order_of_the_rankings_does_not_matter_to_who_is_found(lists: list[list[int]]) -> None:
    forward = fuse_rankings(lists)
    backward = fuse_rankings(lists[::-1])

    assert {row for row, _ in forward} == {row for row, _ in backward}
