"""Writing a bundle so that no reader ever sees a part of one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save as save_safetensors

from datenorm.bundle.manifest import (
    CARD_NAME,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    Array,
    Calibration,
    Manifest,
    check_shapes,
    manifest_bytes,
    manifest_checksum,
    sha256,
)
from datenorm.bundle.reading import checksums, load_bundle, raw_manifest
from datenorm.errors import BundleError

_FILES = (MANIFEST_NAME, WEIGHTS_NAME, CARD_NAME)


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
    target = Path(path).resolve()
    if target.exists() and not (target / MANIFEST_NAME).is_file() and not _is_empty_directory(target):
        raise BundleError(
            f"{target} exists and is not a bundle", hint="name another directory or remove it first"
        )
    check_shapes(manifest.architecture, weights, target)
    stored = save_safetensors({name: np.ascontiguousarray(array) for name, array in weights.items()})
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    new.mkdir()
    try:
        _write_file(new / WEIGHTS_NAME, stored)
        _write_file(new / MANIFEST_NAME, manifest_bytes(manifest, {WEIGHTS_NAME: sha256(stored)}))
        if card:
            _write_file(new / CARD_NAME, card.encode())
        _put_in_place(new, target)
    finally:
        _remove_bundle(new)


def rewrite_manifest(path: Path | str, *, calibration: Calibration, metrics: Mapping[str, Any]) -> None:
    """Store a new calibration and new figures in a bundle, its weights untouched.

    Raises:
        BundleError: if there is no sound bundle at `path`.
    """
    bundle = load_bundle(path)
    manifest = replace(bundle.manifest, calibration=calibration, metrics=metrics)
    temporary = bundle.path / f".{MANIFEST_NAME}.new"
    _write_file(temporary, manifest_bytes(manifest, checksums(bundle.path)))
    temporary.replace(bundle.path / MANIFEST_NAME)


def attach(directory: Path, name: str, content: bytes) -> None:
    """Add a file to a bundle, or replace it; each file is written as a whole or not at all.

    Args:
        directory: a sound bundle.
        name: of the file.
        content: what it holds.
    """
    manifest = raw_manifest(directory)
    manifest["files"][name] = sha256(content)
    manifest["sha256"] = manifest_checksum({key: value for key, value in manifest.items() if key != "sha256"})
    _replace_file(directory / name, content)
    _replace_file(
        directory / MANIFEST_NAME, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    )


def _is_empty_directory(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(new: Path, target: Path) -> None:
    """Rename a directory to where another may stand; what else the old one held is kept."""
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
    """Remove a directory that holds the files of a bundle and no others; no complaint if there is none."""
    for name in _FILES:
        (directory / name).unlink(missing_ok=True)
    if directory.exists():
        directory.rmdir()


def _replace_file(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
