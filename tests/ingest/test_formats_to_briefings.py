"""One briefing in each format and layout, from the file to its sections and sentences."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assistant.domain import Briefing, Level, SectionType
from assistant.settings import Settings
from ingest.pipeline import read_briefings
from tests.ingest.pdf_pages import (
    FONT,
    LEADING,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIZE,
    draw_columns,
    draw_line,
    draw_text,
    new_pdf,
    wrap,
)

SUMMARY = "Ferry crews in Kenya are at risk of abduction by the league of the upper river."
PARTS = {
    "Background": "The league seized forty boats in January and burned the landing stage at "
    "Orul. Since then at least 212 crew members have fled to the islands, where the market "
    "women feed them.",
    "Analysis": "Nobody has been tried for the raids. The league counts on that, and its men "
    "have begun to wear the scarves by which the crews know them.",
    "Necessary Action": "The harbour police must return every boat before the rains. A judge "
    "should hear the crews on the islands.",
}
ROWS = (("District", "Crews", "Counted by"), ("Orul", "140", "Elders"), ("Senda", "72", "Nurses"))
TYPES = [
    SectionType.SUMMARY,
    SectionType.BACKGROUND,
    SectionType.ANALYSIS,
    SectionType.NECESSARY_ACTION,
]
TITLE, LEVEL, UPDATED = "Kenya", "Populations at Risk: Imminent Risk", "Last Updated: 15 May 2019"


class WordCounter:
    """Counts words for tokens: how passages are cut does not matter here."""

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def read(path: Path) -> Briefing:
    (briefing,) = read_briefings(path, {}, WordCounter(), Settings())
    return briefing


def section_texts(briefing: Briefing) -> dict[SectionType, str]:
    return {
        section.type: " ".join(briefing.text[section.start : section.end].split())
        for section in briefing.sections
    }


def quotes(briefing: Briefing) -> list[str]:
    return [briefing.text[each.start : each.end] for each in briefing.sentences]


def assert_is_the_briefing(briefing: Briefing) -> None:
    assert briefing.countries == ("KEN",)
    assert briefing.level is Level.IMMINENT_RISK
    assert briefing.edition_date.iso == "2019-05-15"
    assert briefing.slug == "gcr2p-kenya-2019-05-15"
    assert [s.type for s in briefing.sections if s.type is not SectionType.OTHER] == TYPES
    texts = section_texts(briefing)
    assert SUMMARY in texts[SectionType.SUMMARY]
    for kind, text in zip(TYPES[1:], PARTS.values(), strict=True):
        assert texts[kind].startswith(text)
    expected = [
        s for text in (SUMMARY, *PARTS.values()) for s in text.replace(". ", ".|").split("|")
    ]
    assert [quote for quote in quotes(briefing) if quote in expected] == expected
    assert TITLE not in quotes(briefing)


def test_docx_with_headings_in_the_line(tmp_path: Path) -> None:
    document = docx.Document()
    for line in (LEVEL, TITLE, SUMMARY):
        document.add_paragraph(line)
    for heading, text in PARTS.items():
        document.add_paragraph(f"{heading.upper()}: {text}")
    document.add_paragraph(UPDATED)
    document.save(str(tmp_path / "kenya.docx"))

    assert_is_the_briefing(read(tmp_path / "kenya.docx"))


def test_docx_of_the_newer_layout_with_heading_styles_and_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for line in ("15 May 2019", "Risk Level: Imminent Risk", SUMMARY):
        document.add_paragraph(line)
    for heading, text in PARTS.items():
        document.add_heading(heading, 1)
        document.add_paragraph(text)
        if heading == "Background":
            table = document.add_table(rows=3, cols=3)
            for cell, words in zip(table._cells, sum(ROWS, ()), strict=True):
                cell.text = words
    document.save(str(tmp_path / "kenya.docx"))

    briefing = read(tmp_path / "kenya.docx")

    assert_is_the_briefing(briefing)
    assert section_texts(briefing)[SectionType.BACKGROUND].endswith(
        "District | Crews | Counted by Orul | 140 | Elders Senda | 72 | Nurses"
    )
    assert "15 May 2019" not in quotes(briefing)


def html(body: str) -> str:
    navigation = "<nav><ul><li>About us</li><li>Crises</li></ul></nav>"
    footer = "<footer><p>Subscribe to our newsletter.</p></footer>"
    return (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head>"
        f"<body>{navigation}<main>{body}</main>{footer}</body></html>"
    )


def test_html_with_headings_in_the_line(tmp_path: Path) -> None:
    lines = [LEVEL, TITLE, SUMMARY, *(f"{key.upper()}: {text}" for key, text in PARTS.items())]
    body = "".join(f"<p>{line}</p>" for line in (*lines, UPDATED))
    (tmp_path / "kenya.html").write_text(html(body), encoding="utf-8")

    briefing = read(tmp_path / "kenya.html")

    assert_is_the_briefing(briefing)
    assert "newsletter" not in briefing.text
    assert "About us" not in briefing.text


def test_html_of_the_newer_layout_with_headings_and_a_table(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    parts = "".join(
        f"<h2>{heading}</h2><p>{text}</p>{f'<table>{rows}</table>' * (heading == 'Background')}"
        for heading, text in PARTS.items()
    )
    body = f"<h1>{TITLE}</h1><p>15 May 2019</p><p>Risk Level: Imminent Risk</p><p>{SUMMARY}</p>"
    (tmp_path / "kenya.html").write_text(html(body + parts), encoding="utf-8")

    briefing = read(tmp_path / "kenya.html")

    assert_is_the_briefing(briefing)
    assert "Orul | 140 | Elders" in section_texts(briefing)[SectionType.BACKGROUND]


def test_pdf_in_one_column(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "kenya.pdf")
    width = PAGE_WIDTH - 2 * MARGIN
    y = PAGE_HEIGHT - 80
    draw_text(canvas, LEVEL, MARGIN, y)
    draw_text(canvas, TITLE, MARGIN, y - 24, 16)
    y -= 48
    for heading, text in {"": SUMMARY, **PARTS, "end": UPDATED}.items():
        if heading in PARTS:
            draw_text(canvas, heading.upper(), MARGIN, y)
            y -= LEADING
        for line in wrap([text], width):
            draw_line(canvas, line, MARGIN, y, width)
            y -= LEADING
        y -= 8
    canvas.save()

    assert_is_the_briefing(read(tmp_path / "kenya.pdf"))


@pytest.mark.parametrize("order", ["story", "rows"])
@pytest.mark.parametrize("lefts", [(50, 210, 370), (50, 180, 280), (50, 320, 450)])
def test_pdf_in_two_columns_with_a_table_as_wide_as_the_page(
    tmp_path: Path, order: str, lefts: tuple[int, ...]
) -> None:
    canvas = new_pdf(tmp_path / "kenya.pdf")
    y = PAGE_HEIGHT - 80
    draw_text(canvas, LEVEL, MARGIN, y)
    draw_text(canvas, TITLE, MARGIN, y - 24, 16)
    background, analysis, action = (f"{heading.upper()}: {text}" for heading, text in PARTS.items())
    y = draw_columns(canvas, (SUMMARY, background), y - 60, order) - 20
    canvas.setFont(FONT, SIZE)
    for row in ROWS:
        for left, cell in zip(lefts, row, strict=True):
            canvas.drawString(left, y, cell)
        y -= LEADING
    draw_columns(canvas, (analysis, action, UPDATED), y - 20, order)
    canvas.save()

    briefing = read(tmp_path / "kenya.pdf")

    assert_is_the_briefing(briefing)
    background_text = section_texts(briefing)[SectionType.BACKGROUND]
    for row in ROWS:
        assert " ".join(row) in background_text
