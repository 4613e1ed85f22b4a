"""Reads bundles; versions and checksums are checked first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError

from datenorm.bundle.checks import check_manifest, parse_manifest, read_regular
from datenorm.bundle.manifest import (
    CARD_NAME,
    FORMAT_VERSION,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    Array,
    Manifest,
    check_weights,
    corrupt,
    manifest_checksum,
    sha256,
)
from datenorm.bundle.tensors import read_weights
from datenorm.errors import BundleNotFound, BundleVersionMismatch
from datenorm.text import CANONICAL_VERSION
from datenorm.text.vocabulary import Vocabulary, hint_count
from datenorm.values import VALUE_LANGUAGE_VERSION

_VERSIONS = {
    "format_version": FORMAT_VERSION,
    "value_language_version": VALUE_LANGUAGE_VERSION,
    "canonical_version": CANONICAL_VERSION,
}

_ID = 12


@dataclass(frozen=True)
class Bundle:
    """A bundle in memory.

    Attributes:
        path: its directory.
        manifest: its manifest.
        vocabulary: the source vocabulary.
        weights: name → array as stored; `StoredWeights` if it was read.
    """

    path: Path
    manifest: Manifest
    vocabulary: Vocabulary
    weights: Mapping[str, Array]


def default_bundle_path() -> Path:
    """Directory of the bundled model."""
    return Path(__file__).parent.parent / "models" / "default"


def load_bundle(path: Path | str | None = None) -> Bundle:
    """Read and check a bundle.

    Args:
        path: its directory; None for the bundled model.

    Raises:
        BundleNotFound: if it does not exist.
        BundleCorrupt: if a file is missing, unreadable or has another checksum, or if anything in it is not
            as datenorm writes it, such as a weight that is not finite.
        BundleVersionMismatch: if it was written for another format, value language or canonical form.
    """
    directory = default_bundle_path() if path is None else Path(path)
    manifest, checksums = _read_manifest(directory)
    stored = _read_file(directory / WEIGHTS_NAME, checksums.get(WEIGHTS_NAME))
    try:
        weights = read_weights(stored)
        vocabulary = Vocabulary(manifest.source_symbols)
    except (SafetensorError, ValueError, KeyError, TypeError) as error:
        raise corrupt(directory, f"{WEIGHTS_NAME}: {error}") from error
    if len(vocabulary) != manifest.architecture.source_size:
        raise corrupt(directory, "the vocabulary and the embedding differ in size")
    if manifest.architecture.hint_size not in (0, hint_count(vocabulary)):
        raise corrupt(directory, "the vocabulary and the hints differ in size")
    check_weights(manifest.architecture, weights, directory)
    return Bundle(directory, manifest, vocabulary, weights)


def model_id(bundle: Bundle) -> str:
    """The identifier of a model: the start of the checksum of its weights."""
    return checksums(bundle.path)[WEIGHTS_NAME][:_ID]


def attachment(directory: Path, name: str) -> bytes | None:
    """A checked file of a bundle; None if its manifest does not list the file.

    Raises:
        BundleNotFound: if there is no bundle.
        BundleCorrupt: if the file is missing or has another checksum.
    """
    checksum = checksums(directory).get(name)
    return None if checksum is None else _read_file(directory / name, checksum)


def read_card(directory: Path) -> str | None:
    """The model card of a bundle; None if it has none.

    Raises:
        BundleCorrupt: if it is not text in UTF-8, or not a file of the bundle.
    """
    path = directory / CARD_NAME
    if not path.exists() and not path.is_symlink():
        return None
    content = _read_bytes(path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise corrupt(path, f"not UTF-8 at byte {error.start}") from error


def file_sizes(directory: Path) -> dict[str, int]:
    """File → bytes, of the manifest and the files that it lists.

    Raises:
        BundleCorrupt: if one is missing.
    """
    sizes = {}
    for name in (MANIFEST_NAME, *checksums(directory)):
        try:
            sizes[name] = (directory / name).stat().st_size
        except OSError as error:
            raise corrupt(directory / name, error.strerror or str(error)) from error
    return sizes


def checksums(directory: Path) -> dict[str, str]:
    """File → SHA-256, as the manifest of a bundle lists them.

    Raises:
        BundleNotFound, BundleCorrupt: see `raw_manifest`.
    """
    files: dict[str, str] = raw_manifest(directory)["files"]
    return files


def raw_manifest(directory: Path) -> dict[str, Any]:
    """The manifest as JSON values, of which only `files` is checked.

    Raises:
        BundleNotFound: if there is none.
        BundleCorrupt: if it is not a JSON object with a list of files.
    """
    path = directory / MANIFEST_NAME
    try:
        return parse_manifest(_read_bytes(path))
    except ValueError as error:
        raise corrupt(path, f"not a manifest ({error})") from error


def _read_manifest(directory: Path) -> tuple[Manifest, Mapping[str, str]]:
    path = directory / MANIFEST_NAME
    values = raw_manifest(directory)
    try:
        for name, supported in _VERSIONS.items():
            if values[name] != supported:
                raise BundleVersionMismatch(
                    f"the bundle at {directory} has {name} {values[name]!r}, this datenorm reads {supported}",
                    hint="train it again with this version, or install the version that wrote it",
                )
        if values["sha256"] != manifest_checksum(values):
            raise corrupt(path, "its checksum does not fit")
        fields = {name: value for name, value in values.items() if name not in ("sha256", "files")}
        check_manifest(fields)
        return Manifest.from_dict(fields), values["files"]
    except KeyError as error:
        raise corrupt(path, f"not a manifest (it lacks {error})") from error
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise corrupt(path, f"not a manifest ({error})") from error


def _read_file(path: Path, checksum: str | None) -> bytes:
    content = _read_bytes(path)
    if sha256(content) != checksum:
        raise corrupt(path, "its checksum is not the one in the manifest")
    return content


def _read_bytes(path: Path) -> bytes:
    """The bytes of a file of a bundle."""
    try:
        return read_regular(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        if path.name != MANIFEST_NAME or path.is_symlink():
            raise corrupt(path, error.strerror or str(error)) from error
        hint = "install the wheel again, or name a bundle that `datenorm train` wrote"
        raise BundleNotFound(f"no model bundle at {path.parent}", hint=hint) from error
    except OSError as error:
        raise corrupt(path, error.strerror or str(error)) from error
    except ValueError as error:
        raise corrupt(path, str(error)) from error
