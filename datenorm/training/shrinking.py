"""Shrinks a network by Fisher pruning: the most important units stay, with their weights.

The importance of a unit is the Fisher information of a gate g = 1 on its output. The gradient of the loss by
the gate is the sum of w dL/dw over the weights w that multiply the output; the Fisher information is its mean
square over batches (Theis et al. 2018, "Faster gaze prediction with dense networks and Fisher pruning",
section 2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import PAD
from datenorm.training.batching import Batch, BatchMaker, Pools
from datenorm.training.continuation import Origin
from datenorm.training.devices import single_threaded
from datenorm.training.export import network_of
from datenorm.training.recipes import SHRINKING, Recipe, check_shrinking

_SAMPLES = 300  # maximum number of batches
_PAIRS = 32  # pairs per batch; gradients of too many cancel out

_UNITS = {"f": "hidden", "b": "hidden", "d": "decoder", "a": "alignment"}
"""Group of units → field of the `ModelConfig` with its size: states of the forward and the backward encoder,
states of the decoder, and the space of the scorer."""

_SIZES = {**_UNITS, "t": "target_embedding"}
"""Everything along an axis that has units."""

_AXES: Mapping[str, tuple[str, ...]] = {
    "encoder.forward_lstm.weight_ih_l0": ("ffff", "e"),
    "encoder.forward_lstm.weight_hh_l0": ("ffff", "f"),
    "encoder.forward_lstm.bias_ih_l0": ("ffff",),
    "encoder.forward_lstm.bias_hh_l0": ("ffff",),
    "encoder.backward_lstm.weight_ih_l0": ("bbbb", "e"),
    "encoder.backward_lstm.weight_hh_l0": ("bbbb", "b"),
    "encoder.backward_lstm.bias_ih_l0": ("bbbb",),
    "encoder.backward_lstm.bias_hh_l0": ("bbbb",),
    "bridge.hidden.weight": ("d", "fb"),
    "bridge.hidden.bias": ("d",),
    "bridge.cell.weight": ("d", "fb"),
    "bridge.cell.bias": ("d",),
    "decoder.scorer.query.weight": ("a", "d"),
    "decoder.scorer.key.weight": ("a", "fb"),
    "decoder.scorer.energy.weight": ("1", "a"),
    "decoder.cell.weight_ih": ("dddd", "tfb"),
    "decoder.cell.weight_hh": ("dddd", "d"),
    "decoder.cell.bias_ih": ("dddd",),
    "decoder.cell.bias_hh": ("dddd",),
    "decoder.output.weight": ("v", "dfb"),
}
"""Array → the groups of units along each axis, four times for gates. Axes of other letters do not change."""


def brought_to(origin: Origin, recipe: Recipe, pools: Pools) -> Origin:
    """A bundle to continue from with the sizes of a recipe, shrunk with the first pool of pairs if needed.

    Raises:
        ConfigError: see `shrunk`.
    """
    config = recipe.model_config(origin.vocabulary)
    if all(getattr(config, name) == getattr(origin.architecture, name) for name in SHRINKING):
        return origin
    batcher = BatchMaker(pools, origin.vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
    return shrunk(origin, config, batcher(0))


def shrunk(origin: Origin, config: ModelConfig, batches: Iterable[Batch]) -> Origin:
    """A bundle to continue from with fewer units.

    Args:
        origin: the bundle.
        config: has the sizes to shrink to.
        batches: pairs to measure importance with.

    Raises:
        ConfigError: if a size is larger than the bundle's, or the network is not the usual one.
    """
    sizes = {name: getattr(config, name) for name in SHRINKING}
    check_shrinking(origin.architecture, sizes)
    with single_threaded():
        importance = _importance(network_of(Seq2Seq(origin.architecture), origin.weights), batches)
    kept = {unit: _best(importance[unit], sizes[field]) for unit, field in _UNITS.items()}
    weights = dict(origin.weights)
    for name, axes in _AXES.items():
        for axis, blocks in enumerate(axes):
            if places := _places(origin.architecture, blocks, kept):
                weights[name] = weights[name].take(places, axis=axis)
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
    names = [name for name, axes in _AXES.items() if len(axes) == 2]
    matrices = [parameters[name] for name in names]
    importance = {unit: torch.zeros(getattr(config, field)) for unit, field in _UNITS.items()}
    for batch in _samples(batches):
        slopes = {unit: torch.zeros_like(total) for unit, total in importance.items()}
        gradients = torch.autograd.grad(_loss(network, batch), matrices)
        for name, matrix, gradient in zip(names, matrices, gradients, strict=True):
            by_column = (matrix.detach() * gradient).sum(0)
            for unit, start, end in _stretches(config, _AXES[name][1]):
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


def _stretches(config: ModelConfig, blocks: str) -> Iterator[tuple[str, int, int]]:
    """Block, start and end along an axis; nothing for an axis without units."""
    start = 0
    for block in blocks if set(blocks) & _UNITS.keys() else "":
        end = start + getattr(config, _SIZES[block])
        yield block, start, end
        start = end


def _places(config: ModelConfig, blocks: str, kept: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Indices to keep along an axis; empty for an axis without units."""
    return [
        start + place
        for block, start, end in _stretches(config, blocks)
        for place in kept.get(block, range(end - start))
    ]
