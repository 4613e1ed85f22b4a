"""Shrinks a network by Fisher pruning: the most important units stay, with their weights.

The importance of a unit is the Fisher information of a gate g = 1 on its output. The gradient of the loss by
the gate is the sum of w dL/dw over the weights w that multiply the output; the Fisher information is its mean
square over batches (Theis et al. 2018, "Faster gaze prediction with dense networks and Fisher pruning",
section 2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import PAD
from datenorm.training.batching import Batch
from datenorm.training.continuation import Origin
from datenorm.training.devices import single_threaded
from datenorm.training.export import network_of
from datenorm.training.recipes import RESIZED
from datenorm.training.units import AXES, UNITS, places, stretches

_SAMPLES = 300  # maximum number of batches
_PAIRS = 32  # pairs per batch; gradients of too many cancel out


def shrunk(origin: Origin, config: ModelConfig, batches: Iterable[Batch]) -> Origin:
    """A bundle to continue from with fewer units.

    Args:
        origin: the bundle, whose network is usual (see `ModelConfig.is_usual`).
        config: has the sizes to shrink to, none of them larger than the bundle's.
        batches: pairs to measure importance with.
    """
    sizes = {name: getattr(config, name) for name in RESIZED}
    with single_threaded():
        importance = _importance(network_of(Seq2Seq(origin.architecture), origin.weights), batches)
    kept = {unit: _best(importance[unit], sizes[field]) for unit, field in UNITS.items()}
    weights = dict(origin.weights)
    for name, axes in AXES.items():
        for axis, blocks in enumerate(axes):
            if chosen := places(origin.architecture, blocks, kept):
                weights[name] = weights[name].take(chosen, axis=axis)
    return replace(
        origin,
        architecture=replace(origin.architecture, **sizes),
        weights=weights,
        detection=None,
        tagging=None,
    )


def _importance(network: Seq2Seq, batches: Iterable[Batch]) -> dict[str, Tensor]:
    """Group of units → Fisher information of each gate, up to a factor."""
    config, parameters = network.config, dict(network.requires_grad_(True).named_parameters())
    names = [name for name, axes in AXES.items() if len(axes) == 2]
    matrices = [parameters[name] for name in names]
    importance = {unit: torch.zeros(getattr(config, field)) for unit, field in UNITS.items()}
    for batch in _samples(batches):
        slopes = {unit: torch.zeros_like(total) for unit, total in importance.items()}
        gradients = torch.autograd.grad(_loss(network, batch), matrices)
        for name, matrix, gradient in zip(names, matrices, gradients, strict=True):
            by_column = (matrix.detach() * gradient).sum(0)
            for unit, start, end in stretches(config, AXES[name][1]):
                if unit in slopes:
                    slopes[unit] += by_column[start:end]
        for unit, slope in slopes.items():
            importance[unit] += slope**2
    return importance


def _samples(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The first batches, split into small ones."""
    parts = (
        batch.rows(start, min(start + _PAIRS, len(batch)))
        for batch in batches
        for start in range(0, len(batch), _PAIRS)
    )
    return islice(parts, _SAMPLES)


def _loss(network: Seq2Seq, batch: Batch) -> Tensor:
    source_ids, target_ids, lengths = map(
        torch.from_numpy, (batch.source_ids, batch.target_ids, batch.lengths)
    )
    logits, _ = network(source_ids, target_ids[:, :-1], lengths)
    return cross_entropy(logits.flatten(0, 1), target_ids[:, 1:].flatten(), ignore_index=PAD, reduction="sum")


def _best(importance: Tensor, count: int) -> Sequence[int]:
    """The most important units, in ascending order."""
    best: list[int] = importance.topk(count).indices.sort().values.tolist()
    return best
