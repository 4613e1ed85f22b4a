"""Finds where the dates of a text are: the network labels its characters, window by window."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from datenorm.bundle import Bundle
from datenorm.detection.tagging import TaggingHead, load_tagging
from datenorm.errors import BundleNotFound
from datenorm.finding.windows import TextWindow, windows
from datenorm.runtime import Runtime, open_runtime
from datenorm.text import CanonicalText, canonicalise
from datenorm.text.labels import spans_of
from datenorm.text.vocabulary import HINTS, PAD, Vocabulary, encode_hints

_BATCH = 128
_WINDOWS = 2048  # windows in memory


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """The place of a date in a text.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        score: the mean probability that its characters are in a date.
    """

    start: int
    end: int
    score: float


class Tagger:
    """Finds the dates in texts with the tagging head of a bundle. Threads may share it."""

    def __init__(self, runtime: Runtime, vocabulary: Vocabulary, head: TaggingHead) -> None:
        self._runtime, self._vocabulary, self._head = runtime, vocabulary, head

    @classmethod
    def of(cls, bundle: Bundle, runtime: Runtime | None = None) -> Tagger:
        """The tagger of a bundle.

        Args:
            bundle: the bundle.
            runtime: runs its network; None for a new one.

        Raises:
            BundleNotFound: if the bundle has no tagging head.
            BundleCorrupt: if the head is damaged.
        """
        head = load_tagging(bundle)
        if head is None:
            raise BundleNotFound(
                f"the bundle at {bundle.path} cannot find dates in texts: it has no tagging head",
                hint="use a bundle that was trained with documents",
            )
        runtime = runtime or open_runtime(bundle.weights, bundle.manifest.architecture)
        return cls(runtime, bundle.vocabulary, head)

    def tag(self, text: str, language: str | None = None, order: str | None = None) -> list[TaggedSpan]:
        """The dates of a text of any length, in order; they do not overlap, but may touch.

        Args:
            text: the text.
            language: code of its language, or None.
            order: its usual field order, one of `datenorm.text.vocabulary.ORDERS`, or None.
        """
        found: list[TaggedSpan] = []
        cut_at = -1  # where the last date was cut off by the end of its window, else -1
        remaining = windows(text)
        while some := list(itertools.islice(remaining, _WINDOWS)):
            read = self.tag_windows([text[one.left : one.right] for one in some], language, order)
            for window, spans in zip(some, read, strict=True):
                cut_at = _join(found, window, spans, cut_at)
        return found

    def tag_windows(
        self, texts: Sequence[str], language: str | None = None, order: str | None = None
    ) -> list[list[TaggedSpan]]:
        """The dates of short texts, of at most about 250 code points each; see `tag`."""
        hints = encode_hints(self._vocabulary, language, order)
        canonical = {index: canonicalise(text) for index, text in enumerate(texts)}
        readable = [index for index, one in canonical.items() if one.text]
        readable.sort(key=lambda index: -len(canonical[index].text))
        found: list[list[TaggedSpan]] = [[] for _ in texts]
        for first in range(0, len(readable), _BATCH):
            batch = readable[first : first + _BATCH]
            given = [(texts[index], canonical[index]) for index in batch]
            for index, spans in zip(batch, self._tag_batch(given, hints), strict=True):
                found[index] = spans
        return found

    def _tag_batch(
        self, texts: Sequence[tuple[str, CanonicalText]], hints: tuple[int, int]
    ) -> Iterator[list[TaggedSpan]]:
        """The dates of texts with their canonical forms, the longest first."""
        ids = np.full((len(texts), HINTS + len(texts[0][1].text)), PAD, dtype=np.int64)
        ids[:, :HINTS] = hints
        for row, (_, canonical) in enumerate(texts):
            ids[row, HINTS : HINTS + len(canonical.text)] = self._vocabulary.encode(canonical.text)
        labels, inside = self._head(self._runtime.encode(ids))
        has_date = set(np.flatnonzero(labels.any(axis=1)).tolist())
        for row, (text, canonical) in enumerate(texts):
            spans = spans_of(labels[row].tolist()) if row in has_date else ()
            yield [
                TaggedSpan(*_in_source(text, canonical, *span), float(inside[row, slice(*span)].mean()))
                for span in spans
            ]


def _in_source(text: str, canonical: CanonicalText, start: int, end: int) -> tuple[int, int]:
    """A part of a canonical text in its source, without white space after it."""
    first, last = canonical.offsets[start], canonical.offsets[end - 1]
    behind = canonical.offsets[end] if end < len(canonical.offsets) else len(text)
    return first, last + max(1, len(text[last:behind].rstrip()))


def _join(found: list[TaggedSpan], window: TextWindow, spans: Sequence[TaggedSpan], cut_at: int) -> int:
    """Add the dates that start in the part of a window; one that the window before cut off gets its end."""
    for span in spans:
        start, end = span.start + window.left, span.end + window.left
        last = found[-1].end if found else 0
        if start < last:
            if last == cut_at and end > last:
                found[-1] = TaggedSpan(found[-1].start, end, found[-1].score)
        elif window.start <= start < window.end:
            found.append(TaggedSpan(start, end, span.score))
    return window.right if found and found[-1].end == window.right else -1
