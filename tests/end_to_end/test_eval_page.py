from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.regression.reporting.html import html_page
from tests.evals.eval_runs import small_comparison, small_run

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

FITS = "document.documentElement.scrollWidth <= window.innerWidth"
HARMED = "window.harmed === undefined"

OpenReport = Callable[..., tuple[Page, list[str], list[str]]]


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.html"
    page = html_page(small_run(), small_comparison(), show_held_out=False)
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, report: str) -> Iterator[OpenReport]:
    """Open the report; return the page, what it requested, and what it complained of."""
    contexts = []

    def opening(width: int = 1440, has_script: bool = True) -> tuple[Page, list[str], list[str]]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=has_script
        )
        contexts.append(context)
        page = context.new_page()
        requested: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(report)
        return page, requested, said

    yield opening
    for context in contexts:
        context.close()


def test_report_requests_nothing_but_itself(opened: OpenReport, report: str) -> None:
    page, requested, said = opened()

    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    page.wait_for_load_state("networkidle")

    assert requested == [report]
    assert said == [], "the page's own policy lets its style and script pass"


def test_calibration_is_drawn_and_told_in_numbers(opened: OpenReport) -> None:
    page, _, _ = opened()

    plot = page.get_by_role("img", name="Share of right answers by confidence")
    expect(plot).to_be_visible()
    assert plot.locator("circle").count() == 3
    table = page.get_by_role("table", name="The same in numbers")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table).to_contain_text("88.9 %")


def test_hostile_answer_shows_as_text(opened: OpenReport) -> None:
    page, _, _ = opened()

    shown = page.locator("details.case").filter(has_text="t-hostile-01")
    expect(
        shown.get_by_text("</div></article><style>* { display: none }</style>").first
    ).to_be_visible()
    expect(shown).to_contain_text("![pixel](http://192.0.2.7/pixel.png)")
    assert page.evaluate(HARMED)


def test_cases_are_filtered_by_kind_status_and_measure(opened: OpenReport) -> None:
    page, _, _ = opened()
    visible = page.locator("details.case:visible")
    expect(page.locator("#shown")).to_have_text("4 of 10 cases shown")

    page.get_by_role("combobox", name="Kind", exact=True).select_option("figure")
    expect(visible).to_have_count(1)
    expect(visible).to_contain_text("t-figure-02")

    page.get_by_role("combobox", name="Status", exact=True).select_option("all")
    expect(visible).to_have_count(2)

    page.get_by_role("combobox", name="Kind", exact=True).select_option("every kind")
    page.get_by_role("combobox", name="Missed", exact=True).select_option("outcome right")
    expect(visible).to_have_count(2)


def test_turned_case_opens_side_by_side(opened: OpenReport) -> None:
    page, _, _ = opened()

    turned = page.locator("details.turned").filter(has_text="t-figure-02")
    turned.locator("summary").click()

    expect(turned.get_by_role("heading", name="Before passed")).to_be_visible()
    expect(turned.get_by_text("The briefing speaks of 4,210 people.")).to_be_visible()


def test_everything_is_reachable_without_script(opened: OpenReport) -> None:
    page, _, _ = opened(has_script=False)

    assert page.locator("#filter").is_hidden()
    assert page.locator("details.case:visible").count() == 10


@pytest.mark.parametrize("width", [360, 1440])
def test_page_never_scrolls_sideways(opened: OpenReport, width: int) -> None:
    page, _, _ = opened(width)

    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")

    assert page.evaluate(FITS)
