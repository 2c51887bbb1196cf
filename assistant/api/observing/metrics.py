"""Numbers for Prometheus; labels are ours or the operator's, never a caller's.

`prometheus_client` alone, without the OpenTelemetry exporter in front of it: each application has a
registry of its own, the names are as written here, and what is held is looked up when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from assistant.api.observing.records import EndedAnswering, EndedRequest
from assistant.api.rate_limits import quota_name
from assistant.api.service import LibrarySnapshot
from assistant.api.workers import Turnstile

TOO_MANY_REQUESTS = 429
REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
STEP_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._requests = self._histogram(
            "r2p_http_request_seconds",
            "Requests by route, method and status, from the first byte to the end of the reply.",
            ("route", "method", "status"),
            REQUEST_SECONDS,
        )
        self._quotas = self._counter(
            "r2p_quota_refusals", "Requests refused with 429, by the quota used up.", ("quota",)
        )
        self._answers = self._counter(
            "r2p_answers",
            "Questions by how they ended and by who answered.",
            ("outcome", "answered_by"),
        )
        self._answer_seconds = self._histogram(
            "r2p_answer_seconds", "Whole answerings.", ("answered_by",), REQUEST_SECONDS
        )
        self._steps = self._histogram(
            "r2p_answer_step_seconds", "Steps of answering.", ("step",), STEP_SECONDS
        )
        self._first_text = self._histogram(
            "r2p_first_text_seconds", "Streams: until the first words.", (), STEP_SECONDS
        )
        self._dropped = self._counter(
            "r2p_dropped_sentences", "Sentences of a chat model that nothing bore out."
        )
        self._fallbacks = self._counter(
            "r2p_fallbacks", "Answers where the embedded reader stood in for a chat model."
        )
        self._unverified = self._counter(
            "r2p_unverified_quotes", "Quotes given that are not in the stored text: must stay 0."
        )
        self._documents = self._counter(
            "r2p_ingested_documents", "Documents by what became of them.", ("status",)
        )

    def request_ended(self, ended: EndedRequest) -> None:
        """Count a request."""
        self._requests.labels(ended.route, ended.method, str(ended.status)).observe(ended.seconds)
        if ended.status == TOO_MANY_REQUESTS:
            self._quotas.labels(quota_name(ended.method, ended.path) or "none").inc()

    def answering_ended(self, ended: EndedAnswering) -> None:
        """Count an answering."""
        self._answers.labels(ended.outcome, ended.answered_by).inc()
        for step in ended.steps:
            self._steps.labels(step.name).observe(step.seconds)
        if ended.first_text_seconds is not None:
            self._first_text.observe(ended.first_text_seconds)
        self._unverified.inc(ended.unverified_quotes)
        if ended.answer is not None:
            self._answer_seconds.labels(ended.answered_by).observe(ended.seconds)
            self._dropped.inc(len(ended.answer.dropped_sentences))
            self._fallbacks.inc(ended.is_fallback)

    def documents_ended(self, statuses: Sequence[str]) -> None:
        """Count documents by what became of them."""
        for status in statuses:
            self._documents.labels(status).inc()

    def watch(
        self, snapshot: Callable[[], LibrarySnapshot], queues: Mapping[str, Turnstile]
    ) -> None:
        """Look at the library and the queues whenever the numbers are asked for."""
        self.registry.register(_Holdings(snapshot, queues))

    def exposed(self, accept: str) -> tuple[bytes, str]:
        """Return all numbers, in the format that an Accept header asks for, and its media type."""
        encode, media_type = choose_encoder(accept)
        return encode(self.registry), media_type

    def _counter(self, name: str, meaning: str, labels: tuple[str, ...] = ()) -> Counter:
        return Counter(name, meaning, labels, registry=self.registry)

    def _histogram(
        self, name: str, meaning: str, labels: tuple[str, ...], buckets: tuple[float, ...]
    ) -> Histogram:
        return Histogram(name, meaning, labels, buckets=buckets, registry=self.registry)


class _Holdings(Collector):
    """What is held and under way at the moment of asking."""

    def __init__(
        self, snapshot: Callable[[], LibrarySnapshot], queues: Mapping[str, Turnstile]
    ) -> None:
        self._snapshot = snapshot
        self._queues = queues

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers."""
        cards = self._snapshot().cards
        yield GaugeMetricFamily("r2p_editions", "Editions held.", len(cards))
        passages = sum(card.passage_count for card in cards)
        yield GaugeMetricFamily("r2p_passages", "Passages held.", passages)
        inside = GaugeMetricFamily(
            "r2p_queue_places_taken", "Under way or waiting.", None, ["queue"]
        )
        refused = CounterMetricFamily(
            "r2p_queue_refusals", "Requests refused with 503: the queue was full.", None, ["queue"]
        )
        for name, queue in self._queues.items():
            inside.add_metric([name], queue.inside)
            refused.add_metric([name], queue.refused)
        yield from (inside, refused)
