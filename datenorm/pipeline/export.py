"""From a network to a bundle that converts: calibrated, checked, with its head and its smoke table.

Needs the `train` extra.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_gen import GENERATOR_VERSION
from datenorm.detection import DetectionHead
from datenorm.evaluation.smoke import store_smoke_table
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.pipeline.detection import fit_detection
from datenorm.pipeline.train_data import TrainingData
from datenorm.training.export import Exported, Provenance, export
from datenorm.training.recipes import Recipe
from datenorm.version import __version__

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
) -> Exported:
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


def told(exported: Exported) -> str:
    """What the user hears of a bundle that was written."""
    report, calibration = exported.report, exported.calibration
    return (
        f"wrote {exported.path} ({exported.precision}): {exported.checked} texts answered as by the network\n"
        f"held out, with and without hints: {100 * report.coverage:.1f} % of the dates answered, "
        f"{100 * report.risk:.2f} % of the answers wrong (threshold {calibration.threshold:g}, temperature "
        f"{calibration.temperature:g}, calibration error {100 * report.expected_error:.2f} %)"
    )
