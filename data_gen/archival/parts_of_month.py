"""Parts of a month, whose value is the month: early July, Ende Juni 1928, the February issue."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen.archival.bodies import Expression, Place, date_body, draw_late_year, written
from data_gen.dates import other_names
from data_gen.dates.days import Day
from data_gen.language import texts
from data_gen.numerals import roman


def part_of_month(rng: Random, place: Place) -> Expression | None:
    """`early July`, `Mitte Juni 1928`, `the February issue`: the month, as no day is said."""
    templates = texts(place.language, "archival.month_part")
    if not templates:
        return None
    template = rng.choice(templates)
    numeral = roman(rng.randint(1, 40))
    if rng.random() < 0.6 and not _ENDS_MONTH.search(template):
        inner = date_body(rng, place, "month", led=True)
        text = template.format(inner.text, R=numeral)
    else:
        inner = _month_alone(rng, place, ends=_ENDS_MONTH.search(template) is not None)
        text = template.format(inner.text, R=numeral)
        if rng.random() < 0.4:
            year = str(draw_late_year(rng))
            text = f"{year} {text}" if place.data.order == "YMD" else f"{text} {year}"
            inner = replace(inner, value=f"{year}{inner.value[4:]}")
    return inner.within(text[0].upper() + text[1:] if rng.random() < 0.2 else text, inner.value, template)


_NO_PART = re.compile(
    r"\{R\}|\{\}[^\W\d_]{3}|issue|number|edition|month|Heft|Ausgabe|Monat|num[ée]ro|número|mois|mes |mês|"
    r"mese|edição|nummer|maand|"
    r"^(?:early in|late in|towards|gegen|in|au|à|a|ai|alla|no|i|f[øö]rst|sidst|sent|tidlig|tidigt|courant|"
    r"snemma|seint|um|í|στις|στα|към|в|في) "
)
"""Forms that never follow *before* or *after*: issues of a journal, and forms with a preposition first."""


def in_bounds(rng: Random, place: Place) -> str | None:
    """A template of a part of a month for bounds, `mid-{}`, `Ende {}`; None if the language has none."""
    own = texts(place.language, "archival.month_part_of")
    if own:
        return rng.choice(own)
    if place.has_cases:
        return None
    parts = [one for one in texts(place.language, "archival.month_part") if not _NO_PART.search(one)]
    return rng.choice(parts) if parts else None


_ENDS_MONTH = re.compile(r"\{\}[^\W\d_]")
"""What follows a month in templates with its ending: {}n alussa, {}hälfte."""


def _month_alone(rng: Random, place: Place, *, ends: bool) -> Expression:
    """A month by name. Its name is sometimes inflected, but not where the template has the ending."""
    month = rng.randint(1, 12)
    pattern = "LLLL" if ends else rng.choice(("MMMM", "MMMM", "MMMM", "MMM"))
    others = other_names.months(place.language)
    if not ends and others and others[month - 1] and rng.random() < 0.4:
        name = rng.choice(others[month - 1])
    else:
        name = written(pattern, Day(2000, month, 1), place.data, rng)
    return Expression(name, f"XXXX-{month:02d}", "", pattern)
