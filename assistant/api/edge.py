"""The outermost layer of every request: its id, its log line, its headers, the last catch."""

from __future__ import annotations

import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import problem_of, report
from assistant.api.request_ids import REQUEST_ID_HEADER, choose_request_id, remember_request_id

log = structlog.get_logger(__name__)

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class RequestEdge:
    """ASGI middleware that names, guards and logs each request."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; no exception passes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = choose_request_id(Headers(scope=scope).get(REQUEST_ID_HEADER))
        remember_request_id(scope, request_id)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._handle(scope, receive, _Reply(send, request_id))

    async def _handle(self, scope: Scope, receive: Receive, reply: _Reply) -> None:
        started = time.perf_counter()
        try:
            await self._app(scope, receive, reply)
        except Exception as error:  # noqa: BLE001 - the last edge: a server must not print it
            problem = problem_of(error)
            report(error, problem)
            if reply.status is None:
                await problem.response(scope)(scope, receive, reply)
            # A reply that broke off is ended by the server, which sees that it is unfinished.
        log.info(
            "request",
            method=scope["method"][:20],
            # What stands in the place of an id is the caller's; the path as it came is for DEBUG.
            route=getattr(scope.get("route"), "path", None),
            status=reply.status,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        log.debug("path in full", path=scope["path"][:200])


class _Reply:
    """An ASGI send that adds our headers and remembers the status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._request_id = request_id
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID_HEADER] = self._request_id
            for name, value in SECURITY_HEADERS.items():
                headers[name] = value
        await self._send(message)
