"""Traces over OTLP/gRPC to the one collector that the settings name.

No global provider is set, no proxy of the environment is used, and no word of a question, an
answer or an error is sent unless `R2P_TELEMETRY__TRACE_CONTENT` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers
from starlette.types import Scope

from assistant import __version__
from assistant.api.observing.records import FAILED, EndedAnswering, EndedRequest
from assistant.api.observing.requests import Report
from assistant.api.observing.span_facts import SERVICE, content_of, facts_of, facts_of_step
from assistant.settings import Settings

EXPORT_SECONDS = 2
"""No longer, so that an API whose collector is away still stops at once."""
UNTRACED = frozenset({"/healthz", "/readyz", "/metrics"})


class Tracing:
    """The spans of one application."""

    def __init__(self, settings: Settings) -> None:
        """Open the way to the collector; nothing is sent before a request has ended."""
        url = settings.telemetry.otlp_url
        exporter = OTLPSpanExporter(
            endpoint=url,
            insecure=url.startswith("http:"),
            timeout=EXPORT_SECONDS,
            channel_options=(("grpc.enable_http_proxy", 0),),  # type: ignore[arg-type]
        )
        self._provider = TracerProvider(
            resource=Resource({"service.name": SERVICE, "service.version": __version__}),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("assistant.api", __version__)
        self._propagator = TraceContextTextMapPropagator()
        self._model = settings.model.name
        self._has_content = settings.telemetry.trace_content

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    @contextmanager
    def open_span(self, scope: Scope) -> Iterator[Report | None]:
        """Open the span of a request, below the one that its `traceparent` names."""
        if scope["path"] in UNTRACED:
            yield None
            return
        parent = self._propagator.extract(dict(Headers(scope=scope)), context.Context())
        span = self._tracer.start_span(scope["method"], parent, SpanKind.SERVER)
        token = context.attach(trace.set_span_in_context(span, parent))
        try:
            yield lambda ended: _complete(span, ended)
        finally:
            context.detach(token)
            span.end()

    def answering_ended(self, ended: EndedAnswering) -> None:
        """Send the spans of an answering, its steps below it."""
        span = self._tracer.start_span(
            "answer", start_time=ended.started, attributes=facts_of(ended)
        )
        if ended.error is not None:
            # An error's words may hold a question.
            span.set_attribute("error.type", type(ended.error).__name__)
        if ended.outcome == FAILED:
            span.set_status(Status(StatusCode.ERROR))
        if self._has_content:
            span.set_attributes(content_of(ended))
        within = trace.set_span_in_context(span)
        for step in ended.steps:
            facts = facts_of_step(step, ended, self._model)
            child = self._tracer.start_span(
                step.name, within, attributes=facts, start_time=step.started
            )
            child.end(step.ended)
        span.end(ended.ended)


def _complete(span: Span, ended: EndedRequest) -> None:
    span.update_name(f"{ended.method} {ended.route}")
    span.set_attributes(
        {
            "http.request.method": ended.method,
            "http.route": ended.route,
            "http.response.status_code": ended.status,
            "r2p.request_id": ended.request_id,
        }
    )
    if ended.status >= 500:
        span.set_status(Status(StatusCode.ERROR))
