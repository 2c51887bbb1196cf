"""A collector of traces on a loopback port: a real OTLP/gRPC server that keeps what it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,
)


@dataclass(frozen=True)
class SentSpan:
    name: str
    id: bytes
    parent: bytes
    trace: bytes
    facts: dict[str, Any]
    seconds: float
    is_error: bool


@dataclass
class Collector(TraceServiceServicer):
    """What was sent, as it came over the wire."""

    requests: list[ExportTraceServiceRequest] = field(default_factory=list)
    url: str = ""

    def Export(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - theirs
        self.requests.append(request)
        return ExportTraceServiceResponse()

    @property
    def spans(self) -> list[SentSpan]:
        return [
            SentSpan(
                span.name,
                span.span_id,
                span.parent_span_id,
                span.trace_id,
                {each.key: _value(each.value) for each in span.attributes},
                (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9,
                span.status.code == 2,
            )
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def span(self, name: str) -> SentSpan:
        (found,) = (each for each in self.spans if each.name == name)
        return found

    @property
    def wire(self) -> bytes:
        return b"".join(request.SerializeToString() for request in self.requests)


def _value(value: Any) -> Any:  # noqa: ANN401
    return getattr(value, value.WhichOneof("value"))


@contextmanager
def collecting() -> Iterator[Collector]:
    """Run a collector for a block."""
    collector = Collector()
    server = grpc.server(ThreadPoolExecutor(2))
    add_TraceServiceServicer_to_server(collector, server)  # type: ignore[no-untyped-call]
    port = server.add_insecure_port("127.0.0.1:0")
    collector.url = f"http://127.0.0.1:{port}"
    server.start()
    try:
        yield collector
    finally:
        server.stop(0).wait()
