"""Prometheus metrics: amounts, durations and confidences. Never a text, nor anything made from one."""

from __future__ import annotations

import os
from collections import Counter as Counts
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from datenorm.server.settings import MAX_TEXTS

SHARED_DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable that names the directory in which the processes of one service share metrics."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.5, 5, 10, 30)
_WAITS = (0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1, 2, 5, 10, 30)
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, MAX_TEXTS)
_CONFIDENCES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1)


class Metrics:
    """The metrics of one process; `exposition` adds up those of all processes."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "datenorm_requests", "Requests answered.", ("endpoint", "status"), registry=self.registry
        )
        self.latency = Histogram(
            "datenorm_request_seconds",
            "Time from the headers of a request to the end of its response.",
            ("endpoint",),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self.texts = Counter(
            "datenorm_conversions", "Texts converted, by outcome.", ("status",), registry=self.registry
        )
        self.confidence = Histogram(
            "datenorm_confidence",
            "Confidence of the best reading of readable texts.",
            registry=self.registry,
            buckets=_CONFIDENCES,
        )
        self.batch_size = Histogram(
            "datenorm_batch_texts", "Texts in a batch.", registry=self.registry, buckets=_SIZES
        )
        self.queue_wait = Histogram(
            "datenorm_queue_wait_seconds",
            "Time that texts waited for the model.",
            registry=self.registry,
            buckets=_WAITS,
        )
        self.refused = Counter(
            "datenorm_overloads", "Requests refused because the queue was full.", registry=self.registry
        )

    def count_outcomes(self, outcomes: Iterable[tuple[str, float]]) -> None:
        """Count the statuses and confidences of answers."""
        statuses: Counts[str] = Counts()
        for status, confidence in outcomes:
            statuses[status] += 1
            if status != "unreadable":
                self.confidence.observe(confidence)
        for status, count in statuses.items():
            self.texts.labels(status).inc(count)

    def exposition(self) -> bytes:
        """All metrics in Prometheus' text format."""
        if SHARED_DIRECTORY not in os.environ:
            return generate_latest(self.registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
