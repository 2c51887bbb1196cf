from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.loading import load_file

LIMITS = IngestSettings()


def lines(document: DocxDocument, path: Path) -> list[str]:
    document.save(str(path))
    return load_file(path, LIMITS).text.splitlines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "note.docx"


@pytest.fixture
def plain(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("The lake road is closed.")
    document.save(str(path))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load_file(path, LIMITS)
    return str(caught.value)


def test_headings_paragraphs_and_tables_keep_their_order(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Orland", 0)
    document.add_heading("Background", 1)
    document.add_paragraph("Boats were\ttaken.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Year", "Dead", "2023", "12"), strict=True):
        cell.text = text
    document.add_heading("Deep", 6)
    document.add_paragraph("#Stop, they wrote.", style="List Bullet")
    assert lines(document, path) == [
        "# Orland", "# Background", "Boats were taken.", "Year | Dead", "2023 | 12", "#### Deep",
        "\\#Stop, they wrote.",
    ]  # fmt: skip


def test_style_built_on_a_heading_is_a_heading(path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("House heading", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Analysis", style="House heading")
    assert lines(document, path) == ["## Analysis"]


def test_merged_cells_come_once_and_layout_tables_as_paragraphs(path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Across"
    table.cell(1, 0).text = "First paragraph of a long column. " * 12
    table.cell(1, 0).add_paragraph("Second paragraph.")
    table.cell(1, 1).text = "Beside."
    written = lines(document, path)
    assert written[0] == "Across"
    assert written[2:] == ["Second paragraph.", "Beside."]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_is_kept(path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kept ")
    hidden = paragraph.add_run("OBEY ")
    hidden.font.hidden = True
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>gone</w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>new</w:t></w:r></w:ins>"))
    assert lines(document, path) == ["Kept new"]


def test_text_in_content_controls_is_kept_and_contents_lists_are_not(path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Background .... 3", style="toc 1")
    inner = document.add_paragraph("Inside a control.")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    inner._p.addprevious(control)
    control.append(content)
    content.append(inner._p)
    assert control.getparent().tag == qn("w:body")
    assert lines(document, path) == ["Inside a control."]


@pytest.mark.parametrize(
    ("title", "kept"), [("Orland in May", "Orland in May"), ("Document1", None)]
)
def test_title_is_kept_where_somebody_gave_one(path: Path, title: str, kept: str | None) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph("Words.")
    document.save(str(path))
    assert load_file(path, LIMITS).title == kept


def test_truncated_docx_says_download_again(plain: Path) -> None:
    plain.write_bytes(plain.read_bytes()[: plain.stat().st_size // 2])
    message = refusal(plain)
    assert "cut off or damaged" in message
    assert "Download it again" in message


def test_zip_without_a_word_document_says_unpack_it(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "words")
    message = refusal(path)
    assert "without a Word document" in message
    assert "Unpack it" in message


def test_word_archive_without_its_parts_says_save_it_again(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "save it as DOCX again" in refusal(path)


def test_zip_bomb_is_refused_before_it_is_unpacked(plain: Path) -> None:
    with zipfile.ZipFile(plain, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/blank.bin", bytes(20 * 1024 * 1024))
    message = refusal(plain)
    assert "ZIP bomb: word/media/blank.bin" in message
    assert "save it as DOCX again" in message


def test_large_contents_are_refused_by_their_sum(plain: Path) -> None:
    block = os.urandom(20_000) + bytes(2_000_000)  # 1 to 90, as no single part of a bomb
    with zipfile.ZipFile(plain, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(160):
            archive.writestr(f"word/media/{number}.bin", block)
    limits = IngestSettings(max_file_megabytes=1024)
    with pytest.raises(UnreadableFile, match=r"would unpack to 3[01][0-9] MB; at most 300 MB"):
        load_file(plain, limits)


def test_archive_of_countless_parts_is_refused(plain: Path) -> None:
    with zipfile.ZipFile(plain, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"word/{number}", b"")
    assert "parts; at most 5000" in refusal(plain)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(plain: Path, tmp_path: Path, encoding: str) -> None:
    hostile = tmp_path / "hostile.docx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(hostile, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
                content = text.encode(encoding)
            target.writestr(member.filename, content)
    message = refusal(hostile)
    assert "declares a document type or entities in word/document.xml" in message
    assert "save it as DOCX again" in message


def test_protected_archive_says_remove_the_password(plain: Path) -> None:
    content = bytearray(plain.read_bytes())
    at = content.index(b"PK\x01\x02")  # the first entry of the central directory
    content[at + 8] |= 1
    plain.write_bytes(content)
    assert "password. Remove it" in refusal(plain)


def test_reading_leaves_the_file_as_it_was(plain: Path, tmp_path: Path) -> None:
    copy = shutil.copy(plain, tmp_path / "copy.docx")
    load_file(plain, LIMITS)
    assert plain.read_bytes() == Path(copy).read_bytes()
