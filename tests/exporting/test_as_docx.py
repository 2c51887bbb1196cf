from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from assistant.exporting.as_docx import to_docx
from assistant.exporting.document import Bullet, Heading, Paragraph, Table
from assistant.exporting.texts import shown
from tests.exporting.documents import HOSTILE, WHOLE, citation, document


def reopened(docx: bytes) -> WordDocument:
    return Document(BytesIO(docx))


def test_document_has_title_headings_lists_and_endnotes() -> None:
    paragraphs = [
        (each.style.name, each.text) for each in reopened(to_docx(WHOLE)).paragraphs if each.style
    ]

    assert paragraphs[:5] == [
        ("Title", "Mali & neighbours"),
        ("Subtitle", "A brief"),
        ("Notice", "The edition is 7 years old."),
        ("Heading 1", "Level"),
        ("Normal", "Serious Concern1."),
    ]
    assert ("List Bullet", "Others stayed2, 3") in paragraphs
    assert ("Heading 1", "Endnotes") in paragraphs
    assert paragraphs[-3][1].startswith("1.\tThe Centre, Mali, edition of 15 May 2019")
    assert paragraphs[-3][1].endswith("https://example.org/mali Accessed 24 November 2026.")


def test_marks_are_raised_and_link_to_their_endnotes() -> None:
    body = reopened(to_docx(WHOLE)).element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    raised = [
        each for each in body.iter(qn("w:vertAlign")) if each.get(qn("w:val")) == "superscript"
    ]

    assert [each for each in anchors if each][:3] == ["note1", "note1", "note2"]
    assert bookmarks == ["note1", "note2", "note3"]
    assert len(raised) >= 6


def test_only_web_addresses_become_links() -> None:
    relations = reopened(to_docx(WHOLE)).part.rels.values()

    assert [each.target_ref for each in relations if each.is_external] == [
        "https://example.org/mali"
    ]


def test_hostile_text_stays_text() -> None:
    hostile = document(
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Bullet("x" * 5000),
        Table((HOSTILE,), ((HOSTILE,),)),
        citations=(citation(1, HOSTILE, HOSTILE),),
    )
    word = reopened(to_docx(replace(hostile, title=HOSTILE)))

    assert word.paragraphs[0].text == shown(HOSTILE)
    assert word.tables[0].rows[1].cells[0].text == shown(HOSTILE)


def test_arabic_paragraph_reads_from_the_right() -> None:
    body = reopened(to_docx(document(Paragraph("السكان المدنيون في خطر")))).element.body

    assert len(list(body.iter(qn("w:bidi")))) == len(list(body.iter(qn("w:rtl")))) == 1


def test_page_is_a4_and_numbered() -> None:
    section = reopened(to_docx(WHOLE)).sections[0]
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]

    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert fields == ["PAGE", "NUMPAGES"]


def test_same_document_gives_the_same_bytes() -> None:
    assert to_docx(WHOLE) == to_docx(WHOLE)
    with ZipFile(BytesIO(to_docx(WHOLE))) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}


def test_document_without_anything_is_a_document() -> None:
    assert reopened(to_docx(document())).paragraphs[0].text == "Mali"
