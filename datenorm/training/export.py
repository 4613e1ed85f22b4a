"""From torch to a bundle, which is checked: the runtime must answer like the trained network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from datenorm.bundle import Bundle, Calibration, Manifest, load_bundle, write_bundle
from datenorm.detection.tagging import TaggingHead, load_tagging, save_tagging
from datenorm.errors import TrainingError
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.nn.tagging import TaggingLayer
from datenorm.runtime import Float32Runtime, Runtime, open_runtime
from datenorm.search import greedy_search
from datenorm.text.vocabulary import EOS
from datenorm.training.batching import EncodedPair, collate
from datenorm.training.calibration import CalibrationReport, by_length, calibrate
from datenorm.training.devices import single_threaded
from datenorm.training.documents import EncodedWindow, collate_windows
from datenorm.training.learner import exact_match, greedy_decode
from datenorm.values import TARGET_VOCABULARY

Array = np.ndarray[Any, Any]

TOLERANCE = 1e-3
"""Largest accepted difference between logits of torch and the runtime, which sum in different orders; see
`check_parity` for logits above 1."""

_ROUNDING_LOSS = 0.001


@dataclass(frozen=True)
class ExportedModel:
    """A bundle that was written and checked.

    Attributes:
        path: its directory.
        precision: of the stored weights.
        checked: number of pairs on which torch and the runtime agree.
        difference: largest difference between two logits.
        calibration: as stored.
        report: quality of the calibration.
        exact_match: held-out set → share that the network reads exactly; empty if not measured.
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
    manifest: Manifest,
    *,
    checks: Sequence[EncodedPair],
    held_out: Sequence[EncodedPair],
    noisy: Sequence[EncodedPair] = (),
    tagging: TaggingHead | None = None,
    windows: Sequence[EncodedWindow] = (),
) -> ExportedModel:
    """Write a bundle and check that it answers like the network.

    Args:
        path: directory of the bundle; an existing bundle is replaced.
        network: the trained network.
        manifest: the manifest without its calibration, which is added.
        checks: pairs on which torch and the runtime must agree.
        held_out: pairs to fit temperature and threshold with.
        noisy: pairs with noise that training did not see, to fit the temperature with.
        tagging: the tagging head trained with the network, or None.
        windows: windows of documents on which torch and the runtime must find the same dates.

    Raises:
        TrainingError: if the runtime does not answer like torch.
        BundleError: if something else is at `path`.
    """
    with single_threaded():
        stored, rounded = _store(network, checks)
    calibration, report = calibrate(open_runtime(stored, network.config), held_out, noisy)
    exact = manifest.metrics.get("exact_match", {})
    metrics = {**manifest.metrics, "calibration": vars(report)}
    write_bundle(path, replace(manifest, calibration=calibration, metrics=metrics), stored)
    with single_threaded():
        difference = check_parity(rounded, Float32Runtime(load_bundle(path).weights, network.config), checks)
    if tagging is not None:
        save_tagging(load_bundle(path), tagging)
        with single_threaded():
            check_tagging(rounded, load_bundle(path), windows)
    precision = str(next(iter(stored.values())).dtype)
    return ExportedModel(path, precision, len(checks), difference, calibration, report, exact)


def head_of(layer: TaggingLayer) -> TaggingHead:
    """A trained tagging head as the runtime computes it."""
    weight, bias = (part.detach().cpu().numpy().astype(np.float32) for part in layer.linear.parameters())
    return TaggingHead(weight, bias)


def layer_of(head: TaggingHead) -> TaggingLayer:
    """The inverse of `head_of`."""
    layer = TaggingLayer(head.weight.shape[1]).requires_grad_(False)
    layer.linear.weight.copy_(torch.from_numpy(head.weight))
    layer.linear.bias.copy_(torch.from_numpy(head.bias))
    return layer


def check_tagging(network: Seq2Seq, bundle: Bundle, windows: Sequence[EncodedWindow]) -> float:
    """Compare the scores that torch and the runtime give to labels.

    Returns:
        The largest difference between two scores.

    Raises:
        TrainingError: if one differs by more than `TOLERANCE`, or the bundle has no tagging head.
    """
    head = load_tagging(bundle)
    if head is None:
        raise TrainingError(f"the bundle at {bundle.path} has no tagging head")
    runtime, layer = Float32Runtime(bundle.weights, network.config), layer_of(head)
    worst = 0.0
    for window in windows:
        batch = collate_windows([window])
        ours = head.scores(runtime.encode(batch.source_ids).annotations)
        with torch.no_grad():
            theirs = layer(network.encoder, torch.from_numpy(batch.source_ids)).numpy()
        worst = max(worst, float(np.abs(ours - theirs).max()))
    if worst > TOLERANCE:
        raise TrainingError(
            f"label scores of torch and of the runtime differ by {worst:.2g}, more than {TOLERANCE:g}"
        )
    return worst


def weights_of(network: torch.nn.Module, dtype: type[np.floating[Any]] = np.float32) -> dict[str, Array]:
    """The weights by their names in a bundle."""
    return {
        name: tensor.detach().cpu().numpy().astype(dtype) for name, tensor in network.state_dict().items()
    }


def network_of(network: Seq2Seq, weights: Mapping[str, Array]) -> Seq2Seq:
    """A copy of a network with other weights, in float32 on the CPU."""
    copy = Seq2Seq(network.config)
    copy.load_state_dict(
        {name: torch.from_numpy(array.astype(np.float32)) for name, array in weights.items()}
    )
    return copy.requires_grad_(False)


def _store(network: Seq2Seq, checks: Sequence[EncodedPair]) -> tuple[dict[str, Array], Seq2Seq]:
    """Weights in float16 if that costs no accuracy, else in float32; and the network with these weights."""
    full, half = weights_of(network), weights_of(network, np.float16)
    whole, rounded = network_of(network, full), network_of(network, half)
    device = torch.device("cpu")
    if exact_match(rounded, checks, device) >= exact_match(whole, checks, device) - _ROUNDING_LOSS:
        return half, rounded
    return full, whole


def check_parity(network: Seq2Seq, runtime: Runtime, pairs: Sequence[EncodedPair]) -> float:
    """Compare torch and the runtime: logits along the true values, and the values they write.

    A logit above 1 may differ in proportion to its size, as rounding errors grow with it and with the steps
    before.

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
        theirs = expected[:, position].numpy()
        differences = np.abs(step.logits - theirs) / np.maximum(1, np.abs(theirs))
        worst = max(worst, float(differences.max()))
    return worst
