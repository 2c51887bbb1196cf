from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.testclient import TestClient

from assistant.api.app import create_app
from tests.api.fakes import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def client(stage: Stage) -> Iterator[TestClient]:
    """An in-process client; the application is built from `stage` at the first request."""
    app = create_app(stage.service(), extra_hosts=["testserver"])
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


@contextmanager
def _serving(stage: Stage) -> Iterator[str]:
    app = create_app(stage.service())
    config = uvicorn.Config(
        app, log_config=None, access_log=False, timeout_graceful_shutdown=2, lifespan="on"
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            assert not thread.is_alive(), "the server did not stop"


@pytest.fixture
def serve() -> Iterator[Callable[[Stage], str]]:
    """Start a real HTTP server on a loopback port for a stage; returns its URL."""
    running = []

    def start(stage: Stage) -> str:
        manager = _serving(stage)
        running.append(manager)
        return manager.__enter__()

    yield start
    for manager in running:
        manager.__exit__(None, None, None)
