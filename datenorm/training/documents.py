"""Windows of documents with labelled characters, in batches beside those of pairs. No torch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

import numpy as np

from datenorm.text import MAX_LENGTH, canonicalise
from datenorm.text.labels import labels_of
from datenorm.text.vocabulary import HINTS, PAD, Vocabulary, encode_source

IntArray = np.ndarray[Any, np.dtype[np.int64]]

UNLABELLED = -100
"""The label of padding."""

_HINTED = 0.25  # share of the windows with a hint of their language


class Extent(Protocol):
    """Where a date is."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class LabelledText(Protocol):
    """A short text with all dates in it, and its language or ""."""

    @property
    def text(self) -> str: ...

    @property
    def spans(self) -> Sequence[Extent]: ...

    @property
    def language(self) -> str: ...


Documents = Callable[[int, int], Iterable[LabelledText]]
"""Pool number and how many → windows of documents, always the same; must be picklable."""


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """One window as indices: its source with hint symbols, and the labels of its characters."""

    source: list[int]
    labels: list[int]


@dataclass(frozen=True)
class WindowBatch:
    """Windows of similar length.

    Attributes:
        source_ids: hint symbols, characters and padding, (B, S').
        lengths: symbols of each source without padding, (B,).
        labels: of each character, `UNLABELLED` on padding, (B, S).
    """

    source_ids: IntArray
    lengths: IntArray
    labels: IntArray

    def __len__(self) -> int:
        return len(self.lengths)

    def rows(self, start: int, stop: int) -> WindowBatch:
        """Some rows, with as little padding as possible."""
        lengths = self.lengths[start:stop]
        width = int(lengths.max())
        return WindowBatch(
            self.source_ids[start:stop, :width], lengths, self.labels[start:stop, : width - HINTS]
        )


def encode_window(text: LabelledText, vocabulary: Vocabulary, language: str) -> EncodedWindow | None:
    """A window as indices, with a hint or ""; None if it is empty or too long for the network."""
    canonical = canonicalise(text.text)
    length = len(canonical.text)
    if not 0 < length <= MAX_LENGTH:
        return None
    places = (
        (bisect_left(canonical.offsets, span.start), bisect_left(canonical.offsets, span.end))
        for span in text.spans
    )
    labels = labels_of(((start, end) for start, end in places if start < end), length)
    return EncodedWindow(encode_source(vocabulary, canonical.text, language, None), labels)


def collate_windows(windows: Sequence[EncodedWindow]) -> WindowBatch:
    """One batch of windows."""
    lengths = np.array([len(window.source) for window in windows], dtype=np.int64)
    source_ids = np.full((len(windows), lengths.max()), PAD, dtype=np.int64)
    labels = np.full((len(windows), lengths.max() - HINTS), UNLABELLED, dtype=np.int64)
    for row, window in enumerate(windows):
        source_ids[row, : len(window.source)] = window.source
        labels[row, : len(window.labels)] = window.labels
    return WindowBatch(source_ids, lengths, labels)


def window_batches(
    texts: Iterable[LabelledText], vocabulary: Vocabulary, size: int, rng: Random
) -> Iterator[WindowBatch]:
    """Batches of `size` windows of similar length, in random order."""
    encoded = []
    for text in texts:
        window = encode_window(text, vocabulary, text.language if rng.random() < _HINTED else "")
        if window is not None:
            encoded.append(window)
    encoded.sort(key=lambda window: len(window.source))
    groups = [encoded[start : start + size] for start in range(0, len(encoded), size)]
    rng.shuffle(groups)
    yield from map(collate_windows, groups)
