from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from assistant.api.schemas import AnswerOut, EvidenceEvent, QuestionIn, StepEvent, TextEvent
from assistant.client import ApiError, ApiProblem, ApiUnreachable
from tests.ui.scripted_api import PROBLEM, Script, answer
from ui.api_client import AnswerApi

QUESTION = QuestionIn(question="Who fled?")


@pytest.fixture
def api(api_url: str) -> Iterator[AnswerApi]:
    with closing(AnswerApi(api_url)) as client:
        yield client


@contextmanager
def raw_server(reply: bytes) -> Iterator[str]:
    """Answer one connection with `reply`, whatever it asks, and close it."""

    def answer_once() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(reply)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer_once)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)


def test_events_come_in_order_and_end_with_the_whole_answer(api: AnswerApi) -> None:
    events = list(api.stream_answer(QUESTION))

    words = "".join(event.delta for event in events if isinstance(event, TextEvent))
    assert isinstance(events[0], StepEvent)
    assert isinstance(events[1], EvidenceEvent)
    assert words.strip() == answer().text
    assert isinstance(events[-1], AnswerOut)
    assert events[-1] == answer()


def test_closing_the_iterator_lets_the_api_stop_working(api: AnswerApi, script: Script) -> None:
    script.endless = True

    with closing(api.stream_answer(QUESTION)) as events:
        next(events)

    assert script.closed_early.wait(10)


@pytest.mark.parametrize("in_stream", [False, True])
def test_problem_keeps_its_details(api: AnswerApi, script: Script, *, in_stream: bool) -> None:
    script.problem, script.is_problem_in_stream = PROBLEM, in_stream

    with pytest.raises(ApiProblem, match="gave no reply") as caught:
        list(api.stream_answer(QUESTION))

    assert caught.value.problem == PROBLEM


def test_error_that_is_no_problem_document_is_told_by_its_status(api: AnswerApi) -> None:
    with pytest.raises(ApiProblem, match=r"Not Found.*404"):
        api.briefing("not-held")


def test_id_of_an_edition_cannot_name_another_path(api: AnswerApi) -> None:
    with pytest.raises(ApiProblem, match="404"):
        api.briefing("../../healthz")


def test_reply_in_another_form_is_told_apart_from_an_absent_api() -> None:
    with (
        raw_server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}") as url,
        closing(AnswerApi(url)) as client,
        pytest.raises(ApiError, match="same version"),
    ):
        client.health()


def test_connection_that_breaks_off_is_named() -> None:
    with (
        raw_server(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{") as url,
        closing(AnswerApi(url)) as client,
        pytest.raises(ApiUnreachable, match="broke off"),
    ):
        client.health()


def test_absent_api_is_named_with_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"

    with closing(AnswerApi(url)) as client, pytest.raises(ApiUnreachable, match=url):
        client.health()


def test_proxy_of_the_environment_is_not_used(
    api: AnswerApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)

    with closing(AnswerApi(api.base_url)) as client:
        assert client.health().status == "ok"
