from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from assistant.api.schemas import NoticeOut
from assistant.domain import NoticeKind, Outcome
from tests.end_to_end.conftest import OpenVisit
from tests.ui.hostile import HOSTILE, HOSTILE_TEXT
from tests.ui.scripted_api import QUOTE, TEXT, Script, answer, briefing, citation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PATIENCE_MS = 30_000
WIDTHS = (360, 1440)
SCREENS = "document.documentElement.scrollWidth <= window.innerWidth"
expect.set_options(timeout=PATIENCE_MS)


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name="Ask about the briefings")
    box.fill(question)
    box.press("Enter")


def open_first_citation(page: Page) -> str:
    """Open the source of the first mark and return the characters that are highlighted."""
    page.locator("button.mark").first.click()
    quote = page.locator("mark")
    expect(quote).to_be_in_viewport()
    return quote.evaluate("element => element.textContent") or ""


def test_starter_streams_and_its_citation_opens_the_very_words(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    script.pause_seconds = 0.05
    page = visit(scripted_chat).page

    page.get_by_role("button", name="Who is at risk in Mali?").click()
    expect(page.get_by_test_id("stText").filter(has_text="The Mali briefing of")).to_be_visible()
    assert page.locator("button.mark").count() == 0, "the words came only with the whole answer"

    assert open_first_citation(page) == QUOTE
    assert page.locator(".edition").evaluate("element => element.textContent") == TEXT
    link = page.get_by_role("link", name="Publisher's page: example.org")
    assert link.get_attribute("href") == "https://example.org/briefings/mali"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_citation_works_by_keyboard_and_keeps_the_readers_place(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    script.answer = answer(text="One [1].\n" + "More of it.\n" * 60)
    page = visit(scripted_chat).page
    ask(page, "How many people fled?")

    page.locator("button.mark").focus()
    page.keyboard.press("Enter")

    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator("button.mark")).to_be_focused()
    expect(page.locator("button.mark")).to_be_in_viewport()
    assert page.locator("button.mark").get_attribute("aria-pressed") == "true"


def test_question_and_first_line_of_a_long_answer_are_what_is_seen(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    quotes = "Edition of 2 May 2024:\n\n" + "“They fled.”\n\n" * 40
    script.answer = answer(text=f"“4,210 people” [1]\n\n{quotes}")
    page = visit(scripted_chat, width=360).page

    for turn, question in enumerate(("How many people fled?", "And how many came back?")):
        ask(page, question)
        expect(page.locator(".lead").nth(2 * turn)).to_be_attached()
        page.wait_for_timeout(1_500)  # the page glides to its end first
        expect(page.locator(".lead").nth(2 * turn)).to_be_in_viewport()
        expect(page.get_by_text(question, exact=True)).to_be_in_viewport()


def test_mark_stays_on_the_line_of_the_word_before_it(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    page = visit(scripted_chat, width=360).page
    script.answer = answer(text="\n".join(f"{'word ' * 5}{'x' * n} [1]" for n in range(1, 20)))

    ask(page, "How many people fled?")
    expect(page.locator("button.mark").first).to_be_visible()

    starts = "marks => marks.map(e => e.getBoundingClientRect().left)"
    left = page.locator(".prose").evaluate("e => e.getBoundingClientRect().left")
    assert min(page.locator("button.mark").evaluate_all(starts)) > left + 8


def test_lines_become_a_list_and_two_marks_in_a_row_repeat_no_word(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    script.answer = answer(
        text="Levels of Mali:\n- May: Serious Concern. [1][1]\n- <b>July</b> [1]\n\nThat is all."
    )
    page = visit(scripted_chat).page

    ask(page, "Has the level changed?")

    expect(page.locator(".lines .line")).to_have_text(
        ["May: Serious Concern. [1][1]", "<b>July</b> [1]"]
    )
    expect(page.locator(".heading")).to_have_text("Levels of Mali:")
    expect(page.locator(".prose > span").last).to_have_text("That is all.")


def test_follow_up_refusal_shows_nearest_passages(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    page = visit(scripted_chat).page
    ask(page, "How many people fled?")
    expect(page.locator("button.mark")).to_be_visible()
    script.answer = answer(
        outcome=Outcome.NOT_IN_BRIEFINGS, text="Not said.", citations=[], nearest=[citation()]
    )

    ask(page, "And how many schools closed?")

    expect(page.locator(".nearest")).to_contain_text("they do not answer the question")
    expect(page.locator(".nearest")).to_contain_text(QUOTE)
    assert script.asked[1].history[0].content == "How many people fled?"


def test_copied_answer_is_plain_text_with_its_source(scripted_chat: str, visit: OpenVisit) -> None:
    page = visit(scripted_chat).page
    ask(page, "How many people fled?")

    page.get_by_role("button", name="Copy with sources").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] Example Centre, Mali: sample briefing, 2 May 2024" in copied
    assert QUOTE in copied


@pytest.mark.parametrize("stop", ["Stop", "Stop script"])
def test_stop_keeps_the_words_that_came_and_ends_the_work(
    scripted_chat: str, visit: OpenVisit, script: Script, stop: str
) -> None:
    script.endless = True
    page = visit(scripted_chat).page
    ask(page, "How many people fled?")
    expect(page.get_by_test_id("stText").filter(has_text="and so on")).to_be_visible()

    page.get_by_role("button", name=stop, exact=True).click()

    expect(page.get_by_text("Stopped. What came before the stop")).to_be_visible()
    expect(page.get_by_test_id("stText").filter(has_text="and so on")).to_be_visible()
    assert script.closed_early.wait(10)
    script.endless = False
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("button.mark")).to_be_visible()


def test_hostile_text_is_shown_as_text_and_does_nothing(
    scripted_chat: str, visit: OpenVisit, script: Script
) -> None:
    image = HOSTILE[1]
    script.briefings = [
        briefing(text=f"Before. {HOSTILE_TEXT} After.", sections=[], title=image, publisher=image)
    ]
    script.country_names = {"MLI": image}
    script.outbound = [image]
    quoted = citation(
        quote=HOSTILE_TEXT,
        start=8,
        end=8 + len(HOSTILE_TEXT),
        title=image,
        section=image,
        url="javascript:window.harmed=true",
    )
    script.answer = answer(
        outcome=Outcome.PARTLY_ANSWERED,
        text=f"{HOSTILE_TEXT} [1]",
        citations=[quoted],
        nearest=[quoted],
        notices=[NoticeOut(kind=NoticeKind.SCOPE, text=HOSTILE_TEXT)],
        answered_by=image,
    )
    seen = visit(scripted_chat)

    ask(seen.page, HOSTILE_TEXT.replace("\n", " "))
    highlighted = open_first_citation(seen.page)
    seen.page.get_by_role("combobox", name="Countries").click()

    assert highlighted == HOSTILE_TEXT
    for shown in HOSTILE:
        for line in shown.splitlines():  # "- " makes an item of a list, and nothing else
            words = " ".join(line.removeprefix("- ").split())
            expect(seen.page.locator(".prose")).to_contain_text(words)
    assert seen.page.locator("img").count() == 0
    own_menu = "[data-testid='stSidebarNavLink']"
    assert seen.page.locator(f"a:not([href^='#']):not({own_menu})").count() == 0
    assert seen.page.evaluate("window.harmed") is None
    assert seen.foreign_requests == []


@pytest.mark.parametrize("width", WIDTHS)
def test_page_never_scrolls_sideways(
    scripted_chat: str, visit: OpenVisit, script: Script, width: int
) -> None:
    long_word = "unbroken" * 40
    script.answer = answer(text=f"{long_word} “{QUOTE}” [1]", citations=[citation(title=long_word)])
    seen = visit(scripted_chat, width=width)
    expect(seen.page.get_by_role("button", name="Who is at risk in Mali?")).to_be_visible()
    assert seen.page.evaluate(SCREENS)

    ask(seen.page, f"What about {long_word}?")
    assert open_first_citation(seen.page) == QUOTE

    assert seen.page.evaluate(SCREENS)
    right_edge = "element => element.getBoundingClientRect().right"
    for part in (".edition", ".prose", ".reference"):
        assert seen.page.locator(part).first.evaluate(right_edge) <= width
    assert seen.foreign_requests == []


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_page_follows_the_systems_colour_scheme(
    scripted_chat: str, visit: OpenVisit, scheme: str, *, is_dark: bool
) -> None:
    page = visit(scripted_chat, colour_scheme=scheme).page
    ask(page, "How many people fled?")
    expect(page.locator(".prose")).to_be_visible()

    background = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    ink = page.locator(".prose").evaluate("e => getComputedStyle(e).color")

    assert (brightness(background) < 100) == is_dark
    assert abs(brightness(background) - brightness(ink)) > 120


def brightness(colour: str) -> float:
    """Return the mean of the red, green and blue parts of a CSS rgb() colour, 0 to 255."""
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3


def test_whole_system_answers_a_starter_and_highlights_its_quote(
    real_chat: str, visit: OpenVisit
) -> None:
    seen = visit(real_chat)
    seen.page.locator("[class*='st-key-starter-0'] button").click()
    expect(seen.page.locator("button.mark").first).to_be_visible()
    answered = seen.page.locator(".prose").first.evaluate("element => element.textContent") or ""

    highlighted = open_first_citation(seen.page)

    assert highlighted
    assert highlighted in answered
    assert seen.page.locator(".warning").count() == 0
    ask(seen.page, "What is the price of bread in Lisbon?")
    expect(seen.page.locator(".outcome")).to_be_visible()
    assert seen.foreign_requests == []
