"""POST /v1/briefings/from-url: off by default; then a document of a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.rate_limits import quota_name
from assistant.api.routes.url_briefings import router
from assistant.api.schemas import FileResultOut
from assistant.api.security import needed_scope
from assistant.api.service import ApiService
from assistant.api.workers import MAX_FETCHES_AT_ONCE
from assistant.library.keys import Scope
from assistant.library.library import Library
from assistant.settings import FetchSettings, Settings
from ingest.fetching.fetcher import Fetcher
from ingest.pipeline import ingest_file
from tests.api.fakes import Stage
from tests.ingest.fetching.canary import (
    NAMES,
    Canary,
    Names,
    allow_canary,
    audited_sockets,
    moved,
    reply,
    running_canary,
    url_at,
)
from tests.library.fakes import HashingEmbedder

PATH = "/v1/briefings/from-url"
MARKDOWN = b"""---
title: "Freedonia: Populations at Risk"
date: 2020-02-03
country: Chad
url: https://elsewhere.example/not-mine
retrieved_at: 1999-01-01
---

In January 2020 raiders on motorcycles burned the granaries of Ardeb and drove 4,310 people away.

The government sent two companies of gendarmes to the district in response.
"""


@pytest.fixture
def canary() -> Iterator[Canary]:
    with running_canary() as canary:
        yield canary


def _fetcher(canary: Canary) -> Fetcher:
    limits = FetchSettings(ports=f"80,{canary.port}", timeout_seconds=5)
    return Fetcher(limits, 1, resolve=Names(NAMES), judge=allow_canary)


def _client(service: ApiService) -> TestClient:
    return TestClient(create_app(service, extra_hosts=["testserver"]))


def test_off_by_default_and_the_refusal_says_how_to_turn_it_on(
    client: TestClient, canary: Canary
) -> None:
    refused = client.post(PATH, json={"url": f"http://127.0.0.1:{canary.port}/"})

    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"
    assert "R2P_FETCH__ALLOW_URLS=true" in refused.json()["detail"]
    assert canary.connections == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"url": ""}, 422), ({"url": "http://a/", "dat": "2020"}, 422),
     ({"url": "http://a/", "date": "May"}, 422), ({"url": "http://a/" + "a" * 2000}, 422)],
)  # fmt: skip
def test_a_body_that_cannot_be_used_is_a_problem(
    client: TestClient, body: dict[str, str], status: int
) -> None:
    assert client.post(PATH, json=body).status_code == status


def test_another_media_type_is_refused(client: TestClient) -> None:
    assert client.post(PATH, data={"url": "http://a/"}).status_code == 415


def test_a_fetched_document_is_ingested_as_an_upload_is(canary: Canary, tmp_path: Path) -> None:
    canary.lines["/old?key=1"] = moved("/raid.md")
    canary.lines["/raid.md"] = reply(MARKDOWN, "Content-Type: text/plain")
    body = {"url": url_at(canary, "/old?key=1"), "slug": "chad-raid", "sample": True}
    settings = Settings(data_dir=tmp_path)
    with (
        Library.open(settings, "test", embedder=HashingEmbedder()) as library,
        _client(_on(library, settings, canary)) as client,
    ):
        first, again = (client.post(PATH, json=body).json()["results"] for _ in range(2))
        edition = client.get("/v1/briefings/chad-raid").json()

    (result,), (repeated,) = first, again
    assert (result["status"], result["file_name"]) == ("added", "raid.md")
    assert repeated["status"] == "unchanged"
    assert edition["countries"] == ["TCD"]
    assert edition["is_sample"]
    # Neither may the document name another's address as its own, nor say when it was fetched.
    assert edition["url"] == url_at(canary, "/raid.md")
    assert edition["retrieved_at"].startswith("20")


def _on(library: Library, settings: Settings, canary: Canary) -> ApiService:
    def ingest_upload(path: Path, fields: dict[str, str]) -> list[FileResultOut]:
        results = ingest_file(path, {**fields, "file": fields["file_name"]}, library, settings)
        library.publish()
        return [FileResultOut(**asdict(result)) for result in results]

    service = Stage().service_on(library)
    return replace(service, ingest_upload=ingest_upload, fetch_url=_fetcher(canary).fetch)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://10.0.0.1/", "a private network"),
        ("http://intranet.example/", "a private network"),
        ("http://[::ffff:127.0.0.1]/", "written as IPv6"),
        ("http://user:word@docs.example/", "user name"),
        ("ftp://docs.example/", "Only http and https"),
        ("http://docs.example:22/", "R2P_FETCH__PORTS"),
    ],
)
def test_a_hostile_url_is_a_problem_and_nothing_is_sent(
    stage: Stage, canary: Canary, url: str, reason: str
) -> None:
    service = replace(stage.service(), fetch_url=_fetcher(canary).fetch)
    with _client(service) as client, audited_sockets() as calls:
        refused = client.post(PATH, json={"url": url})

    problem = refused.json()
    assert (refused.status_code, problem["title"]) == (422, "URL refused")
    assert reason in problem["detail"]
    assert calls == []
    assert stage.ingest.calls == []


def test_a_document_that_does_not_come_is_a_failed_result(stage: Stage, canary: Canary) -> None:
    service = replace(stage.service(), fetch_url=_fetcher(canary).fetch)
    with _client(service) as client:
        failed = client.post(PATH, json={"url": url_at(canary, "/none?key=secret")})

    (result,) = failed.json()["results"]
    assert (failed.status_code, result["status"]) == (200, "failed")
    assert "404" in result["message"]
    assert "secret" not in failed.text
    assert stage.ingest.calls == []


def test_the_file_is_gone_afterwards_and_the_hints_were_handed_on(
    stage: Stage, canary: Canary
) -> None:
    canary.lines["/raid.md"] = reply(MARKDOWN, "Content-Type: text/plain")
    service = replace(stage.service(), fetch_url=_fetcher(canary).fetch)
    with _client(service) as client:
        client.post(PATH, json={"url": url_at(canary, "/raid.md"), "country": " Chad\n"})

    ((path, content, hints),) = stage.ingest.calls
    assert content == MARKDOWN
    assert not path.exists()
    assert hints.pop("retrieved_at")
    assert hints == {
        "country": "Chad",
        "file_name": "raid.md",
        "url": url_at(canary, "/raid.md"),
    }


def test_an_upload_may_say_that_the_command_fetched_it(client: TestClient, stage: Stage) -> None:
    said = {"url": "https://docs.example/", "retrieved_at": "2026-11-24T09:30:00+00:00"}
    taken = client.post("/v1/briefings", files={"files": ("a.md", b"Mali")}, data=said)
    refused = client.post(
        "/v1/briefings", files={"files": ("a.md", b"Mali")}, data={"retrieved_at": "today"}
    )

    assert (taken.status_code, refused.status_code) == (200, 422)
    ((_, _, hints),) = stage.ingest.calls
    assert hints == {**said, "file_name": "a.md"}


def test_more_fetches_than_there_are_places_are_turned_away(stage: Stage, canary: Canary) -> None:
    async def crowd(_url: str, _folder: Path) -> Any:  # noqa: ANN401 - never returns
        raise AssertionError("no place was free")

    service = replace(stage.service(), fetch_url=crowd)
    app = create_app(service, extra_hosts=["testserver"])
    turnstile = app.state.context.workers.fetches
    places = [turnstile.enter() for _ in range(MAX_FETCHES_AT_ONCE)]
    for place in places:
        place.__enter__()

    full = TestClient(app).post(PATH, json={"url": url_at(canary)})

    assert full.status_code == 503
    assert full.headers["retry-after"] == "30"


def test_it_takes_the_right_to_ingest_and_counts_as_an_upload() -> None:
    assert [route.path for route in router.routes] == [PATH]  # type: ignore[attr-defined]
    assert needed_scope("POST", PATH) is Scope.INGEST
    assert quota_name("POST", PATH) == "ingests"
