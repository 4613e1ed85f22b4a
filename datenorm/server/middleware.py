"""Around every request: its id, its time limit, metrics and unexpected errors.

The metrics are amounts, durations and confidences: never a text, nor anything made from one.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import secrets
import threading
import time
from collections import Counter as Counts
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datenorm.server import MAX_TEXTS
from datenorm.server.problems import Problem, describe, internal

LOGGER = logging.getLogger("datenorm.server")

SHARED_DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable that names the directory in which the processes of one service share metrics."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_LARGE = 1 << 16
"""Bytes of a response that are sent at once; asyncio holds what the client has not taken of more."""

_MAX_ID = 64
_KEY = "datenorm.call"
_ID_HEADER = b"x-request-id"
_PREFIX = secrets.token_hex(4)
_NUMBERS = itertools.count(1)

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


@dataclass(slots=True)
class Call:
    """One request.

    Attributes:
        request_id: its id in the response, in errors and in the log.
        has_body: whether its body has arrived; decides which timeout is reported.
        unhurried: whether it has time limits of its own, as a stream has.
        status: HTTP status of the response, 0 before there is one.
        held: bytes of its body and its response that count against the memory of the process.
        is_late: whether it was cancelled because its time was over.
    """

    request_id: str
    has_body: bool = False
    unhurried: bool = False
    status: int = 0
    held: int = 0
    is_late: bool = False


def call_of(scope: Scope) -> Call:
    """The call that a scope belongs to."""
    call: Call = scope[_KEY]
    return call


class RequestMiddleware:
    """The ASGI middleware around every request for this service.

    Args:
        app: the application.
        metrics: counts requests and their durations.
        timeout: maximum seconds of a request.
        draining: set while the service shuts down; connections are then closed after their response.
        release: called with each call when it is over.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        timeout: float,
        draining: threading.Event,
        release: Callable[[Call], None],
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._timeout = timeout
        self._draining = draining
        self._release = release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        call = scope[_KEY] = Call(_request_id(scope))
        marked = self._marking(call, send)
        timer = self._start_timer(call)
        try:
            await self._app(scope, receive, marked)
        except asyncio.CancelledError:
            if not call.is_late or call.status:
                raise
            await _late(call).response(call.request_id)(scope, receive, marked)
        except ClientDisconnect:
            pass
        except Exception as error:
            LOGGER.error("request %s failed: %s", call.request_id, describe(error))
            if not call.status:
                await internal().response(call.request_id)(scope, receive, marked)
        finally:
            timer.cancel()
            self._release(call)
            endpoint = getattr(scope.get("route"), "path", "other")  # never the path that the client sent
            self._metrics.requests.labels(endpoint, str(call.status or 499)).inc()
            self._metrics.latency.labels(endpoint).observe(time.perf_counter() - started)

    def _start_timer(self, call: Call) -> asyncio.TimerHandle:
        """Cancel the current task when the time of its call is over, unless it has begun to respond."""
        task = asyncio.current_task()
        assert task is not None  # an ASGI server runs applications as tasks

        def expire() -> None:
            if not call.unhurried and not call.status:
                call.is_late = True
                task.cancel()

        return asyncio.get_running_loop().call_later(self._timeout, expire)

    def _marking(self, call: Call, send: Send) -> Send:
        """Note the status of the response and add the headers that every response has."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                call.status = message["status"]
                headers = [*message.get("headers", ()), (_ID_HEADER, call.request_id.encode())]
                if self._draining.is_set():
                    headers.append((b"connection", b"close"))
                message["headers"] = headers
            elif len(message.get("body", b"")) > _LARGE and not message.get("more_body"):
                # An end of its own waits until the client has taken most of the response.
                await send({**message, "more_body": True})
                message = {**message, "body": b""}
            await send(message)

        return marked


def _request_id(scope: Scope) -> str:
    """The client's own id if it is harmless, else a new one."""
    for name, value in scope["headers"]:
        if name == _ID_HEADER and 0 < len(value) <= _MAX_ID and value.replace(b"-", b"").isalnum():
            given: str = value.decode("ascii")
            return given
    return f"{_PREFIX}-{next(_NUMBERS):x}"


def _late(call: Call) -> Problem:
    if call.has_body:
        return Problem(504, "timed-out", "no answer in time", hint="ask for less at once, or try again")
    return Problem(408, "body-timed-out", "the body did not arrive in time", headers={"Connection": "close"})
