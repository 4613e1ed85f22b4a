"""Brings the network of a bundle to the sizes of a recipe: fewer units, more, or both.

New units change no answer at first. The old units keep their weights and ignore the new ones, whose output
has the weight 0. The new ones read everything with random weights, so the gradients of those zeros differ
from unit to unit (function-preserving growth, as in Chen, Goodfellow and Shlens 2016, "Net2Net", with new
units in place of copies). `datenorm.training.shrinking` removes units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from datenorm.detection.tagging import TaggingHead
from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.training.batching import BatchMaker, Pools
from datenorm.training.continuation import Origin
from datenorm.training.recipes import RESIZED, Recipe, check_resizing
from datenorm.training.shrinking import shrunk
from datenorm.training.units import AXES, TAGGING_AXES, UNITS, places

_Array = np.ndarray[Any, Any]


def resized(origin: Origin, recipe: Recipe, pools: Pools) -> Origin:
    """A bundle to continue from with the sizes of a recipe.

    Args:
        origin: the bundle.
        recipe: has the sizes.
        pools: of pairs; the first one tells which units matter where some have to go.

    Raises:
        ConfigError: if the sizes differ and the network is not the usual one.
    """
    config = recipe.model_config(origin.vocabulary)
    before = origin.architecture
    if all(getattr(config, name) == getattr(before, name) for name in RESIZED):
        return origin
    check_resizing(before, RESIZED)
    least = replace(config, **{name: min(getattr(config, name), getattr(before, name)) for name in RESIZED})
    if any(getattr(least, name) < getattr(before, name) for name in RESIZED):
        batcher = BatchMaker(pools, origin.vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
        origin = shrunk(origin, least, batcher(0))
    if any(getattr(config, name) > getattr(least, name) for name in RESIZED):
        origin = grown(origin, config, seed=recipe.seed)
    return origin


def of_one_size(models: Sequence[Origin], *, seed: int) -> list[Origin]:
    """Bundles with the sizes of the last one: those with fewer units get new ones, which change no answer.

    Args:
        models: the bundles, in the order in which they were trained.
        seed: of the run that added the units, so that they begin as they began there.
    """
    sizes = models[-1].architecture
    return [
        grown(model, sizes, seed=seed) if model.architecture.is_usual and _is_smaller(model, sizes) else model
        for model in models
    ]


def _is_smaller(model: Origin, sizes: ModelConfig) -> bool:
    units = [(getattr(model.architecture, name), getattr(sizes, name)) for name in RESIZED]
    return any(own < wanted for own, wanted in units) and all(own <= wanted for own, wanted in units)


def grown(origin: Origin, sizes: ModelConfig, *, seed: int) -> Origin:
    """A bundle to continue from with more units.

    Args:
        origin: the bundle, whose network is usual (see `ModelConfig.is_usual`).
        sizes: has the sizes to grow to, none of them smaller than the bundle's.
        seed: of the weights with which new units read.
    """
    before = origin.architecture
    after = replace(before, **{field: getattr(sizes, field) for field in UNITS.values()})
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        drawn = {name: tensor.numpy() for name, tensor in Seq2Seq(after).state_dict().items()}
    kept = {unit: range(getattr(before, field)) for unit, field in UNITS.items()}

    def grow(old: _Array, new: _Array, axes: tuple[str, ...]) -> _Array:
        """The array `new` with `old` in its place and zeros where old units would read new ones."""
        old_places = [
            places(after, blocks, kept) or range(size) for blocks, size in zip(axes, new.shape, strict=True)
        ]
        larger: _Array = new.copy()
        larger[np.asarray(old_places[0])] = 0
        larger[np.ix_(*old_places)] = old
        return larger

    weights = {
        name: grow(array, drawn[name], AXES[name]) if name in AXES else array
        for name, array in origin.weights.items()
    }
    tagging = origin.tagging
    if tagging is not None:
        empty = np.zeros((len(tagging.weight), after.annotation), tagging.weight.dtype)
        tagging = TaggingHead(grow(tagging.weight, empty, TAGGING_AXES), tagging.bias)
    return replace(origin, architecture=after, weights=weights, detection=None, tagging=tagging)
