"""Bounded queues in front of the model.

`RequestBatcher` joins the texts of all requests into batches. A text waits a moment for others, because many
together cost far less than many alone; while the model works, the next batch gathers. The model runs in
threads: it releases the interpreter's lock, so the event loop goes on reading and writing. Converting,
deduplication and the cache of answers are those of `datenorm.bulk`.

`SerialExecutor` runs long work, one call at a time.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from datenorm.bulk.answers import AnswerCache, BulkOptions, open_answerer
from datenorm.bulk.lines import Requests
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.record import as_json, as_line, as_record
from datenorm.server.middleware import Metrics
from datenorm.server.options import Output
from datenorm.server.problems import ModelFault, describe, overloaded
from datenorm.server.queries import Query

T = TypeVar("T")

MAX_JOB = 256
"""Maximum number of texts in a job; more texts are split into several jobs."""

MAX_BATCH = 512
"""Number of texts at which a batch starts without waiting for more."""

REMEMBERED = 1 << 13
"""Maximum number of distinct texts whose answers are kept for one set of options."""

_MOST_CACHES = 8
_LONGEST_ANSWER = 1024


class Answer(NamedTuple):
    """What is kept of a conversion: the bytes to send, and what the metrics count."""

    written: bytes
    status: str
    confidence: float


@dataclass(eq=False)
class BatchJob:
    """Texts that are answered together.

    Attributes:
        texts: at most `MAX_JOB`.
        query: the hints and options, the same for all of them.
        answers: the written answers, in the order of the texts.
        arrived: when the job was queued.
    """

    texts: Sequence[str]
    query: Query
    answers: asyncio.Future[list[bytes]]
    arrived: float = field(default_factory=time.perf_counter)


Result = tuple[BatchJob, "list[bytes] | Exception"]


class RequestBatcher:
    """The queue in front of the model and the threads behind it; for one event loop.

    Args:
        normalizer: the model.
        metrics: counts batches, waits and outcomes.
        wait: maximum seconds that a job waits for others.
        capacity: maximum number of texts in the queue.
        threads: number of batches that are converted at the same time.

    Attributes:
        waiting: number of texts in the queue.
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
        self._begun: dict[int, float] = {}  # of each batch that is converted, its start
        self._numbers = itertools.count()
        self._jobs: deque[BatchJob] = deque()
        self.waiting = 0
        self._timer: asyncio.TimerHandle | None = None
        self._answerer = lru_cache(maxsize=_MOST_CACHES)(self._open_answerer)

    def submit(self, texts: Sequence[str], query: Query) -> list[asyncio.Future[list[bytes]]]:
        """Queue all texts or none.

        Returns:
            The written answers of each job, in the order of the texts. A job whose future is cancelled is
            dropped.

        Raises:
            Problem: 503 if the queue has no place for them.
        """
        if self.waiting + len(texts) > self._capacity:
            self._metrics.refused.inc()
            raise overloaded()
        loop = asyncio.get_running_loop()
        parts = [texts[start : start + MAX_JOB] for start in range(0, len(texts), MAX_JOB)]
        jobs = [BatchJob(part, query, loop.create_future()) for part in parts]
        self._jobs.extend(jobs)
        self.waiting += len(texts)
        self._start_batches(loop)
        return [job.answers for job in jobs]

    async def convert(self, texts: Sequence[str], query: Query) -> list[bytes]:
        """Queue texts and wait for all their answers; cancelling it drops all their jobs."""
        parts = self.submit(texts, query)
        if len(parts) == 1:
            return await parts[0]
        return [answer for part in await asyncio.gather(*parts) for answer in part]

    def close(self) -> None:
        """Let the threads finish their batches, then end them."""
        if self._timer is not None:
            self._timer.cancel()
        self._pool.shutdown(wait=True)

    def busy_for(self) -> float:
        """Seconds for which the oldest batch has been converted; 0 if there is none."""
        return time.perf_counter() - min(self._begun.values()) if self._begun else 0.0

    def _start_batches(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give due jobs to idle threads; if none is due yet, set a timer for the first."""
        while self._idle and self._jobs:
            due_in = self._jobs[0].arrived + self._wait - time.perf_counter()
            if due_in > 0 and self.waiting < MAX_BATCH:
                if self._timer is None:
                    self._timer = loop.call_later(due_in, self._wake, loop)
                return
            batch = self._take()
            if batch:
                self._idle -= 1
                number = next(self._numbers)
                self._begun[number] = time.perf_counter()
                self._pool.submit(self._work, batch, number, loop)

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        self._start_batches(loop)

    def _take(self) -> list[BatchJob]:
        """The jobs of the next batch, without those that were cancelled."""
        batch: list[BatchJob] = []
        size, now = 0, time.perf_counter()
        while self._jobs and size < MAX_BATCH:
            job = self._jobs.popleft()
            self.waiting -= len(job.texts)
            if not job.answers.done():
                batch.append(job)
                size += len(job.texts)
                self._metrics.queue_wait.observe(now - job.arrived)
        if batch:
            self._metrics.batch_size.observe(size)
        return batch

    def _work(self, batch: Sequence[BatchJob], number: int, loop: asyncio.AbstractEventLoop) -> None:
        """Answer a batch; runs in a thread."""
        groups: dict[tuple[BulkOptions, Output], list[BatchJob]] = {}
        for job in batch:
            groups.setdefault((job.query.options, job.query.output), []).append(job)
        results = [result for group, jobs in groups.items() for result in self._answer(jobs, *group)]
        loop.call_soon_threadsafe(self._finish, results, number, loop)

    def _answer(self, jobs: Sequence[BatchJob], options: BulkOptions, output: Output) -> list[Result]:
        """Convert jobs together; if that fails, each alone, so that one cannot spoil the others."""
        try:
            lines = [job.query.prefix + text for job in jobs for text in job.texts]
            answers = self._answerer(options, output)(lines)
            self._metrics.count_outcomes((one.status, one.confidence) for one in answers)
        except Exception as error:
            if len(jobs) > 1:
                return [self._answer([job], options, output)[0] for job in jobs]
            return [(jobs[0], ModelFault(describe(error)))]
        written = (answer.written for answer in answers)
        return [(job, list(islice(written, len(job.texts)))) for job in jobs]

    def _open_answerer(self, options: BulkOptions, output: Output) -> AnswerCache[Answer]:
        write = _writer(options, output)

        def keep(conversion: Conversion, _: str) -> Answer:
            return Answer(write(conversion), conversion.status, conversion.confidence)

        return open_answerer(
            self._normalizer,
            options,
            keep,
            read=_read,
            capacity=REMEMBERED,
            is_kept=lambda answer: len(answer.written) <= _LONGEST_ANSWER,
        )

    def _finish(self, results: Sequence[Result], number: int, loop: asyncio.AbstractEventLoop) -> None:
        """Hand out the answers of a batch and start the next; runs in the event loop."""
        self._idle += 1
        del self._begun[number]
        for job, result in results:
            if job.answers.done():
                continue
            if isinstance(result, Exception):
                job.answers.set_exception(result)
            else:
                job.answers.set_result(result)
        self._start_batches(loop)


def _writer(options: BulkOptions, output: Output) -> Callable[[Conversion], bytes]:
    """The function that writes a conversion as the command line does."""
    if output == "jsonl":
        return lambda one: as_json(as_record(one, attention=options.attention, span=options.span)).encode()
    form = "edtf" if output == "text" else output
    return lambda one: as_line(one, span=options.span, form=form).encode()


def _read(lines: Sequence[str]) -> Requests:
    """Texts behind the prefixes of their queries (see `Query.prefix`)."""
    rows = [line.split("\t", 2) for line in lines]
    locales, orders = [row[0] or None for row in rows], [row[1] or None for row in rows]
    return Requests(
        [row[2] for row in rows], locales if any(locales) else None, orders if any(orders) else None
    )


class SerialExecutor:
    """Runs one call at a time in a thread of its own, behind a short queue.

    Args:
        name: of the thread.
        capacity: maximum number of calls that run or wait; further ones are refused.
    """

    def __init__(self, name: str, capacity: int) -> None:
        self._pool = ThreadPoolExecutor(1, f"datenorm-{name}")
        self._capacity = capacity
        self._taken = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Call a function when its turn comes.

        Raises:
            Problem: 503 if too many calls are waiting.
        """
        if self._taken >= self._capacity:
            raise overloaded()
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._taken -= 1

    def close(self) -> None:
        """End the thread after the call that runs; waiting calls are cancelled."""
        self._pool.shutdown(wait=True, cancel_futures=True)
