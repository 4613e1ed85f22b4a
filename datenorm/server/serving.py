"""One serving process: its socket, its connections, its server and its shutdown.

`Connection` is the place for limits on what arrives before a request reaches the application.
"""

from __future__ import annotations

import asyncio
import gc
import json
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from datenorm.convert.normalizer import Normalizer
from datenorm.errors import DatenormError
from datenorm.server import ServerSettings
from datenorm.server.app import create_app
from datenorm.server.problems import Problem

WARMING = ("23 April, 1564", "03/04/2005", "1969年7月20日", "c. 1850", "hello")

LINGER = 2.0
"""Seconds that an idle connection is kept open during shutdown, because a request may be on its way."""

_KEEP_ALIVE = 75
_BACKLOG = 4096
_TICK = 0.02


def warm(normalizer: Normalizer) -> None:
    """Use every path through the model once, so that the first request is not slow."""
    for text in WARMING:
        normalizer.convert(text, alternatives=2, attention=True, span=True)


def bind(settings: ServerSettings, *, shared: bool = False) -> socket.socket:
    """A socket bound to the address; nobody can connect before a server listens on it.

    Args:
        settings: host and port.
        shared: whether several processes may each have a socket on the same port.

    Raises:
        ServingError: if the address is not available.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        try:
            if sys.platform != "win32":  # there it would let two services share a port
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if shared:
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            bound.bind(address)
        except OSError:
            bound.close()
            raise
    except OSError as error:
        raise ServingError(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror or error}",
            hint="choose another port, or stop the program that uses it",
        ) from error
    bound.set_inheritable(True)
    return bound


class ServingError(DatenormError):
    """The service cannot start."""


class Server(uvicorn.Server):
    """uvicorn's server with a shutdown that loses no request.

    It stops listening, answers what has been accepted, and closes each connection after its response. A
    connection without a request is kept for `LINGER` seconds, because its request may be on its way.

    Args:
        config: of uvicorn.
        draining: set when the shutdown begins.
        started: called when requests are accepted.
    """

    def __init__(
        self, config: uvicorn.Config, draining: threading.Event, started: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._draining = draining
        self._on_start = started

    async def main_loop(self) -> None:
        """Call `started`, then serve.

        Not in `startup`: older releases of uvicorn skip `shutdown` if a signal comes before the main loop.
        """
        self._on_start()
        await super().main_loop()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, answer what was accepted, then let uvicorn close the remaining connections."""
        self._draining.set()
        await asyncio.sleep(_TICK)  # connections that the kernel has accepted must be answered
        for server in self.servers:
            server.close()
        loop = asyncio.get_running_loop()
        end = loop.time() + LINGER
        while self.server_state.connections and loop.time() < end and not self.force_exit:
            await asyncio.sleep(_TICK)
        await super().shutdown(sockets)


class Connection(HttpToolsProtocol):
    """Closes silent connections and answers invalid HTTP with an error of the usual shape.

    Attributes:
        headers_within: seconds within which the headers of a request must arrive; uvicorn has no limit.
    """

    headers_within: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **settings)
        self._due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the time limit of the first request."""
        super().connection_made(transport)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the time limit."""
        self._headers_came()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Start the time limit of a later request."""
        super().on_message_begin()
        if self._due is None:
            self._expect_headers()

    def on_headers_complete(self) -> None:
        """Stop the time limit."""
        self._headers_came()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer invalid HTTP with an error of the usual shape."""
        problem = Problem(
            400, "invalid-request", "the request is not valid HTTP", headers={"Connection": "close"}
        )
        body = json.dumps(problem.body(secrets.token_hex(8))).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _expect_headers(self) -> None:
        self._due = self.loop.call_later(self.headers_within, self.transport.close)

    def _headers_came(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def connections(headers_within: float) -> type[Connection]:
    """The class of connections with this time limit; uvicorn creates the connections."""
    return type("TimedConnection", (Connection,), {"headers_within": headers_within})


def serve(
    normalizer: Normalizer, settings: ServerSettings, listener: socket.socket, started: Callable[[], None]
) -> None:
    """Serve until SIGTERM or Ctrl-C, in the main thread.

    Args:
        normalizer: the model.
        settings: how to serve.
        listener: a bound socket.
        started: called when requests are accepted.

    Raises:
        KeyboardInterrupt: after the shutdown, if Ctrl-C caused it.
    """
    draining = threading.Event()
    warm(normalizer)
    app = create_app(normalizer, settings, draining)
    # Objects that exist now are permanent; exclude them from garbage collection.
    gc.collect()
    gc.freeze()
    # A thread returning from the network should not wait the default 5 ms for the interpreter's lock.
    sys.setswitchinterval(0.0005)
    # After the shutdown uvicorn raises the signal again; SIGTERM should not kill the process then.
    signal.signal(signal.SIGTERM, lambda *_: None)
    config = uvicorn.Config(
        app,
        http=connections(settings.timeout),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=int(settings.timeout) + 5,
        backlog=_BACKLOG,
    )
    Server(config, draining, started).run(sockets=[listener])
