"""Puts what is observed around a service and an application; nothing where nothing is set.

Metrics and traces are imported only where a setting asks for them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from assistant.api.context import ApiContext
from assistant.api.observing.answerings import WatchedChain
from assistant.api.observing.documents import counted_fetch, counted_ingest
from assistant.api.observing.quotes import recheck_of
from assistant.api.observing.requests import ObservedRequests, no_span
from assistant.api.service import ApiService
from assistant.api.workers import Turnstile
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.api.observing.metrics import Metrics
    from assistant.api.observing.tracing import Tracing

METRICS_PATH = "/metrics"
OTHER_PATHS = ("/", "/openapi.json", "/mcp", METRICS_PATH)


@dataclass(frozen=True, slots=True)
class Observing:
    """What the settings let operators see."""

    metrics: Metrics | None
    tracing: Tracing | None

    def watched(self, service: ApiService) -> ApiService:
        """Return the service, watched as it answers and takes documents in."""
        reports = [each.answering_ended for each in (self.metrics, self.tracing) if each]
        chain = WatchedChain(service.chain, reports, recheck_of(service.library))
        if self.metrics is None:
            return replace(service, chain=chain)
        return replace(
            service,
            chain=chain,
            ingest_upload=counted_ingest(service.ingest_upload, self.metrics.documents_ended),
            fetch_url=counted_fetch(service.fetch_url, self.metrics.documents_ended),
        )

    def attach(self, app: FastAPI, context: ApiContext, templates: Collection[str]) -> None:
        """Watch the requests of `app`, whose routes have `templates`; from outside its edge."""
        if self.metrics is not None:
            self.metrics.watch(lambda: context.service.library.snapshot, _queues_of(context))
            app.add_api_route(METRICS_PATH, _exposition(self.metrics), include_in_schema=False)
        app.add_middleware(
            ObservedRequests,
            reports=[self.metrics.request_ended] if self.metrics else [],
            templates=[*templates, *OTHER_PATHS],
            open_span=self.tracing.open_span if self.tracing else no_span,
        )
        if self.tracing is not None:
            _close_at_end(app, self.tracing)


def observing_of(settings: Settings) -> Observing | None:
    """Open what the settings ask for; None where they ask for nothing."""
    wanted = settings.telemetry
    metrics: Metrics | None = None
    tracing: Tracing | None = None
    if wanted.metrics:
        from assistant.api.observing.metrics import Metrics

        metrics = Metrics()
    if wanted.otlp_url:
        from assistant.api.observing.tracing import Tracing

        tracing = Tracing(settings)
    return Observing(metrics, tracing) if metrics or tracing else None


def _exposition(metrics: Metrics) -> Callable[[Request], Awaitable[Response]]:
    async def expose(request: Request) -> Response:
        numbers, media_type = metrics.exposed(request.headers.get("accept", ""))
        return Response(numbers, media_type=media_type)

    return expose


def _queues_of(context: ApiContext) -> Mapping[str, Turnstile]:
    workers = context.workers
    return {
        "answers": workers.answers,
        "searches": workers.searches,
        "uploads": workers.uploads,
        "fetches": workers.fetches,
        "jobs": context.jobs.places,
    }


def _close_at_end(app: FastAPI, tracing: Tracing) -> None:
    """Send what is left when the application stops."""
    former = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: Any) -> AsyncIterator[Any]:  # noqa: ANN401 - as Starlette has it
        async with former(running) as state:
            try:
                yield state
            finally:
                await anyio.to_thread.run_sync(tracing.close)

    app.router.lifespan_context = lifespan
