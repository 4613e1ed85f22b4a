"""A bundle as it travels with a job: its files in memory, so that workers need no path to it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from datenorm.bundle import MANIFEST_NAME, Bundle
from datenorm.convert.normalizer import Normalizer

_HELD = 4
"""Models that one worker keeps: more than one job has columns for, few enough for its memory."""


@dataclass(frozen=True)
class PackedBundle:
    """The files of a bundle.

    Attributes:
        checksum: tells bundles apart without comparing megabytes.
        files: name → content.
    """

    checksum: str
    files: tuple[tuple[str, bytes], ...] = field(compare=False, repr=False)


def pack(bundle: Bundle) -> PackedBundle:
    """What a worker needs of a bundle that has been read and checked; nothing else that lies beside it."""
    manifest = (bundle.path / MANIFEST_NAME).read_bytes()
    names = sorted(json.loads(manifest)["files"])
    files = ((MANIFEST_NAME, manifest), *((name, (bundle.path / name).read_bytes()) for name in names))
    return PackedBundle(hashlib.sha256(manifest).hexdigest(), files)


@lru_cache(maxsize=_HELD)
def unpack(packed: PackedBundle) -> Normalizer:
    """The normalizer of a packed bundle, made once a process.

    Spark gives a Python worker one task after another, and nothing but the process outlasts a task.
    """
    with tempfile.TemporaryDirectory(prefix="datenorm-") as directory:  # a bundle is read whole
        for name, content in packed.files:
            (Path(directory) / name).write_bytes(content)
        return Normalizer.load(directory)
