"""Dates that cannot be read well enough alone are read again with the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from datenorm.convert.conversion import Conversion
from datenorm.detection.tagger import TaggedSpan
from datenorm.finding.places import READABLE, SURE, Answer

REACH = 24
"""Characters around a date that are read with it, on each side, at most."""


class PlaceInText(NamedTuple):
    """Where a date is, and how much of the text around it has no other date.

    Attributes:
        text: the text.
        span: the place of the date in it.
        first: the end of the date before it, or 0.
        last: the start of the date after it, or the end of the text.
    """

    text: str
    span: TaggedSpan
    first: int
    last: int

    @property
    def date(self) -> str:
        """The characters of the date."""
        return self.text[self.span.start : self.span.end]


def places_of(text: str, spans: Sequence[TaggedSpan]) -> list[PlaceInText]:
    """The places of the dates of a text, in their order."""
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return [PlaceInText(text, span, ends[row], starts[row + 1]) for row, span in enumerate(spans)]


def with_words_around(place: PlaceInText) -> str:
    """The date and whole words of its line before and after it.

    Texts without spaces are cut between any two characters.

    >>> text = "The letter came three weeks late, in the second week of June, and was lost."
    >>> with_words_around(PlaceInText(text, TaggedSpan(37, 60, 1.0), 0, len(text)))
    'three weeks late, in the second week of June, and was lost.'
    """
    text, span, _, _ = place
    first = max(place.first, text.rfind("\n", 0, span.start) + 1)
    last = min(place.last, _found(text, "\n", span.end))
    start, end = max(first, span.start - REACH), min(last, span.end + REACH)
    if start > first and " " in text[start : span.start]:
        start = text.index(" ", start) + 1
    if end < last and " " in text[span.end : end]:
        end = text.rindex(" ", span.end, end)
    return text[start:end].strip()


def _found(text: str, character: str, start: int) -> int:
    """The place of a character from `start` on, or the end of the text."""
    found = text.find(character, start)
    return len(text) if found < 0 else found


def read_again(
    places: Sequence[PlaceInText], conversions: Sequence[Conversion], answer: Answer
) -> list[Conversion]:
    """The conversions; of doubtful ones those of the date with the words around it, where these decide.

    Args:
        places: where the dates are.
        conversions: what their characters alone mean.
        answer: converts texts.
    """
    read = list(conversions)
    rows = [row for row, one in enumerate(conversions) if one.status == "doubtful"]
    texts = [with_words_around(places[row]) for row in rows]
    for row, one in zip(rows, answer(texts), strict=True):
        if one.status in READABLE:
            read[row] = one
    return read


def with_readings(
    places: Sequence[PlaceInText], conversions: Sequence[Conversion], answer: Answer
) -> list[Conversion]:
    """The conversions; doubtful ones in likely places with their other readings.

    Args:
        places: where the dates are.
        conversions: what they mean.
        answer: converts texts, with other readings.
    """
    read = list(conversions)
    rows = [
        row
        for row, (place, one) in enumerate(zip(places, read, strict=True))
        if one.status == "doubtful" and place.span.score >= SURE
    ]
    for row, one in zip(rows, answer([places[row].date for row in rows]), strict=True):
        read[row] = one
    return read
