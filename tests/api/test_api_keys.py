from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from assistant.api.app import create_app
from assistant.api.security import AccessRules, ensure_guarded, is_loopback, needed_scope
from assistant.errors import LibraryError, SettingsError
from assistant.library.keys import (
    Scope,
    add_key,
    digest_of,
    key_store,
    keys_in,
    list_keys,
    matching_key,
    revoke_key,
)
from assistant.settings import ApiSettings, Settings
from tests.api.fakes import Stage
from tests.api.guarded import KEYS, MADE, READER, Ring, bearer, guarded, make_key

QUESTION = {"question": "Who fled?"}
EXPOSED = Settings(api=ApiSettings(host="0.0.0.0"))
FILE = {"files": ("a.txt", b"x")}


@pytest.fixture
def api(stage: Stage) -> Iterator[TestClient]:
    with guarded(stage) as client:
        yield client


def test_without_any_key_everything_works_on_loopback(stage: Stage) -> None:
    with guarded(stage, Ring([])) as client:
        assert client.get("/v1/briefings").status_code == 200
        assert client.post("/v1/answers", json=QUESTION).status_code == 200
        assert client.post("/v1/briefings", files=FILE).status_code == 200
        assert client.delete("/v1/briefings/mali-2019-05-15").status_code == 204
        # A client that must send some key may send any.
        assert client.get("/v1/briefings", headers=bearer("nobody")).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/openapi.json"])
def test_health_and_description_stay_open(api: TestClient, path: str) -> None:
    assert api.get(path).status_code == 200


def test_a_request_without_a_key_is_a_401_problem_that_says_how_to_send_one(
    api: TestClient,
) -> None:
    response = api.get("/v1/briefings")
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["www-authenticate"] == 'Bearer realm="r2p"'
    assert "Authorization: Bearer" in response.json()["detail"]
    assert response.json()["request_id"] == response.headers["x-request-id"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {READER.sha256}"},
        {"X-API-Key": "wrong"},
        {"Authorization": "Bearer wrong", "X-API-Key": "secret-reader"},
    ],
)
def test_an_unknown_key_is_a_401_problem(api: TestClient, headers: dict[str, str]) -> None:
    response = api.get("/v1/briefings", headers=headers)
    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


@pytest.mark.parametrize("authorization", ["Basic c2VjcmV0", "Bearer", "Bearer  ", "secret-reader"])
def test_a_header_without_a_bearer_token_is_as_none(api: TestClient, authorization: str) -> None:
    response = api.get("/v1/briefings", headers={"Authorization": authorization})
    assert response.headers["www-authenticate"] == 'Bearer realm="r2p"'


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer secret-reader"},
        {"Authorization": "bearer  secret-reader "},
        {"X-API-Key": "secret-reader"},
        {"Authorization": "Basic c2VjcmV0", "X-API-Key": "secret-reader"},
    ],
)
def test_a_known_key_is_taken_from_either_header(api: TestClient, headers: dict[str, str]) -> None:
    assert api.get("/v1/briefings", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("name", "ask", "add", "remove"),
    [
        ("reader", 200, 403, 403),
        ("loader", 403, 200, 403),
        ("admin", 200, 200, 204),
    ],
)
def test_a_key_does_what_its_scope_allows(
    api: TestClient, name: str, ask: int, add: int, remove: int
) -> None:
    headers = bearer(name)
    assert api.post("/v1/answers", json=QUESTION, headers=headers).status_code == ask
    assert api.post("/v1/briefings", files=FILE, headers=headers).status_code == add
    removed = api.delete("/v1/briefings/mali-2019-05-15", headers=headers)
    assert removed.status_code == remove
    if remove == 403:
        assert removed.headers["content-type"] == "application/problem+json"
        assert removed.headers["www-authenticate"] == (
            'Bearer realm="r2p", error="insufficient_scope", scope="admin"'
        )
        assert "--scope admin" in removed.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/v1/briefings", Scope.READ),
        ("POST", "/v1/search", Scope.READ),
        ("POST", "/v1/chat/completions", Scope.READ),
        ("POST", "/mcp", Scope.READ),
        ("DELETE", "/v1/conversations/c1", Scope.READ),
        ("POST", "/v1/briefings", Scope.INGEST),
        ("POST", "/v1/briefings/from-url", Scope.INGEST),
        ("GET", "/v1/jobs/j1", Scope.INGEST),
        ("DELETE", "/v1/jobs/j1", Scope.INGEST),
        ("DELETE", "/v1/briefings/b1", Scope.ADMIN),
        ("PUT", "/v1/whatever", Scope.ADMIN),
        ("DELETE", "/mcp", Scope.READ),
    ],
)
def test_every_request_needs_a_scope(method: str, path: str, scope: Scope) -> None:
    assert needed_scope(method, path) is scope


def test_no_described_call_but_health_is_open(stage: Stage) -> None:
    with guarded(stage) as client:
        paths = client.get("/openapi.json").json()["paths"]
        for path, operations in paths.items():
            for method in operations:
                response = client.request(method, re.sub(r"\{\w+\}", "x", path))
                is_open = path in ("/healthz", "/readyz")
                assert (response.status_code == 401) != is_open, (method, path)


def test_a_revoked_key_is_refused_at_once_and_the_door_stays_shut(stage: Stage) -> None:
    ring = Ring([READER])
    with guarded(stage, ring) as client:
        assert client.get("/v1/briefings", headers=bearer("reader")).status_code == 200
        ring.keys = [make_key("reader", Scope.READ, revoked_at=MADE)]
        assert client.get("/v1/briefings", headers=bearer("reader")).status_code == 401
        assert client.get("/v1/briefings").status_code == 401


def test_an_exposed_api_without_keys_answers_nobody_unless_told_to() -> None:
    stage = Stage(settings=EXPOSED)
    with guarded(stage, Ring([])) as client:
        assert client.get("/v1/briefings").status_code == 401
    with guarded(stage, Ring([]), allow_unauthenticated=True) as client:
        assert client.get("/v1/briefings").status_code == 200
    with guarded(stage, Ring(), allow_unauthenticated=True) as client:
        assert client.get("/v1/briefings").status_code == 401


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("LocalHost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_which_addresses_are_loopback(host: str, *, expected: bool) -> None:
    assert is_loopback(host) == expected


def test_starting_on_another_address_without_a_key_is_refused_with_what_to_do() -> None:
    with pytest.raises(SettingsError, match=r"r2p keys add.*R2P_API__ALLOW_UNAUTHENTICATED"):
        ensure_guarded("0.0.0.0", (), allow_unauthenticated=False)
    revoked = make_key("old", Scope.READ, revoked_at=MADE)
    with pytest.raises(SettingsError):
        ensure_guarded("192.168.1.4", (revoked,), allow_unauthenticated=False)
    ensure_guarded("0.0.0.0", KEYS, allow_unauthenticated=False)
    ensure_guarded("0.0.0.0", (), allow_unauthenticated=True)
    ensure_guarded("127.0.0.1", (), allow_unauthenticated=False)


def test_a_key_is_shown_once_and_only_its_digest_is_stored(tmp_path: Path) -> None:
    with key_store(tmp_path) as store:
        key = add_key(store, "ci", [Scope.READ, Scope.INGEST])
        (kept,) = list_keys(store)
    assert key.startswith("r2p_")
    assert len(key) == 47  # 256 bits
    assert kept.sha256 == digest_of(key)
    assert kept.scopes == {Scope.READ, Scope.INGEST}
    assert keys_in(tmp_path) == (kept,)
    for path in tmp_path.iterdir():
        assert key.encode() not in path.read_bytes()


def test_keys_differ_and_each_matches_itself_alone(tmp_path: Path) -> None:
    with key_store(tmp_path) as store:
        made = {add_key(store, name, [Scope.READ]): name for name in ("a", "b", "c")}
        kept = list_keys(store)
    for key, name in made.items():
        found = matching_key(key, kept)
        assert found is not None
        assert found.name == name
    assert matching_key("", kept) is None
    assert matching_key("r2p_\u00e9", kept) is None


def test_a_name_is_given_once_until_it_is_forgotten(tmp_path: Path) -> None:
    with key_store(tmp_path) as store:
        add_key(store, "ci", [Scope.READ])
        with pytest.raises(LibraryError, match=r"'ci'.*--forget"):
            add_key(store, "ci", [Scope.ADMIN])
        revoke_key(store, "ci")
        (revoked,) = list_keys(store)
        revoke_key(store, "ci")
        assert list_keys(store) == (revoked,)
        assert not revoked.allows(Scope.READ)
        revoke_key(store, "ci", forget=True)
        assert list_keys(store) == ()
        with pytest.raises(LibraryError, match="'ci'"):
            revoke_key(store, "ci")


def test_a_folder_without_a_catalogue_has_no_keys_and_gets_none(tmp_path: Path) -> None:
    assert keys_in(tmp_path / "none") == ()
    assert not (tmp_path / "none").exists()


def test_no_key_is_logged_and_its_name_is(stage: Stage) -> None:
    with capture_logs() as logged, guarded(stage) as client:
        client.post("/v1/answers", json=QUESTION, headers=bearer("reader"))
        client.post("/v1/answers", json=QUESTION, headers=bearer("wrong"))
        client.delete("/v1/briefings/x", headers=bearer("loader"))
    assert "secret-" not in str(logged)
    assert READER.sha256 not in str(logged)


def test_a_client_that_must_send_a_key_reads_openai_errors(api: TestClient) -> None:
    body = {"model": "r2p-briefings", "messages": [{"role": "user", "content": "Who fled?"}]}
    refused = api.post("/v1/chat/completions", json=body)
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "invalid_api_key"
    response = api.post("/v1/chat/completions", json=body, headers=bearer("reader"))
    assert response.status_code == 200


def test_the_stored_keys_guard_a_running_application(tmp_path: Path) -> None:
    with key_store(tmp_path) as store:
        rules = AccessRules(lambda: list_keys(store), is_loopback=True)
        app = create_app(Stage().service(), extra_hosts=["testserver"], access=rules)
        with TestClient(app) as client:
            assert client.get("/v1/briefings").status_code == 200
            key = add_key(store, "first", [Scope.READ])
            assert client.get("/v1/briefings").status_code == 401
            sent = {"X-API-Key": key}
            assert client.get("/v1/briefings", headers=sent).status_code == 200
            revoke_key(store, "first")
            assert client.get("/v1/briefings", headers=sent).status_code == 401
