from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from assistant.api.app import create_app
from assistant.api.callers import allowed_hosts
from assistant.api.openai_compatible.errors import is_openai_path
from assistant.settings import ApiSettings, Settings
from tests.api.fakes import Stage

Serve = Callable[[Stage], str]
SMALL = Settings(api=ApiSettings(max_body_megabytes=1))
QUESTION = {"question": "Who fled?"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/answers/", 404),
        ("DELETE", "/v1/answers", 405),
        ("GET", "/docs", 404),
        ("GET", "/redoc", 404),
    ],
)
def test_routing_errors_are_problems(
    client: TestClient, method: str, path: str, status: int
) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["type"], body["instance"]) == (status, "about:blank", path)
    assert body["request_id"] == response.headers["x-request-id"]
    assert ("allow" in response.headers) == (status == 405)


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/v1/answers", "text/plain"),
        ("/v1/search", "application/x-www-form-urlencoded"),
        ("/v1/briefings", "application/json"),
    ],
)
def test_another_media_type_is_a_415_problem(
    client: TestClient, path: str, content_type: str
) -> None:
    response = client.post(path, content=b"x", headers={"Content-Type": content_type})
    assert response.status_code == 415
    assert response.headers["accept-post"] in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 422),
        (b'{"question": "\xff"}', 400),
        (b'{"question": "\\ud800"}', 422),
        (b"[" * 100_000, 400),
        (b"null", 422),
        (b"", 422),
    ],
)
def test_broken_json_is_a_problem(client: TestClient, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/v1/answers", content=body, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


PART = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'


def _chunks() -> Iterator[bytes]:
    yield PART
    for _ in range(40):
        yield b"x" * 65536


@pytest.mark.parametrize("is_chunked", [True, False])
@pytest.mark.parametrize("path", ["/v1/answers", "/v1/briefings"])
def test_a_body_over_the_limit_is_a_413_problem_that_the_sender_gets(
    serve: Serve, path: str, is_chunked: bool
) -> None:
    stage = Stage(settings=SMALL)
    multipart = "multipart/form-data; boundary=b"
    headers = {"Content-Type": "application/json" if "answers" in path else multipart}
    content = _chunks() if is_chunked else b"x" * (2**21)
    with httpx2.Client(base_url=serve(stage), timeout=10, trust_env=False) as client:
        response = client.post(path, content=content, headers=headers)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert "R2P_API__MAX_BODY_MEGABYTES" in response.json()["detail"]


def test_a_body_that_only_claims_to_be_huge_is_refused_soon(serve: Serve) -> None:
    address = urlsplit(serve(Stage(settings=SMALL)))
    assert address.port is not None
    with socket.create_connection(("127.0.0.1", address.port), timeout=5) as connection:
        connection.sendall(
            b"POST /v1/answers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n"
            b"Content-Type: application/json\r\n\r\n"
        )
        assert connection.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_callers_request_id_is_kept_where_it_is_safe(client: TestClient) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "case-0001.a"})
    assert response.headers["x-request-id"] == "case-0001.a"


@pytest.mark.parametrize("offered", ["short", "x" * 65, "has space in it", "semi;colon1"])
def test_an_unsafe_request_id_is_replaced(client: TestClient, offered: str) -> None:
    made = client.get("/healthz", headers={"X-Request-ID": offered}).headers["x-request-id"]
    assert made != offered
    assert len(made) == 32


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST:1", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("localhost@evil.example", 421),
        ("[", 421),
    ],
)
def test_foreign_host_names_are_refused(host: str, status: int) -> None:
    with TestClient(create_app(Stage().service())) as client:
        response = client.get("/healthz", headers={"Host": host})
    assert response.status_code == status


def test_an_api_on_every_address_answers_to_any_name() -> None:
    stage = Stage(settings=Settings(api=ApiSettings(host="0.0.0.0")))
    with TestClient(create_app(stage.service())) as client:
        assert client.get("/healthz", headers={"Host": "api:8000"}).status_code == 200
    assert allowed_hosts("::") is None
    assert allowed_hosts("localhost", ["0.0.0.0"]) is None
    assert "assistant.internal" in (allowed_hosts("Assistant.internal") or ())


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8501", 200),
        ("http://testserver", 200),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
def test_posts_from_foreign_web_pages_are_refused(
    client: TestClient, origin: str, status: int
) -> None:
    response = client.post("/v1/answers", json=QUESTION, headers={"Origin": origin})
    assert response.status_code == status


def test_no_word_of_a_question_is_logged_above_debug(client: TestClient, stage: Stage) -> None:
    with capture_logs() as logged:
        client.post("/v1/answers", json={"question": "Zanzibar?"})
        stage.chain.lines = [ValueError("Zanzibar")]
        client.post("/v1/answers", json={"question": "Zanzibar?"})
        client.post("/v1/search", json={"query": "Zanzibar"})
        client.get("/healthz", params={"q": "Zanzibar"})
    loud = [entry for entry in logged if entry["log_level"] != "debug"]
    assert "Zanzibar" not in str(loud)
    answered = next(entry for entry in loud if entry["event"] == "answered")
    assert (answered["question_characters"], answered["outcome"]) == (9, "ANSWERED")


def test_the_index_page_lists_every_call_and_loads_nothing(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script" not in page.text
    assert 'id="question-rejected"' in page.text


def test_the_description_documents_problems_events_and_a_summary_everywhere(
    client: TestClient,
) -> None:
    described = client.get("/openapi.json").json()
    for path, operations in described["paths"].items():
        error = "application/json" if is_openai_path(path) else "application/problem+json"
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            assert list(operation["responses"]["default"]["content"]) == [error]
    answer = described["paths"]["/v1/answers"]["post"]["responses"]
    assert set(answer["200"]["content"]) == {"application/json", "text/event-stream"}
    assert "application/problem+json" in answer["422"]["content"]
    schemas = described["components"]["schemas"]
    assert {"StepEvent", "EvidenceEvent", "TextEvent", "ProblemOut"} <= set(schemas)
    assert "HTTPValidationError" not in schemas
