from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.api.schemas import EvalComparisonOut, ProblemOut
from tests.evals.eval_runs import (
    HELD_OUT_SECRETS,
    better_run,
    case,
    difference,
    run_of,
    small_comparison,
    small_run,
)
from tests.ui.hostile import HOSTILE_TEXT
from tests.ui.scripted_api import Script
from ui.evaluations.comparison_view import OTHER
from ui.evaluations.run_view import CASE

NEWER, OLDER = "2026-01-02T100000-small", "2026-01-01T100000-small"
OpenPage = Callable[[str], AppTest]


@pytest.fixture
def kept(script: Script) -> Script:
    script.eval_runs = [small_run(), better_run()]
    script.eval_comparison = small_comparison()
    return script


def evaluations(page: AppTest, run: str = "") -> AppTest:
    page.switch_page("evaluations_page.py")
    if run:
        page.query_params["run"] = run
    return page.run()


def shown(page: AppTest, name: str) -> list[dict[str, Any]]:
    protos = [element.proto for element in page.get("bidi_component")]
    return [json.loads(proto.json) for proto in protos if proto.component_name == name]


def table(page: AppTest, caption: str) -> list[list[str]]:
    (found,) = [each for each in shown(page, "r2p_table") if each["caption"].startswith(caption)]
    return [[cell["text"] for cell in row["cells"]] for row in found["rows"]]


def records(page: AppTest) -> list[dict[str, Any]]:
    return [record for each in shown(page, "r2p_records") for record in each["records"]]


def texts(page: AppTest) -> list[str]:
    return [element.value for element in page.text]


def block(record: dict[str, Any], label: str) -> list[str]:
    (found,) = [each["texts"] for each in record["blocks"] if each["label"] == label]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("kept")
def test_runs_are_listed_the_newest_first_and_each_can_be_opened(page: AppTest) -> None:
    evaluations(page)

    assert table(page, "Evaluation runs") == [
        [
            f"2026-01-{day} 10:00",
            "small",
            "embedded",
            "12",
            passed,
            facts,
            "100.0 %",
            "0.0 %",
            "1.38 s",
        ]
        for day, passed, facts in (("02", "7 (58.3 %)", "75.0 %"), ("01", "9 (75.0 %)", "90.0 %"))
    ]
    rows = shown(page, "r2p_table")[0]["rows"]
    assert [row["opens"] for row in rows] == [NEWER, OLDER]
    assert not page.exception


@pytest.mark.usefixtures("kept")
def test_open_run_shows_measures_kinds_speed_and_calibration(page: AppTest) -> None:
    evaluations(page, NEWER)

    assert page.title[0].value == "7 of 12 cases passed, 58.3 %"
    assert "Set small, 2026-01-02 10:00 UTC, answered by embedded" in texts(page)
    assert table(page, "Measures over")[:2] == [
        ["answered, below its floor", "91.7 %", "83.7 to 97.7", "12"],
        ["passed", "58.3 %", "50.3 to 64.3", "12"],
    ]
    assert ["figure", "4", "50.0 %", "100.0 %", "62.5 %", "100.0 %"] in table(page, "Measures by")
    assert [metric.value for metric in page.metric] == ["0.62 s", "1.38 s", "31"]
    assert table(page, "Confidence")[1] == ["40 % to 60 %", "4", "52.0 %", "50.0 %"]
    assert "Expected calibration error: 7.1 %" in texts(page)
    assert len(page.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("kept")
def test_failed_cases_come_one_by_one_with_what_was_wanting(page: AppTest) -> None:
    evaluations(page, NEWER)
    assert page.selectbox(key=CASE).value == "t-actor-01"
    assert block(records(page)[0], "Answer")[0] == "No answer came."

    while page.selectbox(key=CASE).value != "t-figure-02":
        page.button(key="case-next").click().run()

    (record,) = records(page)
    assert record["title"] == "How many people left the valley towns?"
    assert block(record, "What was wanting") == ["facts found: 50.0 %, missing: end of April"]
    assert block(record, "Expected") == ["Answered", "says “4,210”", "says “end of April”"]
    assert block(record, "Answer") == ["Answered", "The briefing speaks of 4,210 people. [1]"]
    assert block(record, "Quotes")[0].startswith("[1] Mali: sample briefing, 2 May 2024: “By the")
    assert block(record, "Expected evidence")[0].startswith("example-mali-2024-05-02: “By the end")
    assert block(record, "Earlier in the conversation")[0].startswith("user: Who threatens")


@pytest.mark.usefixtures("kept")
def test_pager_stops_at_both_ends(page: AppTest) -> None:
    evaluations(page, NEWER)
    assert page.button(key="case-previous").disabled

    page.selectbox(key=CASE).set_value("t-unanswerable-02").run()
    while not page.button(key="case-next").disabled:
        page.button(key="case-next").click().run()

    assert not page.button(key="case-previous").disabled
    assert page.selectbox(key=CASE).options[-1].startswith(str(page.selectbox(key=CASE).value))


@pytest.mark.usefixtures("kept")
def test_held_out_cases_are_named_and_no_word_of_them_is_shown(page: AppTest) -> None:
    evaluations(page, NEWER)
    page.selectbox(key=OTHER).set_value(OLDER).run()

    assert any("Held-out half: 1 failed case" in text and "t-figure-03" in text
               for text in texts(page))  # fmt: skip
    said = json.dumps(shown(page, "r2p_records"), ensure_ascii=False) + str(texts(page))
    assert "t-figure-03" in said
    assert [secret for secret in HELD_OUT_SECRETS if secret in said] == []


@pytest.mark.usefixtures("kept")
def test_second_run_is_compared_with_the_older_one_before(page: AppTest, script: Script) -> None:
    evaluations(page, OLDER)
    page.selectbox(key=OTHER).set_value(NEWER).run()

    assert script.evals_asked[-1] == f"{OLDER} {NEWER}"
    assert table(page, "Measures of two")[0] == [
        "quotes verbatim", "all cases", "below its floor", "100.0 %", "95.0 %",
        "−5.0 (−10.0 to 0.0)", "1",
    ]  # fmt: skip
    titles = [each.value for each in page.subheader]
    assert titles[-3:] == [
        "Passed before, fail now: 2",
        "Failed before, pass now: 1",
        "Changed without turning: 1",
    ]
    turned = next(each for each in records(page) if "passed before, fails now" in each["facts"])
    assert block(turned, "Measures") == ["facts found 100.0 % → 50.0 %"]
    assert block(turned, "Answer before")[0].startswith("The Mali briefing of 2 May 2024")
    assert block(turned, "Answer after") == ["The briefing speaks of 4,210 people. [1]"]


def test_unchanged_slices_wait_until_they_are_asked_for(page: AppTest, kept: Script) -> None:
    still = difference("facts", slice="kind:actor", verdict="unchanged", difference=0.0, turned=[])
    assert kept.eval_comparison is not None
    kept.eval_comparison.differences.append(still)
    evaluations(page, NEWER)
    page.selectbox(key=OTHER).set_value(OLDER).run()
    before = table(page, "Measures of two")

    page.toggle(key="with-unchanged").set_value(True).run()

    assert "kind actor" not in str(before)
    assert "kind actor" in str(table(page, "Measures of two"))


@pytest.mark.usefixtures("kept")
def test_a_finished_run_and_a_comparison_are_asked_for_once(page: AppTest, script: Script) -> None:
    evaluations(page, NEWER)
    page.selectbox(key=OTHER).set_value(OLDER).run()
    page.button(key="case-next").click().run()

    assert script.evals_asked == [NEWER, f"{OLDER} {NEWER}"]


def test_a_run_under_way_is_read_anew_and_said_to_be_unfinished(
    page: AppTest, script: Script
) -> None:
    script.eval_runs = [small_run(finished_at=None)]
    evaluations(page, NEWER)
    page.button(key="case-next").click().run()

    assert script.evals_asked == [NEWER, NEWER]
    assert "Not finished: it is under way, or was interrupted." in texts(page)
    assert "There is no second run yet. Run the set again, then compare." in texts(page)


def test_a_run_without_failures_or_confidences_says_so(page: AppTest, script: Script) -> None:
    script.eval_runs = [run_of([case()], NEWER, calibration=[], calibration_error=None)]
    evaluations(page, NEWER)

    assert "No case of the dev half failed." in texts(page)
    assert "No answer of this run carries a confidence." in texts(page)


def test_no_run_yet_says_how_to_make_one_and_a_second_look_finds_it(
    page: AppTest, script: Script
) -> None:
    evaluations(page)
    assert [code.value for code in page.code] == ["r2p eval run path/to/questions.jsonl"]

    script.eval_runs = [small_run()]
    page.button(key="retry").click().run()

    assert len(table(page, "Evaluation runs")) == 1


@pytest.mark.usefixtures("kept")
def test_a_run_that_is_gone_is_said_and_the_others_are_listed(page: AppTest) -> None:
    evaluations(page, "2025-gone")

    assert "The run 2025-gone is not kept here." in texts(page)
    assert len(table(page, "Evaluation runs")) == 2


@pytest.mark.usefixtures("kept")
def test_all_runs_leads_back_to_the_list(page: AppTest) -> None:
    evaluations(page, NEWER)
    page.button(key="all-runs").click().run()

    assert len(table(page, "Evaluation runs")) == 2
    assert "run" not in page.query_params


def test_absent_api_is_said_with_the_command_that_starts_it(open_page: OpenPage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    page = evaluations(open_page(f"http://127.0.0.1:{port}"))

    assert f"No answer API can be reached at http://127.0.0.1:{port}." in texts(page)
    assert [code.value for code in page.code] == ["r2p serve"]
    assert not page.exception


def test_problem_of_the_api_is_said_in_its_words(page: AppTest, kept: Script) -> None:
    detail = "The files of the evaluation run are damaged. Run the set again."
    kept.eval_problem = ProblemOut(title="Not Found", status=404, detail=detail, request_id="r-2")
    evaluations(page, NEWER)
    assert any(detail in text for text in texts(page))
    assert not page.exception

    page.button(key="all-runs").click().run()
    assert len(table(page, "Evaluation runs")) == 2


def test_comparison_that_fails_leaves_the_run_readable(page: AppTest, kept: Script) -> None:
    evaluations(page, NEWER)
    kept.eval_comparison = None
    page.selectbox(key=OTHER).set_value(OLDER).run()

    assert any("The chat model failed (502)." in text for text in texts(page))
    assert page.title[0].value == "7 of 12 cases passed, 58.3 %"


def test_chat_keeps_its_talk_and_filters_while_evaluations_are_open(
    page: AppTest, kept: Script
) -> None:
    page.multiselect(key="countries").set_value(["SDN"]).run()
    page.chat_input[0].set_value("Who fled?").run()

    evaluations(page)
    page.switch_page("chat_page.py").run()

    assert len(kept.asked) == 1
    assert len(shown(page, "r2p_answer")) == 1
    assert page.multiselect(key="countries").value == ["SDN"]


def test_no_word_of_a_run_reaches_an_element_that_reads_markup(page: AppTest, kept: Script) -> None:
    hostile = {"question_set": HOSTILE_TEXT, "answered_by": HOSTILE_TEXT, "target": HOSTILE_TEXT}
    kept.eval_runs = [small_run(**hostile, filters=[HOSTILE_TEXT]), better_run()]
    kept.eval_comparison = _with_hostile_ids(small_comparison())
    evaluations(page, NEWER)
    page.selectbox(key=CASE).set_value("t-hostile-01").run()
    page.selectbox(key=OTHER).set_value(OLDER).run()

    readers = [*page.markdown, *page.caption, *page.title, *page.subheader, *page.metric]
    labels = [each.label for each in (*page.button, *page.selectbox, *page.toggle, *page.tabs)]
    assert not [str(each.value) for each in readers if "harmed" in str(each.value)]
    assert not [label for label in labels if "harmed" in label]
    charts = page.get("vega_lite_chart")
    assert not [chart for chart in charts if "harmed" in str(chart.proto)]
    assert any("harmed" in record["title"] for record in records(page))
    assert any("harmed" in text for text in texts(page))


def _with_hostile_ids(found: EvalComparisonOut) -> EvalComparisonOut:
    return found.model_copy(update={"only_before": [HOSTILE_TEXT]})
