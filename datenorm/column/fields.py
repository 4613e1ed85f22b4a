"""Where the network read the day, the month and the year of a date, and so in which order they were written.

The order is not looked for in the text: attention says from which character each field of the value was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from datenorm.search import Hypothesis
from datenorm.text.vocabulary import ORDERS
from datenorm.values import GREGORIAN, WEEKDAYS, DateValue, accepts, parse, resolve


@dataclass(frozen=True)
class Fields:
    """A day as it stands in the text.

    Attributes:
        numbers: Y, M, D → the number read, a two-digit year as such; Y is missing where the text has no year.
        places: the fields in the order they were read in the text, such as "DMY" or "MD".
        is_numeric: whether the month was read from digits, not from a name.
        has_whole_year: whether the year was read with its century.
        weekday: the one that the text names, 1 Monday to 7 Sunday, or None.
        calendar: its token, or an empty string; it says which days there are.
    """

    numbers: dict[str, int]
    places: str
    is_numeric: bool
    has_whole_year: bool
    weekday: int | None = None
    calendar: str = ""

    @property
    def sequence(self) -> tuple[int, ...]:
        """The numbers as they stand in the text."""
        return tuple(self.numbers[field] for field in self.places)

    @property
    def is_international(self) -> bool:
        """Whether a whole year comes first, then month and day: such a date needs no order to be read."""
        return self.has_whole_year and self.places[0] == "Y" and "YMD" in self.orders

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """The orders in which the numbers, as they stand in the text, make a date.

        >>> Fields({"Y": 1964, "M": 4, "D": 23}, "DMY", is_numeric=True, has_whole_year=True).orders
        ('DMY',)
        """
        return tuple(order for order in ORDERS if self.in_order(order) is not None)

    def misnames_weekday(self, order: str) -> bool:
        """Whether in this order the text names a wrong weekday; a two-digit year leaves that open."""
        value = self.in_order(order)
        if value is None or self.weekday is None or not self.has_whole_year:
            return False
        return resolve(f"{value}{WEEKDAYS[self.weekday - 1]}").weekday_conflict

    @property
    def has_loose_year(self) -> bool:
        """Whether the year has two digits and may stand first or last: 25.03.04."""
        return not self.has_whole_year and "Y" in self.numbers and {"DMY", "YMD"} <= set(self.orders)

    def in_order(self, order: str) -> str | None:
        """The day these numbers are in this order, in the value language; None where there is no such day."""
        by_field = dict(zip((field for field in order if field in self.numbers), self.sequence, strict=True))
        year = by_field.get("Y")
        if self.has_whole_year and year != self.numbers["Y"]:
            return None
        written = "XXXX" if year is None else f"{year:04d}" if self.has_whole_year else f"XX{year:02d}"
        value = f"{self.calendar}{written}-{by_field['M']:02d}-{by_field['D']:02d}"
        return value if accepts(value) else None


def read_fields(hypothesis: Hypothesis, text: str) -> Fields | None:
    """The fields of a reading, or None where it is not one whole day.

    Args:
        hypothesis: a reading with its attention weights.
        text: the canonical text it was read from.
    """
    value, weights = parse(hypothesis.text), hypothesis.attention_weights
    if not isinstance(value, DateValue) or value.day is None or value.month is None or weights is None:
        return None
    numbers = {"M": value.month, "D": value.day}
    start = 0 if value.calendar == GREGORIAN else 1
    end = start + len(value.year)
    written = {"M": [end + 1, end + 2], "D": [end + 4, end + 5]}
    if not value.is_yearless:
        written["Y"] = [index for index in range(start, end) if hypothesis.text[index].isdecimal()]
        numbers["Y"] = int("".join(hypothesis.text[index] for index in written["Y"]))
    read_at = weights.argmax(axis=1).tolist()
    places = {field: sum(read_at[index] for index in rows) / len(rows) for field, rows in written.items()}
    digits = [index for index, character in enumerate(text) if character.isdecimal()]
    on_digits = float(weights[np.ix_(written["M"], digits)].sum())
    return Fields(
        numbers,
        "".join(sorted(places, key=places.__getitem__)),
        is_numeric=on_digits >= len(written["M"]) / 2,
        has_whole_year=not value.is_short and not value.is_yearless,
        weekday=value.weekday,
        calendar=hypothesis.text[:start],
    )
