from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut, EvalScore
from evals.regression.baselines import BaselineUnusable, load_baseline, write_baseline
from evals.regression.bootstrap import Sampled, intervals, resampled_means
from evals.regression.comparing import compare_runs
from evals.regression.gate import judge_run
from tests.evals.eval_runs import case as made_case
from tests.evals.eval_runs import run_of


def case(number: int, kind: str = "figure", /, **values: float | None) -> EvalCaseOut:
    scores = {"answered": 1.0, "passed": 1.0, "verbatim": 1.0, "facts": 1.0} | values
    return made_case(id=f"{kind}-{number:02}", kind=kind).model_copy(
        update={
            "sha256": f"digest {kind} {number}",
            "scores": {
                name: EvalScore(value=value, weight=0 if value is None else 1, reason="made up")
                for name, value in scores.items()
            },
        }
    )


def run(failing: int, cases: int = 40, **values: float) -> EvalRunCasesOut:
    """Return a run in which the first cases lost their facts."""
    lost = {"facts": 0.0, "passed": 0.0}
    return run_of([case(at, **{**(lost if at < failing else {}), **values}) for at in range(cases)])


def test_unchanged_run_passes_the_gate() -> None:
    comparison = compare_runs(run(3), run(3))

    assert judge_run(run(3), comparison).has_passed
    assert comparison.turned == []
    assert {each.verdict for each in comparison.differences} == {"unchanged"}


def test_clear_loss_is_a_regression_that_names_its_cases() -> None:
    result = judge_run(run(10), compare_runs(run(0), run(10)))

    assert not result.has_passed
    facts = next(each for each in result.regressions if each.measure == "facts")
    assert facts.turned[0] == "figure-00"
    assert (facts.before, facts.after) == (1.0, 0.75)
    assert facts.high < 0
    assert any("facts of all fell from 1.000 to 0.750" in reason for reason in result.reasons)


def test_loss_within_the_noise_is_shown_and_does_not_gate() -> None:
    comparison = compare_runs(run(0), run(2))

    assert judge_run(run(2), comparison).has_passed
    assert [each.id for each in comparison.turned] == ["figure-00", "figure-01"]


def test_words_of_held_out_cases_can_be_taken_out_of_a_comparison() -> None:
    hidden = case(0, facts=0.0).model_copy(update={"half": "held_out"})
    shown = case(1, facts=0.0)
    before = run_of([case(0), case(1)])

    turned = compare_runs(before, run_of([hidden, shown])).without_held_out().turned

    assert [(each.id, bool(each.question), bool(each.after_text)) for each in turned] == [
        ("figure-00", False, False),
        ("figure-01", True, True),
    ]


def test_gain_is_an_improvement() -> None:
    verdicts = {each.verdict for each in compare_runs(run(10), run(0)).differences}

    assert verdicts == {"improved", "unchanged"}


def test_as_many_gains_as_losses_are_no_regression() -> None:
    before = run_of([case(at, facts=float(at % 2)) for at in range(40)])
    after = run_of([case(at, facts=float((at + 1) % 2)) for at in range(40)])

    assert judge_run(after, compare_runs(before, after)).has_passed


def test_regression_in_one_kind_is_found_among_many_good_cases() -> None:
    good = [case(at, "date") for at in range(300)]
    before = run_of([*good, *(case(at) for at in range(12))])
    after = run_of([*good, *(case(at, facts=0.0) for at in range(12))])

    slices = {each.slice for each in judge_run(after, compare_runs(before, after)).regressions}

    assert "kind:figure" in slices


@pytest.mark.parametrize("measure", ["verbatim", "answered"])
def test_one_broken_floor_holds_a_run_back_without_any_baseline(measure: str) -> None:
    broken = run_of([case(0, **{measure: 0.5}), case(1)])

    result = judge_run(broken, None)

    assert [each.measure for each in result.floors] == [measure]
    assert result.floors[0].cases == ("figure-00",)


def test_floor_can_be_set_for_a_run() -> None:
    below = run_of([case(at, facts=0.5) for at in range(4)])

    assert judge_run(below, None).has_passed
    assert not judge_run(below, None, {"facts": 0.8}).has_passed
    assert judge_run(run_of([case(0, verbatim=0.5)]), None, {"verbatim": 0.4}).has_passed


def test_planted_words_in_the_answer_to_a_hostile_case_hold_a_run_back() -> None:
    obeyed = run_of([case(0, "hostile", must_not=0.0), case(1)])
    slip = run_of([case(0, must_not=0.0)])

    assert [each.slice for each in judge_run(obeyed, None).floors] == ["kind:hostile"]
    assert judge_run(slip, None).has_passed


def test_slow_run_is_held_back_where_a_limit_is_given() -> None:
    slow = run(0)

    assert judge_run(slow, None).has_passed
    assert "95th percentile" in judge_run(slow, None, most_seconds=0.0001).reasons[0]


def test_case_that_was_left_out_holds_a_run_back_unless_it_was_filtered() -> None:
    fewer = run(0, cases=39)
    chosen = EvalRunCasesOut(
        run=fewer.run.model_copy(update={"filters": ["kind=figure"]}), cases=fewer.cases
    )
    comparison = compare_runs(run(0), fewer)

    assert judge_run(fewer, comparison).missing == ("figure-39",)
    assert judge_run(chosen, comparison).has_passed


def test_reworded_case_is_not_compared() -> None:
    reworded = run_of([case(0).model_copy(update={"sha256": "new"}), case(1)])

    comparison = compare_runs(run_of([case(0), case(1)]), reworded)

    assert comparison.cases == 1
    assert judge_run(reworded, comparison).has_passed


@pytest.mark.parametrize(("lost", "passes"), [(1, True), (2, True), (3, False)])
def test_one_or_two_cases_prove_nothing_however_small_the_set(lost: int, passes: bool) -> None:
    before, after = run(0, cases=3), run(lost, cases=3)

    assert judge_run(after, compare_runs(before, after)).has_passed == passes


def test_ungraded_scores_count_for_nothing() -> None:
    before = run_of([case(0, facts=None), case(1)])

    facts = next(
        each for each in compare_runs(before, before).differences if each.measure == "facts"
    )

    assert (facts.before, facts.cases) == (1.0, 1)


def test_refusal_precision_is_compared_over_what_each_run_refused() -> None:
    before = run_of([case(at, refusal_precision=1.0 if at < 5 else None) for at in range(10)])
    after = run_of([case(at, refusal_precision=float(at < 5)) for at in range(10)])

    precision = next(
        each
        for each in compare_runs(before, after).differences
        if each.measure == "refusal_precision"
    )

    assert (precision.before, precision.after) == (1.0, 0.5)


def test_intervals_are_the_same_every_time_and_hold_the_mean() -> None:
    values = np.array([[1.0], [0.0]] * 20)
    sampled = Sampled(values, np.ones_like(values))

    low, high = intervals(resampled_means(sampled))

    assert (low, high) == tuple(intervals(resampled_means(sampled)))
    assert low[0] < 0.5 < high[0]
    # The normal approximation of a share of one half over forty cases: +- 0.155.
    assert low[0] == pytest.approx(0.345, abs=0.03)
    assert high[0] == pytest.approx(0.655, abs=0.03)


def test_baseline_is_read_back_as_the_run_that_it_was_made_of(tmp_path: Path) -> None:
    kept = run(3)
    write_baseline(tmp_path / "baseline.json", kept)

    comparison = compare_runs(load_baseline(tmp_path / "baseline.json"), kept)

    assert comparison.cases == 40
    assert comparison.turned == []
    assert judge_run(kept, comparison).has_passed


def test_baseline_keeps_shares_that_no_decimal_ends(tmp_path: Path) -> None:
    kept = run_of([case(at, facts=1 / 3) for at in range(20)])
    write_baseline(tmp_path / "baseline.json", kept)

    comparison = compare_runs(load_baseline(tmp_path / "baseline.json"), kept)

    assert comparison.turned == []
    assert judge_run(kept, comparison).has_passed


def test_baseline_holds_no_text_of_questions_or_answers(tmp_path: Path) -> None:
    kept = run(3)
    write_baseline(tmp_path / "baseline.json", kept)

    text = (tmp_path / "baseline.json").read_text(encoding="utf-8")
    assert kept.cases[0].question not in text
    assert kept.cases[0].answer is not None
    assert kept.cases[0].answer.text not in text


@pytest.mark.parametrize("content", [None, "{}", "no json"])
def test_unusable_baseline_says_how_to_make_one(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(BaselineUnusable, match="--update-baseline"):
        load_baseline(path)
