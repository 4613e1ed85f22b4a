"""Work on a stream of windows by several threads, results in the order of the windows.

For work that leaves the interpreter's lock, as the compiled network does. Standard library only.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
H = TypeVar("H")

_WAKES = 0.25
"""Seconds after which a wait looks up."""


def available_cores() -> int:
    """How many processors this process may use; macOS and Windows only tell how many there are."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def in_order(function: Callable[[T], R], windows: Iterable[T], *, workers: int) -> Iterator[R]:
    """`map` with threads: at most `workers` windows are worked on and as many wait.

    A result is given as soon as it and those before it are ready, also while `windows` has nothing new to
    say: whoever writes a line into a pipe and waits for its answer gets it. The windows are taken by a thread
    of their own; when the caller stops early no more are taken than already were.

    Windows read from a stream need one without a buffer (io.FileIO): Python aborts its exit when a thread
    that waits for a line holds the lock of one.

    Args:
        function: what to do; called from several threads at once.
        windows: what to do it to.
        workers: threads that work; one does everything in the caller's thread.

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


class Feed(Generic[T, H]):
    """Windows that a thread of its own takes and hands out to workers.

    Iterating gives what handing out gave, in order; what taking windows raised comes in its place. Whoever
    asks for the next one has dealt with the one before.
    """

    def __init__(self, windows: Iterable[T], hand_out: Callable[[T], H], *, most: int) -> None:
        """Begin to take windows.

        Args:
            windows: what to hand out.
            hand_out: how.
            most: windows handed out at most that nobody has dealt with.
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
        """What was handed out, until there is nothing more."""
        while (taken := self._next()) is not None:
            if isinstance(taken, BaseException):
                raise taken
            yield taken
            self._places.release()

    def _next(self) -> H | BaseException | None:
        """The next thing taken, however long it takes.

        Python acts on a signal between two instructions; one that comes when a wait is about to begin is not
        seen before that wait ends, so no single one may last: Ctrl-C would do nothing until another line
        came.
        """
        while True:
            try:
                return self._taken.get(timeout=_WAKES)
            except queue.Empty:
                continue

    def stop(self) -> None:
        """Take no more windows."""
        self._stopped.set()
        self._places.release()
