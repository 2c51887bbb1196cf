from __future__ import annotations

import inspect
import json
import re
from collections.abc import AsyncIterator, Callable

import anyio
import httpx2
import pytest
from langchain_core.runnables import RunnableGenerator, RunnableLambda
from langchain_core.runnables.utils import AddableDict
from starlette.testclient import TestClient
from starlette.types import Message
from structlog.testing import capture_logs

from assistant.api import streaming
from assistant.api.schemas import (
    ERROR_EVENT,
    EVENT_MEANINGS,
    EVENT_MODELS,
    AnswerOut,
    EvidenceEvent,
    ProblemOut,
    StepEvent,
)
from assistant.api.streaming import Event, EventStream, answer_events, wants_event_stream
from assistant.domain import AnswerRequest
from assistant.errors import ChatModelFailed
from tests.api.fakes import ScriptedChain, Stage, make_answer
from tests.api.leaving import leave_once_started

QUESTION = {"question": "Who fled?"}
STREAM = {"Accept": "text/event-stream"}
Serve = Callable[[Stage], str]


def _events(base_url: str) -> list[httpx2.ServerSentEvent]:
    with (
        httpx2.Client(base_url=base_url, timeout=20, trust_env=False) as client,
        client.stream("POST", "/v1/answers", json=QUESTION, headers=STREAM) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        return list(httpx2.EventSource(response))


def test_a_stream_tells_step_evidence_text_and_the_verified_answer(serve: Serve) -> None:
    events = _events(serve(Stage()))
    assert [event.event for event in events] == ["step", "evidence", "text", "text", "answer"]
    assert [event.id for event in events] == ["1", "2", "3", "4", "5"]
    assert StepEvent.model_validate_json(events[0].data).step == "searching"
    assert EvidenceEvent.model_validate_json(events[1].data).passages[0].number == 1
    words = "".join(json.loads(event.data)["delta"] for event in events[2:4])
    assert words == make_answer().text
    assert AnswerOut.model_validate_json(events[4].data).question == "Who fled?"


def test_events_arrive_while_the_chain_is_still_at_work(serve: Serve) -> None:
    stage = Stage(chain=ScriptedChain([{"step": ("searching",)}, 30.0]))
    with (
        httpx2.Client(base_url=serve(stage), timeout=5, trust_env=False) as client,
        client.stream("POST", "/v1/answers", json=QUESTION, headers=STREAM) as response,
    ):
        events = iter(httpx2.EventSource(response))  # kept: a forgotten one closes the connection
        assert next(events).event == "step"
        assert not stage.chain.stopped.is_set()


@pytest.mark.parametrize("lines", [[{"step": ("searching",)}, 60.0], [60.0]])
def test_a_client_that_leaves_a_stream_stops_the_chain(
    serve: Serve, lines: list[dict[str, str] | float]
) -> None:
    stage = Stage(chain=ScriptedChain(lines))
    base_url = serve(stage)
    with (
        httpx2.Client(base_url=base_url, timeout=0.5, trust_env=False) as client,
        pytest.raises(httpx2.ReadTimeout),
        client.stream("POST", "/v1/answers", json=QUESTION, headers=STREAM) as response,
    ):
        list(httpx2.EventSource(response))
    assert stage.chain.started.is_set()
    assert stage.chain.stopped.wait(timeout=3)


def test_a_client_that_leaves_a_plain_question_stops_the_chain(serve: Serve) -> None:
    stage = Stage(chain=ScriptedChain([60.0]))
    with (
        httpx2.Client(base_url=serve(stage), timeout=0.5, trust_env=False) as client,
        pytest.raises(httpx2.ReadTimeout),
    ):
        client.post("/v1/answers", json=QUESTION)
    assert stage.chain.stopped.wait(timeout=3)


@pytest.mark.parametrize("headers", [STREAM, {}])
def test_a_client_that_leaves_stops_a_real_runnable_at_its_work(
    serve: Serve, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage()

    async def write(requests: AsyncIterator[AnswerRequest]) -> AsyncIterator[AddableDict]:
        yield AddableDict(step=("writing",))
        async for _ in requests:
            stage.chain.started.set()
            try:
                await anyio.sleep(60)
            finally:
                stage.chain.stopped.set()

    chain = RunnableLambda(lambda request: request) | RunnableGenerator(write)
    monkeypatch.setattr(stage.chain, "astream", chain.astream)
    monkeypatch.setattr(stage.chain, "ainvoke", chain.ainvoke)
    leave_once_started(stage, f"{serve(stage)}/v1/answers", QUESTION, headers)
    assert stage.chain.stopped.wait(timeout=10)


def test_an_unexpected_error_midway_becomes_the_last_event_without_its_words(
    serve: Serve,
) -> None:
    stage = Stage(chain=ScriptedChain([{"step": ("searching",)}, ValueError("secret question")]))
    with capture_logs() as logged:
        events = _events(serve(stage))
    assert [event.event for event in events] == ["step", "error"]
    problem = ProblemOut.model_validate_json(events[-1].data)
    assert problem.status == 500
    assert problem.request_id
    assert "secret" not in events[-1].data
    failure = next(entry for entry in logged if entry["event"] == "failed")
    assert failure["error"] == "ValueError"
    assert not [
        entry for entry in logged if entry["log_level"] != "debug" and "secret" in str(entry)
    ]


def test_an_error_of_ours_midway_says_what_to_do(client: TestClient, stage: Stage) -> None:
    stage.chain.lines = [{"step": ("writing",)}, ChatModelFailed("Nobody at :9. Start the model.")]
    response = client.post("/v1/answers", json=QUESTION, headers=STREAM)
    assert response.status_code == 200
    assert '"detail":"Nobody at :9. Start the model."' in response.text
    assert '"status":502' in response.text


def test_a_stream_that_ends_without_an_answer_says_so(client: TestClient, stage: Stage) -> None:
    stage.chain.lines = [{"step": ("searching",)}]
    response = client.post("/v1/answers", json=QUESTION, headers=STREAM)
    assert "event: error" in response.text


async def test_silence_is_filled_with_pings() -> None:
    chain = ScriptedChain([{"step": ("searching",)}, 0.3, *ScriptedChain().lines_for("Who?")])
    sent: list[Message] = []

    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    stream = EventStream(answer_events(chain, AnswerRequest("Who?")), ping_seconds=0.1)
    await stream({"type": "http", "path": "/"}, receive, send)
    bodies = [message["body"] for message in sent[1:]]
    assert bodies.count(b": ping\n\n") in (2, 3)
    assert [message["type"] for message in sent].count("http.response.start") == 1
    assert bodies[-1] == b""


def test_words_with_line_breaks_stay_one_event() -> None:
    event = Event("text", StepEvent(step="reading", detail="a\nb\r\ndata: c"))
    assert event.encoded(1).count(b"\ndata: ") == 1


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream; q=0.9, application/json", True),
        ("application/json, text/event-stream", True),
        ("text/event-stream;q=0", False),
        ("text/event-stream; q=0.0, */*", False),
        ("*/*", False),
        ("text/*", False),
        ("", False),
    ],
)
def test_only_an_explicit_accept_header_asks_for_a_stream(accept: str, expected: bool) -> None:
    assert wants_event_stream(accept) is expected


def test_the_events_that_are_sent_are_the_vocabulary_that_is_documented(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    text = described["paths"]["/v1/answers"]["post"]["description"]
    assert set(re.findall(r"^\| `(\w+)` \| `\w+` \|", text, re.MULTILINE)) == set(EVENT_MEANINGS)
    for model, _ in EVENT_MEANINGS.values():
        assert model.__name__ in described["components"]["schemas"]
    assert set(EVENT_MEANINGS) == {*EVENT_MODELS, ERROR_EVENT}
    sent = set(re.findall(r'Event\(\s*"(\w+)"', inspect.getsource(streaming)))
    assert sent == set(EVENT_MODELS)
