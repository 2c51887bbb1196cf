"""How `r2p mcp` reaches the answer API, and how it ends."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack

import anyio
import anyio.to_thread
import httpx2
from fastapi import FastAPI

from assistant.cli.output import report
from assistant.cli.remote import running_api
from assistant.data_folder import OwnerLock
from assistant.errors import LibraryInUse
from assistant.mcp.arguments import CheckedServer
from assistant.mcp.mounting import reach_inside
from assistant.settings import Settings

ANSWER_SECONDS = 300
STOPPED = 143  # as shells say that SIGTERM ended a command
COMMAND = "r2p mcp"


class Way:
    """The way to the answer API: the one that runs, else one of our own, opened when needed.

    It is looked for at every call, so that an API may come and go while a client stays connected.
    """

    def __init__(self, settings: Settings) -> None:
        """Open nothing yet: a client waits for the handshake, and not for long."""
        self._settings = settings
        self._opened = ExitStack()
        self._own: FastAPI | None = None
        self._opening = anyio.Lock()

    async def reach(self) -> httpx2.AsyncClient:
        """Return a client of the answer API.

        Raises:
            LibraryInUse: another command has the data folder, and is no answer API.
        """
        async with self._opening:
            if self._own is None:
                url = await anyio.to_thread.run_sync(running_api)
                if url:
                    return self._remote(url)
                try:
                    self._own = await anyio.to_thread.run_sync(self._open)
                except LibraryInUse:
                    url = running_api()  # it may have been started since we looked
                    if url is None:
                        raise
                    return self._remote(url)
        return await reach_inside(self._own)

    def close(self) -> None:
        """Give the data folder back, if we have it."""
        self._opened.close()

    def _open(self) -> FastAPI:
        with OwnerLock(self._settings.data_dir, COMMAND):
            pass  # says who has the folder before much is loaded
        from assistant.api.app import create_app
        from assistant.cli.composition import build_service, open_library

        report(f"Opening the library in {self._settings.data_dir} ...")
        library = self._opened.enter_context(open_library(self._settings, COMMAND))
        return create_app(build_service(self._settings, library))

    def _remote(self, url: str) -> httpx2.AsyncClient:
        key = self._settings.api.key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return httpx2.AsyncClient(
            base_url=url, headers=headers, timeout=ANSWER_SECONDS, trust_env=False
        )


async def serve_until_ended(server: CheckedServer, way: Way) -> None:
    """Speak the protocol until input ends, or until told to stop."""
    async with anyio.create_task_group() as group:
        group.start_soon(_exit_when_told, way)
        # Keeps a private copy of stdout for the protocol, and points stdout itself at stderr.
        await server.run_stdio_async()
        group.cancel_scope.cancel()


async def _exit_when_told(way: Way) -> None:
    """Close the library and leave at once: the thread that waits for input would hold us up."""
    with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async for _ in signals:
            await anyio.to_thread.run_sync(way.close)
            os._exit(STOPPED)
