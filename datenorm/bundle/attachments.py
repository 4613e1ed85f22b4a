"""Files fitted to the weights of a bundle after it was written, each under a checksum in its manifest.

A bundle is whole without them. One that is trained again leaves them out of its manifest, so that what was
fitted to other weights counts as absent even where its file still lies there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from datenorm.bundle.manifest import MANIFEST_NAME, corrupt, manifest_checksum, sha256
from datenorm.errors import BundleNotFound


def attach(directory: Path, name: str, content: bytes) -> None:
    """Add a file to a bundle, or replace it; each file is written as a whole or not at all.

    Args:
        directory: a sound bundle.
        name: of the file.
        content: what it holds.
    """
    manifest = _read(directory)
    manifest["files"][name] = sha256(content)
    manifest["sha256"] = manifest_checksum({key: value for key, value in manifest.items() if key != "sha256"})
    _replace(directory / name, content)
    _replace(directory / MANIFEST_NAME, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


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
    return dict(_read(directory)["files"])


def _read(directory: Path) -> dict[str, Any]:
    path = directory / MANIFEST_NAME
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
        manifest["files"] = dict(manifest["files"])
    except FileNotFoundError as error:
        raise BundleNotFound(f"no model bundle at {directory}") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise corrupt(path, f"not a manifest ({error})") from error
    return manifest


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
