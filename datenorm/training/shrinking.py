"""Shrinking a network: the units that matter most stay, with their weights, and go on learning.

What a unit is worth is what the loss would change by if its output were turned down a little. With a gate
g = 1 on the output of a unit, the gradient of a batch's loss by the gate is the sum, over the weights w that
the output is multiplied by, of w dL/dw; its mean square over batches is the Fisher information of the gate
(Theis et al. 2018, "Faster gaze prediction with dense networks and Fisher pruning", section 2.1).
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

_SAMPLES = 300
"""Batches that units are weighed on at most."""

_PAIRS = 32
"""Pairs a batch: of too many the gradients cancel out."""

_UNITS = {"f": "hidden", "b": "hidden", "d": "decoder", "a": "alignment"}
"""Groups of units, each as large as a field of the `ModelConfig` says: hidden states of the forward and the
backward encoder, of the decoder, and what the scorer compares in."""

_SIZES = {**_UNITS, "t": "target_embedding"}
"""What may stand beside units along an axis too."""

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
"""Array → what stands along each of its axes: groups of units, one after the other, four times for gates.
Axes of other letters have no units and stay as they are."""


def brought_to(origin: Origin, recipe: Recipe, pools: Pools) -> Origin:
    """A bundle to continue from with the sizes of a recipe: as it is, or shrunk on the first pool of pairs.

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
        origin: the bundle as it is.
        config: the network wanted; its `SHRINKING` count.
        batches: what to weigh the units on, sources in the symbols of the bundle.

    Raises:
        ConfigError: if a size is larger than the bundle's, or the network is not the usual one.
    """
    sizes = {name: getattr(config, name) for name in SHRINKING}
    check_shrinking(origin.architecture, sizes)
    with single_threaded():
        worth = _worth(network_of(Seq2Seq(origin.architecture), origin.weights), batches)
    kept = {unit: _best(worth[unit], sizes[field]) for unit, field in _UNITS.items()}
    weights = dict(origin.weights)
    for name, axes in _AXES.items():
        for axis, blocks in enumerate(axes):
            if places := _places(origin.architecture, blocks, kept):
                weights[name] = weights[name].take(places, axis=axis)
    return replace(
        origin, architecture=replace(origin.architecture, **sizes), weights=weights, detection=None
    )


def _worth(network: Seq2Seq, batches: Iterable[Batch]) -> dict[str, Tensor]:
    """Group of units → the Fisher information of the gate of each, up to a factor."""
    config, parameters = network.config, dict(network.requires_grad_(True).named_parameters())
    names = [name for name, axes in _AXES.items() if len(axes) == 2]
    matrices = [parameters[name] for name in names]
    worth = {unit: torch.zeros(getattr(config, field)) for unit, field in _UNITS.items()}
    for batch in _samples(batches):
        slopes = {unit: torch.zeros_like(total) for unit, total in worth.items()}
        gradients = torch.autograd.grad(_loss(network, batch), matrices)
        for name, matrix, gradient in zip(names, matrices, gradients, strict=True):
            by_column = (matrix.detach() * gradient).sum(0)
            for unit, start, end in _stretches(config, _AXES[name][1]):
                if unit in slopes:
                    slopes[unit] += by_column[start:end]
        for unit, slope in slopes.items():
            worth[unit] += slope**2
    return worth


def _samples(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The first rows of the batches in small ones."""
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


def _best(worth: Tensor, count: int) -> Sequence[int]:
    """The units worth most, in the order they stand in."""
    best: list[int] = worth.topk(count).indices.sort().values.tolist()
    return best


def _stretches(config: ModelConfig, blocks: str) -> Iterator[tuple[str, int, int]]:
    """What stands along an axis, from where to where; nothing where there are no units."""
    start = 0
    for block in blocks if set(blocks) & _UNITS.keys() else "":
        end = start + getattr(config, _SIZES[block])
        yield block, start, end
        start = end


def _places(config: ModelConfig, blocks: str, kept: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Where what is kept stands along an axis; empty where there are no units."""
    return [
        start + place
        for block, start, end in _stretches(config, blocks)
        for place in kept.get(block, range(end - start))
    ]
