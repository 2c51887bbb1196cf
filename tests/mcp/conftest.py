from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date

import pytest
from mcp import Client

from assistant.api.app import create_app
from assistant.api.security import AccessRules
from assistant.mcp.mounting import mount_mcp, reach_inside
from assistant.mcp.server import build_server
from tests.api.conftest import serving_app
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
    with serving_app(app) as url:
        yield url


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
