from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api import jobs as job_board
from assistant.api.job_requests import prefers_job
from assistant.api.schemas import FileResultOut
from assistant.errors import LibraryError
from tests.api.fakes import RecordingIngest, Stage
from tests.api.guarded import bearer, guarded

ASYNC = {"Prefer": "respond-async"}
SECONDS = 5


class GatedIngest(RecordingIngest):
    """Takes files in at once, or each when the test opens the gate for it."""

    gate: threading.Semaphore | None = None

    def __call__(self, path: Path, hints: dict[str, str]) -> list[FileResultOut]:
        assert self.gate is None or self.gate.acquire(timeout=SECONDS)
        return super().__call__(path, hints)


@pytest.fixture
def stage() -> Stage:
    return Stage(ingest=GatedIngest())


@pytest.fixture
def gate(stage: Stage) -> threading.Semaphore:
    """Keeps every file waiting until it is released once more."""
    assert isinstance(stage.ingest, GatedIngest)
    stage.ingest.gate = threading.Semaphore(0)
    return stage.ingest.gate


@pytest.fixture
def client(stage: Stage) -> Iterator[TestClient]:
    """An API that asks for keys; `begin` and `shown` send the loader's."""
    with guarded(stage) as client:
        client.headers.update(bearer("loader"))
        yield client


def begin(client: TestClient, *contents: bytes, **headers: str) -> str:
    files = [("files", (f"{number}.txt", each)) for number, each in enumerate(contents)]
    response = client.post("/v1/briefings", files=files, headers={**ASYNC, **headers})
    assert response.status_code == 202, response.text
    assert response.headers["location"] == f"/v1/jobs/{response.json()['id']}"
    return str(response.headers["location"])


def shown(client: TestClient, location: str, wanted: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - JSON
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        job = client.get(location).json()
        if wanted(job):
            return job
        time.sleep(0.01)
    return pytest.fail(f"the job stayed at {job}")


def files_done(number: int) -> Callable[[Any], bool]:
    return lambda job: bool(job["files_done"] == number)


def in_state(*states: str) -> Callable[[Any], bool]:
    return lambda job: job["state"] in states


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        (["respond-async"], True),
        (["Respond-Async, wait=10"], True),
        (["return=minimal", "respond-async; foo"], True),
        (["return=minimal"], False),
        (["x-respond-async"], False),
        ([""], False),
        ([], False),
    ],
)
def test_prefer_is_read_as_rfc_7240_has_it(prefer: list[str], *, expected: bool) -> None:
    assert prefers_job(prefer) == expected


def test_an_upload_is_answered_at_once_and_taken_in_behind_it(
    client: TestClient, stage: Stage, gate: threading.Semaphore
) -> None:
    response = client.post("/v1/briefings", files={"files": ("../a.txt", b"one")}, headers=ASYNC)
    assert response.status_code == 202
    assert response.headers["preference-applied"] == "respond-async"
    job = response.json()
    assert (job["state"], job["files_done"], job["files_total"]) == ("queued", 0, 1)
    location = response.headers["location"]
    running = shown(client, location, in_state("running"))
    assert (running["finished_at"], running["results"]) == (None, [])
    assert client.get(location).headers["retry-after"] == "2"
    gate.release()
    done = shown(client, location, in_state("done"))
    assert (done["files_done"], done["results"][0]["file_name"]) == (1, "a.txt")
    assert done["finished_at"] >= done["created_at"]
    assert "retry-after" not in client.get(location).headers
    ((path, content, hints),) = stage.ingest.calls
    assert (content, hints) == (b"one", {"file_name": "a.txt"})
    assert not path.exists()


def test_progress_and_results_come_file_by_file_and_a_bad_file_stops_none(
    client: TestClient, stage: Stage, gate: threading.Semaphore
) -> None:
    stage.ingest.error = ValueError("secret")
    location = begin(client, b"one", b"bad", b"three")
    for number, status in enumerate(("added", "failed", "added"), 1):
        gate.release()
        job = shown(client, location, files_done(number))
        assert job["results"][-1]["status"] == status
    assert "secret" not in str(job)
    assert shown(client, location, in_state("done"))["files_total"] == 3


def test_form_fields_go_with_a_job_too(client: TestClient, stage: Stage) -> None:
    response = client.post(
        "/v1/briefings",
        files={"files": ("a.txt", b"x")},
        data={"title": "Chad"},
        headers=ASYNC,
    )
    shown(client, response.headers["location"], in_state("done"))
    assert stage.ingest.calls[0][2] == {"title": "Chad", "file_name": "a.txt"}


def test_a_job_that_is_refused_is_refused_at_once(client: TestClient, stage: Stage) -> None:
    files = [("files", ("a.txt", b"x")), ("files", ("b.txt", b"y"))]
    response = client.post("/v1/briefings", files=files, data={"title": "T"}, headers=ASYNC)
    assert response.status_code == 422
    assert stage.ingest.calls == []


def test_a_library_that_fails_fails_the_job_and_says_why(client: TestClient, stage: Stage) -> None:
    stage.ingest.error = LibraryError("The disk is full.")
    job = shown(client, begin(client, b"one", b"bad", b"three"), in_state("failed"))
    assert (job["detail"], job["files_done"]) == ("The disk is full.", 1)
    assert len(stage.ingest.calls) == 2
    assert shown(client, begin(client, b"one"), in_state("done"))


def test_jobs_wait_for_each_other_and_a_waiting_one_is_cancelled_at_once(
    client: TestClient, stage: Stage, gate: threading.Semaphore
) -> None:
    first, second, third = begin(client, b"1"), begin(client, b"2"), begin(client, b"3")
    shown(client, first, in_state("running"))
    assert client.get(second).json()["state"] == "queued"
    cancelled = client.delete(second)
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    gate.release(3)
    shown(client, third, in_state("done"))
    assert [content for _, content, _ in stage.ingest.calls] == [b"1", b"3"]
    assert client.get(second).json()["files_done"] == 0


def test_a_running_job_ends_behind_the_file_that_is_being_read(
    client: TestClient, stage: Stage, gate: threading.Semaphore
) -> None:
    location = begin(client, b"one", b"two")
    shown(client, location, in_state("running"))
    assert client.delete(location).json()["state"] == "cancelled"
    gate.release(2)
    job = shown(client, location, files_done(1))
    assert job["state"] == "cancelled"
    shown(client, begin(client, b"next"), in_state("done"))
    assert [content for _, content, _ in stage.ingest.calls] == [b"one", b"next"]


def test_a_job_that_has_ended_stays_as_it_is(client: TestClient) -> None:
    location = begin(client, b"one")
    done = shown(client, location, in_state("done"))
    assert client.delete(location).json() == done
    assert client.get(location).json() == done


def test_a_waiting_upload_comes_in_between_two_files_of_a_job(
    client: TestClient, stage: Stage, gate: threading.Semaphore
) -> None:
    location = begin(client, b"1", b"2", b"3")
    shown(client, location, in_state("running"))
    threading.Timer(0.3, lambda: gate.release(4)).start()
    assert client.post("/v1/briefings", files={"files": ("a.txt", b"now")}).status_code == 200
    shown(client, location, in_state("done"))
    order = [content for _, content, _ in stage.ingest.calls]
    assert order.index(b"now") < order.index(b"3")
    assert stage.ingest.most_at_once == 1


@pytest.mark.parametrize(
    ("name", "status"), [("loader", 200), ("other", 404), ("admin", 200), ("reader", 403)]
)
def test_a_job_is_seen_and_stopped_by_its_own_key_and_by_administrators(
    client: TestClient, name: str, status: int
) -> None:
    location = begin(client, b"one")
    for method in ("GET", "DELETE"):
        response = client.request(method, location, headers=bearer(name))
        assert response.status_code == status
        if status != 200:
            assert response.headers["content-type"] == "application/problem+json"


def test_an_unknown_job_is_a_404_problem(client: TestClient) -> None:
    response = client.get("/v1/jobs/none")
    assert (response.status_code, response.json()["status"]) == (404, 404)
    assert "'none'" in response.json()["detail"]


def test_too_many_unfinished_jobs_are_turned_away_and_places_come_back(
    client: TestClient, gate: threading.Semaphore
) -> None:
    begun = [begin(client, b"x") for _ in range(job_board.MAX_UNFINISHED_JOBS)]
    response = client.post("/v1/briefings", files={"files": ("a", b"x")}, headers=ASYNC)
    assert (response.status_code, response.headers["retry-after"]) == (503, "60")
    gate.release(len(begun))
    shown(client, begun[-1], in_state("done"))
    gate.release()
    shown(client, begin(client, b"x"), in_state("done"))


def test_only_the_newest_jobs_are_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_board, "MAX_KEPT_JOBS", 2)
    begun = [begin(client, b"x") for _ in range(2)]
    shown(client, begun[-1], in_state("done"))
    begun.append(begin(client, b"x"))
    assert [client.get(each).status_code for each in begun] == [404, 200, 200]
