"""The model on disk: a directory of JSON and arrays that is read without torch and without pickle.

    manifest.json        what the weights need to be read and trusted, with checksums
    weights.safetensors  the network under torch's names, float16 or float32
    MODEL_CARD.md        for people; not needed to convert, so not under a checksum

Used by the normalizer to read and by training to write.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as load_safetensors
from safetensors.numpy import save as save_safetensors

from datenorm.config import ModelConfig
from datenorm.errors import BundleCorrupt, BundleError, BundleNotFound, BundleVersionMismatch, ConfigError
from datenorm.text import CANONICAL_VERSION
from datenorm.values import TARGET_SYMBOLS, VALUE_LANGUAGE_VERSION
from datenorm.vocabulary import Vocabulary

FORMAT_VERSION = 1
MANIFEST_NAME = "manifest.json"
WEIGHTS_NAME = "weights.safetensors"
CARD_NAME = "MODEL_CARD.md"

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Calibration:
    """How probabilities become decisions; fitted on held-out examples.

    Attributes:
        temperature: divides the logits before every softmax.
        threshold: readings below this confidence are doubtful.
        ambiguity: a second reading in another field order from this probability on makes a text ambiguous.
        risk_coverage: (threshold, coverage, risk) points, thresholds rising.
    """

    temperature: float = 1.0
    threshold: float = 0.5
    ambiguity: float = 0.1
    risk_coverage: tuple[tuple[float, float, float], ...] = ()

    def __post_init__(self) -> None:
        if not self.temperature > 0 or not 0 <= self.threshold <= 1 or not 0 < self.ambiguity <= 0.5:
            raise ConfigError(f"impossible calibration: {self}")
        object.__setattr__(self, "risk_coverage", tuple(tuple(point) for point in self.risk_coverage))


@dataclass(frozen=True)
class Manifest:
    """Everything in a bundle but the weights.

    Attributes:
        architecture: sizes of the network.
        source_symbols: the source vocabulary, specials and hint symbols first.
        calibration: temperature and thresholds.
        locales: lower-case locale with hyphens → (language, usual numeric field order or "").
        generator: version, seed and settings of the training pairs.
        training: the recipe and how it went.
        metrics: figures on held-out examples.
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
        """The manifest as JSON can hold it."""
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


@dataclass(frozen=True)
class Bundle:
    """A bundle in memory, checked.

    Attributes:
        path: where it was read.
        manifest: its manifest.
        vocabulary: the source vocabulary.
        weights: name → array as stored.
    """

    path: Path
    manifest: Manifest
    vocabulary: Vocabulary
    weights: Mapping[str, Array]


def default_bundle_path() -> Path:
    """Where the bundle of the wheel lies; it need not exist in a source checkout."""
    return Path(__file__).parent / "models" / "default"


def weight_shapes(config: ModelConfig) -> dict[str, tuple[int, ...]]:
    """The name and shape of every array of a network of these sizes."""
    embedding, hidden, decoder = config.embedding, config.hidden, config.decoder
    annotation, alignment, targets = 2 * config.hidden, config.alignment, config.target_size
    shapes: dict[str, tuple[int, ...]] = {"encoder.embedding.weight": (config.source_size, embedding)}
    for direction in ("forward", "backward"):
        prefix = f"encoder.{direction}_lstm"
        shapes[f"{prefix}.weight_ih_l0"] = (4 * hidden, embedding)
        shapes[f"{prefix}.weight_hh_l0"] = (4 * hidden, hidden)
        shapes[f"{prefix}.bias_ih_l0"] = shapes[f"{prefix}.bias_hh_l0"] = (4 * hidden,)
    for part in ("hidden", "cell"):
        shapes[f"bridge.{part}.weight"] = (decoder, annotation)
        shapes[f"bridge.{part}.bias"] = (decoder,)
    return shapes | {
        "decoder.embedding.weight": (targets, config.target_embedding),
        "decoder.scorer.query.weight": (alignment, decoder),
        "decoder.scorer.key.weight": (alignment, annotation),
        "decoder.scorer.energy.weight": (1, alignment),
        "decoder.cell.weight_ih": (4 * decoder, config.target_embedding + annotation),
        "decoder.cell.weight_hh": (4 * decoder, decoder),
        "decoder.cell.bias_ih": (4 * decoder,),
        "decoder.cell.bias_hh": (4 * decoder,),
        "decoder.output.weight": (targets, decoder + annotation),
        "decoder.output.bias": (targets,),
    }


def write_bundle(path: Path | str, manifest: Manifest, weights: Mapping[str, Array], card: str = "") -> None:
    """Write a bundle so that a reader sees the old one or the whole new one, never a part.

    Args:
        path: the directory to make; a bundle that stands there is replaced, anything else is left alone.
        manifest: what to say of the weights.
        weights: name → array, stored in the precision they have.
        card: text of MODEL_CARD.md; none is written when empty.

    Raises:
        BundleError: if something else than a bundle is at `path`.
        BundleCorrupt: if the weights do not have the shapes that the manifest's architecture asks for.
    """
    target = Path(path)
    if target.exists() and not (target / MANIFEST_NAME).is_file() and not _is_empty_directory(target):
        raise BundleError(
            f"{target} exists and is not a bundle", hint="name another directory or remove it first"
        )
    _check_shapes(manifest.architecture, weights, target)
    stored = save_safetensors({name: np.ascontiguousarray(array) for name, array in weights.items()})
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        temporary.chmod(0o755)
        _write_file(temporary / WEIGHTS_NAME, stored)
        _write_file(temporary / MANIFEST_NAME, _manifest_bytes(manifest, {WEIGHTS_NAME: _sha256(stored)}))
        if card:
            _write_file(temporary / CARD_NAME, card.encode())
        _replace_directory(temporary, target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def rewrite_manifest(path: Path | str, *, calibration: Calibration, metrics: Mapping[str, Any]) -> None:
    """Store a new calibration and new figures in a bundle, its weights untouched.

    Raises:
        BundleError: if there is no sound bundle at `path`.
    """
    bundle = load_bundle(path)
    manifest = replace(bundle.manifest, calibration=calibration, metrics=metrics)
    checksum = _sha256((bundle.path / WEIGHTS_NAME).read_bytes())
    temporary = bundle.path / f".{MANIFEST_NAME}.new"
    _write_file(temporary, _manifest_bytes(manifest, {WEIGHTS_NAME: checksum}))
    temporary.replace(bundle.path / MANIFEST_NAME)


def load_bundle(path: Path | str | None = None) -> Bundle:
    """Read and check a bundle.

    Args:
        path: its directory; None for the one in the wheel.

    Raises:
        BundleNotFound: if there is none.
        BundleCorrupt: if a file is missing, unreadable or does not have its checksum.
        BundleVersionMismatch: if it was written for another format, value language or canonical form.
    """
    directory = default_bundle_path() if path is None else Path(path)
    if not (directory / MANIFEST_NAME).is_file():
        hint = "install the wheel again, or name a bundle that `datenorm train` wrote"
        raise BundleNotFound(f"no model bundle at {directory}", hint=hint)
    manifest, checksums = _read_manifest(directory)
    stored = _read_file(directory / WEIGHTS_NAME)
    if _sha256(stored) != checksums.get(WEIGHTS_NAME):
        raise _corrupt(directory / WEIGHTS_NAME, "its checksum is not the one in the manifest")
    try:
        weights = load_safetensors(stored)
        vocabulary = Vocabulary(manifest.source_symbols)
    except (SafetensorError, ValueError, KeyError) as error:
        raise _corrupt(directory, str(error)) from error
    if len(vocabulary) != manifest.architecture.source_size:
        raise _corrupt(directory, "the vocabulary and the embedding differ in size")
    _check_shapes(manifest.architecture, weights, directory)
    return Bundle(directory, manifest, vocabulary, weights)


def _read_manifest(directory: Path) -> tuple[Manifest, Mapping[str, str]]:
    path = directory / MANIFEST_NAME
    try:
        values = json.loads(_read_file(path))
        versions = {name: values[name] for name in _VERSIONS}
    except (ValueError, TypeError, KeyError) as error:
        raise _corrupt(path, f"not a manifest ({error})") from error
    for name, expected in _VERSIONS.items():
        if versions[name] != expected:
            raise BundleVersionMismatch(
                f"the bundle at {directory} has {name} {versions[name]!r}, this datenorm reads {expected}",
                hint="train it again with this version, or install the version that wrote it",
            )
    try:
        checksum, files = values.pop("sha256"), values.pop("files")
        if checksum != _manifest_checksum({**values, "files": files}):
            raise _corrupt(path, "its checksum does not fit")
        return Manifest.from_dict(values), files
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise _corrupt(path, f"not a manifest ({error})") from error


_VERSIONS = {
    "format_version": FORMAT_VERSION,
    "value_language_version": VALUE_LANGUAGE_VERSION,
    "canonical_version": CANONICAL_VERSION,
}


def _manifest_bytes(manifest: Manifest, files: Mapping[str, str]) -> bytes:
    values = {**manifest.to_dict(), "files": dict(files)}
    values["sha256"] = _manifest_checksum(values)
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def _manifest_checksum(values: Mapping[str, Any]) -> str:
    """Of the values, not the bytes: a manifest that an editor has re-indented is still the same."""
    return _sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode())


def _check_shapes(config: ModelConfig, weights: Mapping[str, Array], path: Path) -> None:
    if config.target_size != len(TARGET_SYMBOLS):
        raise _corrupt(
            path, f"{config.target_size} target symbols where the value language has {len(TARGET_SYMBOLS)}"
        )
    found = {name: array.shape for name, array in weights.items()}
    if found != weight_shapes(config):
        wrong = sorted(name for name, _ in found.items() ^ weight_shapes(config).items())
        raise _corrupt(path, f"weights do not fit the architecture: {', '.join(dict.fromkeys(wrong))}")


def _corrupt(path: Path, reason: str) -> BundleCorrupt:
    return BundleCorrupt(f"the bundle is damaged: {path}: {reason}", hint="install or write the bundle again")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_empty_directory(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _corrupt(path, error.strerror or str(error)) from error


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _replace_directory(new: Path, target: Path) -> None:
    """Put a directory in the place of another; the old one is out of the way for an instant only."""
    if not target.exists():
        new.rename(target)
        return
    old = new.with_name(f"{new.name}.old")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)
