"""One serving process: its socket, its server and its shutdown."""

from __future__ import annotations

import asyncio
import errno
import gc
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable

import uvicorn

from datenorm.convert.normalizer import Normalizer
from datenorm.errors import DatenormError
from datenorm.server import ServerSettings
from datenorm.server.app import Extension, create_app
from datenorm.server.connections import connections

WARMING = ("23 April, 1564", "03/04/2005", "1969年7月20日", "c. 1850", "hello")

LINGER = 2.0
"""Seconds that an idle connection is kept open during shutdown, because a request may be on its way."""

ENDING = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGQUIT") if hasattr(signal, name))
"""Signals that end the service like SIGTERM; not every system has them."""

_BUFFER = 1 << 17
"""Bytes that the system receives or sends ahead on a connection; by default it takes many megabytes."""

_KEEP_ALIVE = 75
_BACKLOG = 4096
_TICK = 0.02
_BEAT = 10  # uvicorn's ticks of 0.1 s between two signs of life


def ignore(*signals: int) -> None:
    """Ignore signals from now on: one that comes twice should not kill a process that is about to end.

    A handler, even one that does nothing, is taken away before the interpreter has ended.
    """
    for number in signals:
        signal.signal(number, signal.SIG_IGN)


def warm(normalizer: Normalizer) -> None:
    """Use every path through the model once, so that the first request is not slow."""
    for text in WARMING:
        normalizer.convert(text, alternatives=2, attention=True, span=True)


def bind(settings: ServerSettings, *, shared: bool = False, within: float = 0.0) -> socket.socket:
    """A socket bound to the address; nobody can connect before a server listens on it.

    Args:
        settings: host and port.
        shared: whether several processes may each have a socket on the same port.
        within: seconds for which to try again if the port is taken.

    Raises:
        ServingError: if the address is not available.
    """
    deadline = time.monotonic() + within
    while True:
        try:
            return _bound(settings, shared)
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(_TICK)
                continue
            raise ServingError(
                f"cannot listen on {settings.host} port {settings.port}: {error.strerror or error}",
                hint="choose another port, or stop the program that uses it",
            ) from error


def _bound(settings: ServerSettings, shared: bool) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two services share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        for buffer in (socket.SO_RCVBUF, socket.SO_SNDBUF):  # connections inherit them
            bound.setsockopt(socket.SOL_SOCKET, buffer, _BUFFER)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
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
        alive: called about every second as long as the event loop turns.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        draining: threading.Event,
        started: Callable[[], None],
        alive: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._draining = draining
        self._on_start = started
        self._on_beat = alive

    async def main_loop(self) -> None:
        """Call `started`, then serve.

        Not in `startup`: older releases of uvicorn skip `shutdown` if a signal comes before the main loop.
        """
        self._on_start()
        await super().main_loop()

    async def on_tick(self, counter: int) -> bool:
        """Give a sign of life."""
        if counter % _BEAT == 0:
            self._on_beat()
        return await super().on_tick(counter)

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


def serve(
    normalizer: Normalizer,
    settings: ServerSettings,
    listener: socket.socket,
    started: Callable[[], None],
    alive: Callable[[], None] = lambda: None,
    extend: Extension | None = None,
) -> None:
    """Serve until SIGTERM or Ctrl-C, in the main thread; SIGTERM is ignored afterwards.

    Args:
        normalizer: the model.
        settings: how to serve.
        listener: a bound socket.
        started: called when requests are accepted.
        alive: called about every second as long as requests are answered.
        extend: adds endpoints to those of the service.

    Raises:
        KeyboardInterrupt: after the shutdown, if Ctrl-C caused it.
    """
    draining = threading.Event()
    warm(normalizer)
    app = create_app(normalizer, settings, draining, extend)
    # Objects that exist now are permanent; exclude them from garbage collection.
    gc.collect()
    gc.freeze()
    # A thread returning from the network should not wait the default 5 ms for the interpreter's lock.
    sys.setswitchinterval(0.0005)
    ignore(signal.SIGTERM)  # uvicorn, which hears it while it serves, raises it again after the shutdown
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

    def beat() -> None:
        if app.state.busy_for() < settings.timeout:
            alive()

    Server(config, draining, started, beat).run(sockets=[listener])
    ignore(*ENDING)
