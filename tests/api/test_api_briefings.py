from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from assistant.api.uploads import display_name
from assistant.errors import LibraryError, UnreadableFile
from tests.api.fakes import TEXT, Stage, make_card

OLD = make_card("mali-2018", day=date(2018, 1, 1), is_newest=False)
NEW = make_card("mali-2019")
CHAD = make_card("chad-2020", "Chad", ("TCD",), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["chad-2020", "mali-2019", "mali-2018"]),
        ("?country=MLI", ["mali-2019", "mali-2018"]),
        ("?newest=true", ["chad-2020", "mali-2019"]),
        ("?series_id=gcr2p-mali&newest=true", ["mali-2019"]),
        ("?country=FRA", []),
    ],
)
def test_editions_are_listed_by_series_newest_first_and_filtered(
    client: TestClient, stage: Stage, query: str, expected: list[str]
) -> None:
    stage.library.cards = [OLD, NEW, CHAD]
    listed = client.get(f"/v1/briefings{query}").json()
    assert [briefing["id"] for briefing in listed["briefings"]] == expected
    assert ("MLI" in listed["country_names"]) == any("mali" in name for name in expected)


def test_an_edition_comes_with_its_text_and_spans(client: TestClient) -> None:
    edition = client.get("/v1/briefings/mali-2019-05-15").json()
    assert edition["text"] == TEXT
    spans = [TEXT[span["start"] : span["end"]] for span in edition["sentences"]]
    assert " ".join(spans) == TEXT


def test_an_unknown_edition_is_a_404_problem(client: TestClient) -> None:
    response = client.get("/v1/briefings/none")
    assert (response.status_code, response.json()["title"]) == (404, "Briefing not found")


def test_each_uploaded_file_is_stored_under_a_name_of_ours_and_deleted(
    client: TestClient, stage: Stage
) -> None:
    files = [("files", ("../../etc/one.TXT", b"first")), ("files", ("two.pdf", b"second"))]
    response = client.post("/v1/briefings", files=files)
    assert response.status_code == 200
    results = response.json()["results"]
    assert [result["file_name"] for result in results] == ["one.TXT", "two.pdf"]
    (first, content, hints), (second, _, _) = stage.ingest.calls
    assert (content, hints) == (b"first", {"file_name": "one.TXT"})
    assert (first.suffix, second.suffix) == (".txt", ".pdf")
    assert "one" not in first.name
    assert not first.exists()
    assert not first.parent.exists()


@pytest.mark.parametrize("error", [UnreadableFile("It is a scan."), ValueError("secret")])
def test_a_file_that_fails_does_not_fail_the_others(
    client: TestClient, stage: Stage, error: Exception
) -> None:
    stage.ingest.error = error
    files = [("files", ("bad.pdf", b"bad")), ("files", ("good.txt", b"good"))]
    response = client.post("/v1/briefings", files=files)
    assert response.status_code == 200
    failed, added = response.json()["results"]
    assert (failed["status"], added["status"]) == ("failed", "added")
    assert (failed["message"] == "It is a scan.") == isinstance(error, UnreadableFile)
    assert "secret" not in response.text


def test_a_library_that_fails_is_a_problem_of_the_whole_upload(
    client: TestClient, stage: Stage
) -> None:
    stage.ingest.error = LibraryError("The disk is full.")
    response = client.post("/v1/briefings", files={"files": ("a.txt", b"bad")})
    assert (response.status_code, response.json()["detail"]) == (503, "The disk is full.")


def test_form_fields_go_with_a_single_file(client: TestClient, stage: Stage) -> None:
    fields = {
        "title": " Chad\n page ",
        "date": "2020-01",
        "country": "TCD",
        "level": "Imminent Risk",
        "publisher": " ",
    }
    response = client.post("/v1/briefings", files={"files": ("a.txt", b"x")}, data=fields)
    assert response.status_code == 200
    assert stage.ingest.calls[0][2] == {
        "title": "Chad page",
        "date": "2020-01",
        "country": "TCD",
        "level": "Imminent Risk",
        "file_name": "a.txt",
    }


def test_form_fields_with_several_files_are_refused(client: TestClient, stage: Stage) -> None:
    files = [("files", ("a.txt", b"x")), ("files", ("b.txt", b"y"))]
    response = client.post("/v1/briefings", files=files, data={"title": "Chad"})
    assert response.status_code == 422
    assert "title" in response.json()["detail"]
    assert stage.ingest.calls == []


@pytest.mark.parametrize("fields", [{"date": "May 2019"}, {"url": "javascript:x"}, {"level": "?"}])
def test_a_field_of_the_wrong_form_is_named(client: TestClient, fields: dict[str, str]) -> None:
    response = client.post("/v1/briefings", files={"files": ("a.txt", b"x")}, data=fields)
    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][-1] in fields


def test_an_upload_without_files_is_a_422_problem(client: TestClient) -> None:
    response = client.post("/v1/briefings", files={"other": ("a.txt", b"x")})
    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", "files"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("page.txt", "page.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\page.docx", "page.docx"),
        ("a\x00b\u202etxt.exe", "abtxt.exe"),
        ("two\nlines.md", "twolines.md"),
        ("e\u0301dition.pdf", "\u00e9dition.pdf"),
        ("...", "upload"),
        ("", "upload"),
        (None, "upload"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_an_untrusted_file_name_is_made_safe_to_show(raw: str | None, shown: str) -> None:
    assert display_name(raw) == shown


def test_messages_name_the_file_as_its_sender_knows_it(client: TestClient, stage: Stage) -> None:
    class NamesItsPath(UnreadableFile):
        def __str__(self) -> str:
            return f"{stage.ingest.calls[-1][0].name} is empty."

    stage.ingest.error = NamesItsPath()
    response = client.post("/v1/briefings", files={"files": ("notes.txt", b"bad")})
    assert response.json()["results"][0]["message"] == "notes.txt is empty."
