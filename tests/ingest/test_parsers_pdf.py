from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.loading import load_file
from ingest.parsers.pdf import parse_pdf
from tests.ingest.pdf_pages import (
    COLUMN_WIDTH,
    FONT,
    GUTTER,
    LEADING,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIZE,
    draw_columns,
    draw_frame,
    draw_line,
    draw_text,
    new_pdf,
    wrap,
    write_simple_pdf,
)  # fmt: skip

LIMITS = IngestSettings()
HILLS = (
    "The militia of the eastern hills has attacked at least forty villages since the rains "
    "began, and its fighters took grain, cattle and boats from families that fled to the lake.",
    "Observers of the regional union counted 212 dead in March alone. They could not reach the "
    "island of Oru, where local doctors spoke of many more bur\xadied without any re\xadcord.",
    "The provincial government denies any part in the raids although two of its officers were "
    "seen at the camp. A court in the capital opened an inquiry that has named nobody so far.",
)
DELTA = (
    "In the delta the army bombed three markets during a single week of June and closed the "
    "only road by which traders could leave the town of Sefa.",
    "Health workers treated 95 wounded people, most of them women. Both sides accuse each other "
    "of firing first, and neither has let the monitors in.",
    "States should stop selling aircraft parts to the army. The council should send the "
    "monitors back with boats of their own before the next flood.",
)


def joined(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\xad\s*", "", text))


def sentences(paragraphs: tuple[str, ...]) -> list[str]:
    return [s for text in paragraphs for s in re.split(r"(?<=\.) ", joined(text))]


def write_monitor(path: Path, order: str, drop: float = 0.0) -> Path:
    """Write two pages of two countries each, in two columns with headings above them."""
    canvas = new_pdf(path)
    for number in (1, 2):
        draw_frame(canvas, number)
        top = PAGE_HEIGHT - 80
        for name, level, text in (
            ("Eastern Orland", "Current Crisis", HILLS),
            ("Delta of Sefa", "Imminent Risk", DELTA),
        ):
            draw_text(canvas, name, MARGIN, top, 16)
            draw_text(canvas, level, MARGIN, top - 18)
            top = draw_columns(canvas, text, top - 40, order, drop) - 20
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("drop", [0.0, 3.0, 6.0])
@pytest.mark.parametrize("order", ["story", "rows", "backwards"])
def test_two_columns_come_out_one_after_the_other(tmp_path: Path, order: str, drop: float) -> None:
    pages = parse_pdf(write_monitor(tmp_path / "m.pdf", order, drop), LIMITS).text.split("\f")
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        text = joined(page)
        expected = [
            "Watch Monitor",
            "Eastern Orland",
            "Current Crisis",
            *sentences(HILLS),
            "Delta of Sefa",
            "Imminent Risk",
            *sentences(DELTA),
            f"Issue 12, page {number}",
        ]
        assert text == " ".join(expected)


def test_drawing_order_alone_would_interleave_the_columns(tmp_path: Path) -> None:
    drawn = PdfReader(write_monitor(tmp_path / "m.pdf", "rows")).pages[0].extract_text()
    assert sum(sentence in joined(drawn) for sentence in sentences(HILLS)) <= 1


def test_heading_and_level_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    text = parse_pdf(write_monitor(tmp_path / "m.pdf", "rows"), LIMITS).text
    assert "\n\nDelta of Sefa\n\nImminent Risk\n\nIn the delta" in text


def test_sentence_runs_from_the_left_column_into_the_right_without_a_blank_line(
    tmp_path: Path,
) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    draw_columns(canvas, [" ".join(HILLS)], PAGE_HEIGHT - 80, "rows")
    canvas.save()
    assert "\n\n" not in parse_pdf(tmp_path / "m.pdf", LIMITS).text


def test_full_width_lines_part_the_columns_into_blocks(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    width = PAGE_WIDTH - 2 * MARGIN
    top = draw_columns(canvas, HILLS, PAGE_HEIGHT - 80, "rows")
    for number, line in enumerate(wrap([" ".join(DELTA)], width)):
        draw_line(canvas, line, MARGIN, top - 20 - number * LEADING, width)
    draw_columns(canvas, DELTA, top - 120, "rows")
    canvas.save()
    text = joined(parse_pdf(tmp_path / "m.pdf", LIMITS).text)
    assert text == " ".join(map(joined, (*HILLS, *DELTA, *DELTA)))


def test_columns_drawn_in_one_text_object_are_parted(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    text = canvas.beginText()
    text.setFont(FONT, SIZE)
    left, right = wrap(HILLS, COLUMN_WIDTH), wrap(DELTA, COLUMN_WIDTH)
    for number in range(max(len(left), len(right))):
        for lines, x in ((left, MARGIN), (right, MARGIN + COLUMN_WIDTH + GUTTER)):
            if number < len(lines):
                text.setTextOrigin(x, PAGE_HEIGHT - 80 - number * LEADING)
                text.textOut(lines[number].text)
    canvas.drawText(text)
    canvas.save()
    assert joined(parse_pdf(tmp_path / "m.pdf", LIMITS).text) == " ".join(
        map(joined, (*HILLS, *DELTA))
    )


@pytest.mark.parametrize("count", range(1, 7))
def test_short_right_column_of_the_last_page_comes_after_the_left_one(
    tmp_path: Path, count: int
) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    draw_columns(canvas, (*HILLS, *DELTA), PAGE_HEIGHT - 80, "story")
    canvas.showPage()
    left, right = wrap([*HILLS, *DELTA], COLUMN_WIDTH), wrap(HILLS, COLUMN_WIDTH)[:count]
    for lines, x in ((left, MARGIN), (right, MARGIN + COLUMN_WIDTH + GUTTER)):
        for number, line in enumerate(lines):
            draw_line(canvas, line, x, PAGE_HEIGHT - 80 - number * LEADING, COLUMN_WIDTH)
    canvas.save()
    last = parse_pdf(tmp_path / "m.pdf", LIMITS).text.split("\f")[1]
    assert last.split() == " ".join(line.text for line in (*left, *right)).split()


def test_rows_of_a_table_stay_rows(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    cells = [
        ("Displaced", "1,200"),
        ("Killed", "212"),
        ("Wounded", "95"),
        ("Camps", "7"),
        ("Fled", "4"),
    ]
    for number, (name, figure) in enumerate(cells):
        canvas.drawString(MARGIN, 700 - number * LEADING, name)
        canvas.drawString(MARGIN + 260, 700 - number * LEADING, figure)
    canvas.save()
    lines = parse_pdf(tmp_path / "m.pdf", LIMITS).text.splitlines()
    assert lines == [f"{name} {figure}" for name, figure in cells]


def test_words_drawn_one_by_one_are_parted_by_blanks(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    canvas.setFont(FONT, SIZE)
    x = MARGIN
    for word in HILLS[0].split()[:14]:
        canvas.drawString(x, 700, word)
        x += canvas.stringWidth(f"{word} ", FONT, SIZE)
    canvas.save()
    assert parse_pdf(tmp_path / "m.pdf", LIMITS).text == " ".join(HILLS[0].split()[:14])


def test_words_drawn_twice_for_bold_type_come_once(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    canvas.drawString(100, 700, "Eastern Orland")
    canvas.drawString(100.2, 700, "Eastern Orland")
    canvas.save()
    assert parse_pdf(tmp_path / "m.pdf", LIMITS).text == "Eastern Orland"


def test_text_inside_a_form_is_not_lost(tmp_path: Path) -> None:
    canvas = new_pdf(tmp_path / "m.pdf")
    canvas.beginForm("box")
    canvas.drawString(100, 600, "Words inside a form.")
    canvas.endForm()
    canvas.drawString(100, 700, "Words on the page.")
    canvas.doForm("box")
    canvas.save()
    text = parse_pdf(tmp_path / "m.pdf", LIMITS).text
    assert "Words inside a form." in text
    assert "Words on the page." in text


def test_pages_are_kept_apart_and_lines_are_hard_wrapped(tmp_path: Path) -> None:
    path = write_simple_pdf(tmp_path / "a.pdf", [["One."], ["Two."]], title="Orland in May")
    loaded = load_file(path, LIMITS)
    assert loaded.text == "One.\fTwo."
    assert loaded.is_hard_wrapped
    assert loaded.title == "Orland in May"
    assert loaded.warnings == ()


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - draft3.doc", "final.indd", ""])
def test_title_made_up_by_a_program_is_dropped(tmp_path: Path, title: str) -> None:
    assert parse_pdf(write_simple_pdf(tmp_path / "a.pdf", [["One."]], title), LIMITS).title is None


def test_encrypted_pdf_says_remove_the_password(tmp_path: Path) -> None:
    path = encrypt(write_simple_pdf(tmp_path / "a.pdf", [["Secret."]]), "open sesame")
    with pytest.raises(UnreadableFile, match=r"is encrypted\. Remove the password, .*qpdf"):
        load_file(path, LIMITS)


def test_pdf_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    path = encrypt(write_simple_pdf(tmp_path / "a.pdf", [["Not so secret."]]), "")
    assert load_file(path, LIMITS).text == "Not so secret."


def encrypt(path: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=path)
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(path)
    return path


def test_scanned_pdf_says_run_ocr(tmp_path: Path) -> None:
    path = write_simple_pdf(tmp_path / "scan.pdf", [[], []])
    with pytest.raises(UnreadableFile, match=r"any of its 2 pages.*`ocrmypdf scan\.pdf"):
        load_file(path, LIMITS)


def test_pages_without_text_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write_simple_pdf(tmp_path / "mixed.pdf", [["One."], [], ["Three."], []])
    loaded = load_file(path, LIMITS)
    assert loaded.text == "One.\f\fThree.\f"
    assert "pages 2, 4 of 4" in loaded.warnings[0]
    assert "ocrmypdf" in loaded.warnings[0]


def test_page_left_blank_on_purpose_is_no_scan(tmp_path: Path) -> None:
    path = write_simple_pdf(tmp_path / "a.pdf", [["One."]])
    writer = PdfWriter(clone_from=path)
    writer.add_blank_page()
    writer.write(path)
    assert load_file(path, LIMITS).warnings == ()


def test_too_many_pages_names_the_setting(tmp_path: Path) -> None:
    path = write_simple_pdf(tmp_path / "a.pdf", [["x"]] * 3)
    with pytest.raises(UnreadableFile, match=r"3 pages; at most 2.*Split it.*MAX_PDF_PAGES"):
        load_file(path, IngestSettings(max_pdf_pages=2))


def test_truncated_pdf_says_download_again(tmp_path: Path) -> None:
    path = write_monitor(tmp_path / "a.pdf", "story")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableFile, match=r"cut off: its end is missing. Download it again"):
        load_file(path, LIMITS)


def test_pdf_without_content_behind_its_mark_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"\x07junk" * 400 + b"\n%%EOF\n")
    with pytest.raises(UnreadableFile, match=r"damaged.*(Download it again|print it)"):
        load_file(path, LIMITS)
