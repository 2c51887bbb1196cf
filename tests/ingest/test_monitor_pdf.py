"""An R2P Monitor from its pages to briefings: nothing lost, torn, doubled or out of order."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from assistant.domain import Briefing, Level
from assistant.settings import Settings
from ingest.parsers.pdf import parse_pdf
from ingest.pipeline import read_briefings
from tests.ingest.monitor_pages import Situation, Style, shown, write_bulletin
from tests.ingest.monitor_wording import SITUATIONS

STYLES = {
    "-".join(
        ("across" if across else "flowing", "run-in" if run_in else "headed", order, str(gutter))
    ): Style(gutter=gutter, is_run_in=run_in, has_titles_across=across, order=order)
    for across, run_in, order, gutter in product(
        (False, True), (False, True), ("story", "rows"), (14, 24)
    )
}


class WordCounter:
    """Counts words for tokens: how passages are cut does not matter here."""

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def editions(tmp_path: Path, style: Style | None = None, **given: str) -> tuple[Briefing, ...]:
    path = write_bulletin(tmp_path / "monitor-45.pdf", SITUATIONS, style)
    return read_briefings(path, given, WordCounter(), Settings())


def quotes(briefing: Briefing) -> list[str]:
    return [briefing.text[each.start : each.end] for each in briefing.sentences]


@pytest.fixture(params=list(STYLES.values()), ids=list(STYLES))
def style(request: pytest.FixtureRequest) -> Style:
    return request.param  # type: ignore[no-any-return]


def test_bulletin_yields_its_situations_with_level_countries_and_date(
    tmp_path: Path, style: Style
) -> None:
    found = editions(tmp_path, style)

    assert [(each.countries, each.level) for each in found] == [
        (("LBY",), Level.CURRENT_CRISIS),
        (("BDI",), Level.IMMINENT_RISK),
        (("MLI", "BFA"), Level.SERIOUS_CONCERN),
    ]
    assert {each.edition_date.label for each in found} == {"15 May 2019"}
    assert [each.slug for each in found] == [
        "gcr2p-libya-2019-05-15",
        "gcr2p-burundi-2019-05-15",
        "gcr2p-mali-and-burkina-faso-2019-05-15",
    ]


def test_every_sentence_is_whole_once_and_in_order(tmp_path: Path, style: Style) -> None:
    for briefing, situation in zip(editions(tmp_path, style), SITUATIONS, strict=True):
        # Only the level is a statement beside the situation's own sentences.
        assert [q for q in quotes(briefing) if q != situation.level] == situation.sentences


def test_every_sentence_stands_in_the_section_under_whose_heading_it_was_set(
    tmp_path: Path, style: Style
) -> None:
    for briefing, situation in zip(editions(tmp_path, style), SITUATIONS, strict=True):
        assert sections(briefing) == expected_sections(situation)


def sections(briefing: Briefing) -> list[tuple[str | None, str]]:
    return [
        (section.title, " ".join(briefing.text[section.start : section.end].split()))
        for section in briefing.sections
        if section.title is not None
    ]


def expected_sections(situation: Situation) -> list[tuple[str | None, str]]:
    return [(part.heading, shown(" ".join(part.paragraphs))) for part in situation.parts]


@pytest.mark.parametrize("heading_size", [10, 12.5])
@pytest.mark.parametrize("space_before_heading", [4, 14, 22])
@pytest.mark.parametrize("has_titles_across", [False, True])
def test_space_around_headings_does_not_change_the_order(
    tmp_path: Path, heading_size: float, space_before_heading: float, has_titles_across: bool
) -> None:
    style = Style(
        heading_size=heading_size,
        space_before_heading=space_before_heading,
        has_titles_across=has_titles_across,
    )

    for briefing, situation in zip(editions(tmp_path, style), SITUATIONS, strict=True):
        assert sections(briefing) == expected_sections(situation)


def test_bulletin_is_as_hard_to_read_as_it_should_be(tmp_path: Path) -> None:
    """Guards the test: words are broken, and text runs over columns and pages."""
    path = write_bulletin(tmp_path / "monitor-45.pdf", SITUATIONS)
    _, *pages = parse_pdf(path, Settings().ingest).text.split("\f")
    lines = [line for page in pages for line in page.split("\n")]

    assert sum(line.endswith("-") for line in lines) >= 3
    assert len(pages) == 2
    assert not pages[0].split("Centre for")[0].rstrip().endswith((".", "?"))
    assert all("R2P Monitor" in page and "Centre for Invented" in page for page in pages)


@pytest.mark.parametrize(
    "issue",
    ["ISSUE 45 | 15 MAY 2019", "15 May 2019 – Issue 45", "R2P Monitor » 15 May 2019 » Issue 45"],
)
def test_issue_line_gives_the_date(tmp_path: Path, issue: str) -> None:
    path = write_bulletin(tmp_path / "monitor.pdf", SITUATIONS, issue=issue)

    found = read_briefings(path, {}, WordCounter(), Settings())

    assert {each.edition_date.iso for each in found} == {"2019-05-15"}
