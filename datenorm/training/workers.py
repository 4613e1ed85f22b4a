"""Batches from worker processes; their order does not depend on timing."""

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

_READY = 2  # pools that a worker may prepare
_POLL_SECONDS = 5.0


class BatchStream:
    """The batches of pools `first_pool`, `first_pool` + `stride`, and so on, in this order.

    Worker w of n makes every n-th pool. A context manager, which stops the workers.

    Args:
        batcher: makes the batches of a pool.
        first_pool: number of the first pool.
        stride: distance between two pools; other ranks make those between.
        workers: number of processes; 0 makes the batches in this one.
    """

    def __init__(
        self, batcher: BatchMaker, *, first_pool: int = 0, stride: int = 1, workers: int = 1
    ) -> None:
        self._batcher, self._first_pool, self._workers = batcher, first_pool, workers
        self._stride = stride
        self._processes: list[Any] = []
        self._queues: list[Any] = []

    def __enter__(self) -> BatchStream:
        # Not fork: torch's threads do not survive it.
        context = multiprocessing.get_context("spawn")
        for worker in range(self._workers):
            ready = context.Queue(_READY)
            first = self._first_pool + worker * self._stride
            arguments = (self._batcher, first, self._workers * self._stride, ready)
            process = context.Process(target=_work, args=arguments, daemon=True)
            with _ignoring_interrupts():
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
            NoData: if a pool has no usable pair.
            TrainingError: if a worker fails.
        """
        for number in count(self._first_pool, self._stride):
            batches = self._next(number) if self._workers else self._batcher(number)
            if not batches:
                raise NoData(f"pool {number} has no usable pair")
            yield number, batches

    def _next(self, number: int) -> list[Batch]:
        worker = (number - self._first_pool) // self._stride % self._workers
        while True:
            try:
                made = self._queues[worker].get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if self._processes[worker].is_alive():
                    continue
                raise TrainingError("the process that generates training pairs ended unexpectedly") from None
            if isinstance(made, str):
                raise TrainingError(f"generating training pairs failed:\n{made}")
            batches: list[Batch] = made
            return batches


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Processes started here ignore Ctrl-C; the parent handles it and stops them."""
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
    """Whether the trainer is alive; if it was killed, it could not stop its workers."""
    parent = multiprocessing.parent_process()
    return parent is not None and parent.is_alive()
