"""Reading a bundle: nothing is used before its version and its checksum are right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.numpy import load as load_safetensors

from datenorm.bundle.manifest import (
    FORMAT_VERSION,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    Array,
    Manifest,
    check_shapes,
    corrupt,
    manifest_checksum,
    sha256,
)
from datenorm.errors import BundleNotFound, BundleVersionMismatch
from datenorm.text import CANONICAL_VERSION
from datenorm.text.vocabulary import Vocabulary
from datenorm.values import VALUE_LANGUAGE_VERSION

_VERSIONS = {
    "format_version": FORMAT_VERSION,
    "value_language_version": VALUE_LANGUAGE_VERSION,
    "canonical_version": CANONICAL_VERSION,
}

_ID = 12


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
    return Path(__file__).parent.parent / "models" / "default"


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
    if sha256(stored) != checksums.get(WEIGHTS_NAME):
        raise corrupt(directory / WEIGHTS_NAME, "its checksum is not the one in the manifest")
    try:
        weights: Mapping[str, Array] = load_safetensors(stored)
        vocabulary = Vocabulary(manifest.source_symbols)
    except (SafetensorError, ValueError, KeyError) as error:
        raise corrupt(directory, str(error)) from error
    if len(vocabulary) != manifest.architecture.source_size:
        raise corrupt(directory, "the vocabulary and the embedding differ in size")
    check_shapes(manifest.architecture, weights, directory)
    return Bundle(directory, manifest, vocabulary, weights)


def model_id(bundle: Bundle) -> str:
    """What tells a model apart: the start of the checksum of its weights."""
    return sha256(_read_file(bundle.path / WEIGHTS_NAME))[:_ID]


def attachment(directory: Path, name: str) -> bytes | None:
    """A file of a bundle, checked; None where its manifest names none of this name.

    Raises:
        BundleNotFound: if there is no bundle.
        BundleCorrupt: if the file is missing or is not the one that was attached.
    """
    checksum = checksums(directory).get(name)
    if checksum is None:
        return None
    try:
        content = (directory / name).read_bytes()
    except OSError as error:
        raise corrupt(directory / name, error.strerror or str(error)) from error
    if sha256(content) != checksum:
        raise corrupt(directory / name, "its checksum is not the one in the manifest")
    return content


def checksums(directory: Path) -> dict[str, str]:
    """Name → SHA-256 of every file that the manifest of a bundle vouches for."""
    return dict(raw_manifest(directory)["files"])


def raw_manifest(directory: Path) -> dict[str, Any]:
    """The manifest as JSON, unchecked but for its list of files."""
    path = directory / MANIFEST_NAME
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
        manifest["files"] = dict(manifest["files"])
    except FileNotFoundError as error:
        raise BundleNotFound(f"no model bundle at {directory}") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise corrupt(path, f"not a manifest ({error})") from error
    return manifest


def _read_manifest(directory: Path) -> tuple[Manifest, Mapping[str, str]]:
    path = directory / MANIFEST_NAME
    try:
        values = json.loads(_read_file(path))
        versions = {name: values[name] for name in _VERSIONS}
    except (ValueError, TypeError, KeyError) as error:
        raise corrupt(path, f"not a manifest ({error})") from error
    for name, supported in _VERSIONS.items():
        if versions[name] != supported:
            raise BundleVersionMismatch(
                f"the bundle at {directory} has {name} {versions[name]!r}, this datenorm reads {supported}",
                hint="train it again with this version, or install the version that wrote it",
            )
    try:
        checksum, files = values.pop("sha256"), values.pop("files")
        if checksum != manifest_checksum({**values, "files": files}):
            raise corrupt(path, "its checksum does not fit")
        return Manifest.from_dict(values), files
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise corrupt(path, f"not a manifest ({error})") from error


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise corrupt(path, error.strerror or str(error)) from error
