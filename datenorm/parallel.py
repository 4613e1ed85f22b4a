"""Work on a stream of windows by several threads, results in the order of the windows.

For work that leaves the interpreter's lock, as the compiled network does. Standard library only.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WAKES = 0.25
"""Seconds after which a wait looks up."""


def usable_cores() -> int:
    """How many processors this process may run on."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
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
    taken: queue.Queue[Future[R] | None] = queue.Queue()
    places = threading.Semaphore(2 * workers)
    stopped = threading.Event()
    with ThreadPoolExecutor(workers, "datenorm") as pool:

        def take() -> None:
            try:
                for window in windows:
                    places.acquire()
                    if stopped.is_set():
                        return
                    taken.put(pool.submit(function, window))
                taken.put(None)
            except BaseException as error:
                failed: Future[R] = Future()
                failed.set_exception(error)
                taken.put(failed)

        threading.Thread(target=take, name="datenorm-reader", daemon=True).start()
        try:
            while (result := wait_for(taken)) is not None:
                yield result.result()
                places.release()
        finally:
            stopped.set()
            places.release()
            pool.shutdown(wait=False, cancel_futures=True)


def wait_for(taken: queue.Queue[T]) -> T:
    """The next thing of a queue, however long it takes.

    Python acts on a signal between two instructions; one that comes when a wait is about to begin is not seen
    before that wait ends, so no single one may last: Ctrl-C would do nothing until another line came.
    """
    while True:
        try:
            return taken.get(timeout=_WAKES)
        except queue.Empty:
            continue
