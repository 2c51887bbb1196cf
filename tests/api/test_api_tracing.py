from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from assistant.api.service import outbound_addresses
from assistant.errors import ChatModelFailed, QuestionRejected
from assistant.settings import ModelSettings, Settings, TelemetrySettings
from tests.api.collector import Collector, collecting
from tests.api.fakes import Stage
from tests.api.guarded import Ring, bearer
from tests.api.observed import MODEL, model_answer, model_lines, observed, settings_with

WORD = "zirkonium"
QUESTION = {"question": f"Who fled {WORD}?", "history": [{"role": "user", "content": WORD}]}
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
STEPS = ("understand", "retrieve", "read", "write", "verify")


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


def test_a_request_and_each_step_of_its_answer_is_a_span(
    stage: Stage, collector: Collector
) -> None:
    stage.settings = Settings(model=ModelSettings(name=MODEL))
    stage.chain.lines = model_lines(model_answer())
    with observed(stage, otlp_url=collector.url) as client:
        stream = {"Accept": "text/event-stream", "X-Request-ID": "request-of-test"}
        client.post("/v1/answers", json=QUESTION, headers=stream)
    request, answer = collector.span("POST /v1/answers"), collector.span("answer")
    assert request.facts == {
        "http.request.method": "POST",
        "http.route": "/v1/answers",
        "http.response.status_code": 200,
        "r2p.request_id": "request-of-test",
    }
    assert (answer.parent, answer.trace) == (request.id, request.trace)
    assert answer.facts["r2p.outcome"] == "ANSWERED"
    assert answer.facts["r2p.evidence_count"] == 1
    assert answer.facts["gen_ai.response.model"] == MODEL
    steps = [each for each in collector.spans if each.parent == answer.id]
    assert [each.name for each in steps] == list(STEPS)
    assert steps[1].facts["gen_ai.operation.name"] == "retrieval"
    assert steps[1].seconds == pytest.approx(0.04)
    assert steps[3].facts == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-small",
    }


@pytest.mark.parametrize("has_content", [False, True])
def test_words_are_sent_only_where_that_is_set(
    stage: Stage, collector: Collector, has_content: bool
) -> None:
    with observed(stage, Ring(), otlp_url=collector.url, trace_content=has_content) as client:
        key = bearer("reader")
        client.post("/v1/answers", json=QUESTION, headers=key)
        client.post("/v1/search", json={"query": WORD}, headers=key)
        client.get(f"/v1/briefings/{WORD}?{WORD}={WORD}", headers=key)
        stage.chain.lines = [ChatModelFailed(f"No answer to {WORD}.")]
        client.post("/v1/answers", json=QUESTION, headers=key)
    assert (WORD.encode() in collector.wire) is has_content
    assert (b"Herders fled" in collector.wire) is has_content
    assert b"secret-reader" not in collector.wire
    assert len([each for each in collector.spans if each.name == "answer"]) == 2


def test_what_failed_is_marked_with_its_kind_alone(stage: Stage, collector: Collector) -> None:
    stage.chain.lines = [{"step": ("searching",)}, ChatModelFailed("Away.")]
    with observed(stage, otlp_url=collector.url) as client:
        assert client.post("/v1/answers", json=QUESTION).status_code == 502
    request, answer = collector.span("POST /v1/answers"), collector.span("answer")
    assert request.is_error
    assert answer.is_error
    assert answer.facts["error.type"] == "ChatModelFailed"
    assert answer.facts["r2p.outcome"] == "FAILED"
    assert b"Away." not in collector.wire


def test_a_question_that_is_refused_is_no_fault(stage: Stage, collector: Collector) -> None:
    stage.chain.lines = [QuestionRejected("It is empty.")]
    with observed(stage, otlp_url=collector.url) as client:
        assert client.post("/v1/answers", json=QUESTION).status_code == 422
    answer = collector.span("answer")
    assert (answer.facts["r2p.outcome"], answer.is_error) == ("REJECTED", False)
    assert not collector.span("POST /v1/answers").is_error


def test_a_trace_goes_on_below_the_caller_s(stage: Stage, collector: Collector) -> None:
    with observed(stage, otlp_url=collector.url) as client:
        client.get("/v1/series", headers={"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"})
    span = collector.span("GET /v1/series")
    assert span.trace.hex() == TRACE
    assert span.parent.hex() == "00f067aa0ba902b7"


def test_health_checks_make_no_traces(stage: Stage, collector: Collector) -> None:
    with observed(stage, metrics=True, otlp_url=collector.url) as client:
        for address in ("/healthz", "/readyz", "/metrics"):
            assert client.get(address).status_code == 200
    assert collector.requests == []


def test_without_a_collector_the_api_answers_and_stops_all_the_same(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with observed(stage, otlp_url=url) as client:
        began = time.perf_counter()
        assert client.post("/v1/answers", json=QUESTION).status_code == 200
        assert time.perf_counter() - began < 1
        began = time.perf_counter()
    assert time.perf_counter() - began < 3


def test_no_proxy_of_the_environment_gets_traces(
    stage: Stage, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "grpc_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY", "no_grpc_proxy"):
        monkeypatch.delenv(name, raising=False)
    with observed(stage, otlp_url=collector.url) as client:
        client.get("/v1/series")
    assert collector.span("GET /v1/series")


def test_the_collector_is_listed_as_what_text_may_reach() -> None:
    url = "http://127.0.0.1:4317"
    assert outbound_addresses(settings_with()) == []
    assert outbound_addresses(settings_with(otlp_url=url)) == ["127.0.0.1:4317 (traces)"]
    with_text = settings_with(otlp_url=url, trace_content=True)
    (listed,) = outbound_addresses(with_text)
    assert listed == "127.0.0.1:4317 (traces with questions and answers)"


@pytest.mark.parametrize(
    "url", ["127.0.0.1:4317", "http://user:key@collector:4317", "http://", "file:///tmp/x"]
)
def test_a_collector_is_named_by_a_plain_address(url: str) -> None:
    with pytest.raises(ValidationError, match="otlp_url"):
        TelemetrySettings(otlp_url=url)
