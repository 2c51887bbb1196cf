from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from assistant.exporting.as_pdf import to_pdf
from assistant.exporting.document import Bullet, Heading, Paragraph, Table
from assistant.exporting.fonts import Typeface, load_typeface, machine_typeface
from tests.exporting.documents import HOSTILE, WHOLE, citation, document


@pytest.fixture(params=["packaged", "machine"])
def typeface(request: pytest.FixtureRequest) -> Typeface:
    return load_typeface({}) if request.param == "packaged" else machine_typeface()


def text_of(pdf: bytes) -> str:
    return " ".join(
        "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split()
    )


def targets(pdf: bytes) -> list[str]:
    annotations = [
        each.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for each in page.get("/Annots") or ()
    ]
    return [
        str(each["/A"]["/URI"]) for each in annotations if "/A" in each and "/URI" in each["/A"]
    ]


def test_document_has_its_texts_endnotes_and_page_numbers(typeface: Typeface) -> None:
    text = text_of(to_pdf(WHOLE, typeface))

    assert "Mali & neighbours A brief The edition is 7 years old. Level Serious" in text
    assert "The Centre, Mali, edition of 15 May 2019, section “background”." in text
    assert "Accessed 24 November 2026." in text
    assert "Page 1 of 1" in text


def test_page_is_a4_and_the_file_is_named(typeface: Typeface) -> None:
    pdf = PdfReader(BytesIO(to_pdf(WHOLE, typeface)))

    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Mali & neighbours"


def test_only_web_addresses_become_links(typeface: Typeface) -> None:
    assert targets(to_pdf(WHOLE, typeface)) == ["https://example.org/mali"]


def test_hostile_text_stays_text(typeface: Typeface) -> None:
    hostile = document(
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Bullet(HOSTILE),
        Table((HOSTILE,), ((HOSTILE,),)),
        citations=(citation(1, HOSTILE, HOSTILE),),
    )
    pdf = to_pdf(replace(hostile, title=HOSTILE), typeface)

    assert '<b>bold</b> &amp; <img src="http://x.test/y.png"/>' in text_of(pdf)
    assert targets(pdf) == []


@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph("x" * 9000),),
        (Bullet("word " * 9000),),
        (Table(("a", "b", "c"), (("word " * 5000, "b", "c"),)),),
        (Table((), ()),),
        (Paragraph(""), Bullet(" "), Heading("\x00")),
        tuple(Heading(f"Heading {number}") for number in range(120)),
    ],
)
def test_no_size_or_shape_of_text_stops_it(blocks: tuple[Paragraph, ...]) -> None:
    assert to_pdf(document(*blocks)).startswith(b"%PDF")


def test_character_that_no_font_has_is_replaced_and_that_is_said() -> None:
    text = text_of(to_pdf(document(Paragraph("Name: Жуков.")), load_typeface({})))

    assert "Name: ?????." in text
    assert "Characters that no font on the exporting machine has are shown as ?." in text


def test_same_document_gives_the_same_bytes(typeface: Typeface) -> None:
    assert to_pdf(WHOLE, typeface) == to_pdf(WHOLE, typeface)


def test_pages_are_counted() -> None:
    text = text_of(to_pdf(document(*[Paragraph("Many fled. " * 60)] * 12)))

    assert "Page 1 of 2" in text
    assert "Page 2 of 2" in text
