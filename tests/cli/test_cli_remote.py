from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.remote import RemoteApi
from assistant.cli.replies import ApiRefused


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent; a path that is a number is the status."""

    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = int(self.path[1:]) if self.path[1:].isdigit() else 200
        sent = {"path": self.path, "host": self.headers["Host"], "body": body.decode("latin-1")}
        answer = json.dumps(sent | {"detail": "No such briefing."}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = _answer  # noqa: N815 - the names that http.server calls

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Keep quiet."""


@pytest.fixture
def echo() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def saying(answer: bytes) -> Iterator[str]:
    """Listen, send `answer` to the first who comes, and hang up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=speak)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def test_json_goes_out_and_comes_back(echo: str) -> None:
    answer = RemoteApi(echo).post("/v1/answers", {"question": "Wer?“"})

    assert json.loads(answer["body"]) == {"question": "Wer?“"}
    assert answer["path"] == "/v1/answers"
    assert f"http://{answer['host']}" == echo


def test_a_query_is_escaped(echo: str) -> None:
    assert RemoteApi(echo).get("/a b", {"q": "x&y"})["path"] == "/a%20b?q=x%26y"


def test_a_problem_is_raised_with_its_detail_unless_it_is_expected(echo: str) -> None:
    with pytest.raises(ApiRefused, match="No such briefing"):
        RemoteApi(echo).get("/404")
    assert RemoteApi(echo).get("/503", expected=(503,))["path"] == "/503"


def test_a_file_is_sent_under_a_name_that_cannot_break_the_form(echo: str, tmp_path: Path) -> None:
    file = tmp_path / 'a"\r\nX-Evil: 1.txt'
    file.write_bytes(b"\x00words")

    body = RemoteApi(echo).post_file("/v1/briefings", file, {"title": "T"})["body"]

    assert 'filename="a   X-Evil: 1.txt"' in body
    assert 'name="title"\r\n\r\nT\r\n' in body
    assert "\x00words\r\n--" in body


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\n\r\n<html>"])
def test_what_is_no_answer_api_is_said_to_be_none(answer: bytes) -> None:
    with saying(answer) as url, pytest.raises(ApiRefused, match="did not answer"):
        RemoteApi(url).get("/healthz")


def test_nothing_at_the_address_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("R2P_DATA_DIR", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    with pytest.raises(ApiRefused, match=r"Nothing answers .*r2p serve"):
        RemoteApi(f"http://127.0.0.1:{port}").get("/healthz")
