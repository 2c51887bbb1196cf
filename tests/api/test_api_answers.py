from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from assistant.api.schemas import AnswerOut
from assistant.domain import Message
from assistant.errors import ChatModelFailed, LibraryInUse, QuestionRejected
from tests.api.fakes import Stage, make_answer

QUESTION = {"question": "Who fled?"}


def test_a_question_gets_the_chains_answer_as_json(client: TestClient, stage: Stage) -> None:
    response = client.post("/v1/answers", json=QUESTION)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert AnswerOut.model_validate(response.json()) == AnswerOut.of(make_answer("Who fled?"))
    assert stage.chain.stopped.is_set()


def test_everything_the_asker_fixed_reaches_the_chain(client: TestClient, stage: Stage) -> None:
    body = {
        "question": "And then?",
        "history": [{"role": "user", "content": "Who fled?"}],
        "countries": ["MLI"],
        "as_of": "2019-06-30",
    }
    assert client.post("/v1/answers", json=body).status_code == 200
    (request,) = stage.chain.requests
    assert request.history == (Message("user", "Who fled?"),)
    assert request.countries == ("MLI",)
    assert request.as_of is not None
    assert request.as_of.isoformat() == "2019-06-30"


def test_a_stored_answer_is_returned_unchanged(client: TestClient, stage: Stage) -> None:
    stage.library.answers.append(make_answer(answer_id="kept"))
    response = client.get("/v1/answers/kept")
    assert response.json() == AnswerOut.of(make_answer(answer_id="kept")).model_dump(mode="json")


def test_an_unknown_answer_is_a_404_problem(client: TestClient) -> None:
    response = client.get("/v1/answers/none")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "Answer not found"
    assert "'none'" in response.json()["detail"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuestionRejected("The question is empty."), 422),
        (LibraryInUse("Held by another."), 503),
        (ChatModelFailed("No model at the address."), 502),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_an_error_before_anything_was_said_is_a_plain_problem(
    client: TestClient, stage: Stage, error: Exception, status: int, accept: str
) -> None:
    stage.chain.lines = [error]
    response = client.post("/v1/answers", json=QUESTION, headers={"Accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == str(error)
    assert response.json()["type"].startswith("/#")
    assert ("retry-after" in response.headers) == (status == 503)


def test_an_unexpected_error_says_nothing_of_its_inside(client: TestClient, stage: Stage) -> None:
    stage.chain.lines = [ValueError("secret /srv/path")]
    response = client.post("/v1/answers", json=QUESTION)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.json()["request_id"] == response.headers["x-request-id"]


def test_a_chain_that_ends_without_an_answer_is_a_500(client: TestClient, stage: Stage) -> None:
    stage.chain.lines = [{"step": ("searching",)}]
    assert client.post("/v1/answers", json=QUESTION).status_code == 500


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({}, ["body", "question"]),
        ({"question": ""}, ["body", "question"]),
        ({"question": "x" * 20_001}, ["body", "question"]),
        ({"question": "Who?", "countries": ["Mali"]}, ["body", "countries", 0]),
        ({"question": "Who?", "as_of": "yesterday"}, ["body", "as_of"]),
        ({"question": "Who?", "asof": "2019-01-01"}, ["body", "asof"]),
        ({"question": "Who?", "history": [{"role": "system", "content": "x"}]},
         ["body", "history", 0, "role"]),
    ],
)  # fmt: skip
def test_an_invalid_question_is_a_422_problem_that_names_the_field(
    client: TestClient, stage: Stage, body: dict[str, object], location: list[object], accept: str
) -> None:
    response = client.post("/v1/answers", json=body, headers={"Accept": accept})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["loc"] == location
    assert stage.chain.requests == []


def test_a_huge_input_is_not_echoed(client: TestClient) -> None:
    body = {"question": "Who?", "countries": ["Z" * 50_000], "k" * 50_000: 1}
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 422
    assert len(response.content) < 3000


def test_at_most_twenty_errors_are_listed(client: TestClient) -> None:
    response = client.post("/v1/answers", json={f"field{n}": n for n in range(500)})
    assert len(response.json()["errors"]) == 20
    assert "501 parts" in response.json()["detail"]
