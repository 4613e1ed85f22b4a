"""Which language a text is written in, as the encoder of the network sees it.

A linear head on the encoder's annotations, fitted when a bundle is made and stored beside its weights;
nothing that converts needs it or loads it. NumPy only.

Shape letters: B batch, S source characters, H encoder hidden per direction, L languages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from datenorm.bundle import WEIGHTS_NAME, Bundle
from datenorm.bundle.manifest import sha256
from datenorm.errors import BundleCorrupt
from datenorm.runtime import FloatArray, NumpyRuntime
from datenorm.vocabulary import encode_source

HEAD_NAME = "language.safetensors"

STRANGERS = 0.05
"""Part of the rows of a column that are of another language than it."""

INDEPENDENT = 4
"""Rows that a column counts for at most: the same twelve months in one hand do not say much more."""

_MOST = 0.75  # of the rows that can be in it, or a language is not the one language of a column
_BATCH = 256

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

    def of_texts(self, annotations: FloatArray) -> _Floats:
        """The probability of each language for each text, (B, L).

        Args:
            annotations: see `summarise`, (B, 4H).
        """
        scores = (annotations @ self.weight.T.astype(np.float32) + self.bias).astype(np.float64)
        probabilities: _Floats = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
        return probabilities

    def of_column(
        self, annotations: FloatArray, weights: Mapping[str, float] | None = None
    ) -> dict[str, float]:
        """The probability of each language for a column of such texts, likeliest first.

        Each row is in the language of the column but for `STRANGERS`, and all of them together count as no
        more than `INDEPENDENT`. A column in several languages leaves each of them the part that it is.

        Args:
            annotations: of its rows, see `summarise`.
            weights: how common each language is, by any measure; 1 where it has none.
        """
        common = np.array([(weights or {}).get(language, 1.0) for language in self.languages])
        texts = self.of_texts(annotations)
        rows = (1 - STRANGERS) * texts + STRANGERS / len(self.languages)
        scores = np.log(rows).mean(axis=0) * min(len(rows), INDEPENDENT) + np.log(common)
        probabilities = np.exp(scores - np.logaddexp.reduce(scores))
        # Many rows that can hardly be in a language are no slips: it has a part of the column, not all of it.
        own = (texts >= 1 / len(self.languages)).mean(axis=0)
        probabilities = np.where(own < _MOST, np.minimum(probabilities, own), probabilities)
        likeliest = np.argsort(-probabilities, kind="stable").tolist()
        return {self.languages[index]: float(probabilities[index]) for index in likeliest}


def summarise(bundle: Bundle, texts: Sequence[str]) -> FloatArray:
    """Mean and maximum over the characters of the annotations of each text, read without hints; (B, 4H).

    By the runtime in NumPy, whichever converts: others keep annotations in forms of their own.

    Args:
        bundle: the model.
        texts: canonical texts, none empty.
    """
    runtime = NumpyRuntime(bundle.weights, bundle.manifest.architecture)
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        by_length[len(text)].append(index)
    found: dict[int, FloatArray] = {}
    for indices in by_length.values():
        for start in range(0, len(indices), _BATCH):
            batch = indices[start : start + _BATCH]
            ids = np.array([encode_source(bundle.vocabulary, texts[index], None, None) for index in batch])
            annotations = runtime.encode(ids).annotations
            both = np.concatenate([annotations.mean(axis=1), annotations.max(axis=1)], axis=1)
            found.update(zip(batch, both, strict=True))
    return np.stack([found[index] for index in range(len(texts))])


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


def save_head(path: Path, head: LanguageHead) -> None:
    """Store a head beside the weights it was fitted to, as a whole or not at all.

    Args:
        path: directory of the bundle.
        head: the head.
    """
    from safetensors.numpy import save

    about = {"weights": _checksum(path), "languages": json.dumps(head.languages)}
    new = path / f".{HEAD_NAME}.new"
    new.write_bytes(save({"weight": head.weight, "bias": head.bias}, metadata=about))
    new.replace(path / HEAD_NAME)


def _checksum(directory: Path) -> str:
    return sha256((directory / WEIGHTS_NAME).read_bytes())
