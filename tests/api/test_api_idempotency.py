from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.idempotency import key_digest
from tests.api.fakes import Stage, make_answer
from tests.api.keeping import KeepingStage
from tests.api.leaving import under_way

QUESTION = {"question": "Who fled?"}
STREAM = {"Accept": "text/event-stream"}
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
REPLAYED = "idempotent-replayed"
Serve = Callable[[Stage], str]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[KeepingStage]:
    stage = KeepingStage.in_folder(tmp_path)
    yield stage
    stage.kept.engine.dispose()


@pytest.fixture
def client(stage: KeepingStage) -> Iterator[TestClient]:
    with TestClient(create_app(stage.service(), ["testserver"])) as client:
        yield client


def ask(client: TestClient, body: object = QUESTION, **headers: str) -> httpx2.Response:
    return client.post("/v1/answers", json=body, headers={**KEY, **headers})


def test_a_key_sent_again_with_its_question_gets_the_same_answer(
    client: TestClient, stage: KeepingStage
) -> None:
    first, again = ask(client), ask(client)
    assert again.json() == first.json()
    assert (REPLAYED in first.headers, again.headers[REPLAYED]) == (False, "true")
    assert len(stage.chain.requests) == 1


def test_quotes_around_a_key_and_the_spelling_of_a_body_do_not_count(
    client: TestClient, stage: KeepingStage
) -> None:
    first = ask(client)
    quoted = {"Idempotency-Key": f'"{KEY["Idempotency-Key"]}"', "Content-Type": "application/json"}
    body = '{ "countries": [],  "question" : "Who fled?" }'
    again = client.post("/v1/answers", content=body, headers=quoted)
    assert again.json() == first.json()
    assert len(stage.chain.requests) == 1


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_key_with_another_question_is_a_422(
    client: TestClient, stage: KeepingStage, accept: str
) -> None:
    ask(client)
    refused = ask(client, {"question": "Who came back?"}, Accept=accept)
    assert refused.status_code == 422
    assert "another question" in refused.json()["detail"]
    assert len(stage.chain.requests) == 1


@pytest.mark.parametrize("first", [STREAM, {}])
@pytest.mark.parametrize("second", [STREAM, {}])
def test_a_key_whose_request_is_under_way_is_a_409_and_free_when_that_was_given_up(
    serve: Serve, stage: KeepingStage, first: dict[str, str], second: dict[str, str]
) -> None:
    stage.keeping_chain.pause_seconds = 60.0
    url = serve(stage)
    with httpx2.Client(base_url=url, timeout=20, trust_env=False) as client:

        def ask_again() -> httpx2.Response:
            return client.post("/v1/answers", json=QUESTION, headers={**KEY, **second})

        with under_way(stage, f"{url}/v1/answers", QUESTION, {**KEY, **first}):
            refused = ask_again()
        assert stage.chain.stopped.wait(timeout=10)
        stage.keeping_chain.pause_seconds = 0.0
        while (answered := ask_again()).status_code == 409:
            time.sleep(0.02)  # the key is free a moment after the chain has stopped
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert answered.status_code == 200
    assert REPLAYED not in answered.headers


def test_a_streamed_answer_is_replayed_as_events_and_as_json(serve: Serve, tmp_path: Path) -> None:
    stage = KeepingStage.in_folder(tmp_path)
    with httpx2.Client(base_url=serve(stage), timeout=10, trust_env=False) as client:
        told = []
        for _ in range(2):
            with client.stream(
                "POST", "/v1/answers", json=QUESTION, headers={**KEY, **STREAM}
            ) as response:
                events = list(httpx2.EventSource(response))
            told.append((response.headers.get(REPLAYED), events))
        plain = client.post("/v1/answers", json=QUESTION, headers=KEY)
    (first_mark, first), (second_mark, second) = told
    assert (first_mark, second_mark, plain.headers[REPLAYED]) == (None, "true", "true")
    assert [event.event for event in first] == ["step", "text", "answer"]
    assert [event.event for event in second] == ["text", "answer"]
    assert second[-1].data == first[-1].data == plain.text
    assert json.loads(second[0].data)["delta"] == plain.json()["text"]
    assert len(stage.chain.requests) == 1


def test_a_replay_adds_no_second_turn(client: TestClient, stage: KeepingStage) -> None:
    conversation = client.post("/v1/conversations", json={}).json()["id"]
    body = {**QUESTION, "conversation_id": conversation}
    assert ask(client, body).json() == ask(client, body).json()
    assert len(stage.rows("conversation_turns")) == 1
    assert ask(client).status_code == 422


def test_a_key_is_forgotten_after_a_day(client: TestClient, stage: KeepingStage) -> None:
    first = ask(client).json()["id"]
    stage.clock.now += timedelta(hours=23, minutes=59)
    assert ask(client).json()["id"] == first
    stage.clock.now += timedelta(minutes=2)
    assert ask(client, {"question": "Who came back?"}).status_code == 200
    assert len(stage.rows("idempotency_keys")) == 1


def test_a_failed_answer_leaves_the_key_free(client: TestClient, stage: KeepingStage) -> None:
    stage.kept.store_answer(make_answer(answer_id="answer-1"))  # storing the chain's own fails
    assert ask(client).status_code == 503
    assert ask(client).status_code == 200


def test_neither_the_key_nor_the_question_is_stored_with_it(
    client: TestClient, stage: KeepingStage
) -> None:
    ask(client)
    (row,) = stage.rows("idempotency_keys")
    assert KEY["Idempotency-Key"] not in str(row)
    assert "fled" not in str(row)


@pytest.mark.parametrize("key", ["", " ", '""', "a b", "x" * 256, "clé"])
def test_a_key_that_is_none_is_a_422(client: TestClient, key: str) -> None:
    headers = [(b"Idempotency-Key", key.encode())]
    assert client.post("/v1/answers", json=QUESTION, headers=headers).status_code == 422


def test_the_same_key_of_two_callers_is_two_keys() -> None:
    assert key_digest("abc", "key-1") != key_digest("abc", "key-2")
    assert key_digest("abc", "a") == key_digest('"abc"', "a")


def test_without_a_key_every_question_is_answered_anew(client: TestClient) -> None:
    answers = [client.post("/v1/answers", json=QUESTION).json()["id"] for _ in range(2)]
    assert answers[0] != answers[1]
