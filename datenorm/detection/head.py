"""The head in NumPy: attention pooling over the encoder's annotations, a linear layer per question; its file.

Shape letters: B batch, S source characters, H encoder hidden per direction, A alignment, L languages,
O field orders, Q questions.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from datenorm.bundle import Bundle, attach, attachment
from datenorm.bundle.checks import check_tensors
from datenorm.bundle.manifest import corrupt
from datenorm.runtime import Encoded, Float32Runtime, FloatArray
from datenorm.text.vocabulary import ORDERS, encode_source

HEAD_NAME = "detection.safetensors"

NO_ORDER = "none"
"""The order of a text without a day, a month and a year."""

DETECTED_ORDERS = (*ORDERS, NO_ORDER)

QUESTIONS = ("language", "order", "date")

_BATCH = 256

Floats = np.ndarray[Any, np.dtype[np.float64]]


class Annotator:
    """The encoder of a bundle, for texts without hints. Threads may share it.

    It uses the NumPy runtime, because compiled ones keep annotations in their own formats.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.runtime = Float32Runtime(bundle.weights, bundle.manifest.architecture)
        self._vocabulary = bundle.vocabulary

    def __call__(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Encoded]]:
        """Encode texts, those of equal length together.

        Args:
            texts: canonical texts, none empty.

        Yields:
            The indices of some texts, and these texts encoded without padding; each text once.
        """
        for batch in batches_by_length(texts):
            ids = np.array([encode_source(self._vocabulary, texts[index], None, None) for index in batch])
            yield batch, self.runtime.encode(ids)


def batches_by_length(texts: Sequence[str]) -> Iterator[list[int]]:
    """The indices of texts, in batches of equal length that need no padding."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        by_length[len(text)].append(index)
    for indices in by_length.values():
        for start in range(0, len(indices), _BATCH):
            yield indices[start : start + _BATCH]


@dataclass(frozen=True)
class HeadOutput:
    """The answers of the head.

    Attributes:
        languages: probability of each language if all were equally common, (B, L), rows sum to 1.
        orders: probability of each of `DETECTED_ORDERS`, (B, O), rows sum to 1.
        date: probability that the text contains a date, (B,).
        attention_weights: beta_qj, the attention of each of `QUESTIONS`, (B, Q, S), rows sum to 1.
    """

    languages: Floats
    orders: Floats
    date: Floats
    attention_weights: Floats


@dataclass(frozen=True)
class DetectionHead:
    """beta_qj = softmax_j(q_q . tanh(P h_j + b)); c_q = sum_j beta_qj h_j; scores = W_q c_q + b_q.

    Additive attention with a learnt query per question; see `datenorm.nn.attention` for the source.

    Attributes:
        languages: language codes.
        shares: prior probability of each language, (L,), sums to 1.
        key_weight, key_bias: P, (A, 2H), and b, (A,).
        query: q of each question, (Q, A).
        language_weight, language_bias: (L, 2H) and (L,).
        order_weight, order_bias: (O, 2H) and (O,).
        date_weight, date_bias: (1, 2H) and (1,).
    """

    languages: tuple[str, ...]
    shares: FloatArray
    key_weight: FloatArray
    key_bias: FloatArray
    query: FloatArray
    language_weight: FloatArray
    language_bias: FloatArray
    order_weight: FloatArray
    order_bias: FloatArray
    date_weight: FloatArray
    date_bias: FloatArray

    def __call__(self, annotations: FloatArray) -> HeadOutput:
        """Answer the questions about texts of equal length.

        In float64, so that the printed answer for a text does not depend on its batch.

        Args:
            annotations: h_j, (B, S, 2H).
        """
        seen = annotations.astype(np.float64)
        energies = np.tanh(seen @ _double(self.key_weight).T + self.key_bias) @ _double(self.query).T
        weights = _softmax(energies.swapaxes(1, 2))
        pooled = weights @ seen
        for_language, for_order, for_date = pooled.swapaxes(0, 1)
        languages = for_language @ _double(self.language_weight).T + self.language_bias
        orders = for_order @ _double(self.order_weight).T + self.order_bias
        dates = for_date @ _double(self.date_weight).T + self.date_bias
        date: Floats = 1 / (1 + np.exp(-dates[:, 0]))
        return HeadOutput(_softmax(languages), _softmax(orders), date, weights)

    def weighed(self, languages: Floats) -> Floats:
        """Language probabilities of `HeadOutput`, weighted by `shares`."""
        common: Floats = languages * self.shares
        common /= common.sum(axis=-1, keepdims=True)
        return common

    def arrays(self) -> dict[str, FloatArray]:
        """Name → array, as stored."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "languages"}


def load_head(bundle: Bundle) -> DetectionHead | None:
    """The head of a bundle; None if it has none that was fitted to its weights.

    Raises:
        BundleCorrupt: if the file is damaged.
    """
    content = attachment(bundle.path, HEAD_NAME)
    if content is None:
        return None
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        arrays = load(content)
        languages = _languages(content)
        check_tensors(arrays, _shapes(languages, arrays, bundle.manifest.architecture.annotation))
        head = DetectionHead(languages=languages, **arrays)
    except (SafetensorError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise corrupt(bundle.path / HEAD_NAME, str(error)) from error
    return head


def save_head(bundle: Bundle, head: DetectionHead) -> None:
    """Store a head in the bundle that it was fitted to."""
    from safetensors.numpy import save

    stored = {name: np.ascontiguousarray(array) for name, array in head.arrays().items()}
    attach(bundle.path, HEAD_NAME, save(stored, metadata={"languages": json.dumps(head.languages)}))


def _languages(content: bytes) -> tuple[str, ...]:
    """From the metadata, which `safetensors.numpy.load` skips: eight bytes of length, then JSON."""
    header: Mapping[str, Any] = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    languages = json.loads(header["__metadata__"]["languages"])
    if not isinstance(languages, list) or not all(isinstance(one, str) for one in languages):
        raise ValueError("`languages` is not a list of texts")
    return tuple(languages)


def _shapes(
    languages: Sequence[str], arrays: Mapping[str, FloatArray], size: int
) -> dict[str, Sequence[int]]:
    """Name and shape of every array of a head, for annotations of a size."""
    keys, count, orders = len(arrays["key_bias"]), len(languages), len(DETECTED_ORDERS)
    return {
        "shares": (count,),
        "key_weight": (keys, size),
        "key_bias": (keys,),
        "query": (len(QUESTIONS), keys),
        "language_weight": (count, size),
        "language_bias": (count,),
        "order_weight": (orders, size),
        "order_bias": (orders,),
        "date_weight": (1, size),
        "date_bias": (1,),
    }


def _double(array: FloatArray) -> Floats:
    return array.astype(np.float64)


def _softmax(scores: Floats) -> Floats:
    exponentials: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    exponentials /= exponentials.sum(axis=-1, keepdims=True)
    return exponentials
