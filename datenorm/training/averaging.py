"""The mean of models of one line of training.

Networks that went on from one another lie in one valley of the loss, and each ends a little to one side;
their mean lies further in (Izmailov et al. 2018, "Averaging weights leads to wider optima and better
generalization"; Wortsman et al. 2022, "Model soups"). It costs nothing when converting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch

from datenorm.errors import TrainingError
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import Vocabulary
from datenorm.training.continuation import Origin
from datenorm.training.recipes import Recipe


def mean_network(models: Sequence[Origin], recipe: Recipe, vocabulary: Vocabulary) -> Seq2Seq:
    """A network whose weights are the mean of those of bundles.

    Args:
        models: the bundles, the one trained last at the end: what the others do not know yet is as it has it.
        recipe: of the last one, with its sizes.
        vocabulary: its source vocabulary.

    Raises:
        TrainingError: if they are not networks of one kind and size, or the last one lacks a symbol.
    """
    last = models[-1]
    states = []
    for model in models:
        if _shape(model) != _shape(last):
            raise TrainingError("the models are of different sizes or kinds: their weights have no mean")
        if missing := set(model.vocabulary.symbols) - set(last.vocabulary.symbols):
            raise TrainingError(
                f"the last model does not know {len(missing)} symbols of another one",
                hint="name the one that was trained last at the end",
            )
        network = Seq2Seq(recipe.model_config(vocabulary))
        last.put_into(network, vocabulary)
        model.put_into(network, vocabulary)
        states.append(network.state_dict())
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    network.load_state_dict(mean)
    return network.requires_grad_(False)


def _shape(model: Origin) -> object:
    return replace(model.architecture, source_size=1, hint_size=min(1, model.architecture.hint_size))
