"""Briefs and answers as JSON and as files."""

from __future__ import annotations

import re
from io import BytesIO

import httpx2
import pytest
from docx import Document
from pypdf import PdfReader

from assistant.api.negotiation import preferred
from assistant.api.schemas import BriefOut

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BEGINNINGS = {"md": b"# ", "docx": b"PK", "pdf": b"%PDF-"}


def _text_of(content: bytes, suffix: str) -> str:
    if suffix == "docx":
        return "\n".join(each.text for each in Document(BytesIO(content)).paragraphs)
    if suffix == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode()


def test_every_mark_of_a_brief_points_at_a_verbatim_quote(editions: httpx2.Client) -> None:
    reply = editions.post("/v1/briefs", json={"country": "MLI"})
    found = BriefOut.model_validate(reply.json())
    lines = [line for part in found.parts for line in part.lines]
    assert found.name == "Mali"
    assert any(line.citations for line in lines)
    texts: dict[str, str] = {}
    for line in lines:
        assert {int(mark) for mark in re.findall(r"\[(\d+)\]", line.text)} == {
            citation.number for citation in line.citations
        }
        for citation in line.citations:
            if citation.briefing_id not in texts:
                edition = editions.get(f"/v1/briefings/{citation.briefing_id}").json()
                texts[citation.briefing_id] = edition["text"]
            stored = texts[citation.briefing_id]
            assert stored[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("accept", "media_type", "suffix"),
    [
        ("text/markdown", "text/markdown", "md"),
        (DOCX, DOCX, "docx"),
        ("application/pdf;q=0.9, text/html", "application/pdf", "pdf"),
    ],
)
def test_the_accept_header_chooses_the_file(
    editions: httpx2.Client, accept: str, media_type: str, suffix: str
) -> None:
    reply = editions.post("/v1/briefs", json={"country": "MLI"}, headers={"accept": accept})
    assert reply.status_code == 200
    assert reply.headers["content-type"].partition(";")[0] == media_type
    name = f"brief-mali-2026-11-24.{suffix}"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert reply.content.startswith(BEGINNINGS[suffix])
    assert "Mali" in _text_of(reply.content, suffix)


def test_the_format_field_wins_over_the_header(editions: httpx2.Client) -> None:
    wanted = {"country": "MLI", "as_of": "2014-01-01", "format": "markdown"}
    reply = editions.post("/v1/briefs", json=wanted, headers={"accept": "application/pdf"})
    assert reply.headers["content-type"].startswith("text/markdown")
    assert "brief-mali-2014-01-01.md" in reply.headers["content-disposition"]
    assert "edition of April 2013" in reply.text
    assert "edition of 15 May 2019" not in reply.text


@pytest.mark.parametrize(
    ("body", "accept", "status", "said"),
    [
        ({"country": "FRA"}, "*/*", 404, "says nothing about the risk"),
        ({"country": "MLI", "as_of": "2001-01-01"}, "*/*", 404, "April 2013"),
        ({"country": "QQQ"}, "*/*", 422, "no country code"),
        ({"country": "MLI", "format": "odt"}, "*/*", 422, "see `errors`"),
        ({"country": "MLI", "asof": "2019"}, "*/*", 422, "see `errors`"),
        ({}, "*/*", 422, "see `errors`"),
        ({"country": "MLI"}, "image/png", 406, "application/pdf"),
        ({"country": "MLI"}, "application/pdf;q=0", 406, "application/pdf"),
    ],
)
def test_a_brief_that_cannot_be_written_is_a_problem(
    editions: httpx2.Client, body: dict[str, str], accept: str, status: int, said: str
) -> None:
    response = editions.post("/v1/briefs", json=body, headers={"accept": accept})
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, said in response.json()["detail"]) == (status, True), (
        response.text
    )


@pytest.mark.parametrize(
    ("wanted", "suffix"), [("markdown", "md"), ("docx", "docx"), ("pdf", "pdf")]
)
def test_a_stored_answer_is_exported_with_its_quote_as_endnote(
    editions: httpx2.Client, wanted: str, suffix: str
) -> None:
    reply = editions.get(f"/v1/answers/kept/export?format={wanted}")
    assert reply.status_code == 200
    assert f'"answer-2024-01-02-kept.{suffix}"' in reply.headers["content-disposition"]
    text = _text_of(reply.content, suffix).replace("\\", "")
    assert "What of <b>Mali</b>?" in text
    assert "Herders fled the valley in May." in text
    assert "Endnotes" in text


@pytest.mark.parametrize(
    ("path", "status"), [("kept/export?format=odt", 422), ("none/export?format=pdf", 404)]
)
def test_an_export_that_cannot_be_made_is_a_problem(
    editions: httpx2.Client, path: str, status: int
) -> None:
    response = editions.get(f"/v1/answers/{path}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "a/json"),
        ("*/*", "a/json"),
        ("b/pdf", "b/pdf"),
        ("a/*;q=0.1, b/pdf", "b/pdf"),
        ("*/*, a/json;q=0", "b/pdf"),
        ("b/*", "b/pdf"),
        ("c/png", None),
        ("a/json;q=nonsense", "a/json"),
    ],
)
def test_the_most_wanted_media_type_is_chosen(accept: str, expected: str | None) -> None:
    assert preferred(accept, ["a/json", "b/pdf"]) == expected
