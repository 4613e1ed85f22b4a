"""Cuts a text of any length into windows that overlap, at places that the text around them decides.

A place is cut if it is the best one within `REACH` characters. An empty line is better than a line end, that
better than the end of a sentence, and that better than a space; equal ones are ranked by a checksum of the
characters around them. So a cut does not depend on what stands far away, and a document has the same windows
wherever it stands in a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

REACH = 320
"""No two cuts are nearer to each other; windows are about a third longer."""

MARGIN = 24
"""Characters on both sides of a window that belong to its neighbours and are read with it."""

LONGEST = 640
"""A longer part without a natural cut is cut at its best place within so many characters."""

_BLOCK = 1 << 20
_AROUND = 6
_FACTORS = np.array([73, 179, 283, 419, 547, 661, 811, 947, 1087, 1229, 1381, 1523], dtype=np.uint64)

Keys = np.ndarray[Any, np.dtype[np.uint32]]


@dataclass(frozen=True, slots=True)
class TextWindow:
    """A part of a text, and what is read with it.

    Attributes:
        start, end: the part that this window decides about.
        left, right: the part that is read.
    """

    start: int
    end: int
    left: int
    right: int


def windows(text: str) -> Iterator[TextWindow]:
    """The windows of a text; their parts follow each other without a gap."""
    start = 0
    for end in _cuts(text):
        yield TextWindow(start, end, max(0, start - MARGIN), min(len(text), end + MARGIN))
        start = end


def _cuts(text: str) -> Iterator[int]:
    """The ends of the parts of a text, in order."""
    if not text:
        return
    if len(text) <= LONGEST:
        yield len(text)
        return
    done = 0
    for first in range(0, len(text), _BLOCK):
        low, high = max(0, first - 2 * REACH), min(len(text), first + _BLOCK + 2 * REACH)
        keys = _keys(text[low:high])
        places = np.flatnonzero(_are_best(keys)) + low
        for place in places[(places >= first) & (places < first + _BLOCK)].tolist():
            yield from _shortened(text, done, place)
            done = place
    yield from _shortened(text, done, len(text))


def _shortened(text: str, start: int, end: int) -> Iterator[int]:
    """The ends of parts of a part, none longer than `LONGEST`."""
    while end - start > LONGEST:
        keys = _keys(text[start : start + LONGEST + _AROUND])[REACH:LONGEST]
        start += REACH + int(keys.argmax())
        yield start
    if end > start:
        yield end


def _keys(text: str) -> Keys:
    """How good it is to cut before each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    padded = np.concatenate([np.zeros(_AROUND, np.uint32), codes, np.zeros(_AROUND, np.uint32)])
    before, earlier = padded[_AROUND - 1 : -_AROUND - 1], padded[_AROUND - 2 : -_AROUND - 2]
    is_line, is_space = before == 10, (before == 32) | (before == 9) | (before == 0x3000)
    is_stop = _ARE_STOPS.take(earlier, mode="clip") & is_space | _ARE_WIDE_STOPS.take(before, mode="clip")
    rank = np.select([is_line & (earlier == 10), is_line, is_stop, is_space], [4, 3, 2, 1], 0)
    mixed = np.correlate(padded.astype(np.uint64), _FACTORS, "valid")[: len(codes)]
    mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(36)
    keys: Keys = (rank.astype(np.uint32) << np.uint32(28)) | mixed.astype(np.uint32)
    return keys


def _table(signs: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether each code point is one of some signs; the last entry is for all higher ones."""
    table = np.zeros(max(map(ord, signs)) + 2, np.bool_)
    table[list(map(ord, signs))] = True
    return table


_ARE_STOPS = _table(".!?…;:")
_ARE_WIDE_STOPS = _table("。！？；")


def _are_best(keys: Keys) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether each place is better than all others within `REACH`; places nearer to an end are not."""
    beyond = np.full(REACH, np.iinfo(np.uint32).max, np.uint32)
    padded = np.concatenate([beyond, keys, beyond])
    before = _running_maximum(padded)[: len(keys)]
    after = _running_maximum(padded)[REACH + 1 :][: len(keys)]
    return (keys > before) & (keys > after)


def _running_maximum(keys: Keys) -> Keys:
    """The largest of the `REACH` keys from each place on."""
    width = 1
    best = keys
    while width < REACH:
        step = min(width, REACH - width)
        best = np.maximum(best[:-step], best[step:])
        width += step
    return best
