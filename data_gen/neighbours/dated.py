"""Dates with neighbours, of every century alike, and neighbours for the examples of other makers."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen.dates import habits
from data_gen.dates.days import draw_day
from data_gen.dates.gregorian import is_of_another_calendar
from data_gen.dates.patterns import has_short_year, order_of
from data_gen.dates.surface import cldr_pattern, range_of, write
from data_gen.example import DAY, ORDERS, REFUSAL, Example
from data_gen.locales import LocaleData, inventory
from data_gen.neighbours.layouts import Host, lay
from data_gen.times.digits import in_digits_of

LONGEST = 160
_NATIVE = 0.6
"""Share of neighbours in the native digits of their date."""
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d[①-⑦]?(/\d{4}-\d\d-\d\d[①-⑦]?)?")
_CENTURIES = ((100, 999), (1000, 1499), (1500, 1799), (1800, 2099))
_CENTURY_SHARES = (8, 16, 40, 36)


def draw(rng: Random, data: LocaleData) -> Example:
    """A whole date or a range of two with neighbours: `23 March 1744: £949.56`."""
    pattern = _pattern(rng, data)
    first, last = rng.choices(_CENTURIES, _CENTURY_SHARES)[0]
    year = rng.randint(first, last)
    while is_of_another_calendar(year, data.language, pattern):
        year = rng.randint(1700, 2099)
    day = draw_day(rng, year=year)
    example = write(pattern, day, data, rng, people=rng.random() < 0.6)
    order = order_of(pattern)
    example = replace(
        example, order=order if order in ORDERS and rng.random() < 0.9 else data.order, kind="full"
    )
    if rng.random() < 0.12 and day.year >= 1000:
        later = draw_day(rng, year=day.year + rng.randint(1, 60))
        end = write(pattern, later, replace(data, digits=()), rng)
        joint = rng.choice((" – ", " - ", " — ", "–"))
        text = f"{example.source}{joint}{in_digits_of(example.source, end.source)}"
        example = replace(example, source=text, value=range_of(example.value, end.value), kind="several")
    return beside(example, rng)


def _pattern(rng: Random, data: LocaleData) -> str:
    """A pattern of a whole date with the year in full."""
    while True:
        roll = rng.random()
        if roll < 0.55:
            pattern = habits.named_pattern(rng, data.identifier, weekday=0.15)
        elif roll < 0.75:
            pattern = cldr_pattern(data, rng, DAY) or "d MMMM y"
        else:
            pattern = habits.numeric_pattern(rng, data.order if rng.random() < 0.6 else "YMD")
        if not has_short_year(pattern):
            return pattern


def beside(example: Example, rng: Random) -> Example:
    """The example with neighbours; as it is if it has no date or no room."""
    if example.value == REFUSAL or len(example.source) > LONGEST:
        return example
    language = example.language if example.language in inventory() else "en"
    is_whole = _WHOLE.fullmatch(example.value) is not None and example.value[:4] != "0000"
    text, forms = lay(rng, Host(example.source, language, is_whole))
    if rng.random() < _NATIVE:
        text = in_digits_of(example.source, text)
    return replace(example, source=text, beside=forms) if len(text) <= LONGEST else example
