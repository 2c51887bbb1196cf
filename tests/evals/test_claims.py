from __future__ import annotations

import pytest

from evals.benchmarks.claims import JudgedClaim, Rule, choose_rule, choose_threshold, f1_at


def judged(is_supported: bool, whole: float, near: float = 0.5) -> JudgedClaim:
    return JudgedClaim(is_supported, is_held_out=False, entailment={"whole": whole, "near": near})


CLAIMS = [judged(True, 0.9), judged(False, 0.7), judged(True, 0.6), judged(False, 0.1)]


@pytest.mark.parametrize(
    ("threshold", "f1"),
    [(0.95, 0.0), (0.9, 2 / 3), (0.7, 0.5), (0.6, 0.8), (0.0, 2 / 3)],
)
def test_f1_counts_claims_at_the_threshold_as_supported(threshold: float, f1: float) -> None:
    assert f1_at(CLAIMS, Rule("whole", threshold)) == pytest.approx(f1)


def test_threshold_is_the_highest_with_the_best_f1() -> None:
    assert choose_threshold(CLAIMS, "whole") == Rule("whole", 0.6)
    assert choose_threshold([judged(True, 0.9), judged(True, 0.9)], "whole").threshold == 0.9


def test_what_is_read_is_what_ranks_supported_claims_higher() -> None:
    told_apart = [judged(True, 0.2, near=0.4), judged(False, 0.3, near=0.1)]

    assert choose_rule(told_apart) == Rule("near", 0.4)
    assert choose_rule(CLAIMS).passages == "whole"
