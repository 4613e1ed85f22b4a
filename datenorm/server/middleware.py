"""Around every request: id, time limit, metrics and unexpected errors."""

from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datenorm.server.metrics import Metrics
from datenorm.server.problems import Problem, describe, internal

LOGGER = logging.getLogger("datenorm.server")

HEADER = b"x-request-id"

_MAX_ID = 64
_KEY = "datenorm.call"
_PREFIX = secrets.token_hex(4)
_NUMBERS = itertools.count(1)


@dataclass(slots=True)
class Call:
    """One request.

    Attributes:
        request_id: its id in the answer, in errors and in the log.
        has_body: whether its body has arrived; decides which time-out is reported.
        unhurried: whether it has its own time limits, as a stream does.
        status: HTTP status of the answer, 0 before there is one.
        held: bytes of its body that count against the capacity of the process.
        timer: cancels it when its time is over.
        is_late: whether that happened.
    """

    request_id: str
    has_body: bool = False
    unhurried: bool = False
    status: int = 0
    held: int = 0
    timer: asyncio.TimerHandle | None = None
    is_late: bool = False


@dataclass
class Draining:
    """Whether the service is shutting down; connections are then closed after their pending answer."""

    is_set: bool = field(default=False)


def call_of(scope: Scope) -> Call:
    """The call that a scope belongs to."""
    call: Call = scope[_KEY]
    return call


class RequestMiddleware:
    """The outermost ASGI middleware of the service.

    Args:
        app: the application.
        metrics: counts requests and their durations.
        timeout: seconds that a request may take.
        draining: whether connections are to be closed.
        release: called with each call when it is over.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        timeout: float,
        draining: Draining,
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
        task = asyncio.current_task()
        assert task is not None  # an ASGI server runs applications as tasks

        def expire() -> None:
            if not call.unhurried and not call.status:
                call.is_late = True
                task.cancel()

        call.timer = asyncio.get_running_loop().call_later(self._timeout, expire)
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
            call.timer.cancel()
            self._release(call)
            endpoint = getattr(scope.get("route"), "path", "other")  # never the path: it is the client's own
            self._metrics.requests.labels(endpoint, str(call.status or 499)).inc()
            self._metrics.latency.labels(endpoint).observe(time.perf_counter() - started)

    def _marking(self, call: Call, send: Send) -> Send:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                call.status = message["status"]
                headers = [*message.get("headers", ()), (HEADER, call.request_id.encode())]
                if self._draining.is_set:
                    headers.append((b"connection", b"close"))
                message["headers"] = headers
            await send(message)

        return marked


def _request_id(scope: Scope) -> str:
    """The client's own id if it is harmless, else a new one."""
    for name, value in scope["headers"]:
        if name == HEADER and 0 < len(value) <= _MAX_ID and value.replace(b"-", b"").isalnum():
            given: str = value.decode("ascii")
            return given
    return f"{_PREFIX}-{next(_NUMBERS):x}"


def _late(call: Call) -> Problem:
    if call.has_body:
        return Problem(504, "timed-out", "no answer in time", hint="ask for less at once, or try again")
    return Problem(408, "body-timed-out", "the body did not arrive in time", headers={"Connection": "close"})
