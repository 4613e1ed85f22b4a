"""Batches from worker processes, so that training does not wait; their order never depends on timing."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import TracebackType
from typing import Any

from datenorm.errors import NoData, TrainingError
from datenorm.training.batching import Batch, BatchMaker

# Pools each worker may have ready; enough to bridge a slow one, few enough to keep memory small.
_READY = 2
_POLL_SECONDS = 5.0


class BatchStream:
    """The batches of pools `first_pool`, `first_pool` + `stride`, ... without end.

    Worker w of n makes every n-th of them; they are handed out in the order of their numbers. A context
    manager: leaving it ends the workers.

    Args:
        batcher: makes the batches of a pool.
        first_pool: where to start.
        stride: from one pool to the next; the others are left to other ranks.
        workers: processes; 0 makes the batches in this one.
    """

    def __init__(
        self, batcher: BatchMaker, *, first_pool: int = 0, stride: int = 1, workers: int = 1
    ) -> None:
        self._batcher, self._first_pool, self._workers = batcher, first_pool, workers
        self._stride = stride
        self._processes: list[Any] = []
        self._queues: list[Any] = []

    def __enter__(self) -> BatchStream:
        # Not fork: the parent has torch's threads, and the worker must not inherit half of them.
        context = multiprocessing.get_context("spawn")
        for worker in range(self._workers):
            ready = context.Queue(_READY)
            first = self._first_pool + worker * self._stride
            arguments = (self._batcher, first, self._workers * self._stride, ready)
            process = context.Process(target=_work, args=arguments, daemon=True)
            with _deaf_to_interrupts():
                process.start()
            self._processes.append(process)
            self._queues.append(ready)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.terminate()
            process.join()
        for ready in self._queues:
            ready.cancel_join_thread()
            ready.close()

    def pools(self) -> Iterator[tuple[int, list[Batch]]]:
        """Yield (pool number, its batches).

        Raises:
            NoData: if a pool holds no usable pair.
            TrainingError: if a worker fails.
        """
        for number in count(self._first_pool, self._stride):
            batches = self._next(number) if self._workers else self._batcher(number)
            if not batches:
                raise NoData(f"pool {number} holds no pair to learn from")
            yield number, batches

    def _next(self, number: int) -> list[Batch]:
        worker = (number - self._first_pool) // self._stride % self._workers
        while True:
            try:
                made = self._queues[worker].get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if self._processes[worker].is_alive():
                    continue
                raise TrainingError("the process that draws training pairs ended unexpectedly") from None
            if isinstance(made, str):
                raise TrainingError(f"drawing training pairs failed:\n{made}")
            batches: list[Batch] = made
            return batches


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let what is started here ignore Ctrl-C: it is for the parent, which saves and then ends its workers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(batcher: BatchMaker, first: int, stride: int, ready: Any) -> None:  # noqa: ANN401 - a queue of some context
    try:
        for number in count(first, stride):
            made = batcher(number)
            while not _handed_over(made, ready):
                if not _has_parent():
                    return
    except Exception:
        ready.put(traceback.format_exc())


def _handed_over(made: list[Batch], ready: Any) -> bool:  # noqa: ANN401
    try:
        ready.put(made, timeout=_POLL_SECONDS)
    except queue.Full:
        return False
    return True


def _has_parent() -> bool:
    """Whether the trainer still lives; one that was killed outright could not end its workers."""
    parent = multiprocessing.parent_process()
    return parent is not None and parent.is_alive()
