from __future__ import annotations

import pytest

from evals.regression.measures import MEASURES
from evals.regression.reporting import wording as reports
from tests.evals.eval_runs import broken_case, held_out_case, small_cases, small_run, turned
from ui.evaluations import wording
from ui.evaluations.measures import FLOORS, LABELS, label_of
from ui.evaluations.records import (
    case_record,
    failed_cases,
    failed_held_out,
    turned_groups,
    turned_record,
)
from ui.evaluations.tables import measures_table

SHARES = (None, 0.0, 0.0003, 0.5, 0.9166, 0.9997, 1.0)


def test_measures_have_the_names_order_and_floors_of_the_reports() -> None:
    assert {each.name: each.label for each in MEASURES} == LABELS
    assert list(LABELS) == [each.name for each in MEASURES]
    assert {each.name: each.floor for each in MEASURES if each.floor is not None} == FLOORS


@pytest.mark.parametrize("share", SHARES)
def test_shares_read_as_in_the_reports(share: float | None) -> None:
    assert wording.percent(share) == reports.percent(share)


def test_a_measure_of_a_newer_api_goes_by_its_name() -> None:
    assert label_of("tone_of_voice") == "tone of voice"


def test_a_loss_too_small_to_be_told_is_not_called_a_loss() -> None:
    assert wording.points(-0.0001) == "0.0"
    assert wording.points(-0.05) == "−5.0"
    assert wording.points(0.012) == "+1.2"


def test_an_interval_is_drawn_where_it_is_known_alone() -> None:
    run = small_run().run
    run.measures[0].low = None
    rows = measures_table(run)["rows"]
    assert (rows[0]["cells"][2]["text"], rows[0]["cells"][2]["bar"]) == ("–", [])
    assert rows[1]["cells"][2]["bar"] == pytest.approx([0.503, 0.583, 0.643], abs=0.001)


def test_failed_cases_are_those_of_the_dev_half_and_the_worst_comes_first() -> None:
    cases = small_cases()
    assert next(each.id for each in failed_cases(cases)) == "t-actor-01"
    assert {each.half for each in failed_cases(cases)} == {"dev"}
    assert failed_held_out(cases) == ["t-figure-03"]


def test_a_case_without_an_answer_says_why_and_quotes_nothing() -> None:
    record = case_record(broken_case())
    labels = [block["label"] for block in record["blocks"]]
    assert "Quotes" not in labels
    assert "–" not in record["facts"]


def test_a_case_of_another_half_that_turned_never_gives_its_words() -> None:
    record = turned_record(turned(half="held_out", question="A secret?", before_text="Secret."))
    assert "ecret" not in str(record)
    assert held_out_case().id not in record["facts"]


def test_turned_cases_are_grouped_by_the_way_they_went() -> None:
    lost, same = turned("a"), turned("b", after_passed=True)
    assert list(turned_groups([lost, same])) == [
        "Passed before, fail now",
        "Changed without turning",
    ]
