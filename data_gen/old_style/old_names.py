"""Months as old records name them: 7ber, Xbris, Hornung, Louwmaand, Febry, aoust; those of Quakers by number.

Septem, octo, novem and decem stand in figures for themselves: 7ber is September, not July.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.ordinals import english_ordinal
from data_gen.dates.said_years import said
from data_gen.dates.surface import value_of, write
from data_gen.example import Example
from data_gen.language import rows
from data_gen.locales import MONTH_FORMS, LocaleData

_GROWN = re.compile("[doy][ML]|[ML][doy]")


def known(language: str) -> bool:
    """Whether a language has such names here."""
    return bool(rows(language, "months.old"))


def draw(rng: Random, data: LocaleData) -> Example:
    """A day from 1530 to 1930, its month by an old name; the language is a `known` one."""
    if data.language == "en" and rng.random() < 0.3:
        return _of_quakers(rng)
    twelve = rng.choice(rows(data.language, "months.old"))
    month = rng.choice([number for number, name in enumerate(twelve, 1) if name])
    usual = next(iter(data.months.values()))
    names = tuple(old or new for old, new in zip(twelve, usual, strict=True))
    pattern = "R"
    while "R" in pattern or "yy" in pattern.replace("yyyy", "") or "P" in pattern or _GROWN.search(pattern):
        pattern = habits.named_pattern(rng, data.identifier, weekday=0.15)
    day = draw_day(rng, year=rng.randint(1530, 1920))
    day = replace(day, month=month, day=min(day.day, 28))
    return write(pattern, day, replace(data, months=dict.fromkeys(MONTH_FORMS, names)), rng)


_QUAKERS = (
    *("{dth} of {mth} mo. {y}", "{mth} mo. {dth}, {y}", "{mth} mo. {d}, {y}", "{m}mo {d} {y}"),
    *("{y} {m}mo {d}", "{m} mo. {d}, {y}", "{m}mo. {d}d. {y}", "{dth} {m}mo {y}", "{dth} {mth} mo. {y}"),
    *("{dth} day of the {mth} month, {y}", "{dth} day of {mth} month {y}", "{dth} of the {mth} month {y}"),
    *("{mth} month {dth} {y}", "{mth} month, {dth} day, {y}", "the {dth} day of the {month} month {y}"),
    *("{month} month {dth}, {y}", "{month} month {d}, {y}", "{y}, {month} month {dth}", "{y} {mth} mo {dth}"),
)


def _of_quakers(rng: Random) -> Example:
    """10th mo. 8th, 1814: months by number, which since 1752 begin with January."""
    day: Day = draw_day(rng, year=rng.randint(1753, 1930))
    form = rng.choice(_QUAKERS)
    text = form.format(
        d=day.day,
        dth=english_ordinal(day.day),
        m=day.month,
        mth=english_ordinal(day.month),
        month=said(day.month, "en", "ordinal"),
        y=day.year,
    )
    return Example(text, value_of("d MMMM y", day), "en", order="MDY", pattern="d MMMM y")
