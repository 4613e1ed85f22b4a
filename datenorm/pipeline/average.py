"""The mean of models as a bundle of its own. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from datenorm.errors import ConfigError
from datenorm.pipeline.export import write_model
from datenorm.pipeline.train import open_origin
from datenorm.pipeline.train_data import gather_training_data
from datenorm.training.averaging import mean_network
from datenorm.training.events import EventHandler, PhaseStarted
from datenorm.training.export import ExportedModel
from datenorm.training.greedy import exact_match
from datenorm.training.processor import single_threaded
from datenorm.training.recipes import Recipe


def run(names: Sequence[str | Path], output: Path, report: EventHandler) -> ExportedModel:
    """Write the mean of bundles, the one trained last at the end.

    Raises:
        DatenormError: if they have none, or what `write_model` raises.
    """
    models = [open_origin(name) for name in names]
    last = models[-1]
    if not last.recipe:
        raise ConfigError("the last model does not record its recipe")
    # The pairs it is measured and calibrated with are those of the last one's training.
    recipe = replace(Recipe.from_dict(last.recipe), vocabulary_pools=0, data=None, patterns=None)
    report(PhaseStarted("drawing pairs to measure and calibrate with"))
    data = gather_training_data(recipe, last, None)
    network = mean_network(models, recipe, data.vocabulary)
    report(PhaseStarted("measuring"))
    with single_threaded():
        device = torch.device("cpu")
        scores = {name: exact_match(network, pairs, device) for name, pairs in data.measured.items()}
    report(PhaseStarted("calibrating and checking the bundle"))
    training = {**last.history["training"], "mean_of": [model.history["model"] for model in models]}
    return write_model(
        output, network, data, recipe, training=training, exact_match=scores, head=last.detection
    )
