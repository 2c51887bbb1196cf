"""The outermost layer of an API that is observed: reports each request when its reply is sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.observing.records import EndedRequest
from assistant.api.request_ids import request_id_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""The label of what a caller may invent at will."""
NO_STATUS = 0  # nothing was sent: the client left first

Report = Callable[[EndedRequest], None]
OpenSpan = Callable[[Scope], AbstractContextManager[Report | None]]
"""A request to a block in which its trace is open; the report given there completes it."""


def no_span(_scope: Scope) -> AbstractContextManager[None]:
    """Trace nothing."""
    return nullcontext()


class ObservedRequests:
    """ASGI middleware that reports requests."""

    def __init__(
        self,
        app: ASGIApp,
        reports: Sequence[Report],
        templates: Collection[str],
        open_span: OpenSpan = no_span,
    ) -> None:
        """Wrap `app`; `templates` are the paths of its routes."""
        self._app = app
        self._reports = reports
        self._templates = frozenset(templates)
        self._open_span = open_span

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and report it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = NO_STATUS

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._open_span(scope) as complete:
            try:
                await self._app(scope, receive, told)
            finally:
                ended = self._ended(scope, status, time.perf_counter() - started)
                for report in (*self._reports, *([complete] if complete else ())):
                    report(ended)

    def _ended(self, scope: Scope, status: int, seconds: float) -> EndedRequest:
        method, path = scope["method"], scope["path"]
        # What was refused before it reached a route has none.
        known = path if path in self._templates else OTHER
        return EndedRequest(
            method=method if method in METHODS else OTHER,
            route=str(getattr(scope.get("route"), "path", known)),
            path=path,
            status=status,
            request_id=request_id_of(scope),
            seconds=seconds,
        )
