"""A real HTTP server on a loopback port, in front of the API's tests' own parts."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from assistant.client import NO_RETRIES, BriefingClient
from tests.api.conftest import serving
from tests.api.fakes import make_card
from tests.api.keeping import KeepingStage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[KeepingStage]:
    stage = KeepingStage.in_folder(tmp_path)
    older = make_card("mali-2018-01-01", day=date(2018, 1, 1), is_newest=False)
    stage.library.cards.insert(0, older)
    yield stage
    stage.kept.engine.dispose()


@pytest.fixture
def url(stage: KeepingStage) -> Iterator[str]:
    with serving(stage.service()) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[BriefingClient]:
    with BriefingClient(url, retries=NO_RETRIES) as client:
        yield client


@pytest.fixture
def unused_url() -> str:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return f"http://127.0.0.1:{unused.getsockname()[1]}"


@contextmanager
def raw_server(reply: bytes, wait_seconds: float = 0.0) -> Iterator[str]:
    """Answer one connection with `reply` after a while, whatever it asks, and close it."""

    def answer_once() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65_536)
            time.sleep(wait_seconds)
            if reply:
                connection.sendall(reply)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer_once)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join(10)
