"""Each side of a comparison is read in editions on its own country alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.dated.comparing import comparison_of
from assistant.answering.dated.view import LibraryView
from assistant.answering.question.scope import Scope, find_scope
from assistant.answering.turn import Part
from assistant.domain import Briefing
from tests.situations.brief_editions import page_of
from tests.situations.timeline_editions import card_of


def page_on(country: str, subject: str, population: str) -> Briefing:
    page = page_of("2023-01-26", f"Population: {population} (2022 est.)\n")
    series = replace(page.series, id=f"page-{subject}", subject=subject)
    return replace(page, slug=f"page-{subject}", series=series, countries=(country,))


def test_edition_named_for_two_countries_is_read_on_each_by_itself() -> None:
    pages = {
        page.id: page
        for page in (page_on("MLI", "mali", "20,000"), page_on("YEM", "yemen", "30,000"))
    }
    cards = tuple(map(card_of, pages.values()))
    view = LibraryView(cards, pages.__getitem__, nothing, date(2024, 1, 1))
    question = "Which had the larger population in the 2023 Factbook, Mali or Yemen?"

    comparison = comparison_of(view, find_scope(question, cards))

    assert [cell.value for cell in comparison.rows[0].cells] == [
        "20,000 (2022 est.)",
        "30,000 (2022 est.)",
    ]
    assert comparison.verdict is not None
    assert comparison.verdict.text.startswith("Yemen has the larger figure")


def nothing(scope: Scope) -> Part:
    return Part(scope)
