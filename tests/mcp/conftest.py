from __future__ import annotations

import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date

import pytest
import uvicorn
from mcp import Client

from assistant.api.app import create_app
from assistant.api.security import AccessRules
from assistant.mcp.mounting import mount_mcp, reach_inside
from assistant.mcp.server import build_server
from tests.api.fakes import MemoryLibrary, Stage, make_card


@pytest.fixture
def stage() -> Stage:
    """Two editions on Mali and one on Niger."""
    cards = [
        make_card(),
        make_card("mali-2018-05-15", day=date(2018, 5, 15), is_newest=False),
        make_card("niger-2019-05-15", "Niger", ("NER",)),
    ]
    return Stage(library=MemoryLibrary(cards))


@asynccontextmanager
async def connected(stage: Stage) -> AsyncIterator[Client]:
    """The SDK's client on a server in this process; entered in the test, as task groups ask."""
    app = create_app(stage.service())
    async with Client(build_server(lambda: reach_inside(app))) as client:
        yield client


@contextmanager
def serving(stage: Stage, access: AccessRules | None = None) -> Iterator[str]:
    """Run the API with /mcp on a loopback port for a block; yields its URL."""
    service = stage.service()
    app = create_app(service, access=access)
    mount_mcp(app, service)
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
def serve() -> Iterator[Callable[..., str]]:
    """Start a real HTTP server for a stage; returns its URL."""
    running = []

    def start(stage: Stage, access: AccessRules | None = None) -> str:
        manager = serving(stage, access)
        running.append(manager)
        return manager.__enter__()

    yield start
    for manager in running:
        manager.__exit__(None, None, None)
