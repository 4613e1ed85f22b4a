"""Texts of all requests through the model, in batches, from a bounded queue.

A text waits a moment for others, since many together cost far less than as many alone; while the model works
the next batch gathers by itself. The model runs in threads: it leaves the interpreter's lock, and the event
loop goes on reading and writing. The answer for a text does not depend on the others of its batch.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import ConvertOptions
from datenorm.server.metrics import Metrics
from datenorm.server.options import Asked
from datenorm.server.problems import ModelFault, describe, overloaded

MAX_JOB = 256
"""Texts of a job; what has more comes as several."""

MAX_BATCH = 512
"""Texts from which on a batch is closed."""

Render = Callable[[Sequence[Conversion]], bytes]


@dataclass(eq=False)
class BatchJob:
    """Texts that are answered together.

    Attributes:
        texts: at most `MAX_JOB` of them.
        asked: what to ask of the model, the same for all.
        render: writes the answers; called where the model runs, off the event loop.
        answer: what `render` gave.
        arrived: when it began to wait.
    """

    texts: Sequence[str]
    asked: Asked
    render: Render
    answer: asyncio.Future[bytes]
    arrived: float = field(default_factory=time.perf_counter)


class RequestBatcher:
    """The queue before the model, and the threads behind it; to be used in one event loop.

    Args:
        normalizer: the model.
        metrics: counts batches, waits and outcomes.
        wait: seconds that a job may wait for others.
        capacity: texts that may wait.
        threads: batches worked on at once.
    """

    def __init__(
        self, normalizer: Normalizer, metrics: Metrics, *, wait: float, capacity: int, threads: int
    ) -> None:
        self._normalizer = normalizer
        self._metrics = metrics
        self._wait = wait
        self._capacity = capacity
        self._idle = threads
        self._pool = ThreadPoolExecutor(threads, "datenorm-model")
        self._jobs: deque[BatchJob] = deque()
        self._waiting = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """Texts in the queue."""
        return self._waiting

    def submit(self, texts: Sequence[str], asked: Asked, render: Render) -> list[asyncio.Future[bytes]]:
        """Queue texts: all of them, or none.

        Args:
            texts: what to convert.
            asked: what to ask of the model.
            render: writes the answers of a part of them.

        Returns:
            What `render` will give for each part, in order; a part whose future is cancelled is left out.

        Raises:
            Problem: 503 where the queue has no place for them.
        """
        if self._waiting + len(texts) > self._capacity:
            self._metrics.refused.inc()
            raise overloaded()
        loop = asyncio.get_running_loop()
        parts = [texts[start : start + MAX_JOB] for start in range(0, len(texts), MAX_JOB)]
        jobs = [BatchJob(part, asked, render, loop.create_future()) for part in parts]
        self._jobs.extend(jobs)
        self._waiting += len(texts)
        self._start_batches(loop)
        return [job.answer for job in jobs]

    async def convert(self, texts: Sequence[str], asked: Asked, render: Render) -> list[bytes]:
        """Queue texts and wait for all of their parts; whoever gives up waiting gives up all of them."""
        parts = self.submit(texts, asked, render)
        return [await parts[0]] if len(parts) == 1 else await asyncio.gather(*parts)

    def close(self) -> None:
        """Let the threads finish and end them."""
        if self._timer is not None:
            self._timer.cancel()
        self._pool.shutdown(wait=True)

    def _start_batches(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give idle threads what is due; where nothing is yet, come back when it will be."""
        while self._idle and self._jobs:
            due_in = self._jobs[0].arrived + self._wait - time.perf_counter()
            if due_in > 0 and self._waiting < MAX_BATCH:
                if self._timer is None:
                    self._timer = loop.call_later(due_in, self._wake, loop)
                return
            batch = self._take()
            if batch:
                self._idle -= 1
                self._pool.submit(self._work, batch, loop)

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        self._start_batches(loop)

    def _take(self) -> list[BatchJob]:
        """The jobs of the next batch; those nobody waits for any more are dropped."""
        batch: list[BatchJob] = []
        size, now = 0, time.perf_counter()
        while self._jobs and size < MAX_BATCH:
            job = self._jobs.popleft()
            self._waiting -= len(job.texts)
            if not job.answer.done():
                batch.append(job)
                size += len(job.texts)
                self._metrics.queue_wait.observe(now - job.arrived)
        if batch:
            self._metrics.batch_size.observe(size)
        return batch

    def _work(self, batch: Sequence[BatchJob], loop: asyncio.AbstractEventLoop) -> None:
        """Answer a batch; runs in a thread."""
        groups: dict[ConvertOptions, list[BatchJob]] = {}
        for job in batch:
            groups.setdefault(job.asked.wish, []).append(job)
        results: list[tuple[BatchJob, bytes | Exception]] = []
        try:
            for wish, jobs in groups.items():
                results += self._answer(jobs, wish)
        finally:
            loop.call_soon_threadsafe(self._finish, batch, results, loop)

    def _answer(
        self, jobs: Sequence[BatchJob], wish: ConvertOptions
    ) -> list[tuple[BatchJob, bytes | Exception]]:
        """Convert jobs of one wish together; where that fails, each alone, so that one spoils no other."""
        try:
            conversions = self._convert(jobs, wish)
            results: list[tuple[BatchJob, bytes | Exception]] = []
            start = 0
            for job in jobs:
                part = conversions[start : start + len(job.texts)]
                results.append((job, job.render(part)))
                start += len(part)
        except Exception as error:
            if len(jobs) > 1:
                return [self._answer([job], wish)[0] for job in jobs]
            return [(jobs[0], ModelFault(describe(error)))]
        self._metrics.count_outcomes(conversions)
        return results

    def _convert(self, jobs: Sequence[BatchJob], wish: ConvertOptions) -> list[Conversion]:
        known = [job.asked.known for job in jobs]
        locale, order = known[0]
        are_alike = len(set(known)) == 1
        return list(
            self._normalizer.convert_many(
                [text for job in jobs for text in job.texts],
                locale if are_alike else [job.asked.known[0] for job in jobs for _ in job.texts],
                order if are_alike else [job.asked.known[1] for job in jobs for _ in job.texts],
                alternatives=wish.alternatives,
                attention=wish.attention,
                span=wish.span,
                policy=wish.policy,
            )
        )

    def _finish(
        self,
        batch: Sequence[BatchJob],
        results: Sequence[tuple[BatchJob, bytes | Exception]],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """Hand out the answers of a batch and start the next; runs in the event loop."""
        self._idle += 1
        for job, result in results:
            if job.answer.done():
                continue
            if isinstance(result, Exception):
                job.answer.set_exception(result)
            else:
                job.answer.set_result(result)
        for job in batch:
            if not job.answer.done():
                job.answer.set_exception(RuntimeError("the batch was not answered"))
        self._start_batches(loop)
