"""One update of the weights, and how well a network reads held-out pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from datenorm.detection.tagging import TaggingHead
from datenorm.errors import Diverged
from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.nn.tagging import TaggingLayer
from datenorm.text.vocabulary import BOS, EOS, PAD
from datenorm.training.batching import Batch, EncodedPair, collate
from datenorm.training.devices import ALONE, Ranks, fast_precision
from datenorm.training.documents import WindowBatch
from datenorm.training.optimiser import Optimiser, averaging_decay
from datenorm.training.recipes import Recipe
from datenorm.training.tagging import tagging_loss
from datenorm.values import MAX_VALUE_LENGTH, REFUSAL, START, TARGET_VOCABULARY, TRANSITIONS

# Training has diverged if the loss exceeds that of an untrained network, log V or about 3.4, by this factor.
_EXPLODED = 3.0

_TRANSITIONS = torch.tensor(TRANSITIONS)
_USUAL_TARGET = 10  # mean number of symbols of a target
_BATCH = 256  # sources decoded together


class Learner:
    """A network with its optimiser and its averaged weights.

    A batch is split into `shards`, one per thread: on few cores that is faster than torch's own threads.
    """

    def __init__(
        self,
        recipe: Recipe,
        config: ModelConfig,
        *,
        device: torch.device,
        shards: int = 1,
        ranks: Ranks = ALONE,
    ) -> None:
        self._recipe, self._device, self._shards, self._ranks = recipe, device, shards, ranks
        torch.manual_seed(recipe.seed)
        self.network = Seq2Seq(config).to(device)
        self.averaged = Seq2Seq(config).to(device).requires_grad_(False)
        self.averaged.load_state_dict(self.network.state_dict())
        self.tagging = self.averaged_tagging = None
        if recipe.documents:
            self.tagging = TaggingLayer(config.annotation).to(device)
            self.averaged_tagging = TaggingLayer(config.annotation).to(device).requires_grad_(False)
            self.averaged_tagging.load_state_dict(self.tagging.state_dict())
        self._parameters = [*self.network.parameters(), *_parameters(self.tagging)]
        self._tensors: list[Tensor] = list(self._parameters)
        self._averages: list[Tensor] = [*self.averaged.parameters(), *_parameters(self.averaged_tagging)]
        self._precision = fast_precision(device)
        self.optimiser = Optimiser(self.network, recipe, head=self.tagging, precision=self._precision)
        self._threads = ThreadPoolExecutor(shards)

    def learn(self, batch: Batch, *, rate: float, step: int) -> float:
        """Update the weights once.

        Args:
            batch: pairs to learn from.
            rate: the learning rate.
            step: number of this update, from 1.

        Returns:
            The mean cross-entropy of a target symbol, natural logarithm.

        Raises:
            Diverged: if the loss or the gradient is too large or not finite; the weights are not updated.
        """
        symbols = int((batch.target_ids[:, 1:] != PAD).sum())
        shards = [batch.rows(start, stop) for start, stop in self._cuts(len(batch))]
        parts = list(self._threads.map(self._gradients, shards, self._window_shards(batch, len(shards))))
        loss = sum(part for part, _ in parts) / symbols
        for parameter, *gradients in zip(self._parameters, *(part for _, part in parts), strict=True):
            parameter.grad = _summed(gradients, parameter)
        loss = self._ranks.add_up([p.grad for p in self._parameters if p.grad is not None], loss)
        norm = float(torch.nn.utils.clip_grad_norm_(self._parameters, self._recipe.clip_norm))
        if not math.isfinite(loss + norm) or loss > _EXPLODED * math.log(self.network.config.target_size):
            raise Diverged(
                f"training diverged at update {step}: loss {loss:.3g}, gradient norm {norm:.3g}",
                hint="lower the learning rate",
            )
        self.optimiser.step(rate, self._threads)
        keep = averaging_decay(step, decay=self._recipe.averaging)
        with torch.no_grad():
            torch._foreach_lerp_(self._averages, self._tensors, 1 - keep)
        return loss

    def _cuts(self, rows: int) -> list[tuple[int, int]]:
        """The rows of this rank, one part for each thread."""
        first, end = self._ranks.span(rows)
        cuts = [first + (end - first) * shard // self._shards for shard in range(self._shards + 1)]
        return [(start, stop) for start, stop in pairwise(cuts) if start < stop]

    def _window_shards(self, batch: Batch, number: int) -> list[WindowBatch | None]:
        """The windows of a batch in parts, one for each part of its pairs; None where there are none."""
        if batch.windows is None or self.tagging is None:
            return [None] * number
        shards = [batch.windows.rows(start, stop) for start, stop in self._cuts(len(batch.windows))]
        return [*shards, *[None] * number][:number]

    def _gradients(self, batch: Batch, windows: WindowBatch | None) -> tuple[float, Sequence[Tensor]]:
        """Summed loss of some pairs, and the gradient of it and of the labels of some windows.

        The gradient is divided by the number of symbols of a usual batch, so every symbol has the same weight
        in batches of any size. A window counts like a value of usual length.
        """
        source_ids, target_ids = (
            torch.from_numpy(ids).to(self._device) for ids in (batch.source_ids, batch.target_ids)
        )
        even = batch.lengths[0] == batch.lengths[-1]
        lengths = None if even else torch.from_numpy(batch.lengths).to(self._device)
        with torch.autocast(self._device.type, dtype=self._precision, enabled=self._precision is not None):
            logits, _ = self.network(source_ids, target_ids[:, :-1], lengths)
        losses = cross_entropy(
            logits.transpose(1, 2),
            target_ids[:, 1:],
            ignore_index=PAD,
            reduction="none",
            label_smoothing=self._recipe.label_smoothing,
        )
        total = losses.sum(dim=1) @ torch.from_numpy(batch.weights).to(self._device)
        mean = total / (_USUAL_TARGET * self._recipe.batch_size)
        if windows is not None and self.tagging is not None:
            with torch.autocast(
                self._device.type, dtype=self._precision, enabled=self._precision is not None
            ):
                labels = tagging_loss(self.network.encoder, self.tagging, windows, self._device)
            mean = mean + self._recipe.tagging * labels / (_USUAL_TARGET * self._recipe.documents)
        return float(total.detach()), torch.autograd.grad(mean, self._parameters, materialize_grads=True)

    def align(self) -> None:
        """Start all ranks from the same weights."""
        self._ranks.align([*self._parameters, *self._averages])

    def state(self) -> dict[str, Any]:
        """Everything an update depends on, for a checkpoint."""
        return {
            "weights": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "random_state": torch.get_rng_state(),
            "tagging": self._tagging_state(),
        }

    def _tagging_state(self) -> dict[str, dict[str, Tensor]]:
        if self.tagging is None or self.averaged_tagging is None:
            return {}
        return {"weights": self.tagging.state_dict(), "averaged": self.averaged_tagging.state_dict()}

    def restore(self, state: dict[str, Any]) -> None:
        """Restore the result of `state`; a tagging head that it lacks begins anew."""
        self.network.load_state_dict(state["weights"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random_state"])
        if state["tagging"] and self.tagging is not None and self.averaged_tagging is not None:
            self.tagging.load_state_dict(state["tagging"]["weights"])
            self.averaged_tagging.load_state_dict(state["tagging"]["averaged"])

    def put_tagging(self, head: TaggingHead) -> None:
        """Start from a tagging head that was trained before, if it fits the network."""
        if self.tagging is None or self.averaged_tagging is None:
            return
        if head.weight.shape != self.tagging.linear.weight.shape:
            return
        with torch.no_grad():
            for layer in (self.tagging, self.averaged_tagging):
                layer.linear.weight.copy_(torch.from_numpy(head.weight.astype(np.float32)))
                layer.linear.bias.copy_(torch.from_numpy(head.bias.astype(np.float32)))


def _parameters(layer: TaggingLayer | None) -> list[Tensor]:
    return [] if layer is None else list(layer.parameters())


def _summed(gradients: Sequence[Tensor], parameter: Tensor) -> Tensor:
    """The gradient of all shards; zero if this rank has no row of a small batch.

    Always contiguous, because torch's fused AdamW reads other layouts in the wrong order.
    """
    if len(gradients) == 1:
        return gradients[0].contiguous()
    return torch.stack(list(gradients)).sum(0) if gradients else torch.zeros_like(parameter)


def greedy_decode(network: Seq2Seq, source_ids: Tensor, lengths: Tensor | None = None) -> Tensor:
    """The most likely value of each source, restricted to the value language.

    Args:
        network: the network.
        source_ids: hint symbols and characters, (B, S').
        lengths: symbols of each source before its padding, (B,), or None.

    Returns:
        Symbols after BOS: the value, EOS, padding, (B, `MAX_VALUE_LENGTH` + 1); the refusal where no value
        ends.
    """
    transitions = _TRANSITIONS.to(source_ids.device)
    written = source_ids.new_full((len(source_ids), MAX_VALUE_LENGTH + 1), PAD)
    with torch.no_grad():
        source, decoder_state = network.encode(source_ids, lengths)
        previous, state = (source_ids.new_full((len(source_ids),), first) for first in (BOS, START))
        for position in range(written.shape[1]):
            logits, _, decoder_state = network.decoder.step(source, decoder_state, previous)
            allowed = transitions[state] >= 0
            previous = logits.masked_fill(~allowed, float("-inf")).argmax(-1)
            written[:, position] = previous
            state = transitions[state, previous]
            if bool(((previous == EOS) | (previous == PAD)).all()):
                break
    refusal = torch.tensor([TARGET_VOCABULARY.index(REFUSAL), EOS], device=source_ids.device)
    endless = ~(written == EOS).any(dim=1)
    written[endless] = PAD
    written[endless, : len(refusal)] = refusal
    return written


def exact_match(network: Seq2Seq, pairs: Sequence[EncodedPair], device: torch.device) -> float:
    """The share of the pairs whose value is written exactly."""
    return count_exact(network, pairs, device) / len(pairs)


def count_exact(network: Seq2Seq, pairs: Sequence[EncodedPair], device: torch.device) -> int:
    """The number of pairs whose value is written exactly."""
    ordered = sorted(pairs, key=lambda pair: len(pair.source))
    right = 0
    for start in range(0, len(ordered), _BATCH):
        batch = collate(ordered[start : start + _BATCH])
        even = batch.lengths[0] == batch.lengths[-1]
        lengths = None if even else torch.from_numpy(batch.lengths).to(device)
        written = greedy_decode(network, torch.from_numpy(batch.source_ids).to(device), lengths).cpu().numpy()
        targets = np.full_like(written, PAD)
        targets[:, : batch.target_ids.shape[1] - 1] = batch.target_ids[:, 1:]
        right += int((written == targets).all(axis=1).sum())
    return right
