from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from rich.console import Console

from assistant.api.schemas import EvalRunCasesOut
from evals.regression.comparing import compare_runs
from evals.regression.gate import GateResult
from evals.regression.reporting.calibration_plot import calibration_svg
from evals.regression.reporting.files import write_reports
from evals.regression.reporting.html import html_page
from evals.regression.reporting.junit import junit_xml
from evals.regression.reporting.markdown import as_code, markdown_report
from evals.regression.reporting.selecting import failed_cases, losses, missed
from evals.regression.reporting.terminal import print_run, run_lines
from evals.regression.reporting.wording import percent, points
from tests.evals.eval_runs import (
    BROKEN_REASON,
    HELD_OUT_SECRETS,
    HOSTILE_ANSWER,
    better_run,
    broken_case,
    case,
    difference,
    failed_case,
    failing_scores,
    hostile_case,
    run_of,
    score,
    small_comparison,
    small_run,
)
from tests.ui.hostile import HOSTILE

CONTROLS = "\x00\x0b\x1b\ufffe\u202e"


def reports(run: EvalRunCasesOut, show_held_out: bool) -> dict[str, str]:
    """Return every report of a run, with its comparison where it takes one."""
    comparison = small_comparison()
    return {
        "terminal": "\n".join(run_lines(run, comparison, show_held_out)),
        "junit": junit_xml(run, show_held_out),
        "markdown": markdown_report(run, comparison, show_held_out),
        "html": html_page(run, comparison, show_held_out),
    }


REPORTS = tuple(reports(small_run(), False))


@pytest.mark.parametrize("name", REPORTS)
def test_failed_case_is_named_with_its_reason(name: str) -> None:
    text = reports(small_run(), False)[name]

    assert "t-figure-02" in text
    assert "missing: end of April" in text
    assert BROKEN_REASON in text, "the case without an answer says why there is none"


@pytest.mark.parametrize("name", REPORTS)
def test_held_out_text_appears_only_when_asked_for(name: str) -> None:
    hidden, shown = (reports(small_run(), show)[name] for show in (False, True))

    assert "t-figure-03" in hidden
    assert [secret for secret in HELD_OUT_SECRETS if secret in hidden] == []
    assert HELD_OUT_SECRETS[0] in shown


@pytest.mark.parametrize("name", REPORTS)
def test_control_characters_and_reversed_text_are_left_out(name: str) -> None:
    text = reports(small_run(), False)[name]

    assert [character for character in CONTROLS if character in text] == []


@pytest.mark.parametrize("name", REPORTS)
def test_empty_run_is_reported(name: str) -> None:
    run = run_of([], calibration=[], calibration_error=None, seconds_p50=None, seconds_p95=None)

    assert "small" in reports(run, False)[name]


@pytest.mark.parametrize("name", ["markdown", "html", "terminal"])
def test_regression_is_named_with_both_values(name: str) -> None:
    text = reports(small_run(), False)[name]

    assert "regressed" in text.lower()
    assert "75.0 %" in text
    assert "58.3 %" in text


def test_worst_case_is_the_one_without_answer_then_most_missed_then_fewest_facts() -> None:
    two_missed = failed_case(
        "two", scores=failing_scores(facts=score(0.5), outcome=score(0.0, "wrong"))
    )
    no_facts = failed_case("none", scores=failing_scores(facts=score(0.0)))
    half_of_them = failed_case("half")
    cases = [half_of_them, no_facts, case("passed"), two_missed, broken_case("broken")]

    found = [each.id for each in failed_cases(cases, show_held_out=False)]

    assert found == ["broken", "two", "none", "half"]


def test_measure_that_only_informs_is_neither_missed_nor_a_loss() -> None:
    informed = failed_case(scores=failing_scores(facts=score(0.5), judge=score(0.1, "poor")))
    comparison = small_comparison().model_copy(update={"differences": [difference("judge")]})

    assert [each.measure.name for each in missed(informed)] == ["facts"]
    assert losses(comparison) == ()


def test_terminal_line_fits_100_columns_and_losses_come_before_measures() -> None:
    long = failed_case("x" * 80, kind="k" * 40, question="Why? " * 90)
    run = run_of([*small_run().cases, long], target=f"https://{'a' * 200}.example")

    lines = list(run_lines(run, small_comparison(), show_held_out=True))

    assert max(map(len, lines)) <= 100
    assert "small: 7 of 13 cases pass" in lines[0]
    places = [
        next(at for at, line in enumerate(lines) if wanted in line)
        for wanted in ("BELOW ITS FLOOR", "REGRESSED", "IMPROVED", "Passed before", "Measure ")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(("is_tty", "no_color"), [(False, False), (True, True), (True, False)])
def test_terminal_colours_only_a_terminal_that_wants_them(is_tty: bool, no_color: bool) -> None:
    out = io.StringIO()
    environment = {"TERM": "xterm-256color"} | ({"NO_COLOR": "1"} if no_color else {})
    console = Console(file=out, force_terminal=is_tty, width=100, _environ=environment)

    print_run(small_run(), small_comparison(), show_held_out=False, console=console)

    has_colour = "\x1b[1;31m" in out.getvalue()
    assert has_colour == (is_tty and not no_color)
    plain = re.sub(r"\x1b\[[\d;]*m", "", out.getvalue()).splitlines()
    assert plain == list(run_lines(small_run(), small_comparison(), show_held_out=False))


def test_junit_counts_agree_with_its_cases() -> None:
    root = ET.fromstring(junit_xml(small_run(), show_held_out=False))  # noqa: S314 - our own text

    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["actor", "figure", "hostile", "unanswerable"]
    for suite in suites:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("errors") == str(len(suite.findall("testcase/error")))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("12", "4", "1")


def test_junit_failure_holds_reason_expected_outcome_and_answer() -> None:
    root = ET.fromstring(junit_xml(small_run(), show_held_out=False))  # noqa: S314

    test = root.find("testsuite/testcase[@name='t-unanswerable-02']")
    assert test is not None
    assert test.get("classname") == "unanswerable"
    assert test.get("time") == "0.620"
    failure = test.find("failure")
    assert failure is not None
    assert failure.get("type") == "outcome"
    assert "expected NOT_IN_BRIEFINGS or NO_BRIEFING" in (failure.get("message") or "")
    assert "Expected: NOT_IN_BRIEFINGS or NO_BRIEFING" in (failure.text or "")
    assert "Answer: The Mali briefing" in (failure.text or "")
    assert "Note: No edition looks ahead." in (failure.text or "")


def test_junit_suite_carries_the_measures_as_properties() -> None:
    root = ET.fromstring(junit_xml(small_run(), show_held_out=False))  # noqa: S314

    found = {
        each.get("name"): each.get("value")
        for each in root.findall("testsuite[@name='figure']/properties/property")
    }
    assert found["kind:figure.passed"] == "0.5000"
    assert found["all.passed"] == "0.5833"


def test_junit_keeps_hostile_text_as_text() -> None:
    root = ET.fromstring(junit_xml(run_of([hostile_case()]), show_held_out=False))  # noqa: S314

    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert list(failure) == []
    assert "]]> @everyone" in (failure.text or "")
    assert "<script>window.harmed = true</script>" in (failure.text or "")


def test_markdown_begins_with_the_verdict() -> None:
    held_back = markdown_report(small_run(), small_comparison(), show_held_out=False)
    good = markdown_report(run_of([case()]), None, show_held_out=False)

    assert held_back.splitlines()[0].startswith("**❌ Held back against 2026-01-01T100000-small")
    assert good.splitlines()[0] == "**✅ No measure is below its floor**"


def test_verdict_is_that_of_the_gate_where_it_decided() -> None:
    result = GateResult((), (), (), slow="an answer takes too long")

    text = markdown_report(run_of([case()]), None, show_held_out=False, result=result)
    page = html_page(run_of([case()]), None, show_held_out=False, result=result)

    assert "❌ Held back" in text
    assert "an answer takes too long" in text
    assert "an answer takes too long" in page


def test_markdown_renders_hostile_text_as_text() -> None:
    text = markdown_report(small_run(), small_comparison(), show_held_out=False)

    page = lxml_html.fromstring(MarkdownIt("gfm-like", {"linkify": False}).render(text))

    assert page.xpath("//img | //a | //script | //style | //h1") == []
    assert len(page.xpath("//details")) == 2
    assert len(page.xpath("//table")) == 2
    widths = {len(row.xpath("th | td")) for row in page.xpath("(//table)[1]//tr")}
    assert widths == {7}
    codes = [element.text_content() for element in page.xpath("//code")]
    assert any("<script>window.harmed = true</script>" in code for code in codes)


@pytest.mark.parametrize(
    "text", [*HOSTILE, HOSTILE_ANSWER, "@someone", "a | b", "`` ` ``", "www.example.org", "#12"]
)
def test_foreign_text_in_markdown_is_code_with_no_sign_that_means_something(text: str) -> None:
    written = as_code(text, length=10_000)

    core = written.removeprefix("<code>").removesuffix("</code>")
    assert re.search(r"[<>|`*_\[\]!@$~]|://|www\.|:\S", core) is None
    rendered = lxml_html.fromstring(MarkdownIt("gfm-like", {"linkify": False}).render(written))
    shown = re.sub(f"[{CONTROLS}]", "", text)
    assert rendered.text_content().split() == shown.split()


def test_html_holds_hostile_text_as_text_and_loads_nothing() -> None:
    page = lxml_html.fromstring(html_page(small_run(), small_comparison(), show_held_out=False))

    assert page.xpath("//img | //link | //iframe | //object | //*[@src] | //*[@onerror]") == []
    assert page.xpath("//a[not(starts-with(@href, '#'))]") == []
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "<script>window.harmed = true</script>" in page.xpath("//main")[0].text_content()


def test_html_shows_the_case_beside_what_was_expected() -> None:
    page = lxml_html.fromstring(html_page(small_run(), None, show_held_out=False))

    shown = page.xpath("//details[contains(@class, 'case')][.//span[.='t-figure-02']]")[0]
    text = " ".join(shown.text_content().split())
    for wanted in (
        "Who threatens the hill districts?",
        "end of April",
        "example-mali-2024-05-02",
        "Mali: sample briefing, 2 May 2024, Background",
        "The briefing speaks of 4,210 people. [1]",
        "missing: end of April",
    ):
        assert wanted in text
    assert shown.xpath(".//span[@class='mark']/text()") == ["[1]"]


def test_html_tables_are_labelled() -> None:
    page = lxml_html.fromstring(html_page(small_run(), small_comparison(), show_held_out=False))

    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//select[not(@id = //label/@for)]") == []
    captions = [caption.text_content() for caption in page.xpath("//caption")]
    assert {"By kind", "By country", "By half", "By tag", "The same in numbers"} <= set(captions)
    assert "Mali (MLI)" in page.xpath("//*[@id='slices']")[0].text_content()


def test_calibration_without_bins_is_an_empty_plot() -> None:
    root = ET.fromstring(calibration_svg([]))  # noqa: S314

    assert root.findall("circle") == []


def test_nearly_all_never_reads_as_all() -> None:
    assert percent(0.9999) == "99.9 %"
    assert percent(1.0) == "100.0 %"
    assert percent(0.0001) == "0.1 %"
    assert percent(0.0) == "0.0 %"
    assert percent(None) == "–"
    assert (points(-0.0004), points(-0.012), points(0.3)) == ("0.0", "−1.2", "+30.0")


def test_reports_are_written_beside_the_run(tmp_path: Path) -> None:
    comparison = compare_runs(better_run(), small_run())

    paths = write_reports(tmp_path / "run", small_run(), comparison, show_held_out=False)

    assert {name: path.name for name, path in paths.items()} == {
        "html": "report.html",
        "markdown": "report.md",
        "junit": "junit.xml",
    }
    assert all(path.stat().st_size for path in paths.values())
