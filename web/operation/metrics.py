"""Metrics for Prometheus: requests, times, budgets hit, and the figures of the queue and of the caches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from .request_log import RequestRecord

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # upper bounds of the buckets
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class QueueFigures(Protocol):
    """What a queue of programs tells of itself; the last three count up from the start of the server."""

    @property
    def running(self) -> int: ...

    @property
    def waiting(self) -> int: ...

    @property
    def refused(self) -> int: ...

    @property
    def started(self) -> int: ...

    @property
    def waited_seconds(self) -> float: ...


class CacheFigures(Protocol):
    """What a cache tells of itself; hits and misses count up from the start of the server."""

    @property
    def hits(self) -> int: ...

    @property
    def misses(self) -> int: ...

    @property
    def used_bytes(self) -> int: ...

    def __len__(self) -> int: ...


class Metrics:
    """The figures of one application, in a registry of its own."""

    def __init__(self, queue: QueueFigures, caches: Mapping[str, CacheFigures]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "playground_requests", "Requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "playground_request_seconds",
            "Time from a request's head to the end of its answer",
            ["route"],
            buckets=SECONDS,
            registry=self._registry,
        )
        self._limits = Counter(
            "playground_limits_hit",
            "Answers that refuse because a limit is reached: of a program, a body, a drawing, the queue, a reader",
            ["route", "status"],
            registry=self._registry,
        )
        self._registry.register(_Figures(queue, caches))

    def observe(self, record: RequestRecord) -> None:
        """Count a request; an observer of the request log."""
        method = record.method if record.method in METHODS else "other"
        self._requests.labels(method, record.route, record.status).inc()
        self._seconds.labels(record.route).observe(record.seconds)
        if record.error == "limit":
            self._limits.labels(record.route, record.status).inc()

    def text(self) -> bytes:
        """The figures in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Figures(Collector):
    """Reads the queue and the caches when the metrics are asked for."""

    def __init__(self, queue: QueueFigures, caches: Mapping[str, CacheFigures]) -> None:
        self._queue = queue
        self._caches = caches

    def collect(self) -> Iterator[Metric]:
        queue = self._queue
        yield GaugeMetricFamily("playground_queue_running", "Programs that run", queue.running)
        yield GaugeMetricFamily("playground_queue_waiting", "Programs that wait for their turn", queue.waiting)
        yield CounterMetricFamily("playground_queue_refused", "Programs refused by a full queue", queue.refused)
        yield SummaryMetricFamily(
            "playground_queue_waited_seconds", "Time in the queue", queue.started, queue.waited_seconds
        )
        hits = CounterMetricFamily("playground_cache_hits", "Answers from a cache", labels=["cache"])
        misses = CounterMetricFamily("playground_cache_misses", "Answers that had to be made", labels=["cache"])
        sizes = GaugeMetricFamily("playground_cache_bytes", "Bytes in a cache", labels=["cache"])
        entries = GaugeMetricFamily("playground_cache_entries", "Entries of a cache", labels=["cache"])
        for name, cache in self._caches.items():
            hits.add_metric([name], cache.hits)
            misses.add_metric([name], cache.misses)
            sizes.add_metric([name], cache.used_bytes)
            entries.add_metric([name], len(cache))
        yield from (hits, misses, sizes, entries)
