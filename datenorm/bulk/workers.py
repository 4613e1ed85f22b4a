"""Windows of texts spread over several workers: forked processes where they are safe, threads elsewhere.

The work holds the interpreter lock half of the time, where threads mostly wait for each other. Forked
processes share what is in memory when they start, such as a model. Standard library only.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import chain, cycle
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from datenorm.errors import WorkerLost

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")
H = TypeVar("H")

MANY = 1000
"""Texts of a window from which workers pay: to start processes takes as long as a few hundred lines."""

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether processes can be forked; macOS has `fork`, and libraries that do not survive it."""

_SOON = 2.0
"""Seconds that a worker gets to end after its last window, or when told to stop."""

_POLL = 0.25
"""Seconds that one wait lasts at most."""


def available_cores() -> int:
    """How many processors this process may use; on macOS and Windows, how many there are."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def is_many(window: Sequence[object]) -> bool:
    """Whether a window is large enough to start workers for."""
    return len(window) >= MANY


def spread(
    function: Callable[[T], R],
    windows: Iterable[T],
    *,
    workers: int,
    is_large: Callable[[T], bool],
    may_fork: bool = True,
) -> Generator[R, None, None]:
    """`map` over windows, with several workers from the first large window on.

    Small windows are processed in the caller, because starting workers would take longer. Workers are
    processes where this process can be forked safely, that is, has no other threads; threads elsewhere.

    Args:
        function: what to do; windows and results are pickled for processes, the function is not.
        windows: what to do it to.
        workers: how many.
        is_large: whether a window is large enough to start workers for.
        may_fork: whether workers may be processes.

    Raises:
        WorkerLost: if a process was killed.
        Exception: what `function` or `windows` raise, in its place among the results.
    """
    remaining = iter(windows)
    for window in remaining:
        if workers > 1 and is_large(window):
            rest = chain([window], remaining)
            forks = may_fork and CAN_FORK and threading.active_count() == 1
            yield from (in_processes if forks else in_threads)(function, rest, workers=workers)
        else:
            yield function(window)


def in_threads(function: Callable[[T], R], windows: Iterable[T], *, workers: int) -> Iterator[R]:
    """`map` with threads: at most `workers` windows are processed and as many wait.

    A result is returned as soon as it and all earlier ones are ready, even while `windows` blocks: a program
    that writes a line into a pipe and waits for its answer gets it. A separate thread reads the windows. When
    the caller stops early, no more windows are read.

    Windows that are read from a stream need an unbuffered one (io.FileIO): Python aborts its exit when a
    blocked thread holds the lock of a buffer.

    Args:
        function: what to do; called from several threads at once.
        windows: what to do it to.
        workers: number of threads; with one, everything runs in the caller's thread.

    Raises:
        Exception: what `function` or `windows` raise, in its place among the results.
    """
    if workers == 1:
        yield from map(function, windows)
        return
    from concurrent.futures import ThreadPoolExecutor  # most runs have one line, and start sooner without

    with ThreadPoolExecutor(workers, "datenorm") as pool:
        feed = Feed(windows, lambda window: pool.submit(function, window), most=2 * workers)
        try:
            for future in feed:
                yield future.result()
        finally:
            feed.stop()
            pool.shutdown(wait=False, cancel_futures=True)


def in_processes(function: Callable[[T], R], windows: Iterable[T], *, workers: int) -> Iterator[R]:
    """`map` with processes that take windows in turn; as prompt as `workers.in_threads`.

    Call it while the process has no other threads: a forked copy has none of them, and the locks they hold
    stay locked in it.

    Args:
        function: what to do; windows and results are pickled, the function is not.
        windows: what to do it to; read by a separate thread.
        workers: number of processes, at least one.

    Raises:
        WorkerLost: if a process was killed.
        Exception: what `function` or `windows` raise, in its place among the results.
    """
    from multiprocessing import get_context  # takes as long to import as a hundred lines to convert

    context = get_context("fork")
    ends: list[Connection] = []
    processes = []
    for _ in range(workers):
        end, theirs = context.Pipe()
        ends.append(end)
        # A copy of another worker's pipe, if kept open, would let that worker wait forever.
        process = context.Process(target=_serve, args=(function, theirs, tuple(ends)), daemon=True)
        process.start()
        theirs.close()
        processes.append(process)
    turns = cycle(ends)

    def hand_out(window: T) -> Connection:
        end = next(turns)
        with contextlib.suppress(OSError):  # a killed worker is noticed when its result is read
            end.send(window)
        return end

    feed = Feed(windows, hand_out, most=2 * workers)
    try:
        for end in feed:
            yield _result(end)
    finally:
        feed.stop()
        for end in ends:
            end.close()
        for process in processes:
            if sys.exc_info()[0]:  # nobody needs its current result
                process.terminate()
            process.join(_SOON)
            process.kill()


def _result(end: Connection) -> Any:  # noqa: ANN401 - whatever the function returns
    try:
        succeeded, result = end.recv()
    except (EOFError, ConnectionError) as error:
        raise WorkerLost(
            "a worker was killed; output so far is complete",
            hint="check whether the machine ran out of memory",
        ) from error
    if not succeeded:
        raise result
    return result


def _serve(function: Callable[[T], R], end: Connection, others: Sequence[Connection]) -> None:
    """The loop of a worker; it ends when the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; only the parent handles it
    for other in others:
        other.close()
    while True:
        try:
            window = end.recv()
        except (EOFError, ConnectionError):
            return
        try:
            answer: tuple[bool, object] = True, function(window)
        except Exception as error:
            answer = False, error
        with contextlib.suppress(OSError):
            end.send(answer)


class Feed(Generic[T, H]):
    """Windows that a separate thread reads and hands out to workers.

    Iterating gives what `hand_out` returned, in order; an exception of the windows is raised in its place.
    Asking for the next item means that the previous one is done.
    """

    def __init__(self, windows: Iterable[T], hand_out: Callable[[T], H], *, most: int) -> None:
        """Start reading windows.

        Args:
            windows: what to hand out.
            hand_out: gives a window to a worker.
            most: how many windows may be handed out and not done.
        """
        self._places = threading.Semaphore(most)
        self._stopped = threading.Event()
        self._taken: queue.Queue[H | BaseException | None] = queue.Queue()
        threading.Thread(
            target=self._take, args=(windows, hand_out), name="datenorm-reader", daemon=True
        ).start()

    def _take(self, windows: Iterable[T], hand_out: Callable[[T], H]) -> None:
        try:
            for window in windows:
                self._places.acquire()
                if self._stopped.is_set():
                    return
                self._taken.put(hand_out(window))
            self._taken.put(None)
        except BaseException as error:
            self._taken.put(error)

    def __iter__(self) -> Iterator[H]:
        """What was handed out, until the windows end."""
        while (taken := self._next()) is not None:
            if isinstance(taken, BaseException):
                raise taken
            yield taken
            self._places.release()

    def _next(self) -> H | BaseException | None:
        """The next item, however long it takes.

        Python handles a signal between two instructions. A signal that arrives just before a wait begins is
        not seen until that wait ends, so each wait is short; otherwise Ctrl-C would do nothing until another
        line arrived.
        """
        while True:
            try:
                return self._taken.get(timeout=_POLL)
            except queue.Empty:
                continue

    def stop(self) -> None:
        """Read no more windows."""
        self._stopped.set()
        self._places.release()
