"""Where the network read the day, the month and the year of a date, and so in which order they were written.

The order is not looked for in the text: attention says from which character each field of the value was read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from datenorm.search import Hypothesis
from datenorm.values import GREGORIAN, DateValue, parse


@dataclass(frozen=True, slots=True)
class Fields:
    """A day as it stands in the text.

    Attributes:
        numbers: Y, M, D → the number read, a two-digit year as such; Y is missing where the text has no year.
        places: the fields in the order they were read in the text, such as "DMY" or "MD".
        is_numeric: whether the month was read from digits, not from a name.
        has_whole_year: whether the year was read with its century.
    """

    numbers: dict[str, int]
    places: str
    is_numeric: bool
    has_whole_year: bool

    @property
    def is_international(self) -> bool:
        """Whether a whole year comes first, then month and day: such a date needs no order to be read."""
        return self.has_whole_year and self.places[0] == "Y" and self.keep("YMD")

    def keep(self, order: str) -> bool:
        """Whether the numbers stand in the text as this order wants them.

        The numbers are compared and not the names of the fields: 05/05/2005 keeps two orders.

        >>> Fields({"Y": 1964, "M": 4, "D": 23}, "DMY", True, True).keep("MDY")
        False
        """
        wanted = [self.numbers[field] for field in order if field in self.numbers]
        return wanted == [self.numbers[field] for field in self.places]


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
    )
