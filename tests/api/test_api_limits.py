from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest
import uvicorn
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.cross_origin import origins_in
from assistant.api.rate_limits import Quota, quota_name, quotas_of
from assistant.api.security import AccessRules, Caller
from assistant.settings import ApiSettings, Settings
from tests.api.fakes import Stage
from tests.api.guarded import ADMIN, KEYS, READER, Ring, bearer, guarded

QUESTION = {"question": "Who fled?"}
FILE = {"files": ("a.txt", b"x")}
PAGE = "https://page.example"
FEW = Settings(api=ApiSettings(asks_per_minute=2, ingests_per_minute=1))


def asking(client: TestClient, times: int, **headers: str) -> list[int]:
    return [
        client.post("/v1/answers", json=QUESTION, headers=headers).status_code for _ in range(times)
    ]


@pytest.fixture
def few() -> Iterator[TestClient]:
    with guarded(Stage(settings=FEW)) as client:
        yield client


def test_what_is_over_the_quota_is_a_429_problem_that_says_when_to_come_again(
    few: TestClient,
) -> None:
    assert asking(few, 2, **bearer("reader")) == [200, 200]
    response = few.post("/v1/search", json={"query": "x"}, headers=bearer("reader"))
    assert response.status_code == 429
    assert response.headers["content-type"] == "application/problem+json"
    wait = int(response.headers["retry-after"])
    assert 1 <= wait <= 60
    assert f"{wait} seconds" in response.json()["detail"]
    assert "R2P_API__ASKS_PER_MINUTE" in response.json()["detail"]
    assert response.headers["ratelimit"] == f'"asks";r=0;t={wait}'
    assert response.headers["ratelimit-policy"] == '"asks";q=2;w=60'


def test_an_answer_says_what_is_left(few: TestClient) -> None:
    headers = few.post("/v1/answers", json=QUESTION, headers=bearer("reader")).headers
    assert (headers["ratelimit-limit"], headers["ratelimit-remaining"]) == ("2", "1")
    assert headers["ratelimit"].startswith('"asks";r=1;t=')
    assert "retry-after" not in headers


def test_a_stream_says_what_is_left_and_counts_once(few: TestClient) -> None:
    accept = {"Accept": "text/event-stream", **bearer("reader")}
    response = few.post("/v1/answers", json=QUESTION, headers=accept)
    assert response.headers["ratelimit-remaining"] == "1"
    assert "event: answer" in response.text


def test_keys_have_quotas_of_their_own_and_kinds_too(few: TestClient) -> None:
    assert asking(few, 3, **bearer("reader")) == [200, 200, 429]
    assert asking(few, 1, **bearer("admin")) == [200]
    for name, expected in (("loader", 200), ("loader", 429), ("admin", 200)):
        added = few.post("/v1/briefings", files=FILE, headers=bearer(name))
        assert added.status_code == expected


def test_reading_what_is_stored_is_never_counted(few: TestClient) -> None:
    for _ in range(5):
        response = few.get("/v1/briefings", headers=bearer("reader"))
        assert response.status_code == 200
        assert "ratelimit" not in response.headers


def test_a_refused_caller_uses_up_nobodys_quota(few: TestClient) -> None:
    assert asking(few, 5) == [401] * 5
    assert asking(few, 1, **bearer("reader")) == [200]


def test_openai_clients_get_their_own_shape(few: TestClient) -> None:
    body = {"model": "r2p-briefings", "messages": [{"role": "user", "content": "Who fled?"}]}
    for _ in range(3):
        response = few.post("/v1/chat/completions", json=body, headers=bearer("reader"))
    assert response.status_code == 429
    assert response.json()["error"]["code"] == "rate_limit_exceeded"
    assert "retry-after" in response.headers


@pytest.mark.parametrize(
    ("setting", "keyed", "loopback", "expected"),
    [
        (None, False, True, 0),
        (None, True, True, 60),
        (None, False, False, 60),
        (0, True, False, 0),
        (5, False, True, 5),
    ],
)
def test_where_a_quota_is_in_force(
    setting: int | None,
    keyed: bool,
    loopback: bool,
    expected: int,
) -> None:
    quota = Quota("asks", setting, 60, "R2P_X")
    caller = Caller("127.0.0.1", READER if keyed else None)
    assert quota.limit_for(caller, is_loopback=loopback) == expected


def test_evaluation_runs_on_loopback_are_not_slowed() -> None:
    with guarded(Stage(), Ring([])) as client:
        assert set(asking(client, 150)) == {200}


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/v1/answers", "asks"),
        ("POST", "/v1/chat/completions", "asks"),
        ("POST", "/mcp", "asks"),
        ("POST", "/v1/briefings", "ingests"),
        ("POST", "/v1/briefings/from-url", "ingests"),
        ("POST", "/v1/answers/a/feedback", None),
        ("GET", "/v1/answers/a", None),
        ("DELETE", "/v1/briefings/b", None),
    ],
)
def test_which_quota_a_request_counts_against(method: str, path: str, name: str | None) -> None:
    assert quota_name(method, path) == name


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("192.0.2.7", "address 192.0.2.7"),
        ("::ffff:192.0.2.7", "address 192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "address 2001:db8:1:2::/64"),
        ("testclient", "address testclient"),
        ("", "address "),
    ],
)
def test_callers_without_a_key_count_by_network(address: str, account: str) -> None:
    assert Caller(address).account == account


def test_a_key_counts_by_its_name_wherever_it_is_used() -> None:
    assert Caller("192.0.2.7", ADMIN).account == Caller("192.0.2.8", ADMIN).account


def test_the_defaults_are_those_the_settings_describe() -> None:
    described = ApiSettings.model_fields
    for name, quota in quotas_of(ApiSettings()).items():
        text = described[f"{name}_per_minute"].description or ""
        assert f"Empty: {quota.default}" in text


# Bodies, on a real server


@contextmanager
def served(stage: Stage) -> Iterator[str]:
    rules = AccessRules(lambda: KEYS, is_loopback=True)
    app = create_app(stage.service(), access=rules)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def _chunks(megabytes: int) -> Iterator[bytes]:
    yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    for _ in range(megabytes * 16):
        yield b"x" * 65536


@pytest.mark.parametrize("is_chunked", [True, False])
def test_large_bodies_that_are_refused_get_their_problem(*, is_chunked: bool) -> None:
    settings = Settings(api=ApiSettings(max_body_megabytes=4, ingests_per_minute=2))
    content = list(_chunks(3))
    too_large = list(_chunks(5))
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    with (
        served(Stage(settings=settings)) as url,
        httpx2.Client(base_url=url, timeout=20, trust_env=False) as client,
    ):

        def post(parts: list[bytes], **headers: str) -> httpx2.Response:
            body = iter(parts) if is_chunked else b"".join(parts)
            return client.post("/v1/briefings", content=body, headers={**kind, **headers})

        replies = [
            post(content),
            post(content, **bearer("reader")),
            post(too_large, **bearer("loader")),
            post(too_large, **bearer("loader")),
            post(content, **bearer("loader")),
        ]
    assert [reply.status_code for reply in replies] == [401, 403, 413, 413, 429]
    for reply in replies:
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.json()["status"] == reply.status_code


# Pages elsewhere


def cors_client(origins: str = PAGE) -> TestClient:
    settings = Settings(api=ApiSettings(cors_origins=origins))
    app = create_app(
        Stage(settings=settings).service(),
        extra_hosts=["testserver"],
        access=AccessRules(lambda: KEYS, is_loopback=True),
    )
    return TestClient(app)


def test_no_page_elsewhere_may_call_by_default(client: TestClient) -> None:
    preflight = {"Origin": PAGE, "Access-Control-Request-Method": "POST"}
    for response in (
        client.get("/v1/briefings", headers={"Origin": PAGE}),
        client.options("/v1/answers", headers=preflight),
    ):
        assert not any(name.startswith("access-control") for name in response.headers)


def test_a_page_that_the_settings_name_may_call_and_read() -> None:
    client = cors_client(f"http://localhost:3000 , {PAGE}")
    preflight = client.options(
        "/v1/answers",
        headers={
            "Origin": PAGE,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type",
        },
    )
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == PAGE
    headers = {"Origin": PAGE, **bearer("reader")}
    answered = client.post("/v1/answers", json=QUESTION, headers=headers)
    assert answered.status_code == 200
    assert answered.headers["access-control-allow-origin"] == PAGE
    assert "RateLimit" in answered.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answered.headers
    refused = client.post("/v1/answers", json=QUESTION, headers={"Origin": PAGE})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == PAGE


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://page.example",
        "https://page.example:444",
        "https://page.example.evil.example",
        "https://sub.page.example",
        "null",
    ],
)
def test_no_other_page_may(origin: str) -> None:
    client = cors_client()
    headers = {"Origin": origin, **bearer("reader")}
    assert "access-control-allow-origin" not in client.get("/v1/briefings", headers=headers).headers
    assert client.post("/v1/answers", json=QUESTION, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "origins",
    ["*", "https://*.example", "https://page.example/", "null", "page.example", f"{PAGE},", "*,"],
)
def test_only_exact_origins_can_be_set(origins: str) -> None:
    with pytest.raises(ValueError, match="cors_origins"):
        ApiSettings(cors_origins=origins)


def test_origins_are_compared_as_browsers_write_them() -> None:
    assert origins_in(" HTTPS://Page.Example,http://a:3000 ") == {PAGE, "http://a:3000"}
    assert origins_in("") == frozenset()
