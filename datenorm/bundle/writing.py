"""Writes bundles; readers never see a part of one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from datenorm.bundle.manifest import (
    CARD_NAME,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    Array,
    Calibration,
    Manifest,
    check_weights,
    manifest_bytes,
    sha256,
)
from datenorm.bundle.reading import checksums, load_bundle, raw_manifest
from datenorm.errors import BundleError

_FILES = (MANIFEST_NAME, WEIGHTS_NAME, CARD_NAME)


def write_bundle(path: Path | str, manifest: Manifest, weights: Mapping[str, Array], card: str = "") -> None:
    """Write a bundle; readers see the old one or the complete new one.

    Args:
        path: its directory; an existing bundle is replaced.
        manifest: its manifest.
        weights: name → array, stored in their precision.
        card: text of MODEL_CARD.md, or "" for none.

    Raises:
        BundleError: if something other than a bundle is at `path`.
        BundleCorrupt: if the weights do not fit the architecture, or one is not finite.
    """
    target = Path(path).resolve()
    if target.exists() and not (target / MANIFEST_NAME).is_file() and not _is_empty_directory(target):
        raise BundleError(
            f"{target} exists and is not a bundle", hint="name another directory or remove it first"
        )
    check_weights(manifest.architecture, weights, target)
    import numpy as np
    from safetensors.numpy import save

    stored = save({name: np.ascontiguousarray(array) for name, array in weights.items()})
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    new.mkdir()
    try:
        _write_file(new / WEIGHTS_NAME, stored)
        files = {WEIGHTS_NAME: sha256(stored)}
        _write_file(new / MANIFEST_NAME, manifest_bytes(manifest.to_dict(), files))
        if card:
            _write_file(new / CARD_NAME, card.encode())
        _put_in_place(new, target)
    finally:
        _remove_bundle(new)


def rewrite_manifest(path: Path | str, *, calibration: Calibration, metrics: Mapping[str, Any]) -> None:
    """Store a new calibration and new metrics in a bundle.

    Raises:
        BundleError: if there is no valid bundle at `path`.
    """
    bundle = load_bundle(path)
    manifest = replace(bundle.manifest, calibration=calibration, metrics=metrics)
    content = manifest_bytes(manifest.to_dict(), checksums(bundle.path))
    _replace_file(bundle.path / MANIFEST_NAME, content)


def attach(directory: Path, name: str, content: bytes) -> None:
    """Add a file to a bundle, or replace it."""
    manifest = raw_manifest(directory)
    files = {**manifest["files"], name: sha256(content)}
    _replace_file(directory / name, content)
    _replace_file(directory / MANIFEST_NAME, manifest_bytes(manifest, files))


def _is_empty_directory(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(new: Path, target: Path) -> None:
    """Rename a directory, replacing an existing one; other files of the old one are kept."""
    if not target.exists():
        new.rename(target)
        return
    old = new.with_suffix(".old")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    for entry in old.iterdir():
        if entry.name not in _FILES:
            entry.rename(target / entry.name)
    _remove_bundle(old)


def _remove_bundle(directory: Path) -> None:
    """Remove a directory with only the files of a bundle, if it exists."""
    for name in _FILES:
        (directory / name).unlink(missing_ok=True)
    if directory.exists():
        directory.rmdir()


def _replace_file(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    _write_file(new, content)
    new.replace(path)
