"""The processes of the service: one, or several on one port, each with its own model."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType

from datenorm.bundle import WEIGHTS_NAME, checksums, read_card
from datenorm.convert.normalizer import Normalizer
from datenorm.detection.head import load_head
from datenorm.detection.tagging import load_tagging
from datenorm.errors import DatenormError
from datenorm.server import ServerSettings
from datenorm.server.guard import address_of
from datenorm.server.middleware import LOGGER, SHARED_DIRECTORY
from datenorm.server.serving import ENDING, ServingError, bind, ignore, serve

Announce = Callable[[str], None]

WARNING = (
    "Warning: other machines can reach the service, and it asks for no password; keep strangers out with a "
    "proxy or a firewall"
)

START_WITHIN = 60.0
"""Seconds within which a worker must accept requests."""

BIND_WITHIN = 2.0
"""Seconds for which a port may be taken by the workers of a service that was just killed."""

_GRACE = 10.0
_LEAST_SILENCE = 5.0  # seconds without a sign of life after which a worker hangs, at least
_CHECK = 1.0
_QUICK = 10.0  # a worker that lives for fewer seconds than this may die again at once
_LONGEST_PAUSE = 30.0
_TRIES = 5
_SPAWN = multiprocessing.get_context("spawn")
_DISTRIBUTES = sys.platform == "linux"  # the kernel distributes connections over sockets on one port


def run(settings: ServerSettings, announce: Announce) -> None:
    """Serve until a signal ends the service; errors of the model are raised before the port opens.

    Args:
        settings: how to serve.
        announce: called with the address once requests are accepted.

    Raises:
        BundleError: if there is no model or it is damaged.
        ServingError: if the address is not available, or workers do not start.
        KeyboardInterrupt: after the shutdown, if Ctrl-C caused it.
    """
    normalizer = Normalizer.load(settings.model)
    read_card(normalizer.bundle.path)  # errors in it and in the heads would come after the port is open
    load_head(normalizer.bundle)
    load_tagging(normalizer.bundle)
    checksum = checksums(normalizer.bundle.path)[WEIGHTS_NAME]
    several = settings.workers > 1 and _DISTRIBUTES
    # Bind without sharing first: a second service on the port fails instead of taking half of the requests.
    listener = bind(settings, within=BIND_WITHIN)
    address = address_of(listener.getsockname()[0].partition("%")[0])
    workers = settings.workers if several else 1  # a single process has a thread for each core
    settings = replace(settings, port=listener.getsockname()[1], workers=workers)
    line = f"datenorm serves on {address_on(settings)} (model {checksum[:12]})"

    def started() -> None:
        announce(line)
        if address is None or not address.is_loopback:
            announce(WARNING)

    if several:
        listener.close()
        del normalizer  # each worker loads its own
        _Supervisor(settings).run(started)
        return
    end_like_sigterm()
    serve(normalizer, settings, listener, started)


def address_on(settings: ServerSettings) -> str:
    """The address of a service, to open in a browser."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def end_like_sigterm() -> None:
    """Let every signal of `ENDING` end this process like SIGTERM."""
    for number in _heard(ENDING):
        signal.signal(number, lambda *_: signal.raise_signal(signal.SIGTERM))


def _heard(signals: tuple[int, ...]) -> list[int]:
    """The signals that are not ignored: nohup, for one, ignores the end of the terminal."""
    return [number for number in signals if signal.getsignal(number) != signal.SIG_IGN]


def _work(settings: ServerSettings, listener: socket.socket, pipe: Pipe) -> None:
    """The main function of a worker."""
    # A terminal sends these signals to every process; the supervisor ends the workers.
    for number in (signal.SIGINT, *ENDING):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_supervisor, args=(settings.timeout,), daemon=True).start()

    def tell() -> None:
        try:
            pipe.send_bytes(b".")
        except OSError:  # the supervisor is gone
            pass

    try:
        serve(Normalizer.load(settings.model), settings, listener, tell, alive=tell)
    except DatenormError as error:
        raise SystemExit(f"Error: {error}") from None


def _end_with_supervisor(timeout: float) -> None:
    """End this worker when its supervisor has died, also if it was killed."""
    supervisor = multiprocessing.parent_process()
    assert supervisor is not None
    supervisor.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(timeout + _GRACE)
    os._exit(1)


@dataclass(eq=False)
class _Worker:
    """A process with the end of the pipe on which it tells that it serves, and then that it still does."""

    process: BaseProcess
    pipe: Pipe
    started: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)
    is_serving: bool = False

    def listen(self) -> None:
        """Take a message from the pipe."""
        try:
            self.pipe.recv_bytes()
        except (EOFError, OSError):
            self.pipe.close()
        else:
            self.heard = time.monotonic()
            self.is_serving = True

    def end(self) -> None:
        """Kill the process if it still runs."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Supervisor:
    """Starts workers, replaces those that die or hang, and ends all of them."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._silence = max(settings.timeout, _LEAST_SILENCE)
        self._workers: list[_Worker] = []
        self._due: list[float] = []  # when to start the workers that are missing
        self._failures = 0  # workers in a row that died soon after their start
        self._is_started = False
        self._looked = time.monotonic()
        self._ended_by: int | None = None

    def run(self, started: Callable[[], None]) -> None:
        """Serve until a signal ends the service; see `run`."""
        with ExitStack() as stack:
            figures = stack.enter_context(tempfile.TemporaryDirectory(prefix="datenorm-"))
            os.environ[SHARED_DIRECTORY] = figures
            stack.callback(os.environ.pop, SHARED_DIRECTORY, None)
            wake, waker = _SPAWN.Pipe(duplex=False)

            def end(number: int, _: FrameType | None) -> None:
                self._ended_by = self._ended_by or number
                waker.send_bytes(b"end")

            stack.callback(signal.signal, signal.SIGINT, signal.signal(signal.SIGINT, end))
            for one in (signal.SIGTERM, *_heard(ENDING)):
                signal.signal(one, end)
                stack.callback(ignore, one)
            stack.callback(self._end_all)
            for _ in range(self._settings.workers):
                self._workers.append(self._start())
            while self._ended_by is None:
                self._listen(wake)
                self._replace()
                if not self._is_started and all(worker.is_serving for worker in self._workers):
                    self._is_started = True
                    started()
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

    def _listen(self, wake: Pipe) -> None:
        """Wait for a signal, a message or the end of a worker, but not for long."""
        pipes = [worker.pipe for worker in self._workers if not worker.pipe.closed]
        ends = [worker.process.sentinel for worker in self._workers]
        ready = wait([wake, *pipes, *ends], _CHECK)
        for worker in self._workers:
            if worker.pipe in ready:
                worker.listen()

    def _replace(self) -> None:
        """Bury the workers that died or hang, and start others when it is time."""
        now = time.monotonic()
        if now - self._looked > 2 * _CHECK:  # this process did not run either, as after Ctrl-Z
            for worker in self._workers:
                worker.heard = now
        self._looked = now
        for worker in [one for one in self._workers if self._is_lost(one, now)]:
            if self._ended_by is not None:
                return
            self._bury(worker, now)
        for due in [one for one in self._due if one <= now]:
            self._due.remove(due)
            try:
                self._workers.append(self._start())
            except (OSError, ServingError) as error:
                LOGGER.warning("a worker did not start: %s", error)
                self._miss(now, is_quick=True)

    def _is_lost(self, worker: _Worker, now: float) -> bool:
        """Whether a worker is dead or has not told that it lives."""
        patience = self._silence if worker.is_serving else START_WITHIN
        return not worker.process.is_alive() or now - worker.heard > patience

    def _bury(self, worker: _Worker, now: float) -> None:
        """Take a worker out.

        Raises:
            ServingError: if it is one of the first, or none is sound any more.
        """
        from prometheus_client.multiprocess import mark_process_dead

        hangs = worker.process.is_alive()
        worker.end()
        self._workers.remove(worker)
        if worker.process.pid is not None:
            mark_process_dead(worker.process.pid)  # type: ignore[no-untyped-call]
        if not self._is_started:
            raise ServingError("a worker did not start", hint="see its error above")
        what = "gave no sign of life" if hangs else f"ended with code {worker.process.exitcode}"
        LOGGER.warning("worker %s %s and is replaced", worker.process.pid, what)
        self._miss(now, is_quick=not worker.is_serving or worker.heard - worker.started < _QUICK)

    def _miss(self, now: float, *, is_quick: bool) -> None:
        """Plan the start of another worker: at once, or later each time if workers die quickly."""
        self._failures = self._failures + 1 if is_quick else 0
        if self._failures >= _TRIES and not any(worker.is_serving for worker in self._workers):
            raise ServingError("all workers died, and those after them", hint="see their errors above")
        pause = min(2.0 ** (self._failures - 1), _LONGEST_PAUSE) if self._failures else 0.0
        self._due.append(now + pause)

    def _end_all(self) -> None:
        """Let every worker answer what it has accepted."""
        for worker in self._workers:
            if worker.process.is_alive():
                worker.process.terminate()
        deadline = time.monotonic() + self._settings.timeout + _GRACE
        for worker in self._workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            worker.end()
