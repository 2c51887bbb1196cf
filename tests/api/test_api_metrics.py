from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import anyio
import httpx2
import pytest
from starlette.testclient import TestClient

from assistant.errors import ChatModelFailed, QuestionRejected
from assistant.settings import ApiSettings, Settings
from tests.api.conftest import serving_app
from tests.api.fakes import Stage, make_answer
from tests.api.guarded import Ring, bearer
from tests.api.observed import (
    MODEL,
    fallback_answer,
    model_answer,
    model_lines,
    number,
    numbers_of,
    observed,
)

QUESTION = {"question": "Who fled?"}
STREAM = {"Accept": "text/event-stream"}
WORD = "zirkonium"
OFF = """
import sys
from tests.api.fakes import Stage
from tests.api.guarded import Ring, guarded
with guarded(Stage(), Ring([])) as client:
    assert client.get("/metrics").status_code == 404
    assert client.post("/v1/answers", json={"question": "Who fled?"}).status_code == 200
loaded = [name for name in sys.modules if name.startswith(("prometheus", "opentelemetry.sdk"))]
assert not loaded, loaded
"""


def ask(client: TestClient, **headers: str) -> httpx2.Response:
    return client.post("/v1/answers", json=QUESTION, headers=headers)


def test_without_the_settings_there_is_nothing_and_nothing_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFF], check=False, timeout=60, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr


def test_requests_are_counted_by_template_method_and_status(stage: Stage) -> None:
    with observed(stage, metrics=True) as client:
        for address in ("/v1/answers/one", "/v1/answers/two", "/nope", f"/{WORD}"):
            client.get(address)
        client.request("BREW", "/v1/answers")
        numbers = numbers_of(client)
    count = "r2p_http_request_seconds_count"
    unknown = {"method": "GET", "status": "404"}
    assert number(numbers, count, route="/v1/answers/{answer_id}", **unknown) == 2
    assert number(numbers, count, route="other", **unknown) == 2
    assert number(numbers, count, route="/v1/answers", method="other", status="405") == 1


def test_answers_are_counted_by_outcome_and_by_who_answered(stage: Stage) -> None:
    with observed(stage, metrics=True) as client:
        ask(client)
        stage.chain.lines = model_lines(model_answer())
        ask(client)
        stage.chain.lines = [{"answer": fallback_answer()}]
        ask(client)
        stage.chain.lines = [QuestionRejected("Too long.")]
        ask(client)
        stage.chain.lines = [{"step": ("searching",)}, ChatModelFailed("Away.")]
        ask(client)
        numbers = numbers_of(client)
    name = "r2p_answers_total"
    assert number(numbers, name, outcome="ANSWERED", answered_by="embedded") == 2
    assert number(numbers, name, outcome="ANSWERED", answered_by=MODEL) == 1
    assert number(numbers, name, outcome="REJECTED", answered_by="none") == 1
    assert number(numbers, name, outcome="FAILED", answered_by="none") == 1
    assert number(numbers, "r2p_dropped_sentences_total") == 2
    assert number(numbers, "r2p_fallbacks_total") == 1
    assert number(numbers, "r2p_unverified_quotes_total") == 0
    assert number(numbers, "r2p_first_text_seconds_count") == 0


def test_steps_and_first_words_are_timed(stage: Stage) -> None:
    stage.chain.lines = model_lines(model_answer())
    with observed(stage, metrics=True) as client:
        ask(client, **STREAM)
        numbers = numbers_of(client)
    took = {
        step: number(numbers, "r2p_answer_step_seconds_sum", step=step)
        for step in ("understand", "retrieve", "read", "write", "verify")
    }
    assert took["understand"] == pytest.approx(0.02)
    assert took["retrieve"] == pytest.approx(0.04)
    assert took["read"] == pytest.approx(0.08)
    assert 0.05 <= (took["write"] or 0) < 0.5
    assert 0.02 <= (took["verify"] or 0) < 0.5
    assert 0.15 <= (number(numbers, "r2p_first_text_seconds_sum") or 0) < 1


def test_a_quote_that_is_not_in_the_stored_text_is_counted(stage: Stage) -> None:
    answer = make_answer()
    false = replace(answer.citations[0], quote="Herders stayed in May.")
    stage.chain.lines = [{"answer": replace(answer, citations=(false,))}]
    with observed(stage, metrics=True) as client:
        ask(client)
        assert number(numbers_of(client), "r2p_unverified_quotes_total") == 1


def test_a_stream_whose_reader_leaves_is_counted_as_left(stage: Stage) -> None:
    stage.chain.lines = [{"step": ("searching",)}, 30.0]
    with (
        observed(stage, metrics=True) as client,
        serving_app(client.app) as url,
        httpx2.Client(base_url=url, trust_env=False, timeout=20) as real,
    ):
        with real.stream("POST", "/v1/answers", json=QUESTION, headers=STREAM) as response:
            next(response.iter_lines())
        assert stage.chain.stopped.wait(10)
        for _ in range(100):
            numbers = numbers_of(client)
            if number(numbers, "r2p_answers_total", outcome="LEFT", answered_by="none"):
                return
            anyio.run(anyio.sleep, 0.05)
    pytest.fail("it was not counted")


def test_what_is_held_and_what_is_taken_in_are_counted(stage: Stage) -> None:
    stage.ingest.error = ValueError("no document")
    with observed(stage, metrics=True) as client:
        files = [("files", ("a.txt", b"good")), ("files", ("b.txt", b"bad"))]
        client.post("/v1/briefings", files=files)
        numbers = numbers_of(client)
    assert number(numbers, "r2p_editions") == 1
    assert number(numbers, "r2p_passages") == 1
    assert number(numbers, "r2p_ingested_documents_total", status="added") == 1
    assert number(numbers, "r2p_ingested_documents_total", status="failed") == 1


def test_refusals_of_queues_and_quotas_are_counted(stage: Stage) -> None:
    stage.settings = Settings(api=ApiSettings(asks_per_minute=2))
    with observed(stage, metrics=True) as client:
        places: Any = client.app.state.context.workers.answers  # type: ignore[attr-defined]
        places._places = 0
        assert [ask(client).status_code for _ in range(3)] == [503, 503, 429]
        numbers = numbers_of(client)
    assert number(numbers, "r2p_queue_refusals_total", queue="answers") == 2
    assert number(numbers, "r2p_queue_places_taken", queue="answers") == 0
    assert number(numbers, "r2p_quota_refusals_total", quota="asks") == 1


def test_numbers_are_guarded_and_not_described(stage: Stage) -> None:
    with observed(stage, Ring(), metrics=True) as client:
        assert client.get("/metrics").status_code == 401
        assert number(numbers_of(client, bearer("reader")), "r2p_editions") == 1
        assert "/metrics" not in client.get("/openapi.json").json()["paths"]
        foreign = client.get("/metrics", headers={**bearer("reader"), "Host": "evil.example"})
        assert foreign.status_code == 421


def test_no_label_holds_what_a_caller_wrote(stage: Stage) -> None:
    with observed(stage, Ring(), metrics=True) as client:
        headers = {**bearer("reader"), "User-Agent": WORD, "X-Request-ID": WORD}
        client.post("/v1/answers", json={"question": WORD}, headers=headers)
        client.post("/v1/search", json={"query": WORD}, headers=headers)
        client.request("GET", f"/v1/briefings/{WORD}?{WORD}={WORD}", headers=headers)
        client.request(WORD, f"/{WORD}", headers=headers)
        text = client.get("/metrics", headers=bearer("reader")).text
    assert WORD not in text.lower()
    assert "secret" not in text


def test_open_metrics_are_given_where_they_are_asked_for(stage: Stage) -> None:
    with observed(stage, metrics=True) as client:
        wanted = {"Accept": "application/openmetrics-text; version=1.0.0"}
        reply = client.get("/metrics", headers=wanted)
    assert reply.headers["content-type"].startswith("application/openmetrics-text")
    assert reply.text.endswith("# EOF\n")


def test_each_application_counts_for_itself(stage: Stage) -> None:
    with observed(stage, metrics=True) as one, observed(Stage(), metrics=True) as other:
        ask(one)
        labels = {"outcome": "ANSWERED", "answered_by": "embedded"}
        assert number(numbers_of(one), "r2p_answers_total", **labels) == 1
        assert number(numbers_of(other), "r2p_answers_total", **labels) is None
