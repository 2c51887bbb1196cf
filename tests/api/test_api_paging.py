from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.paging import page_of
from assistant.domain import BriefingCard
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.pipeline import ingest_file
from tests.api.fakes import MemoryLibrary, Stage, make_answer, make_card
from tests.library.fakes import HashingEmbedder

FIRST = date(2019, 1, 1)


def card(number: int, subject: str = "Mali") -> BriefingCard:
    name = f"{subject.lower()}-{number:03}"
    return make_card(name, subject, ("MLI",), FIRST + timedelta(days=number))


def ids(listed: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["id"] for each in listed["briefings"]]


def pages(client: TestClient, path: str) -> Iterator[list[str]]:
    """Follow the Link header to the end."""
    while path:
        response = client.get(path)
        assert response.status_code == 200
        yield ids(response.json())
        link = response.headers.get("link", "")
        assert bool(link) == bool(response.json()["next_cursor"])
        path = link.removeprefix("<").removesuffix('>; rel="next"')


def test_without_a_limit_the_list_comes_whole(client: TestClient, stage: Stage) -> None:
    stage.library.cards = [card(number) for number in range(700)]
    listed = client.get("/v1/briefings").json()
    assert len(listed["briefings"]) == 700
    assert listed["next_cursor"] is None


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 500])
def test_pages_put_together_are_the_list(client: TestClient, stage: Stage, limit: int) -> None:
    stage.library.cards = [card(n, subject) for subject in ("Mali", "Chad") for n in range(3)]
    whole = ids(client.get("/v1/briefings").json())
    paged = list(pages(client, f"/v1/briefings?limit={limit}"))
    assert [each for page in paged for each in page] == whole
    assert all(len(page) == limit for page in paged[:-1])


def test_a_filter_goes_along_and_another_one_is_refused(client: TestClient, stage: Stage) -> None:
    stage.library.cards = [card(n, subject) for subject in ("Mali", "Chad") for n in range(3)]
    paged = list(pages(client, "/v1/briefings?series_id=gcr2p-mali&limit=2"))
    assert paged == [["mali-002", "mali-001"], ["mali-000"]]
    cursor = client.get("/v1/briefings?series_id=gcr2p-mali&limit=2").json()["next_cursor"]
    response = client.get(f"/v1/briefings?limit=2&cursor={cursor}")
    assert response.status_code == 422
    assert "other filters" in response.json()["detail"]


def test_what_is_added_and_removed_meanwhile_neither_repeats_nor_hides(
    client: TestClient, stage: Stage
) -> None:
    stage.library.cards = [card(n) for n in (10, 20, 30, 40)]
    first = client.get("/v1/briefings?limit=2").json()
    assert ids(first) == ["mali-040", "mali-030"]
    stage.library.cards = [card(n) for n in (5, 10, 20, 25, 35, 50)]  # 30 itself is gone
    rest = client.get(f"/v1/briefings?limit=9&cursor={first['next_cursor']}").json()
    assert ids(rest) == ["mali-025", "mali-020", "mali-010", "mali-005"]


@given(
    st.sets(st.integers(0, 30), min_size=1),
    st.sets(st.integers(0, 30)),
    st.integers(1, 5),
)
def test_an_entry_that_stays_is_seen_once_whatever_comes_and_goes(
    before: set[int], after: set[int], limit: int
) -> None:
    def listed(numbers: set[int]) -> list[BriefingCard]:
        return [card(number) for number in sorted(numbers, reverse=True)]

    seen, cursor = page_of(listed(before), None, limit, "f")
    while cursor is not None:
        page, cursor = page_of(listed(after), cursor, limit, "f")
        seen += page
    names = [each.id for each in seen]
    assert len(names) == len(set(names))
    if len(before) > limit:  # one page shows all of a short list, and nobody asks for more
        assert {card(number).id for number in before & after} <= set(names)


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "!!!!", "mali-001", "%00", "é", _encoded([]), _encoded({"series": "x"}), "A" * 1999],
)
def test_a_bad_cursor_is_a_422_problem(client: TestClient, cursor: str) -> None:
    response = client.get("/v1/briefings", params={"limit": 1, "cursor": cursor})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert "next_cursor" in response.json()["detail"]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=501", "limit=x", "cursor=" + "A" * 2001]
)
def test_what_is_out_of_bounds_is_named(client: TestClient, query: str) -> None:
    response = client.get(f"/v1/briefings?{query}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["query", query.partition("=")[0]]


# Removing an edition


def test_an_edition_is_removed_and_then_unknown(client: TestClient, stage: Stage) -> None:
    response = client.delete("/v1/briefings/mali-2019-05-15")
    assert (response.status_code, response.content) == (204, b"")
    assert stage.library.cards == []
    for method in ("GET", "DELETE"):
        again = client.request(method, "/v1/briefings/mali-2019-05-15")
        assert (again.status_code, again.json()["title"]) == (404, "Briefing not found")


def test_removing_waits_for_what_is_taken_in() -> None:
    seen: list[int] = []
    stage = Stage()

    class Watched(MemoryLibrary):
        def remove(self, briefing_id: str) -> None:
            seen.append(len(stage.ingest.calls))
            super().remove(briefing_id)

    stage.library = Watched()
    with TestClient(create_app(stage.service(), ["testserver"])) as client:
        stage.ingest.seconds = 0.1
        upload = [("files", (f"{n}.txt", b"x")) for n in range(2)]
        client.post("/v1/briefings", files=upload, headers={"Prefer": "respond-async"})
        assert client.delete("/v1/briefings/mali-2019-05-15").status_code == 204
    assert stage.ingest.most_at_once == 1
    assert seen


def test_answers_that_cite_a_removed_edition_stay_readable(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    samples = Path(str(files("ingest") / "samples"))
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        for name in ("sample-mali-2013-04.md", "sample-mali-2019-05-15.md"):
            ingest_file(samples / name, {"file": name}, library, settings)
        library.publish()
        library.store_answer(make_answer("Who fled?", "kept"))
        app = create_app(Stage().service_on(library), ["testserver"])
        with TestClient(app) as client:
            before = client.get("/v1/briefings").json()["briefings"]
            newest = next(each for each in before if each["is_newest"])
            answer = client.get("/v1/answers/kept").json()
            assert client.delete(f"/v1/briefings/{newest['id']}").status_code == 204
            left = client.get("/v1/briefings").json()["briefings"]
            assert [each["is_newest"] for each in left] == [True]
            assert client.get(f"/v1/briefings/{newest['id']}").status_code == 404
            assert client.get("/v1/answers/kept").json() == answer
            for wanted in ("markdown", "docx"):
                exported = client.get(f"/v1/answers/kept/export?format={wanted}")
                assert exported.status_code == 200
            assert client.get("/readyz").status_code == 200
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        assert [each.id for each in library.snapshot.cards] == [left[0]["id"]]
        assert library.check().is_healthy
