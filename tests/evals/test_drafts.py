"""The drafts of the benchmark are made alike each time, and what is true is told from the rest."""

from __future__ import annotations

from evals.benchmarks.draft_cases import FOR_TUNING, PARAPHRASE, DraftCase, make_cases
from evals.benchmarks.draft_corruptions import CORRUPTIONS
from evals.benchmarks.draft_material import sample_evidence
from evals.benchmarks.drafts import JudgedDraft, falls_short, render, share_refused


class Words:
    def count_tokens(self, text: str) -> int:
        return len(text.split()) * 4 // 3


def test_three_hundred_drafts_are_made_alike_each_time_and_half_are_held_out() -> None:
    evidence = sample_evidence(Words())
    cases = make_cases(evidence)

    assert len(cases) >= 300
    assert cases == make_cases(evidence)
    assert sum(case.is_true for case in cases) >= 100
    assert sum(case.kind == PARAPHRASE for case in cases) >= 60
    assert {case.kind for case in cases if not case.is_true} == set(CORRUPTIONS)
    asked = [case for case in cases if case.kind != FOR_TUNING]
    assert 0.4 < sum(case.is_held_out for case in asked) / len(asked) < 0.6


def test_no_corruption_leaves_a_sentence_as_it_was() -> None:
    assert all(
        case.text != case.source
        for case in make_cases(sample_evidence(Words()))
        if not case.is_true
    )


def test_shares_and_targets_count_true_and_untrue_drafts_apart() -> None:
    def judged(*, is_true: bool, fault: str | None) -> JudgedDraft:
        return JudgedDraft(DraftCase("kind", "text", "source", (), is_true), fault)

    good = [judged(is_true=False, fault="no"), judged(is_true=True, fault=None)]
    bad = [judged(is_true=False, fault=None), judged(is_true=True, fault="no")]

    assert share_refused(good, is_true=False) == 1
    assert share_refused(bad, is_true=True) == 1
    assert share_refused([], is_true=True) is None
    assert not falls_short(good)
    assert falls_short(bad)
    assert "falls short" in render({"dev": bad}, 1.0, "command")
