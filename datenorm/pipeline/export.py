"""Bundles from trained networks, and the mean of bundles. Needs the `train` extra."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import is_
from pathlib import Path
from typing import Any

import torch

from data_gen import GENERATOR_VERSION
from datenorm import __version__
from datenorm.bundle import MANIFEST_NAME, Manifest
from datenorm.detection import DetectionHead
from datenorm.detection.tagging import TaggingHead
from datenorm.errors import ConfigError, InputError, TrainingError
from datenorm.evaluation.smoke import store_smoke_table
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.pipeline.detection import fit_detection
from datenorm.pipeline.train_data import TrainingData, gather_training_data, tagging_windows
from datenorm.training.continuation import Origin, mean_network, mean_tagging
from datenorm.training.devices import single_threaded
from datenorm.training.events import EventHandler, PhaseStarted
from datenorm.training.export import ExportedModel, export
from datenorm.training.learner import exact_match
from datenorm.training.recipes import Recipe
from datenorm.training.resizing import of_one_size
from datenorm.training.tagging import refitted

_CHECKS = 400  # pairs on which torch and the runtime are compared


def write_model(
    output: Path,
    network: Seq2Seq,
    data: TrainingData,
    recipe: Recipe,
    *,
    training: Mapping[str, Any],
    scores: Mapping[str, float],
    head: DetectionHead | None,
    tagging: TaggingHead | None = None,
) -> ExportedModel:
    """Write a bundle: calibrated, checked, with its heads and the smoke table.

    Args:
        output: its directory; an existing bundle is replaced.
        network: the trained network.
        data: pairs to calibrate and check with.
        recipe: of the training.
        training: the manifest's record of the training.
        scores: held-out set → share that the network reads exactly.
        head: detection head of a similar model to start from, or None.
        tagging: the tagging head trained with the network, or None.

    Raises:
        DatenormError: see `export`.
    """
    manifest = Manifest(
        network.config,
        data.vocabulary.symbols,
        locales=data.locales,
        generator={"version": GENERATOR_VERSION, "seed": recipe.seed},
        training=training,
        metrics={"exact_match": dict(scores)} if scores else {},
        created_by=__version__,
    )
    sets = data.measured.values()
    checks = [pair for pairs in sets for pair in pairs[: _CHECKS // len(sets)]]
    exported = export(
        output,
        network,
        manifest,
        checks=checks,
        held_out=data.calibrating,
        noisy=data.noisy,
        tagging=tagging,
        windows=data.windows[:_CHECKS],
    )
    if recipe.languages is None or len(recipe.languages) > 1:
        fit_detection(output, seed=recipe.seed, languages=recipe.languages, start=head)
    store_smoke_table(output)
    return exported


def write_mean(names: Sequence[str | Path], output: Path, report: EventHandler) -> ExportedModel:
    """Write the mean of bundles; the one trained last comes last.

    Raises:
        DatenormError: if they have no mean; see also `write_model`.
    """
    opened = [Origin.open(name) for name in names]
    last = opened[-1]
    recipe = recipe_of_mean(last)
    models = of_one_size(opened, seed=recipe.seed)
    # The mean with an enlarged model is too far from the last one to start from its detection head.
    head = last.detection if all(map(is_, models, opened)) else None
    report(PhaseStarted("generating pairs for measuring and calibration"))
    data = gather_training_data(recipe, last, None)
    network = mean_network(models, recipe, data.vocabulary)
    report(PhaseStarted("measuring"))
    with single_threaded():
        device = torch.device("cpu")
        scores = {name: exact_match(network, pairs, device) for name, pairs in data.measured.items()}
    report(PhaseStarted("calibrating and checking the bundle"))
    training = {**last.history["training"], "mean_of": [model.history["model"] for model in models]}
    tagging = mean_tagging(models)
    if tagging is not None and data.documents is not None:
        report(PhaseStarted("fitting the head that finds dates"))
        with single_threaded():
            windows = tagging_windows(recipe, data.documents, data.vocabulary)
            tagging = refitted(network.encoder, tagging, windows, seed=recipe.seed)
    try:
        return write_model(
            output,
            network,
            data,
            recipe,
            training=training,
            scores=scores,
            head=head,
            tagging=tagging,
        )
    except OSError as error:
        raise TrainingError(f"cannot write {output}: {error.strerror or error}") from error


def recipe_of_mean(last: Origin) -> Recipe:
    """The recipe of the bundle trained last, whose held-out pairs measure and calibrate the mean.

    Bundles of older versions record fewer fields; those have their defaults here, since nothing is trained.

    Raises:
        ConfigError: if the bundle has no recipe or one of a newer version.
    """
    if not last.recipe:
        raise ConfigError("the last model does not record its recipe")
    recipe = Recipe.from_dict({**Recipe("", 1).to_dict(), **last.recipe})
    return replace(recipe, vocabulary_pools=0, data=None, patterns=None)


def check_output(output: Path, *, force: bool) -> None:
    """Refuse an output that is something other than a bundle, or a bundle that must not be replaced.

    Raises:
        InputError: in these cases.
    """
    is_bundle = (output / MANIFEST_NAME).is_file()
    # A link that leads nowhere, or to itself, is something else, too.
    if os.path.lexists(output) and not is_bundle and not (output.is_dir() and not any(output.iterdir())):
        raise InputError(f"{output} exists and is not a bundle", hint="name another directory")
    if is_bundle and not force:
        raise InputError(
            f"{output} holds a bundle already", hint="name another directory, or `force` to replace it"
        )
