"""The processes of the service: one, or several on one port, each with its own model."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType

from datenorm.bundle import WEIGHTS_NAME, checksums
from datenorm.convert.normalizer import Normalizer
from datenorm.server import ServerSettings
from datenorm.server.middleware import SHARED_DIRECTORY
from datenorm.server.serving import ServingError, bind, serve

Announce = Callable[[str], None]

START_WITHIN = 60.0
"""Seconds within which a worker must accept requests."""

_GRACE = 10.0
_SPAWN = multiprocessing.get_context("spawn")


def run(settings: ServerSettings, announce: Announce) -> None:
    """Serve until SIGTERM or Ctrl-C; errors of the model are raised before the port opens.

    Args:
        settings: how to serve.
        announce: called with the address once requests are accepted.

    Raises:
        BundleError: if there is no model or it is damaged.
        ServingError: if the address is not available, or a worker does not start.
        KeyboardInterrupt: after the shutdown, if Ctrl-C caused it.
    """
    normalizer = Normalizer.load(settings.model)
    checksum = checksums(normalizer.bundle.path)[WEIGHTS_NAME]
    several = settings.workers > 1 and hasattr(socket, "SO_REUSEPORT")
    # Bind without sharing first: a second service on the port fails instead of taking half of the requests.
    listener = bind(settings)
    workers = settings.workers if several else 1  # a single process has a thread for each core
    settings = replace(settings, port=listener.getsockname()[1], workers=workers)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    line = f"datenorm serves on http://{host}:{settings.port} (model {checksum[:12]})"
    if several:
        listener.close()
        del normalizer  # each worker loads its own
        _Supervisor(settings).run(lambda: announce(line))
    else:
        serve(normalizer, settings, listener, lambda: announce(line))


def _work(settings: ServerSettings, listener: socket.socket, pipe: Pipe) -> None:
    """The main function of a worker."""
    # Ctrl-C reaches every process of a terminal; the supervisor ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(Normalizer.load(settings.model), settings, listener, lambda: pipe.send_bytes(b"serving"))


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: Pipe


class _Supervisor:
    """Starts workers, replaces those that die, and ends all of them."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._workers: list[_Worker] = []
        self._ended_by: int | None = None

    def run(self, started: Callable[[], None]) -> None:
        """Serve until SIGTERM or Ctrl-C; see `run`."""
        with ExitStack() as stack:
            figures = stack.enter_context(tempfile.TemporaryDirectory(prefix="datenorm-"))
            os.environ[SHARED_DIRECTORY] = figures
            stack.callback(os.environ.pop, SHARED_DIRECTORY, None)
            wake, waker = _SPAWN.Pipe(duplex=False)

            def end(number: int, _: FrameType | None) -> None:
                self._ended_by = self._ended_by or number
                waker.send_bytes(b"end")

            for one in (signal.SIGINT, signal.SIGTERM):
                stack.callback(signal.signal, one, signal.signal(one, end))
            stack.callback(self._end_all)
            for _ in range(self._settings.workers):
                self._workers.append(self._start())
            for worker in self._workers:
                self._await_serving(worker, wake)
            if self._ended_by is None:
                started()
            while self._ended_by is None:
                wait([wake, *(worker.process.sentinel for worker in self._workers)])
                self._replace_dead(wake)
        if self._ended_by == signal.SIGINT:
            raise KeyboardInterrupt

    def _start(self) -> _Worker:
        """Start a worker with a socket of its own; the kernel distributes connections over the sockets."""
        near, far = _SPAWN.Pipe(duplex=False)
        with bind(self._settings, shared=True) as listener:
            process = _SPAWN.Process(
                target=_work, args=(self._settings, listener, far), name="datenorm-worker"
            )
            process.start()
        far.close()
        return _Worker(process, near)

    def _await_serving(self, worker: _Worker, wake: Pipe) -> None:
        """Wait until a worker accepts requests, or the service is told to end.

        Raises:
            ServingError: if the worker died or takes too long.
        """
        ready = wait([worker.pipe, worker.process.sentinel, wake], START_WITHIN)
        if wake in ready or self._ended_by is not None:
            return
        try:
            if worker.pipe not in ready:
                raise EOFError
            worker.pipe.recv_bytes()
        except EOFError:
            raise ServingError("a worker did not start", hint="see its error above") from None

    def _replace_dead(self, wake: Pipe) -> None:
        """Replace each worker that died; a worker that cannot start ends the service."""
        from prometheus_client.multiprocess import mark_process_dead

        for worker in [one for one in self._workers if not one.process.is_alive()]:
            if self._ended_by is not None:
                return
            worker.pipe.close()
            self._workers.remove(worker)
            if worker.process.pid is not None:
                mark_process_dead(worker.process.pid)  # type: ignore[no-untyped-call]
            self._workers.append(self._start())
            self._await_serving(self._workers[-1], wake)

    def _end_all(self) -> None:
        """Let every worker answer what it has accepted."""
        for worker in self._workers:
            if worker.process.is_alive():
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(self._settings.timeout + _GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()
