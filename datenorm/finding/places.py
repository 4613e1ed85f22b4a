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

LEAST = 0.6
"""Minimum score of a place; most places below it are words that also begin dates."""

TOGETHER = 2.2
"""Minimum of twice the score of a place plus the confidence of its reading: if one is low, the other must be
high."""

# A doubtful date is found, without a value, if all three hold.
SURE = 0.88
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


def dates_in(place: TaggedSpan, conversion: Conversion, answer: Answer) -> Iterator[Decoded]:
    """The dates in a place: one, several that are known to be there, parts that can be read, or none.

    Args:
        place: the place.
        conversion: what its text means; if that is doubtful, with its other readings.
        answer: converts texts.
    """
    whole = Decoded(place.start, place.end, conversion)
    if conversion.status in READABLE:
        if 2 * place.score + _probability(conversion) >= TOGETHER:
            yield whole
        return
    if conversion.status == "several" and (spans := _places_of_several(conversion)):
        texts = [conversion.source[start:end] for start, end in spans]
        for (start, end), one in zip(spans, answer(texts), strict=True):
            if one.status in KEPT:
                yield Decoded(place.start + start, place.start + end, one)
        return
    if conversion.code == "no-such-day":  # its month and year alone would be a wrong date
        return
    if place.score >= PLAIN and (parts := readable_parts(conversion.source, answer)):
        for start, end, one in parts:
            yield Decoded(place.start + start, place.start + end, one)
        return
    is_date = place.score >= SURE and conversion.confidence >= LIKELY and _undated(conversion) < UNLIKELY
    if conversion.status == "several" or (conversion.status == "doubtful" and is_date):
        yield whole


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


def readable_parts(text: str, answer: Answer) -> list[Decoded]:
    """Dates that are read with certainty in a text that cannot be read as one: *today or tomorrow*.

    Of all runs of words that are one date each, those are chosen that together cover the most characters.

    Args:
        text: the text.
        answer: converts texts.

    Returns:
        The dates in their order; none where they cover too little of the text, or it has too many words.
    """
    words = [found.span() for found in _WORD.finditer(text)]
    if len(words) > _MOST_WORDS:
        return []
    runs = [
        (first, last)
        for first, last in combinations(range(len(words) + 1), 2)
        if last - first < len(words) and words[last - 1][1] - words[first][0] >= _SHORTEST
    ]
    answers = answer([text[words[first][0] : words[last - 1][1]] for first, last in runs])
    best: list[tuple[int, list[Decoded]]] = [(0, [])]  # characters covered by dates in the first words
    for count in range(1, len(words) + 1):
        chosen = best[-1]
        for (first, last), one in zip(runs, answers, strict=True):
            if last == count and one.status in ("converted", "relative") and one.confidence >= CERTAIN:
                date = Decoded(words[first][0], words[last - 1][1], one)
                covered, before = best[first]
                chosen = max(
                    chosen, (covered + date.end - date.start, [*before, date]), key=lambda part: part[0]
                )
        best.append(chosen)
    covered, dates = best[-1]
    return dates if covered >= COVERED * len(text) else []
