"""The answer API without a server: its application, called in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx2

from assistant.api.app import create_app
from assistant.cli.composition import build_service, open_library
from assistant.cli.replies import Download, Query, Reply, checked
from assistant.settings import load_settings

BASE_URL = "http://localhost"


class InProcessApi:
    """Sends requests to an ASGI application without a network."""

    def __init__(self, transport: httpx2.ASGITransport) -> None:
        """Wrap the application."""
        self._transport = transport

    def get(
        self, path: str, query: Query | None = None, expected: Sequence[int] = ()
    ) -> dict[str, Any]:
        """Return the JSON object at `path`, also for an error status that is `expected`."""
        reply = asyncio.run(self._exchange("GET", path, params=query))
        return checked(reply.status, reply.json(), expected)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send `body` and return the JSON object that comes back."""
        reply = asyncio.run(self._exchange("POST", path, json=body))
        return checked(reply.status, reply.json())

    def download(self, path: str, body: dict[str, Any]) -> Download:
        """Send `body` and return the file that comes back."""
        return asyncio.run(self._exchange("POST", path, json=body)).download()

    async def _exchange(
        self,
        method: str,
        path: str,
        **content: Any,  # noqa: ANN401
    ) -> Reply:
        async with httpx2.AsyncClient(
            transport=self._transport, base_url=BASE_URL, timeout=None
        ) as client:
            response = await client.request(method, path, **content)
        return Reply(response.status_code, response.headers, response.content)


@contextmanager
def in_process_api(command: str) -> Iterator[InProcessApi]:
    """Own the data folder for a `with` block, and answer from it."""
    settings = load_settings()
    with open_library(settings, command) as library:
        app = create_app(build_service(settings, library))
        # What breaks inside becomes a problem, as it does over the network.
        yield InProcessApi(httpx2.ASGITransport(app, raise_app_exceptions=False))
