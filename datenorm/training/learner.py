"""One update of the weights: loss, gradient, optimiser, averaged weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from datenorm.errors import Diverged
from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import PAD
from datenorm.training.batching import Batch
from datenorm.training.optimiser import Optimiser
from datenorm.training.processor import fast_precision
from datenorm.training.ranks import ALONE, Ranks
from datenorm.training.recipes import Recipe
from datenorm.training.schedule import averaging_decay

# An untrained network's loss is log V, about 3.4; one far above that is getting worse, not better.
_EXPLODED = 3.0

# Symbols of a target in the mean, about.
_USUAL_TARGET = 10


class Learner:
    """A network with its optimiser and its averaged weights.

    A batch is cut into `shards`, each worked on by a thread of its own: on few cores that is faster than
    torch's own threads, which wait for each other at every one of some thousand small operations.
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
        self._parameters = list(self.network.parameters())
        self._tensors: list[Tensor] = list(self._parameters)
        self._averages: list[Tensor] = list(self.averaged.parameters())
        self._precision = fast_precision(device)
        self.optimiser = Optimiser(self.network, recipe, precision=self._precision)
        self._threads = ThreadPoolExecutor(shards)

    def learn(self, batch: Batch, *, rate: float, step: int) -> float:
        """Update the weights once.

        Args:
            batch: what to learn from.
            rate: the learning rate.
            step: number of this update, from 1.

        Returns:
            The mean cross-entropy of a target symbol, natural logarithm.

        Raises:
            Diverged: if the loss or the gradient is not a sensible number; the weights are left as they were.
        """
        symbols = int((batch.target_ids[:, 1:] != PAD).sum())
        first, end = self._ranks.span(len(batch))
        cuts = [first + (end - first) * shard // self._shards for shard in range(self._shards + 1)]
        shards = [batch.rows(start, stop) for start, stop in pairwise(cuts) if start < stop]
        parts = list(self._threads.map(self._gradients, shards))
        loss = sum(part for part, _ in parts) / symbols
        for parameter, *gradients in zip(self._parameters, *(part for _, part in parts), strict=True):
            parameter.grad = _summed(gradients, parameter)
        loss = self._ranks.add_up([p.grad for p in self._parameters if p.grad is not None], loss)
        norm = float(torch.nn.utils.clip_grad_norm_(self._parameters, self._recipe.clip_norm))
        if not math.isfinite(loss + norm) or loss > _EXPLODED * math.log(self.network.config.target_size):
            raise Diverged(
                f"training diverged at update {step}: loss {loss:.3g}, length of the gradient {norm:.3g}",
                hint="lower the learning rate",
            )
        self.optimiser.step(rate, self._threads)
        keep = averaging_decay(step, decay=self._recipe.averaging)
        with torch.no_grad():
            torch._foreach_lerp_(self._averages, self._tensors, 1 - keep)
        return loss

    def _gradients(self, batch: Batch) -> tuple[float, Sequence[Tensor]]:
        """Summed loss of some rows, and the gradient of that over the symbols of a usual batch.

        A small batch so has a small gradient, and every symbol the same weight whatever batch it is in.
        """
        source_ids, target_ids = (
            torch.from_numpy(ids).to(self._device) for ids in (batch.source_ids, batch.target_ids)
        )
        even = batch.lengths[0] == batch.lengths[-1]
        lengths = None if even else torch.from_numpy(batch.lengths).to(self._device)
        with torch.autocast(self._device.type, dtype=self._precision, enabled=self._precision is not None):
            logits, _ = self.network(source_ids, target_ids[:, :-1], lengths)
        total = cross_entropy(
            logits.flatten(0, 1),
            target_ids[:, 1:].flatten(),
            ignore_index=PAD,
            reduction="sum",
            label_smoothing=self._recipe.label_smoothing,
        )
        usual = _USUAL_TARGET * self._recipe.batch_size
        return float(total.detach()), torch.autograd.grad(total / usual, self._parameters)

    def align(self) -> None:
        """Make all ranks start from the same weights."""
        self._ranks.align([*self._parameters, *self._averages])

    def state(self) -> dict[str, Any]:
        """Everything an update depends on, as a checkpoint holds it."""
        return {
            "weights": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "random_state": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to what `state` gave."""
        self.network.load_state_dict(state["weights"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random_state"])


def _summed(gradients: Sequence[Tensor], parameter: Tensor) -> Tensor:
    """The gradient of all shards; a rank may have no row of a small batch.

    Always contiguous: torch's fused AdamW reads the memory of any other one in the wrong order.
    """
    if len(gradients) == 1:
        return gradients[0].contiguous()
    return torch.stack(list(gradients)).sum(0) if gradients else torch.zeros_like(parameter)
