"""The manifest of a bundle: its fields, its JSON form and its checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from datenorm.bundle.checks import check_tensors
from datenorm.errors import BundleCorrupt, ConfigError
from datenorm.nn.config import ModelConfig
from datenorm.text import CANONICAL_VERSION
from datenorm.values import TARGET_SYMBOLS, VALUE_LANGUAGE_VERSION

if TYPE_CHECKING:
    import numpy as np

FORMAT_VERSION = 1
MANIFEST_NAME = "manifest.json"
WEIGHTS_NAME = "weights.safetensors"
CARD_NAME = "MODEL_CARD.md"

Array: TypeAlias = "np.ndarray[Any, Any]"
Shapes = dict[str, tuple[int, ...]]

_GATES = {"lstm": 4, "gru": 3, "rnn": 1}


@dataclass(frozen=True)
class Calibration:
    """Turns probabilities into decisions; fitted on held-out examples.

    Attributes:
        temperature: divides the logits before every softmax.
        threshold: readings below this confidence are doubtful.
        ambiguity: a text is ambiguous if a reading in another field order is at least this probable.
        risk_coverage: (threshold, coverage, risk) points in order of threshold.
        pairs: held-out examples that the points were measured on; 0 if unknown.
    """

    temperature: float = 1.0
    threshold: float = 0.5
    ambiguity: float = 0.02
    risk_coverage: tuple[tuple[float, float, float], ...] = ()
    pairs: int = 0

    def __post_init__(self) -> None:
        if not self.temperature > 0 or not 0 <= self.threshold <= 1 or not 0 < self.ambiguity <= 0.5:
            raise ConfigError(f"impossible calibration: {self}")
        object.__setattr__(self, "risk_coverage", tuple(tuple(point) for point in self.risk_coverage))

    def threshold_for(self, max_risk: float) -> float:
        """The lowest threshold at and above which at most this part of the answers was wrong.

        Raises:
            ConfigError: if no threshold keeps the risk, or too few examples were judged to tell: 4,000
                examples without an error cannot show a risk below one in 4,000.
        """
        if not self.pairs or not self.risk_coverage:
            raise ConfigError(
                "the bundle does not say what risk goes with what confidence",
                hint="set a minimum confidence instead",
            )
        if max_risk < 1 / self.pairs:
            raise ConfigError(
                f"the risk of this bundle was measured on {self.pairs:,} texts, too few to promise one of "
                f"{_percent(max_risk)}",
                hint=f"ask for {_percent(1 / self.pairs)} or more",
            )
        kept = None
        for threshold, _, risk in reversed(self.risk_coverage):
            if risk > max_risk:
                break
            kept = threshold
        if kept is None:
            threshold, _, risk = self.risk_coverage[-1]
            raise ConfigError(
                f"no confidence keeps the risk of this bundle down to {_percent(max_risk)}",
                hint=f"from {threshold:g} on it is {_percent(risk)}",
            )
        return kept


@dataclass(frozen=True)
class Manifest:
    """Everything in a bundle except the weights.

    Attributes:
        architecture: which network of the family, and its sizes.
        source_symbols: the source vocabulary: special symbols, hint symbols, characters.
        calibration: temperature and thresholds.
        locales: lower-case locale with hyphens → (language, usual numeric field order or "").
        generator: version, seed and settings of the training pairs.
        training: the recipe and a record of the run.
        metrics: measured on held-out examples.
        created_by: the datenorm version that wrote the bundle.
        value_language_version: see `datenorm.values`.
        canonical_version: see `datenorm.text`.
        format_version: of the bundle itself.
    """

    architecture: ModelConfig
    source_symbols: tuple[str, ...]
    calibration: Calibration = field(default_factory=Calibration)
    locales: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    generator: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    created_by: str = ""
    value_language_version: int = VALUE_LANGUAGE_VERSION
    canonical_version: int = CANONICAL_VERSION
    format_version: int = FORMAT_VERSION

    def to_dict(self) -> dict[str, Any]:
        """The manifest as JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Manifest:
        """The inverse of `to_dict`.

        Raises:
            KeyError, TypeError, ValueError: if a field is missing, unknown or impossible.
        """
        return cls(
            **{
                **values,
                "architecture": ModelConfig.from_dict(values["architecture"]),
                "source_symbols": tuple(values["source_symbols"]),
                "calibration": Calibration(**values["calibration"]),
                "locales": {name: (pair[0], pair[1]) for name, pair in values["locales"].items()},
            }
        )


def _percent(part: float) -> str:
    return f"{100 * part:.3g} %"


def manifest_bytes(values: Mapping[str, Any], files: Mapping[str, str]) -> bytes:
    """The file of a manifest: its values, the checksums of the other files, and its own checksum."""
    values = {**values, "files": dict(files)}
    values["sha256"] = manifest_checksum(values)
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def manifest_checksum(values: Mapping[str, Any]) -> str:
    """Checksum of the values without their own; it does not depend on indentation."""
    checked = {name: value for name, value in values.items() if name != "sha256"}
    return sha256(json.dumps(checked, sort_keys=True, separators=(",", ":")).encode())


def check_weights(config: ModelConfig, weights: Mapping[str, Array], path: Path) -> None:
    """Check that weights fit a network and are finite.

    Raises:
        BundleCorrupt: if not.
    """
    if config.target_size != len(TARGET_SYMBOLS):
        raise corrupt(
            path, f"{config.target_size} target symbols where the value language has {len(TARGET_SYMBOLS)}"
        )
    if config.layers > len(weights):  # the shapes of 3,000,000 layers would take seconds to write down
        raise corrupt(path, f"{config.layers:,} layers where the file has {len(weights):,} arrays")
    try:
        check_tensors(weights, weight_shapes(config))
    except ValueError as error:
        raise corrupt(path, str(error)) from error


def corrupt(path: Path, reason: str) -> BundleCorrupt:
    return BundleCorrupt(f"the bundle is damaged: {path}: {reason}", hint="install or write the bundle again")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def weight_shapes(config: ModelConfig) -> Shapes:
    """Name and shape of every array of a network, with torch's names."""
    decoder, annotation = config.decoder, config.annotation
    shapes = _encoder_shapes(config)
    for part in ("hidden", "cell"):
        shapes[f"bridge.{part}.weight"] = (decoder, annotation)
        shapes[f"bridge.{part}.bias"] = (decoder,)
    shapes["decoder.embedding.weight"] = (config.target_size, config.target_embedding)
    shapes |= {f"decoder.scorer.{name}": shape for name, shape in _scorer_shapes(config).items()}
    if config.query == "previous":
        read, seen = config.target_embedding + annotation, decoder + annotation
    else:
        read, seen = config.target_embedding, decoder
        shapes["decoder.combine.weight"] = (decoder, annotation + decoder)
    return shapes | {
        "decoder.cell.weight_ih": (4 * decoder, read),
        "decoder.cell.weight_hh": (4 * decoder, decoder),
        "decoder.cell.bias_ih": (4 * decoder,),
        "decoder.cell.bias_hh": (4 * decoder,),
        "decoder.output.weight": (config.target_size, seen),
        "decoder.output.bias": (config.target_size,),
    }


def _encoder_shapes(config: ModelConfig) -> Shapes:
    shapes: Shapes = {"encoder.embedding.weight": (config.source_size, config.embedding)}
    if config.hint_size:
        shapes["encoder.hints.weight"] = (config.hint_size, config.embedding)
    rows = _GATES[config.cell] * config.hidden
    for direction in ("forward", "backward")[: config.directions]:
        for layer in range(config.layers):
            prefix = f"encoder.{direction}_{config.cell}"
            read = config.annotation if layer else config.embedding
            shapes[f"{prefix}.weight_ih_l{layer}"] = (rows, read)
            shapes[f"{prefix}.weight_hh_l{layer}"] = (rows, config.hidden)
            shapes[f"{prefix}.bias_ih_l{layer}"] = shapes[f"{prefix}.bias_hh_l{layer}"] = (rows,)
    return shapes


def _scorer_shapes(config: ModelConfig) -> Shapes:
    annotation, decoder, alignment = config.annotation, config.decoder, config.alignment
    additive: Shapes = {
        "query.weight": (alignment, decoder),
        "key.weight": (alignment, annotation),
        "energy.weight": (1, alignment),
    }
    others: dict[str, Shapes] = {
        "general": {"key.weight": (decoder, annotation)},
        "cosine": {"strength": (1,)},
        "location": {"position.weight": (config.positions, decoder)},
    }
    return additive if config.scorer == "additive" else others.get(config.scorer, {})
