"""Continuing from a bundle: its weights in a network that may know more symbols than it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch

from datenorm.bundle import Bundle
from datenorm.bundle.reading import model_id
from datenorm.detection import DetectionHead, load_head
from datenorm.errors import TrainingError
from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import FIRST_HINT, Vocabulary, hint_count
from datenorm.training.recipes import Recipe

Places = tuple[Sequence[int], Sequence[int]]
"""Rows of an array of the bundle, and where they go in the network's."""


@dataclass(frozen=True)
class Origin:
    """A bundle to continue from.

    Attributes:
        architecture: its sizes.
        vocabulary: its source vocabulary.
        weights: its weights under their names.
        history: what the manifest of the new bundle says of it.
        detection: the head that was fitted to it, or None.
    """

    architecture: ModelConfig
    vocabulary: Vocabulary
    weights: Mapping[str, np.ndarray[Any, Any]]
    history: Mapping[str, Any]
    detection: DetectionHead | None = None

    @classmethod
    def of(cls, bundle: Bundle) -> Origin:
        """What training needs of a bundle."""
        manifest = bundle.manifest
        history = {
            "model": model_id(bundle),
            "created_by": manifest.created_by,
            "generator": dict(manifest.generator),
            "training": dict(manifest.training),
        }
        head = load_head(bundle)
        return cls(manifest.architecture, bundle.vocabulary, bundle.weights, history, head)

    @property
    def recipe(self) -> Mapping[str, Any]:
        """What it was trained by, as far as it says; older versions wrote fewer fields."""
        recipe: Mapping[str, Any] = self.history["training"].get("recipe", {})
        return recipe

    def fitted(self, recipe: Recipe) -> Recipe:
        """A recipe with the network of the bundle in place of its own."""
        known = {item.name for item in fields(recipe)}
        sizes = {name: size for name, size in vars(self.architecture).items() if name in known}
        return replace(recipe, **sizes, hints_throughout=self.architecture.hint_size > 0)

    def put_into(self, network: Seq2Seq, vocabulary: Vocabulary) -> None:
        """Give a freshly drawn network the weights of the bundle; what the bundle does not know stays drawn.

        Args:
            network: of the bundle's sizes, for the vocabulary and today's value language.
            vocabulary: the bundle's, possibly extended (see `extended_vocabulary`).

        Raises:
            TrainingError: if the network is of another kind.
        """
        drawn = network.state_dict()
        if self.weights.keys() != drawn.keys():
            differing = sorted(self.weights.keys() ^ drawn.keys())
            raise TrainingError(f"the bundle's network is of another kind: {', '.join(differing)}")
        places = self._places(vocabulary)
        for name, array in self.weights.items():
            tensor = torch.from_numpy(array.astype(np.float32)).to(drawn[name])
            if name in places:
                before, after = places[name]
                drawn[name][list(after)] = tensor[list(before)]
            else:
                drawn[name].copy_(tensor)

    def _places(self, vocabulary: Vocabulary) -> dict[str, Places]:
        """Name of each array with one row per source symbol → where the rows of the bundle go."""
        symbols = [vocabulary.index(symbol) for symbol in self.vocabulary.symbols]
        hints = range(hint_count(self.vocabulary))
        return {
            "encoder.embedding.weight": (range(len(symbols)), symbols),
            "encoder.hints.weight": (hints, [symbols[FIRST_HINT + hint] - FIRST_HINT for hint in hints]),
        }
