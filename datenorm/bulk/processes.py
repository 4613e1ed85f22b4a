"""Work on a stream of windows by processes forked from this one, results in the order of the windows.

For work that holds the interpreter's lock for half of its time, where threads would mostly wait for each
other. What is in memory when work begins, a model say, is shared and not copied.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from datenorm.bulk.workers import Feed
from datenorm.errors import WorkerLost

T = TypeVar("T")
R = TypeVar("R")

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether processes can be forked; macOS has `fork`, and libraries that do not survive it."""

_SOON = 2.0
"""Seconds in which a worker ends that has nothing more to do, or was told to stop."""


def in_order(function: Callable[[T], R], windows: Iterable[T], *, workers: int) -> Iterator[R]:
    """`map` with processes that take windows in turn; as prompt as `workers.in_order`.

    Call it before the process has threads of its own: a forked copy has none of them, and whatever locks
    they hold stay held in it.

    Args:
        function: what to do; windows and results are pickled, the function is not.
        windows: what to do it to; taken by a thread.
        workers: processes, at least one.

    Raises:
        WorkerLost: if a process was ended from outside.
        Exception: what `function` or `windows` raise, in its place among the results.
    """
    context = get_context("fork")
    ends: list[Connection] = []
    processes = []
    for _ in range(workers):
        end, theirs = context.Pipe()
        ends.append(end)
        # A copy of another worker's end, kept open, would let that one wait for ever.
        process = context.Process(target=_serve, args=(function, theirs, tuple(ends)), daemon=True)
        process.start()
        theirs.close()
        processes.append(process)
    turns = cycle(ends)

    def hand_out(window: T) -> Connection:
        end = next(turns)
        with contextlib.suppress(OSError):  # one that is gone is noticed where its result is missed
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
            if sys.exc_info()[0]:  # nobody waits for what it is at
                process.terminate()
            process.join(_SOON)
            process.kill()


def _result(end: Connection) -> Any:  # noqa: ANN401 - whatever the function gives
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
    """The life of a worker: it ends when nobody can ask it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one acts on it
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
