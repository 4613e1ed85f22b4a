"""Finds where the dates of a text are: the network labels its characters, window by window."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from datenorm.bundle import Bundle
from datenorm.detection.canonical import CanonicalCodes, Canonicaliser
from datenorm.detection.tagging import TaggingHead, labelled, load_tagging, spans_in
from datenorm.detection.windows import TextWindow, windows
from datenorm.errors import BundleNotFound
from datenorm.runtime import IntArray, Runtime, open_runtime
from datenorm.runtime.base import Array
from datenorm.search import SourceEncoder
from datenorm.text.vocabulary import HINTS, PAD, Vocabulary, encode_hints

_BATCH = 96
"""Windows that are read together, four blocks of the kernel."""

_SPACE = ord(" ")
_DROPPED = ("Cc", "Cf", "Cs")


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


class _Tagged(NamedTuple):
    """A text with its canonical form and its windows.

    Attributes:
        text: the text.
        canonical: its canonical form.
        windows: its windows.
        starts: where each window begins in the canonical form.
        ends: where it ends.
    """

    text: str
    canonical: CanonicalCodes
    windows: list[TextWindow]
    starts: IntArray
    ends: IntArray


class Tagger:
    """Finds the dates in texts with the tagging head of a bundle. Threads may share it."""

    def __init__(self, runtime: Runtime, vocabulary: Vocabulary, head: TaggingHead) -> None:
        self._runtime, self._vocabulary, self._head = runtime, vocabulary, head
        self._encoder, self._canonicalise = SourceEncoder(vocabulary), Canonicaliser()

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
        return self.tag_many([text], language, order)[0]

    def tag_many(
        self, texts: Sequence[str], language: str | None = None, order: str | None = None
    ) -> list[list[TaggedSpan]]:
        """The dates of each of many texts, whose windows are read together; see `tag`."""
        canonical = self._canonicalise.each(texts)
        prepared = [_prepared(text, one) for text, one in zip(texts, canonical, strict=True)]
        found: list[list[list[TaggedSpan]]] = [[[] for _ in one.windows] for one in prepared]
        places = [(row, index) for row, one in enumerate(prepared) for index in range(len(one.windows))]
        lengths = _joined([one.ends - one.starts for one in prepared])
        order_of_reading = np.argsort(-lengths, kind="stable")[: np.count_nonzero(lengths)]
        symbols = self._encoder.symbols(_joined([one.codes for one in canonical]))
        bases = np.cumsum([0, *(len(one.canonical.codes) for one in prepared)])
        starts = _joined([one.starts + base for one, base in zip(prepared, bases, strict=False)])
        hints = encode_hints(self._vocabulary, language, order)
        for first in range(0, len(order_of_reading), _BATCH):
            some = order_of_reading[first : first + _BATCH]
            ids = _batch(symbols, starts[some], lengths[some], hints)
            for row, start, end, score in spans_in(labelled(self._runtime, self._head, ids)):
                number, index = places[some[row]]
                one = prepared[number]
                place = int(one.starts[index])
                span = _in_source(one, one.windows[index].right, place + start, place + end)
                found[number][index].append(TaggedSpan(*span, score))
        return [_merged(one.windows, spans) for one, spans in zip(prepared, found, strict=True)]


def _prepared(text: str, canonical: CanonicalCodes) -> _Tagged:
    """A text with its windows, which begin and end with no space."""
    codes, offsets = canonical
    cut = list(windows(text))
    if len(cut) == 1 and len(codes):  # most texts; arrays of one number are slow
        start = int(codes[0] == _SPACE)
        end = len(codes) - int(start < len(codes) and codes[-1] == _SPACE)
        return _Tagged(text, canonical, cut, np.array([start]), np.array([end]))
    starts = np.searchsorted(offsets, [one.left for one in cut])
    ends = np.searchsorted(offsets, [one.right for one in cut])
    if len(codes):
        is_space = np.append(codes == _SPACE, False)
        starts = starts + (is_space[starts] & (starts < ends))
        ends = ends - (is_space[ends - 1] & (starts < ends))
    return _Tagged(text, canonical, cut, starts, ends)


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _batch(symbols: IntArray, starts: IntArray, lengths: IntArray, hints: tuple[int, int]) -> IntArray:
    """Windows as the network takes them, the longest first, (B, S + 2)."""
    ids = np.full((len(starts), HINTS + int(lengths[0])), PAD)
    ids[:, :HINTS] = hints
    places = np.arange(ids.shape[1] - HINTS)
    inside = places < lengths[:, None]
    ids[:, HINTS:][inside] = symbols[(starts[:, None] + places)[inside]]
    return ids


def _in_source(tagged: _Tagged, right: int, start: int, end: int) -> tuple[int, int]:
    """A part of a canonical text in its source, without what is dropped or white space after it."""
    text, offsets = tagged.text, tagged.canonical.offsets
    first, last = int(offsets[start]), int(offsets[end - 1])
    behind = min(right, int(offsets[end])) if end < len(offsets) else right
    while behind > last + 1 and _is_dropped(text[behind - 1]):
        behind -= 1
    return first, max(behind, last + 1)


def _is_dropped(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _DROPPED


def _merged(cut: Sequence[TextWindow], spans: Sequence[Sequence[TaggedSpan]]) -> list[TaggedSpan]:
    """The dates of a text from those of its windows, each with its place in the text."""
    found: list[TaggedSpan] = []
    cut_at = -1  # where the last date was cut off by the end of its window, else -1
    for window, some in zip(cut, spans, strict=True):
        cut_at = _join(found, window, some, cut_at)
    return found


def _join(found: list[TaggedSpan], window: TextWindow, spans: Sequence[TaggedSpan], cut_at: int) -> int:
    """Add the dates that start in the part of a window; one that the window before cut off gets its end."""
    for span in spans:
        last = found[-1].end if found else 0
        if span.start < last:
            if last == cut_at and span.end > last:
                found[-1] = TaggedSpan(found[-1].start, span.end, found[-1].score)
        elif window.start <= span.start < window.end:
            found.append(span)
    return window.right if found and found[-1].end == window.right else -1
