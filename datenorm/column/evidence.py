"""What the network's readings of one value say about the field order of its column."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from datenorm.column.fields import Fields, read_fields
from datenorm.convert.candidate import WRONG_WEEKDAYS
from datenorm.runtime import Runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.text.vocabulary import ORDERS, Vocabulary, encode_source

Kind = Literal["numeric", "international", "words", "none"]

SURE = 0.5
"""A reading counts from this probability on."""

DOUBTS = (0.001, 0.01, 0.1, 0.5)
"""How likely a reading is to be wrong, in steps: the next above what the network says, and never none."""

HABIT = 10
"""Odds above which the network's expectation is not trusted."""

_BATCH = 256
_HABIT_ROWS = 16
_GUESSES = 4


@dataclass(frozen=True, slots=True)
class Network:
    """What reading takes.

    Attributes:
        runtime: the network.
        vocabulary: its source vocabulary.
        temperature: divides its logits.
        attends: whether it has attention: without, it does not tell where it read a field, and no row of a
            column decides anything.
    """

    runtime: Runtime
    vocabulary: Vocabulary
    temperature: float
    attends: bool = True

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
                readings = greedy_search(
                    self.runtime, ids, temperature=self.temperature, attention=attention and self.attends
                )
                found.update(zip(batch, readings, strict=True))
        return [found[index] for index in range(len(texts))]

    def guess(self, texts: Sequence[str], language: str | None) -> list[list[Hypothesis]]:
        """The likeliest readings of each canonical text without an order hint."""
        found = []
        for text in texts:
            ids = np.array([encode_source(self.vocabulary, text, language, None)])
            found += top_k_many(self.runtime, ids, k=_GUESSES, least=DOUBTS[0], temperature=self.temperature)
        return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one value says.

    Attributes:
        kind: "numeric": how it is read depends on the order, or could; "international": a whole year first,
            read alike under every order; "words": its month is a name; "none": it holds no whole day, or the
            network is not sure of its numbers.
        likelihood: how likely each of `ORDERS` is to have been used in writing it, up to a common factor: 1
            for those in which its numbers make a date, one of `DOUBTS` for the others.
        confidence: probability of its best reading.
        loose: where its two-digit year may stand first or last, the numbers and their places, else None.
    """

    kind: Kind
    likelihood: tuple[float, ...] = (1.0,) * len(ORDERS)
    confidence: float = 0.0
    loose: Fields | None = None


@dataclass(frozen=True, slots=True)
class FieldReading:
    """The best reading of a text under one order hint.

    Attributes:
        probability: of what the network writes.
        fields: where it read it; None where it is no whole day.
    """

    probability: float
    fields: Fields | None


def gather(network: Network, texts: Sequence[str], language: str | None = None) -> list[Evidence]:
    """Read canonical texts under the hints of several orders, each text until its evidence is sound.

    Args:
        network: the network.
        texts: what to read; none is empty.
        language: hint for all of them.
    """
    readings: list[list[FieldReading]] = [[] for _ in texts]
    open_rows = list(range(len(texts)))
    for order in ORDERS:
        hints = [(language, order)] * len(open_rows)
        hinted = network.read([texts[row] for row in open_rows], hints, attention=True)
        for row, hypothesis in zip(open_rows, hinted, strict=True):
            readings[row].append(FieldReading(hypothesis.probability, read_fields(hypothesis, texts[row])))
        open_rows = [row for row in open_rows if _believed(readings[row]) is None]
    return [weigh(found) for found in readings]


def year_habit(
    network: Network, texts: Sequence[str], values: Sequence[Evidence], language: str | None = None
) -> float:
    """What the network expects without an order hint of dates whose two-digit year may stand first or last.

    It has learnt who writes so, from separators and spaces: `25.03.04` ends with the year, `04. 3. 25.`
    rather begins with it. The rows of a column are of one writer, so what it expects is counted once and not
    for every row.

    Args:
        network: the network.
        texts: canonical texts.
        values: what they say.
        language: hint for all of them.

    Returns:
        Logarithm of the odds that the year stands last, no surer than `HABIT` to one; 0 without such dates.
    """
    loose = [(text, one.loose) for text, one in zip(texts, values, strict=True) if one.loose is not None]
    loose = loose[:_HABIT_ROWS]
    guesses = network.guess([text for text, _ in loose], language)
    odds = []
    for (_, fields), found in zip(loose, guesses, strict=True):
        last, first = (
            sum(one.probability for one in found if one.text in {fields.in_order(order) for order in orders})
            for orders in (("DMY", "MDY"), ("YMD",))
        )
        odds.append(math.log((last + DOUBTS[0]) / (first + DOUBTS[0])))
    most = math.log(HABIT)
    return max(-most, min(most, sum(odds) / len(odds))) if odds else 0.0


def weigh(readings: Sequence[FieldReading]) -> Evidence:
    """What the readings of one text, each under another order hint, say.

    The network reads the numbers and where they stand; in which orders they make a date is reckoned. Under
    the hint MDY it still reads 23/04/1964 as the 23rd of April, and so says that it cannot be MDY.
    """
    believed = _believed(readings)
    if believed is None or believed.fields is None:
        return Evidence("none", confidence=max(reading.probability for reading in readings))
    fields, confidence = believed.fields, believed.probability
    if not fields.is_numeric:
        return Evidence("words", confidence=confidence)
    doubt = next(doubt for doubt in DOUBTS if doubt >= min(1 - confidence, DOUBTS[-1]))
    likelihood = [1.0 if order in fields.orders else doubt for order in ORDERS]
    for place, order in enumerate(ORDERS):
        if fields.misnames_weekday(order):
            likelihood[place] *= WRONG_WEEKDAYS
    kind: Kind = "international" if fields.is_international else "numeric"
    return Evidence(kind, tuple(likelihood), confidence, fields if fields.has_loose_year else None)


def _believed(readings: Sequence[FieldReading]) -> FieldReading | None:
    """The reading to go by, or None where there is none yet.

    What excludes an order is believed when two hints give the same numbers in the same places: one misread
    number in a column that is else open would decide it. What excludes none needs no second opinion.
    """
    sure = [reading for reading in readings if reading.probability >= SURE and reading.fields is not None]
    for reading in sure:
        fields = reading.fields
        if fields is None or not fields.orders:
            continue
        if not fields.is_numeric or fields.is_international or {"DMY", "MDY"} <= set(fields.orders):
            return reading
        again = [other for other in sure if other.fields and other.fields.sequence == fields.sequence]
        if len(again) > 1:
            return max(again, key=lambda one: one.probability)
    return None
