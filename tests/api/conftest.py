from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant.api.app import create_app
from assistant.api.service import ApiService
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.pipeline import ingest_file
from tests.api.fakes import Stage, make_answer
from tests.library.fakes import HashingEmbedder

SAMPLES = (
    "sample-mali-2013-04.md",
    "sample-mali-2019-05-15.md",
    "sample-myanmar-2016-12-15.md",
    "sample-nigeria-2017-01.md",
    "sample-nigeria-2018-09.txt",
    "sample-nigeria-2019-03.md",
)


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
def serving(service: ApiService) -> Iterator[str]:
    """Run a real HTTP server on a loopback port for a block; yields its URL."""
    with serving_app(create_app(service)) as url:
        yield url


@contextmanager
def serving_app(app: ASGIApp) -> Iterator[str]:
    """The same for an application."""
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
        manager = serving(stage.service())
        running.append(manager)
        return manager.__enter__()

    yield start
    for manager in running:
        manager.__exit__(None, None, None)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of a real server on a real library: some samples, and a stored answer.

    Embedding is faked; nothing that these tests are about looks at vectors.
    """
    settings = Settings(data_dir=tmp_path_factory.mktemp("editions"))
    samples = Path(str(files("ingest") / "samples"))
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        for name in SAMPLES:
            ingest_file(samples / name, {"file": name}, library, settings)
        library.publish()
        library.store_answer(make_answer("What of <b>Mali</b>?", "kept"))
        with (
            serving(Stage().service_on(library)) as url,
            httpx2.Client(base_url=url, timeout=60, trust_env=False) as client,
        ):
            yield client
