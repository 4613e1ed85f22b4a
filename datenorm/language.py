"""The language head of bundles that were made before `datenorm.detection`: read and used as it was.

A linear head on mean and maximum of the encoder's annotations. NumPy only.

Shape letters: B batch, S source characters, H encoder hidden per direction, L languages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from datenorm.bundle import WEIGHTS_NAME, Bundle
from datenorm.bundle.manifest import sha256
from datenorm.errors import BundleCorrupt
from datenorm.runtime import FloatArray

HEAD_NAME = "language.safetensors"

_Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class LanguageHead:
    """Scores of languages from the annotations of a text.

    Attributes:
        languages: language codes.
        weight: (L, 4H).
        bias: (L,).
    """

    languages: tuple[str, ...]
    weight: FloatArray
    bias: FloatArray

    def __call__(self, annotations: FloatArray) -> _Floats:
        """The probability of each language for texts of one length, (B, L), rows summing to 1.

        Args:
            annotations: h_j, (B, S, 2H), of which the head sees mean and maximum over the characters.
        """
        summary = np.concatenate([annotations.mean(axis=1), annotations.max(axis=1)], axis=1)
        scores = (summary @ self.weight.T.astype(np.float32) + self.bias).astype(np.float64)
        probabilities: _Floats = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
        return probabilities


def load_head(bundle: Bundle) -> LanguageHead | None:
    """The head of a bundle; None where it has none, or only one that was fitted to other weights.

    Raises:
        BundleCorrupt: if the file is damaged.
    """
    from safetensors import SafetensorError, safe_open

    path = bundle.path / HEAD_NAME
    if not path.is_file():
        return None
    try:
        with safe_open(path, framework="numpy") as stored:
            about = stored.metadata() or {}
            if about.get("weights") != _checksum(bundle.path):
                return None
            return LanguageHead(
                tuple(json.loads(about["languages"])), stored.get_tensor("weight"), stored.get_tensor("bias")
            )
    except (SafetensorError, OSError, KeyError, ValueError) as error:
        raise BundleCorrupt(
            f"the bundle is damaged: {path}: {error}", hint="install or write the bundle again"
        ) from error


def _checksum(directory: Path) -> str:
    return sha256((directory / WEIGHTS_NAME).read_bytes())
