"""From the place of a date, as the tagger gives it, to the dates that are found there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from datenorm.convert.conversion import Conversion
from datenorm.detection.tagger import TaggedSpan

READABLE = ("converted", "ambiguous", "relative")
"""Statuses of the dates that are read with confidence."""

KEPT = (*READABLE, "doubtful")
"""Statuses of the dates that are found; all but the first have no value. A part of the text with several
dates that cannot be told apart is found too."""

LEAST = 0.65
"""Minimum score of a place; most places below it are words that also begin dates."""

TOGETHER = 2.25
"""Minimum of twice the score of a place plus the confidence of its reading: if one is low, the other must be
high."""

# A doubtful date is found, without a value, if all three hold.
SURE = 0.95
"""Minimum score of its place."""
LIKELY = 0.2
"""Minimum confidence of its best reading."""
UNLIKELY = 0.02
"""The probability that it has no date must be below this. Most texts above it are numbers, or words in rare
scripts."""

READINGS = 4
"""Other readings of a doubtful date that are considered."""

# A place that cannot be read as one date is read in parts.
PLAIN = 0.8
"""Minimum score of the place."""
CERTAIN = 0.95
"""Minimum confidence of each part."""
COVERED = 0.6
"""Minimum share of the characters of the place in its parts."""

_WORD = re.compile(r"\w+(?:[^\w\s]\w+)*|[^\w\s]")
_MOST_WORDS, _SHORTEST = 14, 3
_OPENING, _CLOSING = "-−'’", "?~%"
"""Signs that a date begins or ends with: -0599, '98, 1850~."""

Answer = Callable[[Sequence[str]], Sequence[Conversion]]


class Decoded(NamedTuple):
    """A date in a text.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        conversion: what it means.
    """

    start: int
    end: int
    conversion: Conversion


def texts_in(place: TaggedSpan, conversion: Conversion) -> list[str]:
    """The texts within a place whose conversions decide which dates are there; see `dates_in`."""
    if spans := _places_to_read(conversion):
        return [conversion.source[start:end] for start, end in spans]
    if _is_read_in_parts(place, conversion):
        return [conversion.source[start:end] for start, end in runs_of_words(conversion.source)]
    return []


def dates_in(place: TaggedSpan, conversion: Conversion, answers: Sequence[Conversion]) -> Iterator[Decoded]:
    """The dates in a place: one, several that are known to be there, parts that can be read, or none.

    Args:
        place: the place.
        conversion: what its text means; if that is doubtful, with its other readings.
        answers: the conversions of `texts_in`.
    """
    whole = Decoded(place.start, place.end, conversion)
    if conversion.status in READABLE:
        if 2 * place.score + _probability(conversion) >= TOGETHER:
            yield whole
        return
    if spans := _places_to_read(conversion):
        for (start, end), one in zip(spans, answers, strict=True):
            if one.status in KEPT:
                yield Decoded(place.start + start, place.start + end, one)
        return
    if conversion.code == "no-such-day":  # its month and year alone would be a wrong date
        return
    if _is_read_in_parts(place, conversion) and (parts := readable_parts(conversion.source, answers)):
        for start, end, one in parts:
            yield Decoded(place.start + start, place.start + end, one)
        return
    is_date = place.score >= SURE and conversion.confidence >= LIKELY and _undated(conversion) < UNLIKELY
    if conversion.status == "several" or (conversion.status == "doubtful" and is_date):
        yield whole


def _places_to_read(conversion: Conversion) -> list[tuple[int, int]]:
    """Start and end of each of several dates whose places are known; else empty."""
    return _places_of_several(conversion) if conversion.status == "several" else []


def _is_read_in_parts(place: TaggedSpan, conversion: Conversion) -> bool:
    is_readable = conversion.status in READABLE or conversion.code == "no-such-day"
    return place.score >= PLAIN and not is_readable and not _places_to_read(conversion)


def _probability(conversion: Conversion) -> float:
    """The probability of a reading, or of both of an ambiguous text."""
    if conversion.status == "ambiguous":
        return sum(reading.probability for reading in conversion.alternatives)
    return conversion.confidence


def _undated(conversion: Conversion) -> float:
    """The probability that a text has no date: the sum over its readings without a value."""
    return sum(reading.probability for reading in conversion.alternatives if reading.value is None)


def _places_of_several(conversion: Conversion) -> list[tuple[int, int]]:
    """Start and end of each of several dates; empty where one is not known or two overlap."""
    spans = [date.span for date in conversion.dates if date.span is not None]
    if len(spans) < len(conversion.dates) or any(one.end > after.start for one, after in pairwise(spans)):
        return []
    return [(span.start, span.end) for span in spans]


def runs_of_words(text: str) -> list[tuple[int, int]]:
    """Start and end of all runs of words of a text but the whole; none if it has too many words.

    Runs begin and end with a word. A date also begins with the sign of its year or an apostrophe, and ends
    with a mark of doubt.
    """
    words = [found.span() for found in _WORD.finditer(text)]
    if len(words) > _MOST_WORDS:
        return []
    signs = [text[start] for start, _ in words]
    begin = [sign.isalnum() or sign in _OPENING for sign in signs]
    end = [sign.isalnum() or sign in _CLOSING for sign in signs]
    return [
        (words[first][0], words[last - 1][1])
        for first, last in combinations(range(len(words) + 1), 2)
        if begin[first] and end[last - 1] and last - first < len(words)
        if words[last - 1][1] - words[first][0] >= _SHORTEST
    ]


def readable_parts(text: str, answers: Sequence[Conversion]) -> list[Decoded]:
    """Dates that are read with certainty in a text that cannot be read as one: *today or tomorrow*.

    Of all runs of words that are one date each, those are chosen that together cover the most characters.

    Args:
        text: the text.
        answers: the conversions of its `runs_of_words`.

    Returns:
        The dates in their order; none where they cover too little of the text, or it has too many words.
    """
    certain = [
        Decoded(start, end, one)
        for (start, end), one in zip(runs_of_words(text), answers, strict=True)
        if one.status in ("converted", "relative") and one.confidence >= CERTAIN
    ]
    chosen = [_Chosen(0, 0, [])]  # each covers more characters than the one before it, and ends later
    for date in sorted(certain, key=lambda date: date.end):
        before = next(one for one in reversed(chosen) if one.end <= date.start)
        covered = before.covered + date.end - date.start
        if covered > chosen[-1].covered:
            chosen.append(_Chosen(date.end, covered, [*before.dates, date]))
    best = chosen[-1]
    return best.dates if best.covered >= COVERED * len(text) else []


class _Chosen(NamedTuple):
    """Dates that do not overlap: where the last ends, how many characters they cover, and the dates."""

    end: int
    covered: int
    dates: list[Decoded]
