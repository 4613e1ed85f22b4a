"""`datenorm models average`: the mean of models as a bundle of its own. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from datenorm.display.progress import error_console
from datenorm.errors import ConfigError
from datenorm.pipeline.export import told, write_model
from datenorm.pipeline.train import open_origin, say
from datenorm.pipeline.train_data import gather_training_data
from datenorm.training.averaging import mean_network
from datenorm.training.greedy import exact_match
from datenorm.training.processor import single_threaded
from datenorm.training.recipes import Recipe


def average(names: Sequence[str], output: Path) -> None:
    """Write the mean of bundles, the one trained last at the end.

    Raises:
        DatenormError: if they have none, or what `write_model` raises.
    """
    console = error_console()
    models = [open_origin(name) for name in names]
    last = models[-1]
    if not last.recipe:
        raise ConfigError("the last model does not say what it was trained by")
    # The pairs it is measured and calibrated with are those of the last one's training.
    recipe = replace(Recipe.from_dict(last.recipe), vocabulary_pools=0, data=None, patterns=None)
    with console.status("drawing pairs to measure and calibrate with"):
        material = gather_training_data(recipe, last, None)
    network = mean_network(models, recipe, material.vocabulary)
    with console.status("measuring"), single_threaded():
        device = torch.device("cpu")
        scores = {name: exact_match(network, pairs, device) for name, pairs in material.measured.items()}
    training = {**last.history["training"], "mean_of": [model.history["model"] for model in models]}
    with console.status("calibrating and checking the bundle"):
        exported = write_model(
            output,
            network,
            material,
            recipe,
            training=training,
            exact_match=scores,
            head=last.detection,
        )
    shown = "  ".join(f"{name} {100 * score:.2f} %" for name, score in scores.items())
    say(console, f"exact match: {shown}\n{told(exported)}")
