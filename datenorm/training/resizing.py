"""Brings the network of a bundle to the sizes of a recipe: fewer units, more, or both."""

from __future__ import annotations

from dataclasses import replace

from datenorm.training.batching import BatchMaker, Pools
from datenorm.training.continuation import Origin
from datenorm.training.growing import grown
from datenorm.training.recipes import RESIZED, Recipe, check_resizing
from datenorm.training.shrinking import shrunk


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
