"""The tagging head in NumPy: a label for each character of a text, and its file in the bundle.

scores_j = T h_j + t over the encoder's annotations h_j, then the best sequence of labels in which every date
has an end (Viterbi 1967). Annotations of the int8 runtimes are bytes and T is rounded to whole numbers, so
sums are exact: spans do not depend on the machine, the body of the kernel or the batch.

Shape letters: B batch, S source characters, H encoder hidden per direction, L labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from datenorm.bundle import Bundle, attach, attachment
from datenorm.bundle.checks import check_tensors
from datenorm.bundle.manifest import corrupt
from datenorm.runtime import Runtime
from datenorm.runtime.base import (
    Array,
    Encoded,
    FloatArray,
    IntArray,
    LabelledSources,
    LabellingRuntime,
    LabelWeights,
)
from datenorm.runtime.units import ZERO
from datenorm.text.labels import END, INSIDE, LABELS, OUTSIDE, START, WHOLE

TAGGING_NAME = "tagging.safetensors"

_EXACT = 1 << 24
"""Whole numbers up to this one are exact in float32."""

_LARGEST = (1 << 15) - 1
"""The largest weight of 16 bits."""

_ROWS = 8
"""Texts whose annotations, as floats, stay in the cache of the processor."""

_NEVER = -1e30

Floats = np.ndarray[Any, np.dtype[np.float64]]
Labels = np.ndarray[Any, np.dtype[np.int8]]


@dataclass(frozen=True)
class TaggingHead:
    """A linear layer over annotations.

    Attributes:
        weight: T, (L, 2H).
        bias: t, (L,).
    """

    weight: FloatArray
    bias: FloatArray

    @cached_property
    def rounded(self) -> LabelWeights:
        """The weights as int8 runtimes read them."""
        size = self.weight.shape[1]
        steps = min(max(1, _EXACT // (ZERO * size) - 1), _LARGEST)
        largest = max(float(np.abs(self.weight).max()), 1e-6)
        whole = np.rint(self.weight.astype(np.float64) * (steps / largest)).astype(np.int16)
        return LabelWeights(whole, self.bias.astype(np.float64), largest / (steps * ZERO))

    def scores(self, annotations: Array) -> Floats:
        """The score of each label, (B, S, L).

        Args:
            annotations: h_j in the format of the runtime that made them, (B, S, 2H).
        """
        if annotations.dtype == np.uint8:
            weights = self.rounded.widened(annotations.shape[-1]).T.astype(np.float32)
            some = (annotations[first : first + _ROWS] for first in range(0, len(annotations), _ROWS))
            exact = np.concatenate([_centred(rows) @ weights for rows in some]).astype(np.float64)
            scores: Floats = exact * self.rounded.unit + self.rounded.bias
            return scores
        scores = annotations.astype(np.float64) @ self.weight.T.astype(np.float64) + self.rounded.bias
        return scores

    def scores_of(self, encoded: Encoded) -> Floats:
        """The score of each label in encoded texts, (B, S, L); behind a text nothing is a date."""
        scores = self.scores(encoded.annotations)
        behind = np.arange(scores.shape[1]) >= encoded.lengths[:, None]
        scores[behind] = _NEVER
        scores[behind, OUTSIDE] = 0
        return scores


def labelled(runtime: Runtime, head: TaggingHead, source_ids: IntArray) -> LabelledSources:
    """The best labels of a batch of sources.

    Args:
        runtime: reads the sources, and labels them itself if it can.
        head: the tagging head.
        source_ids: the sources, longest first, (B, S + 2).
    """
    if isinstance(runtime, LabellingRuntime):
        return runtime.label(source_ids, head.rounded)
    scores = head.scores_of(runtime.encode(source_ids))
    labels = best_labels(scores)
    return LabelledSources(labels, scores[labels != OUTSIDE])


def spans_in(found: LabelledSources) -> Iterator[tuple[int, int, int, float]]:
    """The dates in sources.

    Yields:
        The row of the source; start and end of the date, and the mean probability that its characters are in
        a date.
    """
    labels, scores = found
    if not len(scores):
        return
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    inside = 1 - powers[:, OUTSIDE] / powers.sum(axis=-1)
    rows, starts = np.nonzero((labels == START) | (labels == WHOLE))
    ends = np.nonzero((labels == END) | (labels == WHOLE))[1] + 1
    lengths = ends - starts
    means = np.add.reduceat(inside, np.cumsum(lengths) - lengths) / lengths
    yield from zip(rows.tolist(), starts.tolist(), ends.tolist(), means.tolist(), strict=True)


def _centred(annotations: Array) -> FloatArray:
    """Bytes minus ZERO, which is 128."""
    centred: FloatArray = (annotations ^ np.uint8(ZERO)).view(np.int8).astype(np.float32)
    return centred


def best_labels(scores: Floats) -> Labels:
    """The legal sequence of labels with the largest sum of scores in each row, (B, S).

    Args:
        scores: (B, S, L).
    """
    rows, length, _ = scores.shape
    by_place = np.ascontiguousarray(scores.transpose(1, 2, 0))
    closed_label = np.empty((length, rows), np.int8)  # the best label that leaves no date open
    open_label = np.empty((length, rows), np.int8)  # the best label within a date
    ends_open = np.empty((length, rows), bool)
    closed, opened = np.zeros(rows), np.full(rows, _NEVER)
    for place in range(length):
        outside, start, inside, end, whole = by_place[place]
        alone = np.maximum(outside, whole) + closed
        ended = end + opened
        ends_open[place] = ended > alone
        closed_label[place] = np.where(ended > alone, END, np.where(whole > outside, WHOLE, OUTSIDE))
        begun, kept = start + closed, inside + opened
        open_label[place] = np.where(kept > begun, INSIDE, START)
        closed, opened = np.maximum(alone, ended), np.maximum(begun, kept)
    return _traced(closed_label, open_label, ends_open)


def _traced(closed_label: Labels, open_label: Labels, ends_open: Array) -> Labels:
    """Follow the best labels from the last place, where no date is open, to the first."""
    length, rows = closed_label.shape
    labels = np.empty((length, rows), np.int8)
    is_open = np.zeros(rows, bool)
    for place in range(length - 1, -1, -1):
        labels[place] = np.where(is_open, open_label[place], closed_label[place])
        is_open = np.where(is_open, open_label[place] == INSIDE, ends_open[place])
    by_row: Labels = labels.T
    return by_row


def load_tagging(bundle: Bundle) -> TaggingHead | None:
    """The tagging head of a bundle; None if it has none.

    Raises:
        BundleCorrupt: if the file is damaged.
    """
    content = attachment(bundle.path, TAGGING_NAME)
    if content is None:
        return None
    from safetensors import SafetensorError
    from safetensors.numpy import load

    size = bundle.manifest.architecture.annotation
    try:
        arrays = load(content)
        check_tensors(arrays, {"weight": (len(LABELS), size), "bias": (len(LABELS),)})
    except (SafetensorError, ValueError, TypeError, KeyError) as error:
        raise corrupt(bundle.path / TAGGING_NAME, str(error)) from error
    return TaggingHead(arrays["weight"], arrays["bias"])


def save_tagging(bundle: Bundle, head: TaggingHead) -> None:
    """Store a tagging head in the bundle that it was trained with."""
    from safetensors.numpy import save

    arrays = {"weight": head.weight, "bias": head.bias}
    attach(bundle.path, TAGGING_NAME, save({name: np.ascontiguousarray(one) for name, one in arrays.items()}))
