"""The answer API without a server: its application, called in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx2

from assistant.api.app import create_app
from assistant.cli.composition import build_service, open_library
from assistant.cli.remote import checked
from assistant.settings import load_settings

BASE_URL = "http://localhost"


class InProcessApi:
    """Sends requests to an ASGI application without a network."""

    def __init__(self, transport: httpx2.ASGITransport) -> None:
        """Wrap the application."""
        self._transport = transport

    def get(
        self, path: str, query: Mapping[str, str] | None = None, expected: Sequence[int] = ()
    ) -> dict[str, Any]:
        """Return the JSON object at `path`, also for an error status that is `expected`."""
        return asyncio.run(self._exchange("GET", path, expected, params=query))

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send `body` and return the JSON object that comes back."""
        return asyncio.run(self._exchange("POST", path, (), json=body))

    async def _exchange(
        self,
        method: str,
        path: str,
        expected: Sequence[int],
        **content: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        async with httpx2.AsyncClient(
            transport=self._transport, base_url=BASE_URL, timeout=None
        ) as client:
            response = await client.request(method, path, **content)
        return checked(response.status_code, response.json(), expected)


@contextmanager
def in_process_api(command: str) -> Iterator[InProcessApi]:
    """Own the data folder for a `with` block, and answer from it."""
    settings = load_settings()
    with open_library(settings, command) as library:
        app = create_app(build_service(settings, library))
        # What breaks inside becomes a problem, as it does over the network.
        yield InProcessApi(httpx2.ASGITransport(app, raise_app_exceptions=False))
