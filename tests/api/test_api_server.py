from __future__ import annotations

import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest
import structlog

from assistant.api.logs import configure_logging
from assistant.api.server import ensure_port_free
from assistant.errors import SettingsError

SERVED = """
from assistant.api.app import create_app
from assistant.api.server import run_api
from tests.api.fakes import ScriptedChain, Stage
import sys

chain = ScriptedChain([{"step": ("searching",)}, 60.0])
run_api(create_app(Stage(chain=chain).service()), "127.0.0.1", int(sys.argv[1]))
print("chain stopped:", chain.stopped.is_set())
"""


@pytest.fixture
def _logging_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError) as raised:
            ensure_port_free("127.0.0.1", port, "R2P_API__PORT")
    assert f"Port {port} on 127.0.0.1 is taken" in str(raised.value)
    assert "R2P_API__PORT=" in str(raised.value)


def test_a_free_port_is_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    ensure_port_free("127.0.0.1", port, "R2P_API__PORT")
    with socket.create_server(("127.0.0.1", port)) as server:
        assert server.getsockname()[1] == port


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SettingsError, match="R2P_API__HOST"):
        ensure_port_free("192.0.2.1", 8000, "R2P_API__PORT")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_signal_ends_the_server_beside_an_open_stream(number: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", SERVED, str(port)], stdout=subprocess.PIPE, env={**os.environ}
    )
    with server, httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        _wait_until_up(client)
        headers = {"Accept": "text/event-stream"}
        with client.stream(
            "POST", "/v1/answers", json={"question": "Who?"}, headers=headers
        ) as response:
            assert "server" not in response.headers
            chunks = response.iter_bytes()  # kept: a forgotten iterator closes the connection
            next(chunks)
            server.send_signal(number)
            printed, _ = server.communicate(timeout=15)
    assert b"chain stopped: True" in printed
    assert server.returncode == 0


def _wait_until_up(client: httpx2.Client) -> None:
    for _ in range(200):
        try:
            client.get("/healthz")
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not come up")


@pytest.mark.usefixtures("_logging_restored")
def test_logs_are_json_lines_without_the_words_of_an_error() -> None:
    stream = io.StringIO()
    configure_logging("INFO", stream)
    log = structlog.get_logger("assistant.example")
    with structlog.contextvars.bound_contextvars(request_id="r1"):
        try:
            int("secret words")
        except ValueError:
            log.exception("it failed", places=3)
            logging.getLogger("some.library").exception("it %s", "broke")
    logging.getLogger("some.library").info("chatter")
    log.debug("question in full", question="secret words")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["event"], first["request_id"], first["error"]) == (
        "it failed",
        "r1",
        "ValueError",
    )
    assert "test_api_server.py" in first["where"]
    assert (second["event"], second["error"], second["level"]) == (
        "it broke",
        "ValueError",
        "error",
    )
    assert "secret" not in stream.getvalue()


@pytest.mark.usefixtures("_logging_restored")
def test_at_debug_the_words_are_there() -> None:
    stream = io.StringIO()
    configure_logging("DEBUG", stream)
    structlog.get_logger("assistant.example").debug("question in full", question="who?")
    assert json.loads(stream.getvalue())["question"] == "who?"
