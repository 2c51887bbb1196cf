"""The MCP server at /mcp of the answer API: streamable HTTP, stateless, replies as plain JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
import httpx2
from fastapi import FastAPI
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.app import create_app
from assistant.api.callers import allowed_hosts
from assistant.api.connections import while_connected
from assistant.api.service import ApiService
from assistant.mcp.server import build_server

PATH = "/mcp"
INSIDE_URL = "http://localhost"


def mount_mcp(app: FastAPI, service: ApiService, extra_hosts: Iterable[str] = ()) -> None:
    """Let `app`, made by `create_app` of the same service and hosts, answer at /mcp as well.

    Does nothing where the setting `R2P_API__MCP` is off.

    Whoever guards the API guards this address too: it is a route like the others. The tools call
    the API in this process, behind its guards, so that a call is let in and counted once.
    """
    if not service.settings.api.mcp:
        return
    inside = create_app(service)
    inside.state.context = app.state.context  # the same workers, so that their limits hold
    server = build_server(lambda: reach_inside(inside))
    hosts = allowed_hosts(service.settings.api.host, extra_hosts)
    served = server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=_security(hosts),
    )
    (found,) = (route for route in served.routes if isinstance(route, Route))
    # Stateless: there is no session to end, and nothing to listen for with GET.
    app.router.routes.append(Route(PATH, _WhileConnected(found.endpoint), methods=["POST"]))
    _run_within(app, server)


async def reach_inside(app: FastAPI) -> httpx2.AsyncClient:
    """Return a client of an application in this process."""
    # What breaks inside becomes a problem, as it does over the network.
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=INSIDE_URL, timeout=None)


class _WhileConnected:
    """An ASGI application whose work stops when its caller leaves; the SDK's would go on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over the whole body, then watch for the caller."""
        body = await Request(scope, receive).body()
        unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            if not unread:
                await anyio.sleep_forever()
            return unread.pop()

        await while_connected(receive, partial(self._app, scope, replay, send))


def _run_within(app: FastAPI, server: MCPServer[object]) -> None:
    """Run the server's sessions for as long as the application is up."""
    former = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: Any) -> AsyncIterator[Any]:  # noqa: ANN401
        async with former(running) as state, server.session_manager.run():
            yield state

    app.router.lifespan_context = lifespan


def _security(hosts: frozenset[str] | None) -> TransportSecuritySettings:
    """Return the SDK's own guard, set to what `CallerGuard` lets through.

    It also judges the Origin of a GET, which the other lets pass.
    """
    if hosts is None:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = [f"[{host}]" if ":" in host else host for host in sorted(hosts)]
    return TransportSecuritySettings(
        allowed_hosts=[each for name in names for each in (name, f"{name}:*")],
        allowed_origins=[
            f"{scheme}://{name}{port}"
            for scheme in ("http", "https")
            for name in names
            for port in ("", ":*")
        ],
    )
