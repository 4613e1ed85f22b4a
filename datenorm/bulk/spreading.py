"""Windows of texts shared out among workers: processes where they are safe, threads elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from itertools import chain
from typing import TypeVar

from datenorm.bulk.workers import in_order

T = TypeVar("T")
R = TypeVar("R")


def spread(
    function: Callable[[T], R],
    windows: Iterable[T],
    *,
    workers: int,
    is_large: Callable[[T], bool],
    may_fork: bool = True,
) -> Generator[R, None, None]:
    """`map` over windows. From the first large one on, several workers share the work.

    Small windows are worked on where they are: to start workers would take longer. Workers are processes
    where this process can be forked safely, that is, has no threads of its own; threads elsewhere.

    Args:
        function: what to do; windows and results are pickled for processes, the function is not.
        windows: what to do it to.
        workers: how many.
        is_large: whether a window makes workers worth while.
        may_fork: whether workers may be processes.

    Raises:
        WorkerLost: if a process was killed.
        Exception: what `function` or `windows` raise, in its place among the results.
    """
    coming = iter(windows)
    for window in coming:
        if workers > 1 and is_large(window):
            rest = chain([window], coming)
            # What processes need takes as long to import as a hundred lines to answer.
            from datenorm.bulk import processes

            forks = may_fork and processes.CAN_FORK and threading.active_count() == 1
            yield from (processes.in_order if forks else in_order)(function, rest, workers=workers)
        else:
            yield function(window)
