from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from assistant.client import (
    NO_RETRIES,
    ApiProblem,
    ApiUnreachable,
    ApiUnreadable,
    BriefingClient,
    Retries,
)
from assistant.client.replies import retry_after
from tests.client.conftest import raw_server

Reply = httpx2.Response | Exception
OK = b'{"status": "ok", "version": "1", "answered_by": "embedded", "outbound": []}'
DROPPED = httpx2.ReadError("gone")


class Scripted:
    """Gives its replies one after the other, and remembers what came."""

    def __init__(self, *replies: Reply) -> None:
        self.replies: Iterator[Reply] = iter(replies)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        reply = next(self.replies)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def client(self, retries: Retries | None = None, api_key: str | None = None) -> BriefingClient:
        transport = httpx2.MockTransport(self)
        return BriefingClient(
            "http://api.test/under", api_key=api_key, retries=retries, transport=transport
        )


def busy(seconds: str = "0", status: int = 503) -> httpx2.Response:
    return httpx2.Response(status, headers={"Retry-After": seconds} if seconds else {})


def ok() -> httpx2.Response:
    return httpx2.Response(200, content=OK)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_api_is_asked_again_when_it_says_so(status: int) -> None:
    script = Scripted(busy(status=status), ok())
    with script.client() as client:
        assert client.health().status == "ok"
    assert len(script.requests) == 2


def test_an_upload_too_is_sent_again_whole_where_the_api_says_that_it_is_busy() -> None:
    script = Scripted(busy(), httpx2.Response(200, content=b'{"results": []}'))
    with script.client() as client:
        client.upload(("a.txt", b"all of it"))
    assert all(b"all of it" in request.content for request in script.requests)


@pytest.mark.parametrize(
    "reply", [busy(""), busy("soon"), busy("31"), busy("0", 500), busy("0", 409)]
)
def test_other_replies_are_final(reply: httpx2.Response) -> None:
    script = Scripted(reply)
    with script.client() as client, pytest.raises(ApiProblem):
        client.health()


def test_an_api_that_stays_busy_is_given_up_and_says_when_to_come() -> None:
    script = Scripted(*[busy("0")] * 3)
    with script.client() as client, pytest.raises(ApiProblem) as raised:
        client.health()
    assert (raised.value.status, raised.value.retry_after_seconds) == (503, 0.0)
    assert len(script.requests) == 3


def test_a_broken_connection_is_tried_again_where_that_does_no_harm() -> None:
    script = Scripted(DROPPED, ok())
    with script.client() as client:
        assert client.health().status == "ok"


@pytest.mark.parametrize(
    ("ask", "times"),
    [
        (lambda client: client.answer("Who?"), 1),
        (lambda client: list(client.stream_answer("Who?")), 1),
        (lambda client: client.create_conversation(), 1),
        (lambda client: client.delete_conversation("x"), 1),
        (lambda client: client.upload(("a.txt", b"x")), 1),
        (lambda client: client.give_feedback("x", "up"), 1),
        (lambda client: client.search("x"), 2),
        (lambda client: client.brief("MLI"), 2),
        (lambda client: client.answer("Who?", idempotency_key="k"), 2),
        (lambda client: list(client.stream_answer("Who?", idempotency_key="k")), 2),
    ],
)
def test_what_could_be_done_twice_is_sent_once(
    ask: Callable[[BriefingClient], object], times: int
) -> None:
    script = Scripted(*[DROPPED] * times)
    with script.client(Retries(1)) as client, pytest.raises(ApiUnreachable, match="broke off"):
        ask(client)
    assert len(script.requests) == times


def test_without_retries_the_first_reply_counts() -> None:
    script = Scripted(busy())
    with script.client(NO_RETRIES) as client, pytest.raises(ApiProblem):
        client.health()


def test_a_stream_is_asked_for_again_before_its_first_event_only() -> None:
    text = b'event: text\ndata: {"delta": "Herders"}\n\n'
    head = {"Content-Type": "text/event-stream"}
    script = Scripted(busy(), httpx2.Response(200, headers=head, content=text))
    with script.client() as client:
        events = client.stream_answer("Who?")
        next(events)
        with pytest.raises(ApiUnreachable, match="without an answer"):
            next(events)
    assert len(script.requests) == 2


def test_an_event_of_a_name_that_came_later_is_passed_over() -> None:
    content = b'event: cost\ndata: {}\n\nevent: text\ndata: {"delta": "x"}\n\n'
    reply = httpx2.Response(200, headers={"Content-Type": "text/event-stream"}, content=content)
    with Scripted(reply).client() as client, pytest.raises(ApiUnreachable):
        assert len(list(client.stream_answer("Who?"))) == 1


def test_the_key_is_sent_as_a_bearer_token_and_a_path_before_ours_is_kept() -> None:
    script = Scripted(ok())
    with script.client(api_key="r2p_secret") as client:
        client.health()
    (request,) = script.requests
    assert request.headers["authorization"] == "Bearer r2p_secret"
    assert request.url.path == "/under/healthz"


@pytest.mark.parametrize("address", ["127.0.0.1:9", "ftp://127.0.0.1", "http://127.0.0.1:1"])
def test_an_address_that_cannot_be_one_is_named(address: str) -> None:
    said = f"reached at {address}"
    with (
        BriefingClient(address, retries=NO_RETRIES) as client,
        pytest.raises(ApiUnreachable, match=said),
    ):
        client.health()


def test_a_key_is_in_no_error() -> None:
    script = Scripted(httpx2.Response(401, content=b"{}"), DROPPED)
    with script.client(NO_RETRIES, api_key="r2p_secret") as client:
        for _ in range(2):
            with pytest.raises((ApiProblem, ApiUnreachable)) as raised:
                client.health()
            assert "r2p_secret" not in f"{raised.value!r} {raised.value.__cause__!r}"


def test_parameters_are_written_as_the_api_reads_them() -> None:
    script = Scripted(*[httpx2.Response(404)] * 2)
    with script.client() as client:
        for ask in (
            lambda: client.compare(["MLI", "NGA"], as_of=datetime(2019, 6, 30, tzinfo=UTC).date()),
            lambda: client.briefings(newest=True),
        ):
            with pytest.raises(ApiProblem):
                ask()
    compared, listed = (request.url.query.decode() for request in script.requests)
    assert compared == "countries=MLI&countries=NGA&question=&as_of=2019-06-30"
    assert listed == "newest=true"


def test_a_reply_in_another_form_is_told_apart_from_an_absent_api() -> None:
    for reply in (b"{}", b"<html>", b"\xff\xfe"):
        script = Scripted(httpx2.Response(200, content=reply))
        with script.client() as client, pytest.raises(ApiUnreadable, match="same version"):
            client.health()


def test_a_page_where_events_were_asked_for_is_unreadable() -> None:
    reply = httpx2.Response(200, headers={"Content-Type": "text/html"}, content=b"<html>")
    with Scripted(reply).client() as client, pytest.raises(ApiUnreadable):
        list(client.stream_answer("Who?"))


def test_an_api_that_is_silent_is_given_up_in_time() -> None:
    started = time.perf_counter()
    with (
        raw_server(b"", wait_seconds=1.0) as url,
        BriefingClient(url, timeout_seconds=0.2, retries=NO_RETRIES) as client,
        pytest.raises(ApiUnreachable, match="went silent"),
    ):
        client.health()
    assert time.perf_counter() - started < 5


def test_a_proxy_of_the_environment_is_not_used(
    client: BriefingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with BriefingClient(client.base_url) as asker:
        assert asker.health().status == "ok"


@pytest.mark.parametrize(("header", "expected"), [("7", 7), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)])
def test_retry_after_is_seconds_or_a_date(header: str, expected: float) -> None:
    assert retry_after(httpx2.Response(503, headers={"Retry-After": header})) == expected


def test_retry_after_counts_to_a_date_to_come() -> None:
    coming = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)
    seconds = retry_after(httpx2.Response(503, headers={"Retry-After": coming}))
    assert seconds is not None
    assert 500 <= seconds <= 600


@pytest.mark.parametrize("header", ["", "-1", "1.5", "soon", "²"])
def test_another_retry_after_says_nothing(header: str) -> None:
    sent = [(b"Retry-After", header.encode())]
    assert retry_after(httpx2.Response(503, headers=sent)) is None
