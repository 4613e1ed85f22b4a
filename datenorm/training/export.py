"""From torch to a bundle, checked: what the runtime reads from disk must answer like the trained network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from datenorm.bundle import Calibration, Manifest, load_bundle, write_bundle
from datenorm.errors import TrainingError
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.runtime import Float32Runtime, Runtime, open_runtime
from datenorm.search import greedy_search
from datenorm.text.vocabulary import EOS, Vocabulary
from datenorm.training.batching import EncodedPair, collate
from datenorm.training.calibration import CalibrationReport, by_length, calibrate
from datenorm.training.greedy import exact_match, greedy_decode
from datenorm.training.processor import single_threaded
from datenorm.values import TARGET_VOCABULARY

Array = np.ndarray[Any, Any]

TOLERANCE = 1e-3
"""Largest difference allowed between a logit of torch and of the runtime: both add the same float32 products,
in another order."""

_ROUNDING_LOSS = 0.001


@dataclass(frozen=True)
class Provenance:
    """What a bundle says about where it came from; see `Manifest` for the fields."""

    locales: Mapping[str, tuple[str, str]]
    generator: Mapping[str, Any]
    training: Mapping[str, Any]
    metrics: Mapping[str, Any]
    created_by: str


@dataclass(frozen=True)
class ExportedModel:
    """A bundle that was written and read back.

    Attributes:
        path: its directory.
        precision: of the weights on disk.
        checked: pairs on which torch and the runtime agree.
        difference: largest difference of a logit found.
        calibration: as stored.
        report: how well it fits.
        exact_match: name of a held-out set → part that the network reads exactly; empty where not measured.
    """

    path: Path
    precision: str
    checked: int
    difference: float
    calibration: Calibration
    report: CalibrationReport
    exact_match: Mapping[str, float]


def export(
    path: Path,
    network: Seq2Seq,
    vocabulary: Vocabulary,
    *,
    checks: Sequence[EncodedPair],
    held_out: Sequence[EncodedPair],
    noisy: Sequence[EncodedPair] = (),
    provenance: Provenance,
) -> ExportedModel:
    """Write a bundle and prove that it answers like the network.

    Args:
        path: directory of the bundle; a bundle that is there is replaced.
        network: the trained network.
        vocabulary: the source vocabulary.
        checks: pairs that torch and the runtime must agree on.
        held_out: pairs to fit temperature and threshold with.
        noisy: pairs with noise unknown to the network, to fit the temperature with too.
        provenance: what the manifest says.

    Raises:
        TrainingError: if the runtime does not answer like torch.
        BundleError: if something else is at `path`.
    """
    with single_threaded():
        stored, rounded = _store(network, checks)
    calibration, report = calibrate(open_runtime(stored, network.config), held_out, noisy)
    manifest = Manifest(
        network.config,
        vocabulary.symbols,
        calibration,
        locales=provenance.locales,
        generator=provenance.generator,
        training=provenance.training,
        metrics={**provenance.metrics, "calibration": vars(report)},
        created_by=provenance.created_by,
    )
    write_bundle(path, manifest, stored)
    with single_threaded():
        difference = check_parity(rounded, Float32Runtime(load_bundle(path).weights, network.config), checks)
    precision = str(next(iter(stored.values())).dtype)
    exact = provenance.metrics.get("exact_match", {})
    return ExportedModel(path, precision, len(checks), difference, calibration, report, exact)


def weights_of(network: torch.nn.Module, dtype: type[np.floating[Any]] = np.float32) -> dict[str, Array]:
    """The weights under their names in a bundle."""
    return {
        name: tensor.detach().cpu().numpy().astype(dtype) for name, tensor in network.state_dict().items()
    }


def network_of(network: Seq2Seq, weights: Mapping[str, Array]) -> Seq2Seq:
    """A network of the same shape with other weights, computing in float32 on the CPU."""
    copy = Seq2Seq(network.config)
    copy.load_state_dict(
        {name: torch.from_numpy(array.astype(np.float32)) for name, array in weights.items()}
    )
    return copy.requires_grad_(False)


def _store(network: Seq2Seq, checks: Sequence[EncodedPair]) -> tuple[dict[str, Array], Seq2Seq]:
    """Weights in half the size where that costs no answers, else as they are; and the network they make."""
    full, half = weights_of(network), weights_of(network, np.float16)
    whole, rounded = network_of(network, full), network_of(network, half)
    device = torch.device("cpu")
    if exact_match(rounded, checks, device) >= exact_match(whole, checks, device) - _ROUNDING_LOSS:
        return half, rounded
    return full, whole


def check_parity(network: Seq2Seq, runtime: Runtime, pairs: Sequence[EncodedPair]) -> float:
    """Compare torch and the runtime: logits along the true values, and the values they write.

    Returns:
        The largest difference between two logits.

    Raises:
        TrainingError: if a value differs, or a logit by more than `TOLERANCE`.
    """
    worst = 0.0
    for group in by_length(pairs):
        batch = collate(group)
        ids = batch.source_ids
        worst = max(worst, _logit_difference(network, runtime, ids, batch.target_ids))
        written = greedy_decode(network, torch.from_numpy(ids)).tolist()
        for row, hypothesis in zip(written, greedy_search(runtime, ids), strict=True):
            text = "".join(TARGET_VOCABULARY.decode(row[: row.index(EOS)]))
            if text != hypothesis.text:
                raise TrainingError(f"torch writes {text} where the runtime writes {hypothesis.text}")
    if worst > TOLERANCE:
        raise TrainingError(
            f"logits of torch and of the runtime differ by {worst:.2g}, more than {TOLERANCE:g}"
        )
    return worst


def _logit_difference(network: Seq2Seq, runtime: Runtime, source_ids: Array, target_ids: Array) -> float:
    previous_ids = target_ids[:, :-1]
    with torch.no_grad():
        expected, _ = network(torch.from_numpy(source_ids), torch.from_numpy(previous_ids))
    encoded = runtime.encode(source_ids)
    state, worst = encoded.initial_state, 0.0
    for position in range(previous_ids.shape[1]):
        step = runtime.step(encoded, state, previous_ids[:, position])
        state = step.state
        worst = max(worst, float(np.abs(step.logits - expected[:, position].numpy()).max()))
    return worst
