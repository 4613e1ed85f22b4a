"""What the network's readings of a value show about the field order of its column.

The field order is not looked up in the text: attention shows from which character each field of the value was
read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from datenorm.convert.candidate import WRONG_WEEKDAYS
from datenorm.convert.own_values import is_own
from datenorm.runtime import Runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.search.sources import SourceEncoder
from datenorm.text.vocabulary import ORDERS, Vocabulary, encode_hints, encode_source
from datenorm.values import GREGORIAN, WEEKDAYS, DateValue, accepts, exists, parse, resolve
from datenorm.values.alphabet import NO_YEAR
from datenorm.values.calendars import DAY_LENGTH
from datenorm.values.parsing import is_compound

Kind = Literal["numeric", "international", "words", "none"]

SURE = 0.5
"""Minimum probability of a reading that counts."""

CERTAINLY_NONE = 0.99
"""Probability of a reading without a whole day from which no other hint is tried."""

DOUBTS = (0.001, 0.01, 0.1, 0.5)
"""Steps of the probability that a reading is wrong: the next one above the network's, never zero."""

HABIT = 10
"""Maximum odds that the network's expectation of the year's place may give."""

_HABIT_ROWS = 16
_GUESSES = 4


@dataclass(frozen=True)
class Fields:
    """The fields of a day as written in the text.

    Attributes:
        numbers: Y, M, D → the number read, a two-digit year as such; no Y if the text has no year.
        places: the fields in the order of the text, such as "DMY" or "MD".
        is_numeric: whether the month was read from digits, not from a name.
        has_whole_year: whether the year was read with its century.
        weekday: the weekday in the text, 1 Monday to 7 Sunday, or None.
        calendar: the token of its calendar, or an empty string.
    """

    numbers: dict[str, int]
    places: str
    is_numeric: bool
    has_whole_year: bool
    weekday: int | None = None
    calendar: str = ""

    @property
    def sequence(self) -> tuple[int, ...]:
        """The numbers in the order of the text."""
        return tuple(self.numbers[field] for field in self.places)

    @property
    def is_international(self) -> bool:
        """Whether a whole year comes first, then month and day: such a date needs no order hint."""
        return self.has_whole_year and self.places[0] == "Y" and "YMD" in self.orders

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """The orders in which the numbers of the text are a date.

        >>> Fields({"Y": 1964, "M": 4, "D": 23}, "DMY", is_numeric=True, has_whole_year=True).orders
        ('DMY',)
        """
        return tuple(order for order in ORDERS if self.in_order(order) is not None)

    def misnames_weekday(self, order: str) -> bool:
        """Whether the weekday in the text is wrong in this order; with two-digit years, in both centuries."""
        value = self.in_order(order)
        if value is None or self.weekday is None or "Y" not in self.numbers:
            return False
        named = f"{value[-8:]}{WEEKDAYS[self.weekday - 1]}"
        before = (value[:-8],) if self.has_whole_year else ("19", "20")
        return all(resolve(f"{hundreds}{named}").weekday_conflict for hundreds in before)

    @property
    def has_loose_year(self) -> bool:
        """Whether the year has two digits and may be first or last: 25.03.04."""
        return not self.has_whole_year and "Y" in self.numbers and {"DMY", "YMD"} <= set(self.orders)

    def in_order(self, order: str) -> str | None:
        """The day in this order, in the value language; None if there is no such day."""
        by_field = dict(zip((field for field in order if field in self.numbers), self.sequence, strict=True))
        year = by_field.get("Y")
        if self.has_whole_year and year != self.numbers["Y"]:
            return None
        written = NO_YEAR if year is None else f"{year:04d}" if self.has_whole_year else f"XX{year:02d}"
        value = f"{self.calendar}{written}-{by_field['M']:02d}-{by_field['D']:02d}"
        return value if exists(value) else None


@dataclass(frozen=True, slots=True)
class Network:
    """The network with what it takes to read texts.

    Attributes:
        runtime: the network.
        vocabulary: its source vocabulary.
        temperature: divides its logits.
        attends: whether it has attention; without, no row of a column decides anything.
        sources: turns texts into its symbols; None makes one for each reading.
    """

    runtime: Runtime
    vocabulary: Vocabulary
    temperature: float
    attends: bool = True
    sources: SourceEncoder | None = None

    def read(
        self, texts: Sequence[str], hints: Sequence[tuple[str | None, str | None]], *, attention: bool = False
    ) -> list[Hypothesis]:
        """The best reading of each canonical text under its own language and order."""
        if not texts:
            return []
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        symbols = {pair: encode_hints(self.vocabulary, *pair) for pair in set(hints)}
        batches = (self.sources or SourceEncoder(self.vocabulary)).batches(
            [texts[index] for index in order], [symbols[hints[index]] for index in order]
        )
        found: list[Hypothesis] = []
        for _, ids in batches:
            found += greedy_search(
                self.runtime, ids, temperature=self.temperature, attention=attention and self.attends
            )
        in_place = dict(zip(order, found, strict=True))
        return [in_place[index] for index in range(len(texts))]

    def guess(self, texts: Sequence[str], language: str | None) -> list[list[Hypothesis]]:
        """The likeliest readings of each canonical text without an order hint."""
        found = []
        for text in texts:
            ids = np.array([encode_source(self.vocabulary, text, language, None)])
            found += top_k_many(self.runtime, ids, k=_GUESSES, least=DOUBTS[0], temperature=self.temperature)
        return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one value shows.

    Attributes:
        kind: "numeric": its reading may depend on the order; "international": a whole year first, read alike
            under every order; "words": its month is a name; "none": it contains no whole day, or the network
            is not sure of its numbers.
        likelihood: the likelihood of each of `ORDERS`, up to a common factor: 1 if the numbers are a date in
            it, else one of `DOUBTS`.
        confidence: probability of its best reading.
        loose: its fields if its two-digit year may be first or last, else None.
        fields: its fields; None if it contains no whole day.
        written: the best reading in the value language, of any kind.
    """

    kind: Kind
    likelihood: tuple[float, ...] = (1.0,) * len(ORDERS)
    confidence: float = 0.0
    loose: Fields | None = None
    fields: Fields | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """The best reading of a text under one order hint.

    Attributes:
        probability: of the reading.
        fields: where it was read; None if it is not a whole day.
        written: the reading in the value language.
    """

    probability: float
    fields: Fields | None
    written: str = ""


def read_fields(hypothesis: Hypothesis, text: str) -> Fields | None:
    """The fields of a reading, or None where it is not one whole day.

    Args:
        hypothesis: a reading with its attention weights.
        text: the canonical text it was read from.
    """
    value = None if is_compound(hypothesis.text) else parse(hypothesis.text)
    weights = hypothesis.attention_weights
    if not isinstance(value, DateValue) or value.day is None or value.month is None or weights is None:
        return None
    numbers = {"M": value.month, "D": value.day}
    start = 0 if value.calendar == GREGORIAN else 1
    end = start + len(value.year)
    written = {"M": [end], "D": [end + 1]}
    if not value.is_yearless:
        written["Y"] = [index for index in range(start, end) if hypothesis.text[index].isdecimal()]
        numbers["Y"] = int("".join(hypothesis.text[index] for index in written["Y"]))
    read_at = weights.argmax(axis=1).tolist()
    places = {field: sum(read_at[index] for index in rows) / len(rows) for field, rows in written.items()}
    digits = [index for index, character in enumerate(text) if character.isdecimal()]
    return Fields(
        numbers,
        "".join(sorted(places, key=places.__getitem__)),
        is_numeric=float(weights[end, digits].sum()) >= 1 / 2,
        has_whole_year=not value.is_short and not value.is_yearless,
        weekday=value.weekday,
        calendar=hypothesis.text[:start],
    )


def gather(network: Network, texts: Sequence[str], language: str | None = None) -> list[Evidence]:
    """Read canonical texts under several order hints, each text until its evidence is sound.

    Args:
        network: the network.
        texts: canonical texts, none empty.
        language: hint for all of them.
    """
    readings: list[list[FieldReading]] = [[] for _ in texts]
    open_rows = list(range(len(texts)))
    for order in ORDERS:
        hints = [(language, order)] * len(open_rows)
        hinted = network.read([texts[row] for row in open_rows], hints, attention=True)
        for row, hypothesis in zip(open_rows, hinted, strict=True):
            fields = read_fields(hypothesis, texts[row])
            readings[row].append(FieldReading(hypothesis.probability, fields, hypothesis.text))
        open_rows = [row for row in open_rows if not _is_settled(readings[row])]
    return [weigh(found) for found in readings]


def year_habit(
    network: Network, texts: Sequence[str], values: Sequence[Evidence], language: str | None = None
) -> float:
    """The network's expectation, without an order hint, of where two-digit years are.

    It has learnt from separators and spaces: `25.03.04` ends with the year, `04. 3. 25.` probably starts with
    it. The rows of a column have one writer, so the expectation counts once and not for every row.

    Args:
        network: the network.
        texts: canonical texts.
        values: their evidence.
        language: hint for all of them.

    Returns:
        Log-odds that the year is last, limited to `HABIT` to one; 0 without such dates.
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
    """The evidence from the readings of one text, each under another order hint.

    The network reads the numbers and their places; the orders in which they are a date are computed. Under
    the hint MDY it still reads 23/04/1964 as 23 April, which shows that the text is not MDY.
    """
    believed = _believed(readings)
    if believed is None or believed.fields is None:
        best = max(readings, key=lambda reading: reading.probability)
        return Evidence("none", confidence=best.probability, written=best.written)
    fields, confidence, written = believed.fields, believed.probability, believed.written
    if not fields.is_numeric:
        return Evidence("words", confidence=confidence, fields=fields, written=written)
    doubt = next(doubt for doubt in DOUBTS if doubt >= min(1 - confidence, DOUBTS[-1]))
    likelihood = [1.0 if order in fields.orders else doubt for order in ORDERS]
    for place, order in enumerate(ORDERS):
        if fields.misnames_weekday(order):
            likelihood[place] *= WRONG_WEEKDAYS
    kind: Kind = "international" if fields.is_international else "numeric"
    loose = fields if fields.has_loose_year else None
    return Evidence(kind, tuple(likelihood), confidence, loose, fields, written)


def of_own_value(text: str) -> Evidence | None:
    """The evidence of a text that already is a value, which no network needs to read; None for any other.

    >>> of_own_value("1964-04-23").kind, of_own_value("1914"), of_own_value("23/04/1964")
    ('international', None, None)
    """
    if not is_own(text) or text.isdecimal():
        return None
    day = text[:DAY_LENGTH]
    value = parse(day) if accepts(day) else None
    if not isinstance(value, DateValue) or value.day is None or value.month is None or is_compound(text):
        return Evidence("none", confidence=1.0, written=text)
    if not value.year.isdecimal():
        return Evidence("none", confidence=1.0, written=text)
    numbers = {"Y": int(value.year), "M": value.month, "D": value.day}
    fields = Fields(numbers, "YMD", is_numeric=True, has_whole_year=True)
    return Evidence("international", (DOUBTS[0], DOUBTS[0], 1.0), 1.0, None, fields, day)


def _is_settled(readings: Sequence[FieldReading]) -> bool:
    """Whether no further hint is needed: a reading is believed, or the last surely contains no whole day."""
    last = readings[-1]
    return (last.fields is None and last.probability >= CERTAINLY_NONE) or _believed(readings) is not None


def _believed(readings: Sequence[FieldReading]) -> FieldReading | None:
    """The reading to use, or None if there is none yet.

    A reading that excludes an order needs two hints that give the same numbers in the same places, because a
    single misread number could decide a column. A reading that excludes none needs no confirmation.
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
