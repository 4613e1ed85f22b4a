"""The training loop; yields events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch

from datenorm.nn.seq2seq import Seq2Seq
from datenorm.nn.tagging import TaggingLayer
from datenorm.training.batching import Batch, BatchMaker, BatchStream, EncodedPair
from datenorm.training.checkpoint import Checkpoint, Position, save_checkpoint
from datenorm.training.continuation import Origin
from datenorm.training.devices import ALONE, Ranks, keep_freed_memory, single_threaded
from datenorm.training.documents import EncodedWindow
from datenorm.training.events import CheckpointSaved, Event, StepDone, Stopped, ValidationDone
from datenorm.training.learner import Learner, count_exact
from datenorm.training.optimiser import learning_rate
from datenorm.training.recipes import Recipe
from datenorm.training.tagging import count_spans

SPANS = "spans"
"""Name of the F1 of dates found in documents, among the scores of a validation."""

FIRST_CHECKPOINT = 30.0
"""Seconds of training after which the first checkpoint is written, so that little is lost early."""


@dataclass(frozen=True)
class RunSettings:
    """Settings that may differ between the sessions of a run.

    Attributes:
        checkpoint: file for the state of the run, or None.
        device: torch's name of the device.
        threads: threads that share an update on the CPU.
        workers: processes that generate pairs; 0 generates between updates.
        clock: monotonic clock, in seconds.
        ranks: the processes that train together.
    """

    checkpoint: Path | None = None
    device: str = "cpu"
    threads: int = 1
    workers: int = 1
    clock: Callable[[], float] = time.monotonic
    ranks: Ranks = ALONE


class Trainer:
    """Trains a network by a recipe.

    Args:
        recipe: the recipe.
        batcher: makes batches; has the source vocabulary.
        validation: name → held-out pairs.
        settings: of this session.
        origin: bundle to continue from.
        resume: checkpoint to resume from, instead of `origin`.
        libraries: library → version that generates the pairs, for checkpoints.
        documents: held-out windows of documents.
    """

    def __init__(
        self,
        recipe: Recipe,
        batcher: BatchMaker,
        validation: Mapping[str, Sequence[EncodedPair]],
        settings: RunSettings,
        *,
        origin: Origin | None = None,
        resume: Checkpoint | None = None,
        libraries: Mapping[str, str] = MappingProxyType({}),
        documents: Sequence[EncodedWindow] = (),
    ) -> None:
        self._recipe, self._batcher, self._validation, self._settings = recipe, batcher, validation, settings
        self._device = torch.device(settings.device)
        config = recipe.model_config(batcher.vocabulary)
        shards = settings.threads if self._device.type == "cpu" else 1
        self._learner = Learner(recipe, config, device=self._device, shards=shards, ranks=settings.ranks)
        self._position = Position()
        self._stop_requested = False
        self._libraries, self._documents = libraries, documents
        self.history: Mapping[str, Any] = {}
        if resume is not None:
            self._learner.restore(vars(resume))
            self._position = resume.position
            self.history = resume.history
        elif origin is not None:
            origin.put_into(self._learner.network, batcher.vocabulary)
            self._learner.averaged.load_state_dict(self._learner.network.state_dict())
            if origin.tagging is not None:
                self._learner.put_tagging(origin.tagging)
            self.history = origin.history
        self._learner.align()

    @property
    def averaged(self) -> Seq2Seq:
        """The network with the averaged weights, which is exported."""
        return self._learner.averaged

    @property
    def tagging(self) -> TaggingLayer | None:
        """The tagging head with averaged weights, which is exported; None without documents."""
        return self._learner.averaged_tagging

    def request_stop(self) -> None:
        """Make `fit` save and stop after the current update; for signal handlers and other threads."""
        self._stop_requested = True

    def fit(self) -> Iterator[Event]:
        """Train until the budget is used up.

        Yields:
            `StepDone` for each update, `ValidationDone` and `CheckpointSaved` when due, `Stopped` at the end.

        Raises:
            Diverged: if the loss or the gradient is too large or not finite.
            NoData: if there are no pairs.
            TrainingError: if a checkpoint cannot be written.
        """
        start = self._settings.clock() - self._position.seconds
        has_saved = self._position.step > 0
        if self._reason_to_stop() == "finished":  # interrupted after its last update
            yield self._validate(start)
            yield self._stopped("finished")
            return
        if self.history and not self._position.step:  # the baseline of a continued model
            yield self._validate(start)
        ranks = self._settings.ranks
        stream = BatchStream(
            self._batcher,
            first_pool=ranks.first_from(self._position.pool),
            stride=ranks.count,
            workers=self._settings.workers,
        )
        keep_freed_memory()
        with single_threaded(), stream:
            for batch, pool, number, is_last in self._batches(stream):
                yield self._update(batch, start)
                after = (pool + 1, 0) if is_last else (pool, number + 1)
                self._position = replace(self._position, pool=after[0], batch=after[1])
                reason = self._reason_to_stop()
                if reason or self._is_due(self._recipe.validate_every, len(batch)):
                    if reason != "interrupted":
                        yield self._validate(start)
                        reason = reason or self._out_of_patience()
                is_first = not has_saved and self._position.seconds >= FIRST_CHECKPOINT
                if self._settings.checkpoint is not None and (
                    reason or is_first or self._is_due(self._recipe.checkpoint_every, len(batch))
                ):
                    yield self._save(self._settings.checkpoint)
                    has_saved = True
                if reason:
                    yield self._stopped(reason)
                    return

    def _batches(self, stream: BatchStream) -> Iterator[tuple[Batch, int, int, bool]]:
        """Remaining batches: (batch, its pool, its number in the pool, whether it is the last)."""
        done = self._position.batch
        for pool, batches in self._pools(stream):
            for number, batch in enumerate(batches[done:], done):
                yield batch, pool, number, number == len(batches) - 1
            done = 0

    def _pools(self, stream: BatchStream) -> Iterator[tuple[int, list[Batch]]]:
        """(Pool number, its batches); one rank makes them for all."""
        ranks, mine = self._settings.ranks, stream.pools()
        for pool in count(self._position.pool):
            yield ranks.from_one(pool % ranks.count, lambda: next(mine))

    def _update(self, batch: Batch, start: float) -> StepDone:
        position, recipe = self._position, self._recipe
        step = position.step + 1
        # The share after this update, so that the first rate is above zero.
        rate = learning_rate(self._share(len(batch)), peak=recipe.learning_rate, warm_up=recipe.warm_up)
        loss = self._learner.learn(batch, rate=rate, step=step)
        self._position = position = replace(
            position,
            step=step,
            pairs=position.pairs + len(batch),
            seconds=self._settings.clock() - start,
            loss_sum=position.loss_sum + loss,
            loss_steps=position.loss_steps + 1,
        )
        return StepDone(step, position.pairs, loss, rate, min(1.0, self._share()), position.seconds)

    def _share(self, more_pairs: int = 0) -> float:
        """Used part of the budget."""
        if self._recipe.minutes is not None:
            return self._position.seconds / (60 * self._recipe.minutes)
        return (self._position.pairs + more_pairs) / self._recipe.pairs

    def _reason_to_stop(self) -> str:
        """Why to stop now, or ""; all ranks agree, by the time of the slowest."""
        stop, seconds = self._settings.ranks.agree(self._stop_requested, self._position.seconds)
        self._position = replace(self._position, seconds=seconds)
        if stop:
            return "interrupted"
        return "finished" if self._share() >= 1 else ""

    def _stopped(self, reason: str) -> Stopped:
        return Stopped(reason, self._position.step, self._position.pairs, self._position.seconds)

    def _is_due(self, every: int, latest: int) -> bool:
        """Whether the latest pairs crossed a multiple of `every`."""
        pairs = self._position.pairs
        return pairs // every > (pairs - latest) // every

    def _validate(self, start: float) -> ValidationDone:
        sets = {name: pairs for name, pairs in self._validation.items() if pairs}
        right = self._settings.ranks.total([self._right(pairs) for pairs in sets.values()])
        scores = {name: part / len(sets[name]) for name, part in zip(sets, right, strict=True)}
        mean = sum(scores.values()) / max(1, len(scores))
        scores |= self._spans()
        position = self._position
        is_best = mean > position.best
        loss = position.loss_sum / max(1, position.loss_steps)
        _, seconds = self._settings.ranks.agree(False, self._settings.clock() - start)
        self._position = replace(
            position,
            seconds=seconds,
            best=max(mean, position.best),
            bad_validations=0 if is_best else position.bad_validations + 1,
            loss_sum=0.0,
            loss_steps=0,
        )
        return ValidationDone(position.step, position.pairs, loss, scores, is_best, self._position.seconds)

    def _right(self, pairs: Sequence[EncodedPair]) -> int:
        """How many of this rank's part of some pairs are written exactly."""
        first, end = self._settings.ranks.span(len(pairs))
        return count_exact(self._learner.averaged, pairs[first:end], self._device)

    def _spans(self) -> dict[str, float]:
        """The F1 of dates found exactly in held-out windows of documents."""
        layer = self._learner.averaged_tagging
        if layer is None or not self._documents:
            return {}
        first, end = self._settings.ranks.span(len(self._documents))
        part = self._documents[first:end]
        counts = count_spans(self._learner.averaged.encoder, layer, part, self._device)
        right, found, there = self._settings.ranks.total([float(one) for one in counts])
        return {SPANS: 2 * right / max(1.0, found + there)}

    def _out_of_patience(self) -> str:
        patience = self._recipe.patience
        return "no better" if patience is not None and self._position.bad_validations >= patience else ""

    def _save(self, path: Path) -> CheckpointSaved:
        state = self._learner.state()
        symbols = self._batcher.vocabulary.to_list()
        recipe, history, libraries = self._recipe.to_dict(), dict(self.history), dict(self._libraries)
        checkpoint = Checkpoint(
            recipe, symbols, self._position, **state, history=history, libraries=libraries
        )
        save_checkpoint(path, checkpoint)
        return CheckpointSaved(self._position.step, path)
