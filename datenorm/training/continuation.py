"""Networks made from the weights of bundles: to continue training, or as their mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from datenorm.bundle import Bundle, load_bundle
from datenorm.bundle.reading import model_id
from datenorm.detection import DetectionHead, load_head
from datenorm.detection.tagging import TaggingHead, load_tagging
from datenorm.errors import TrainingError
from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import FIRST_HINT, Vocabulary, hint_count
from datenorm.training.recipes import Recipe

Places = tuple[Sequence[int], Sequence[int]]
"""Rows of an array of the bundle, and the rows of the network that they become."""


@dataclass(frozen=True)
class Origin:
    """A bundle to continue from.

    Attributes:
        architecture: its network.
        vocabulary: its source vocabulary.
        weights: its weights by name.
        history: what the manifest of the new bundle records about it.
        detection: its detection head, or None.
        tagging: its tagging head, or None.
    """

    architecture: ModelConfig
    vocabulary: Vocabulary
    weights: Mapping[str, np.ndarray[Any, Any]]
    history: Mapping[str, Any]
    detection: DetectionHead | None = None
    tagging: TaggingHead | None = None

    @classmethod
    def of(cls, bundle: Bundle) -> Origin:
        """The parts of a bundle that training needs."""
        manifest = bundle.manifest
        history = {
            "model": model_id(bundle),
            "created_by": manifest.created_by,
            "generator": dict(manifest.generator),
            "training": dict(manifest.training),
        }
        heads = load_head(bundle), load_tagging(bundle)
        return cls(manifest.architecture, bundle.vocabulary, bundle.weights, history, *heads)

    @classmethod
    def open(cls, name: str | Path) -> Origin:
        """A bundle by its directory; `default` is the one that comes with datenorm.

        Raises:
            BundleError: if it is missing or cannot be used.
        """
        return cls.of(load_bundle(None if str(name) == "default" else name))

    @property
    def recipe(self) -> Mapping[str, Any]:
        """The recorded recipe; older versions recorded fewer fields."""
        recipe: Mapping[str, Any] = self.history["training"].get("recipe", {})
        return recipe

    def fitted(self, recipe: Recipe) -> Recipe:
        """A recipe with the network of the bundle."""
        known = {item.name for item in fields(recipe)}
        sizes = {name: size for name, size in vars(self.architecture).items() if name in known}
        return replace(recipe, **sizes, hints_throughout=self.architecture.hint_size > 0)

    def put_into(self, network: Seq2Seq, vocabulary: Vocabulary) -> None:
        """Copy the weights of the bundle into a network; the rows of new symbols stay as they are.

        Args:
            network: of the bundle's sizes.
            vocabulary: the bundle's, possibly extended (see `extended_vocabulary`).

        Raises:
            TrainingError: if the network is of another type.
        """
        drawn = network.state_dict()
        if self.weights.keys() != drawn.keys():
            differing = ", ".join(sorted(self.weights.keys() ^ drawn.keys()))
            raise TrainingError(f"the network of the bundle is of another type: {differing}")
        places = self._places(vocabulary)
        for name, array in self.weights.items():
            tensor = torch.from_numpy(array.astype(np.float32)).to(drawn[name])
            if name in places:
                before, after = places[name]
                drawn[name][list(after)] = tensor[list(before)]
            else:
                drawn[name].copy_(tensor)

    def _places(self, vocabulary: Vocabulary) -> dict[str, Places]:
        """Name of each array with one row per source symbol → how its rows move."""
        symbols = [vocabulary.index(symbol) for symbol in self.vocabulary.symbols]
        hints = range(hint_count(self.vocabulary))
        return {
            "encoder.embedding.weight": (range(len(symbols)), symbols),
            "encoder.hints.weight": (hints, [symbols[FIRST_HINT + hint] - FIRST_HINT for hint in hints]),
        }


def mean_network(models: Sequence[Origin], recipe: Recipe, vocabulary: Vocabulary) -> Seq2Seq:
    """A network whose weights are the mean of those of bundles.

    Networks trained from one another lie in one valley of the loss, and their mean lies deeper in it:
    Izmailov et al. 2018, "Averaging weights leads to wider optima and better generalization"; Wortsman et al.
    2022, "Model soups".

    Args:
        models: the bundles, the one trained last at the end; it has the rows of symbols that others lack.
        recipe: recipe of the last one.
        vocabulary: its source vocabulary.

    Raises:
        TrainingError: if networks differ in type or size, or the last one lacks a symbol.
    """
    last = models[-1]
    states = []
    for model in models:
        if _shape(model) != _shape(last):
            raise TrainingError("the models differ in type or size, so their weights have no mean")
        if missing := set(model.vocabulary.symbols) - set(last.vocabulary.symbols):
            raise TrainingError(
                f"the last model lacks {len(missing)} symbols of another one",
                hint="put the model that was trained last at the end",
            )
        network = Seq2Seq(recipe.model_config(vocabulary))
        last.put_into(network, vocabulary)
        model.put_into(network, vocabulary)
        states.append(network.state_dict())
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    network.load_state_dict(mean)
    return network.requires_grad_(False)


def mean_tagging(models: Sequence[Origin]) -> TaggingHead | None:
    """The mean of the tagging heads of bundles; None unless all have one."""
    heads = [model.tagging for model in models if model.tagging is not None]
    if len(heads) < len(models):
        return None
    weight, bias = (
        np.mean([array.astype(np.float64) for array in arrays], axis=0).astype(np.float32)
        for arrays in zip(*((head.weight, head.bias) for head in heads), strict=True)
    )
    return TaggingHead(weight, bias)


def _shape(model: Origin) -> object:
    return replace(model.architecture, source_size=1, hint_size=min(1, model.architecture.hint_size))
