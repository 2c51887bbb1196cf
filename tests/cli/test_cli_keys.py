"""`r2p keys`, and who sends the keys that it makes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest

from assistant.cli.remote import RemoteApi
from assistant.cli.replies import ApiRefused
from tests.cli.conftest import Shell, address, serving
from tests.ports import free_port
from ui.api_client import AnswerApi

Canned = tuple[int, dict[str, str], bytes]
BUSY: Canned = (429, {"Retry-After": "7"}, b'{"detail": "Used up."}')
LISTED: Canned = (200, {}, b'{"briefings": []}')


class Recording(HTTPServer):
    """Gives its `replies` in turn, the last one again and again, and keeps what was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Recorder)
        self.replies: list[Canned] = [LISTED]
        self.authorizations: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Recorder(BaseHTTPRequestHandler):
    server: Recording

    def do_GET(self) -> None:
        self.server.authorizations.append(self.headers["Authorization"])
        replies = self.server.replies
        status, headers, body = replies.pop(0) if len(replies) > 1 else replies[0]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Keep quiet."""


@pytest.fixture
def recording() -> Iterator[Recording]:
    with Recording() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr("assistant.cli.remote.time.sleep", seconds.append)
    return seconds


def test_keys_are_made_listed_and_revoked(shell: Shell) -> None:
    made = shell.run("keys", "add", "desk", "--scope", "ingest", "--scope", "read")
    again = shell.run("keys", "add", "desk")
    listed = shell.run("keys", "list", "--json")
    revoked = shell.run("keys", "revoke", "desk")
    shown = shell.run("keys", "list")

    key = made.stdout.strip()
    assert (made.code, again.code, revoked.code, shown.code) == (0, 1, 0, 0)
    assert key.startswith("r2p_")
    assert "shown this once" in made.stderr
    (entry,) = listed.json["keys"]
    assert (entry["name"], entry["scopes"]) == ("desk", ["ingest", "read"])
    assert key not in listed.stdout + shown.stdout + made.stderr
    assert "revoked" in shown.stdout


@pytest.mark.parametrize("arguments", [("keys",), ("keys", "add", "a/b"), ("keys", "add")])
def test_wrong_use_is_said_in_one_line(shell: Shell, arguments: tuple[str, ...]) -> None:
    run = shell.run(*arguments)
    assert run.code == 2
    assert run.stderr.count("\n") == 1


def test_serving_other_machines_without_a_key_is_refused_before_anything_is_loaded(
    shell: Shell,
) -> None:
    run = shell.run("serve", "--host", "0.0.0.0")
    assert run.code == 2
    assert "r2p keys add" in run.stderr
    assert "Opening the library" not in run.stderr


@pytest.mark.timeout(200)
def test_a_running_api_knows_of_keys_at_once(filled: Shell, tmp_path: Path) -> None:
    shell = Shell(filled.data_dir, {"R2P_API__PORT": str(free_port())})
    log = tmp_path / "serve.log"
    with (
        serving(shell, log),
        httpx2.Client(base_url=address(shell), trust_env=False, timeout=30) as client,
    ):
        assert client.get("/v1/briefings").status_code == 200
        key = shell.run("keys", "add", "desk").stdout.strip()
        without = shell.run("briefings")
        with_key = shell.run("briefings", R2P_API__KEY=key)
        client.headers["X-API-Key"] = key
        refused = client.post("/v1/briefings", files={"files": ("a.txt", b"x")})
        shell.run("keys", "revoke", "desk")
        revoked = client.get("/v1/briefings")

    assert (without.code, with_key.code) == (1, 0)
    assert "R2P_API__KEY" in without.stderr
    assert "editions in" in with_key.stdout
    assert "--scope ingest" in refused.json()["detail"]
    assert revoked.status_code == 401
    assert key not in log.read_text(encoding="utf-8")


def test_r2p_and_the_chat_page_send_the_key_they_are_given(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("R2P_API__KEY", " r2p_one\n")
    RemoteApi(recording.url).get("/v1/briefings")
    monkeypatch.delenv("R2P_API__KEY")
    RemoteApi(recording.url).get("/v1/briefings")
    for key in ("r2p_two", ""):
        api = AnswerApi(recording.url, key)
        api.briefings()
        api.close()
    assert recording.authorizations == ["Bearer r2p_one", None, "Bearer r2p_two", None]


def test_r2p_waits_for_its_quota_and_goes_on(
    recording: Recording, slept: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    recording.replies = [BUSY, BUSY, LISTED]
    assert RemoteApi(recording.url).get("/v1/briefings") == {"briefings": []}
    assert slept == [7, 7]
    assert "going on in 7 s" in capsys.readouterr().err


def test_r2p_does_not_wait_for_ever(recording: Recording, slept: list[float]) -> None:
    recording.replies = [BUSY]
    with pytest.raises(ApiRefused, match="Used up"):
        RemoteApi(recording.url).get("/v1/briefings")
    assert len(slept) == 3
