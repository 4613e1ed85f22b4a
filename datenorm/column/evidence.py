"""What the network's readings of one value say about the field order of its column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from datenorm.column.fields import Fields, read_fields
from datenorm.runtime import Runtime
from datenorm.search import Hypothesis, greedy_search
from datenorm.values import resolve
from datenorm.vocabulary import ORDERS, Vocabulary, encode_source

Kind = Literal["numeric", "international", "words", "none"]

SURE = 0.5
"""A reading counts from this probability on. What is above is not weighed further: of two orders that are
both possible the network finds one a little likelier in row after row, and the sum of that is no evidence."""

LEAST_DOUBT = 0.001
"""However sure the network is of a reading, so likely it is wrong."""

WRONG_WEEKDAY = 0.1
"""How likely a writer is to name a weekday that the day is not."""

_BATCH = 256


@dataclass(frozen=True, slots=True)
class Network:
    """What reading takes.

    Attributes:
        runtime: the network.
        vocabulary: its source vocabulary.
        temperature: divides its logits.
    """

    runtime: Runtime
    vocabulary: Vocabulary
    temperature: float

    def read(
        self, texts: Sequence[str], hints: Sequence[tuple[str | None, str | None]], *, attention: bool = False
    ) -> list[Hypothesis]:
        """The best reading of each canonical text under a language and an order of its own."""
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            by_length[len(text)].append(index)
        found: dict[int, Hypothesis] = {}
        for indices in by_length.values():
            for start in range(0, len(indices), _BATCH):
                batch = indices[start : start + _BATCH]
                ids = np.array([encode_source(self.vocabulary, texts[i], *hints[i]) for i in batch])
                readings = greedy_search(self.runtime, ids, temperature=self.temperature, attention=attention)
                found.update(zip(batch, readings, strict=True))
        return [found[index] for index in range(len(texts))]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one value says.

    Attributes:
        kind: "numeric": how it is read depends on the order, or could; "international": a whole year first,
            read alike under every order; "words": its month is a name; "none": it holds no whole day.
        likelihood: how likely each of `ORDERS` is to have been used in writing it, up to a common factor: 1
            for those in which it reads well, `LEAST_DOUBT` or more for the others.
        confidence: probability of its best reading.
        numbers: of a date whose two-digit year may stand first or last, as they stand in the text, else None.
    """

    kind: Kind
    likelihood: tuple[float, ...] = field(default=(1.0,) * len(ORDERS))
    confidence: float = 0.0
    numbers: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The best reading of a text under one order hint.

    Attributes:
        order: the hint.
        hypothesis: what the network writes.
        fields: where it read it; None where it is no whole day.
    """

    order: str
    hypothesis: Hypothesis
    fields: Fields | None

    @property
    def probability(self) -> float:
        return self.hypothesis.probability

    @property
    def keeps_order(self) -> bool:
        """Whether its numbers stand in the text as the hint says."""
        return self.fields is not None and self.fields.is_numeric and self.fields.keep(self.order)

    @property
    def conflicts_with_weekday(self) -> bool:
        """Whether the text names a weekday that the day is not; with a two-digit year nobody can tell."""
        has_century = self.fields is not None and self.fields.has_whole_year
        return has_century and resolve(self.hypothesis.text).weekday_conflict

    def has_numbers_of(self, other: Fields) -> bool:
        """Whether it is made of the same numbers."""
        return self.fields is not None and sorted(self.fields.numbers.values()) == sorted(
            other.numbers.values()
        )


def gather(network: Network, texts: Sequence[str], language: str | None = None) -> list[Evidence]:
    """Read canonical texts under the hint of each order that could change the reading.

    Args:
        network: the network.
        texts: what to read; none is empty.
        language: hint for all of them.
    """
    readings: list[dict[str, Reading]] = [{} for _ in texts]
    open_rows = list(range(len(texts)))
    for order in ORDERS:
        hints = [(language, order)] * len(open_rows)
        hinted = network.read([texts[row] for row in open_rows], hints, attention=True)
        for row, hypothesis in zip(open_rows, hinted, strict=True):
            readings[row][order] = Reading(order, hypothesis, read_fields(hypothesis, texts[row]))
        open_rows = [row for row in open_rows if not _is_settled(readings[row])]
    return [weigh(found) for found in readings]


def _is_settled(readings: Mapping[str, Reading]) -> bool:
    """Whether the orders not yet asked can add nothing: the month is a name, a whole year stands in front, or
    one stands at the end and both orders that end with the year were asked."""
    first = readings[ORDERS[0]]
    if first.fields is None or first.probability < SURE:
        return False
    if not first.fields.is_numeric or first.fields.is_international:
        return True
    return len(readings) == 2 and first.fields.has_whole_year and first.fields.places.endswith("Y")


def weigh(readings: Mapping[str, Reading]) -> Evidence:
    """Compare the readings of one text under several order hints.

    A reading speaks for the order it was hinted if it keeps that order: under the hint MDY the network still
    reads 23/04/1964 day first, and so says that it cannot be MDY. Readings of other numbers than the best
    one's are misreadings and speak for nothing.

    Args:
        readings: order hint → the reading under it; an order that is missing cannot be kept.
    """
    days = {order: reading for order, reading in readings.items() if reading.fields is not None}
    if not days:
        return Evidence("none")
    best = max((days[order] for order in days), key=lambda one: (one.keeps_order, one.probability))
    confidence, fields = best.probability, best.fields
    if fields is None or confidence < SURE:
        return Evidence("none", confidence=confidence)
    if not fields.is_numeric:
        return Evidence("words", confidence=confidence)
    keeping = {
        order: reading
        for order, reading in days.items()
        if reading.keeps_order and reading.probability >= SURE and reading.has_numbers_of(fields)
    }
    if fields.is_international:
        keeping["YMD"] = best
    if not keeping:
        return Evidence("none", confidence=confidence)
    doubt = max(LEAST_DOUBT, 1 - confidence)
    likelihood = tuple(
        (WRONG_WEEKDAY if keeping[order].conflicts_with_weekday else 1.0) if order in keeping else doubt
        for order in ORDERS
    )
    kind: Kind = "international" if fields.is_international else "numeric"
    return Evidence(kind, likelihood, confidence, _undecided_numbers(fields, keeping))


def _undecided_numbers(fields: Fields, keeping: Mapping[str, Reading]) -> tuple[int, int, int] | None:
    """The numbers as they stand in the text, where the year may stand first or last."""
    if "YMD" not in keeping or len(keeping) == 1 or fields.has_whole_year or "Y" not in fields.numbers:
        return None
    first, middle, last = (fields.numbers[place] for place in fields.places)
    return first, middle, last
