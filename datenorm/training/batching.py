"""From pairs to batches, made in worker processes: hints dropped, encoded, grouped by length. No torch."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from types import TracebackType
from typing import Any, Protocol

import numpy as np

from datenorm.errors import NoData, TrainingError
from datenorm.text import MAX_LENGTH, canonicalise
from datenorm.text.vocabulary import BOS, EOS, PAD, Vocabulary, encode_source
from datenorm.training.documents import Documents, WindowBatch, window_batches
from datenorm.training.recipes import HintDropping
from datenorm.values import TARGET_VOCABULARY, split

IntArray = np.ndarray[Any, np.dtype[np.int64]]
FloatArray = np.ndarray[Any, np.dtype[np.float32]]

# Longer targets (ranges, qualified days, other calendars) go into other batches, because a single one adds
# decoder steps to the whole batch.
_LONG_TARGET = len(split("1969-07-20"))

# The longest source of a batch has at most this factor times the length of the shortest, plus the slack.
_SPREAD, _SLACK = 1.2, 2

_READY = 2  # pools that a worker may prepare
_POLL_SECONDS = 5.0


class TrainingPair(Protocol):
    """A text, its date in the value language, and the hints: language code and field order, or ""."""

    @property
    def source(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def order(self) -> str: ...


Pools = Callable[[int], Sequence[TrainingPair]]
"""Pool number → its pairs, always the same; must be picklable."""

Screen = Callable[[list["EncodedPair"], Random], list["EncodedPair"]]
"""Pairs → those to learn from, with weights; must be picklable."""


@dataclass(frozen=True)
class Batch:
    """Pairs of nearly equal length.

    Attributes:
        source_ids: hint symbols, characters and padding, (B, S').
        lengths: symbols of each source without padding, (B,); never decreasing.
        target_ids: BOS, the symbols of the value, EOS and padding, (B, T + 1).
        weights: of the loss of each pair, (B,).
        windows: windows of documents that are learnt in the same update, or None.
    """

    source_ids: IntArray
    lengths: IntArray
    target_ids: IntArray
    weights: FloatArray
    windows: WindowBatch | None = None

    def __len__(self) -> int:
        return len(self.lengths)

    def rows(self, start: int, stop: int) -> Batch:
        """Some rows without the windows, with as little padding as possible."""
        lengths, targets = self.lengths[start:stop], self.target_ids[start:stop]
        width = (targets != PAD).sum(axis=1).max()
        sources, weights = self.source_ids[start:stop, : lengths.max()], self.weights[start:stop]
        return Batch(sources, lengths, targets[:, :width], weights)


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """One pair as indices, and the weight of its loss."""

    source: list[int]
    target: list[int]
    weight: float = 1.0

    @property
    def value(self) -> str:
        """The value as text."""
        return "".join(TARGET_VOCABULARY.decode(self.target[1:-1]))


def frequent_characters(examples: Iterable[TrainingPair], *, minimum_count: int) -> set[str]:
    """Characters that occur at least `minimum_count` times in canonical sources."""
    characters: Counter[str] = Counter()
    for example in examples:
        characters.update(canonicalise(example.source).text)
    return {character for character, seen in characters.items() if seen >= minimum_count}


def encode(example: TrainingPair, vocabulary: Vocabulary, language: str, order: str) -> EncodedPair | None:
    """A pair as indices, with these hints; None if its source is empty or too long for the network.

    Raises:
        TrainingError: if the value is not in the value language.
    """
    text = canonicalise(example.source).text
    if not text or len(text) > MAX_LENGTH:
        return None
    try:
        symbols = split(example.value)
    except ValueError as error:
        raise TrainingError(
            f"{example.value!r} for {example.source!r} is not in the value language"
        ) from error
    target = [BOS, *TARGET_VOCABULARY.encode(symbols), EOS]
    return EncodedPair(encode_source(vocabulary, text, language, order), target)


def drop_hints(example: TrainingPair, rng: Random, dropping: HintDropping) -> tuple[str, str]:
    """The language and order hints that remain after dropping."""
    both, language, order = rng.random(), rng.random(), rng.random()
    if both < dropping.both:
        return "", ""
    return (
        "" if language < dropping.language else example.language,
        "" if order < dropping.order else example.order,
    )


def collate(pairs: Sequence[EncodedPair]) -> Batch:
    """One batch of pairs, shorter sources first."""
    ordered = sorted(pairs, key=lambda pair: len(pair.source))
    lengths = np.array([len(pair.source) for pair in ordered], dtype=np.int64)
    source_ids = np.full((len(ordered), lengths[-1]), PAD, dtype=np.int64)
    target_ids = np.full((len(ordered), max(len(pair.target) for pair in ordered)), PAD, dtype=np.int64)
    for row, pair in enumerate(ordered):
        source_ids[row, : len(pair.source)] = pair.source
        target_ids[row, : len(pair.target)] = pair.target
    weights = np.array([pair.weight for pair in ordered], dtype=np.float32)
    return Batch(source_ids, lengths, target_ids, weights)


@dataclass(frozen=True)
class BatchMaker:
    """Pool number → its batches, the same in every process.

    Attributes:
        pools: provides the pairs.
        vocabulary: the source vocabulary.
        batch_size: pairs per batch.
        dropping: how often hints are dropped.
        seed: of dropping and of the order of batches.
        documents: provides windows of documents, or None for none.
        windows: windows in each batch.
        screen: leaves pairs out, see `datenorm.training.screening`; None to learn from all.
    """

    pools: Pools
    vocabulary: Vocabulary
    batch_size: int
    dropping: HintDropping
    seed: int
    documents: Documents | None = None
    windows: int = 0
    screen: Screen | None = None

    def __call__(self, number: int) -> list[Batch]:
        """The batches of a pool in random order."""
        rng = Random(f"batches/{self.seed}/{number}")
        pairs = []
        for example in self.pools(number):
            language, order = drop_hints(example, rng, self.dropping)
            pair = encode(example, self.vocabulary, language, order)
            if pair is not None:
                pairs.append(pair)
        if self.screen is not None:
            pairs = self.screen(pairs, rng)
        batches = [collate(group) for group in self._groups(pairs, rng)]
        rng.shuffle(batches)
        return self._with_windows(batches, number)

    def _with_windows(self, batches: list[Batch], number: int) -> list[Batch]:
        """Batches with windows of documents beside their pairs."""
        if self.documents is None or not self.windows:
            return batches
        texts = self.documents(number, len(batches) * self.windows)
        rng = Random(f"windows/{self.seed}/{number}")
        drawn = window_batches(texts, self.vocabulary, self.windows, rng)
        return [replace(batch, windows=next(drawn, None)) for batch in batches]

    def _groups(self, pairs: list[EncodedPair], rng: Random) -> Iterator[list[EncodedPair]]:
        """Random groups of pairs of similar source length."""
        rng.shuffle(pairs)
        pairs.sort(key=_shape)
        start = 0
        for stop in range(1, len(pairs) + 1):
            if stop < len(pairs) and stop - start < self.batch_size:
                is_long, shortest = _shape(pairs[start])
                following_is_long, following = _shape(pairs[stop])
                if is_long == following_is_long and following <= _SPREAD * shortest + _SLACK:
                    continue
            yield pairs[start:stop]
            start = stop


def _shape(pair: EncodedPair) -> tuple[bool, int]:
    """What pairs of a batch have in common: a long target or not, and similar source lengths."""
    return len(pair.target) - 2 > _LONG_TARGET, len(pair.source)


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
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        for number in count(first, stride):
            batches = batcher(number)
            if number == first:
                gc.freeze()  # what was loaded stays; to search it for garbage takes a third of the time
            ready.put(batches)
    except Exception:
        ready.put(traceback.format_exc())


def _end_with_parent() -> None:
    """End this process when the trainer ends, however it ends.

    An orderly exit would wait until the queue has handed over what is in it, which nobody takes any more.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
