from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.api.schemas import EvalRunCasesOut
from evals.regression.runs import CASES, append_case, write_summary
from evals.regression.serving import KeptRuns
from tests.api.conftest import serving
from tests.api.fakes import Stage
from tests.end_to_end.conftest import OpenVisit, chat_page
from tests.evals.eval_runs import HELD_OUT_SECRETS, better_run, small_run
from tests.ui.hostile import HOSTILE, HOSTILE_TEXT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SCREENS = "document.documentElement.scrollWidth <= window.innerWidth"
expect.set_options(timeout=30_000)


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """The folder of two kept runs; what the set is called would do harm as markup."""
    folder = tmp_path / "eval-runs"
    for held in (better_run(), small_run(question_set=f"{HOSTILE[1]} {HOSTILE[3]}")):
        keep(folder, held)
    return folder


@pytest.fixture
def pages(runs: Path, tmp_path: Path) -> Iterator[str]:
    """Address of the pages in front of the real API, which serves the kept runs."""
    service = replace(Stage().service(), evals=KeptRuns(runs))
    with serving(service) as api_url, chat_page(api_url, tmp_path) as url:
        yield url


def keep(folder: Path, held: EvalRunCasesOut) -> None:
    path = folder / held.run.id
    path.mkdir(parents=True)
    write_summary(path, held.run)
    for each in held.cases:
        append_case(path / CASES, each)


def open_newest(page: Page) -> None:
    page.locator("button.open").first.click()
    expect(page.get_by_role("heading", name="7 of 12 cases passed")).to_be_visible()


def compare(page: Page) -> None:
    page.get_by_role("tab", name="Comparison").click()
    page.get_by_role("combobox", name="Compare with").click()
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", name="Passed before, fail now: 2")).to_be_visible()


def test_run_is_opened_from_the_menu_read_and_compared(pages: str, visit: OpenVisit) -> None:
    seen = visit(pages)
    page = seen.page
    page.get_by_role("link", name="Evaluations").click()
    open_newest(page)

    expect(page.get_by_role("row", name="facts found 75.0 %")).to_be_visible()
    chart = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    expect(chart).to_be_visible()
    page.get_by_role("tab", name="Failed cases").click()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".records-root .fact").first).not_to_have_text("t-actor-01")
    compare(page)

    turned = page.locator(".record.bad").filter(has_text="t-figure-02")
    expect(turned).to_contain_text("facts found 100.0 % → 50.0 %")
    expect(turned.locator(".half").last).to_contain_text("The briefing speaks of 4,210 people.")
    said = page.locator("body").inner_text()
    assert [secret for secret in HELD_OUT_SECRETS if secret in said] == []
    page.get_by_role("link", name="Chat").click()
    expect(page.get_by_role("textbox", name="Ask about the briefings")).to_be_visible()
    assert seen.foreign_requests == []


def test_address_of_an_open_run_leads_to_it_and_back_to_the_list(
    pages: str, visit: OpenVisit
) -> None:
    seen = visit(f"{pages}/evaluations")
    open_newest(seen.page)
    again = visit(seen.page.url)

    expect(again.page.get_by_role("heading", name="7 of 12 cases passed")).to_be_visible()
    again.page.get_by_role("button", name="All runs").click()
    expect(again.page.locator("button.open")).to_have_count(2)
    assert again.foreign_requests == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_hostile_words_are_text_and_the_page_never_scrolls_sideways(
    pages: str, visit: OpenVisit, width: int, scheme: str
) -> None:
    seen = visit(f"{pages}/evaluations", width=width, colour_scheme=scheme)
    page = seen.page
    expect(page.locator("button.open").first).to_be_visible()
    assert page.evaluate(SCREENS)
    open_newest(page)
    assert page.evaluate(SCREENS)

    page.get_by_role("tab", name="Failed cases").click()
    page.get_by_role("combobox", name="failed cases of the dev half").click()
    page.get_by_role("option", name="t-hostile-01").click()
    expect(page.locator(".records-root .title").first).to_contain_text(HOSTILE[0])
    title = page.locator(".records-root .title").first.evaluate("e => e.textContent")
    compare(page)

    assert title == f"Who? {HOSTILE_TEXT}"
    assert page.evaluate(SCREENS)
    right_edges = "all => Math.max(...all.map(e => e.getBoundingClientRect().right))"
    assert page.locator(".record, .table-root").evaluate_all(right_edges) <= width
    main = page.get_by_test_id("stMain")
    assert main.locator("img").count() == 0
    assert main.locator("a:not([href^='#'])").count() == 0
    assert page.evaluate("window.harmed") is None
    assert seen.foreign_requests == []
