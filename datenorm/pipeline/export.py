"""From a network to a bundle that converts: calibrated, checked, with its head and its smoke table.

Needs the `train` extra.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_gen import GENERATOR_VERSION
from datenorm import __version__
from datenorm.bundle import MANIFEST_NAME
from datenorm.detection import DetectionHead
from datenorm.errors import InputError
from datenorm.evaluation.smoke import store_smoke_table
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.pipeline.detection import fit_detection
from datenorm.pipeline.train_data import TrainingData
from datenorm.training.export import ExportedModel, Provenance, export
from datenorm.training.recipes import Recipe

# Pairs on which torch and the runtime are compared before a bundle counts as written.
_CHECKS = 400


def write_model(
    output: Path,
    network: Seq2Seq,
    material: TrainingData,
    recipe: Recipe,
    *,
    training: Mapping[str, Any],
    exact_match: Mapping[str, float],
    head: DetectionHead | None,
) -> ExportedModel:
    """Write a bundle.

    Args:
        output: its directory; a bundle that is there is replaced.
        network: what was learnt.
        material: what it is calibrated and checked with.
        recipe: what it was trained by.
        training: what the manifest says of that.
        exact_match: part of held-out pairs that it reads exactly, by name of the set.
        head: one that is nearly right, to begin the bundle's own with, or None.

    Raises:
        DatenormError: see `export`.
    """
    sets = material.measured.values()
    exported = export(
        output,
        network,
        material.vocabulary,
        checks=[pair for pairs in sets for pair in pairs[: _CHECKS // len(sets)]],
        held_out=material.calibrating,
        noisy=material.noisy,
        provenance=Provenance(
            locales=material.locales,
            generator={"version": GENERATOR_VERSION, "seed": recipe.seed},
            training=training,
            metrics={"exact_match": dict(exact_match)} if exact_match else {},
            created_by=__version__,
        ),
    )
    if recipe.languages is None or len(recipe.languages) > 1:
        fit_detection(output, seed=recipe.seed, languages=recipe.languages, start=head)
    store_smoke_table(output)
    return exported


def check_output(output: Path, *, force: bool) -> None:
    """Refuse to write a bundle where something else is, or another bundle that must not be replaced.

    Raises:
        InputError: if that is so.
    """
    is_bundle = (output / MANIFEST_NAME).is_file()
    if output.exists() and not is_bundle and not (output.is_dir() and not any(output.iterdir())):
        raise InputError(f"{output} exists and is not a bundle", hint="name another directory")
    if is_bundle and not force:
        raise InputError(
            f"{output} holds a bundle already", hint="name another directory, or `force` to replace it"
        )
