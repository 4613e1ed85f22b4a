"""Before and after Christ, and years with a sign."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival import periods, spans
from data_gen.archival.bodies import Expression, Place, is_tidy, written
from data_gen.archival.lexicon import filled
from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields
from data_gen.dates.surface import bound_of, value_of


def era(rng: Random, place: Place) -> Expression | None:
    """A year, range, century or day with its era, see `datenorm.values.eras`."""
    before = rng.random() < 0.62
    dice = rng.random()
    if dice < 0.25:
        return _day(rng, place, before=before)
    named = _template(rng, place, before)
    if named is None:
        return None
    template, plain = named
    if dice < 0.66:
        year = _year(rng, before=before)
        return Expression(template.format(year), _value(year, before), template, "y")
    if dice < 0.77:
        return _about(rng, place, template, before)
    if dice < 0.88:
        return _range(rng, plain or template, before)
    return _century(rng, place, plain, before)


def _year(rng: Random, *, before: bool) -> int:
    """A year of an era."""
    dice = rng.random()
    if before:
        if dice < 0.3:
            return rng.choice((100 * rng.randint(1, 30), 50 * rng.randint(1, 60), 10 * rng.randint(1, 99)))
        return rng.randint(1, 999) if dice < 0.88 else rng.randint(1000, 3500)
    return rng.randint(1, 1950) if dice < 0.5 else rng.randint(1, 999)


def _value(year: int, before: bool) -> str:
    return f"{year:04d}b" if before else f"{year:04d}"


def _template(rng: Random, place: Place, before: bool) -> tuple[str, str | None] | None:
    """A template with the era, and one for centuries and ranges too."""
    slot = "bc" if before else "ad"
    if place.lexicon.has(slot) and rng.random() < 0.75:
        return place.lexicon.pick(rng, slot) or "{}", place.lexicon.pick(rng, slot, "month")
    if not place.data.eras:
        return None
    name = rng.choice(place.data.eras)[0 if before else 1]
    pattern = place.data.skeletons.get("Gy", "y G")
    leads = pattern.find("G") < pattern.find("y")
    glued = "Gy" in pattern or "yG" in pattern
    space = "" if glued else " "
    form = f"{name}{space}{{}}" if leads else f"{{}}{space}{name}"
    return form, form


def template(rng: Random, place: Place, *, before: bool) -> str | None:
    """A template with an era for centuries and ranges."""
    named = _template(rng, place, before)
    return named[1] if named else None


def _about(rng: Random, place: Place, template: str, before: bool) -> Expression | None:
    year = rng.choice(
        (rng.randint(1, 30) * 100, rng.randint(1, 40) * 50, rng.randint(1, 200) * 10, rng.randint(1, 999))
    )
    outer = place.lexicon.pick(rng, "about", "month") or "c. {}"
    text = filled(outer, (template.format(year),), place.lexicon)
    return Expression(text, _value(year, before) + "~", f"{outer}>{template}", "y") if text else None


def _range(rng: Random, template: str, before: bool) -> Expression | None:
    """`27–14 v. Chr.`, `108/9 C.E.`, `3000 BCE – 2000 BCE`, `c. 500–475 BC`, `500—400 BCE (?)`."""
    start = rng.choice((rng.randint(2, 900), 25 * rng.randint(1, 40), rng.randint(100, 1900)))
    end = start + rng.choice((1, 5, 10, 20, 25, 50, 100, rng.randint(2, 150)))
    joint = rng.choice(_DASHES)
    if before:
        start, end = end, start
    last = str(end)
    if not before and rng.random() < 0.35:
        near = start >= 100 and end // 10 == start // 10
        last = str(end)[-1] if near and rng.random() < 0.6 else spans.shortened(start, end, rng)
        joint = rng.choice(("/", joint)) if end == start + 1 else joint
    if rng.random() < 0.2:
        text = f"{template.format(start)}{joint}{template.format(end)}"
    else:
        text = template.format(f"{start}{joint}{last}")
    mark, dice = "", rng.random()
    if dice < 0.18:
        text, mark = rng.choice(("c. {}", "ca. {}", "c.{}", "circa {}", "ca {}")).format(text), "~"
    elif dice < 0.26:
        text, mark = rng.choice(("{} (?)", "{} (?)", "{}?", "[{}?]")).format(text), "?"
    value = f"{_value(start, before)}{mark}/{_value(end, before)}{mark}"
    return Expression(text, value, f"{template}{joint}{mark}", "years")


def open_range(rng: Random, place: Place) -> Expression | None:
    """`before 44 BC`, `not before 117 CE`, `400 BC or earlier`, `ab 50 n. Chr.`"""
    before, earlier = rng.random() < 0.5, rng.random() < 0.5
    inner = template(rng, place, before=before)
    outer = place.lexicon.pick(rng, "before" if earlier else "after", "month")
    if inner is None or outer is None or place.language == "fa":
        return None
    year = _year(rng, before=before)
    text = filled(outer, (inner.format(year),), place.lexicon)
    value = _value(year, before)
    return Expression(text, bound_of(value, before=earlier), f"{outer}>{inner}", "y") if text else None


def unsure(rng: Random, place: Place) -> Expression | None:
    """`179 B.C.E. (?)`, `44 v. Chr.?`, `423 CE or 458 CE`."""
    before = rng.random() < 0.6
    inner = template(rng, place, before=before)
    if inner is None or place.language == "fa":
        return None
    year = _year(rng, before=before)
    if rng.random() < 0.25:
        other = year + rng.randint(1, 40)
        outer = place.lexicon.pick(rng, "or", "month")
        first, last = (other, year) if before else (year, other)
        texts = (inner.format(first), inner.format(last))
        text = filled(outer, texts, place.lexicon) if outer else None
        value = f"[{_value(first, before)},{_value(last, before)}]"
    else:
        outer = place.lexicon.pick(rng, "uncertain", "month") if rng.random() < 0.35 else None
        outer = outer or rng.choice(("{} (?)", "{} (?)", "{}?", "{}(?)", "[{}?]", "?{}", "{} ?"))
        text = filled(outer, (inner.format(year),), place.lexicon)
        value = f"{_value(year, before)}?"
    return Expression(text, value, f"{outer}>{inner}", "y") if text else None


_DASHES = ("–", "-", " – ", " - ", "—", " — ")


def crossing(rng: Random, place: Place) -> Expression | None:
    """A range from before to after Christ: `206 BC–AD 220`, `21 v. Chr. – 7 n. Chr.`."""
    first, last = _template(rng, place, before=True), _template(rng, place, before=False)
    if first is None or last is None or first[1] is None or last[1] is None or place.language == "fa":
        return None
    start = rng.choice((rng.randint(1, 99), rng.randint(1, 400), 50 * rng.randint(1, 20)))
    end = rng.choice((rng.randint(1, 99), rng.randint(1, 400), 50 * rng.randint(1, 10)))
    texts = first[1].format(start), last[1].format(end)
    value = f"{_value(start, before=True)}/{_value(end, before=False)}"
    slot = rng.choice(("from_to", "between", "", ""))
    template = place.lexicon.pick(rng, slot, "day") if slot else f"{{}}{rng.choice(_DASHES)}{{}}"
    text = filled(template, texts, place.lexicon) if template else None
    return Expression(text, value, f"{template}>{first[1]}>{last[1]}", "years") if text else None


def _century(rng: Random, place: Place, template: str | None, before: bool) -> Expression | None:
    if template is None or place.language == "fa" or not place.lexicon.has("century"):
        return None
    number = rng.randint(1, 12) if before else rng.randint(1, 9)
    inner = place.lexicon.templates("century")[0]
    text = periods.century_text(rng, place, inner, number)
    if text is None:
        return None
    value = periods.century_value(number, text, before=before)
    return Expression(template.format(text), value, f"{template}>{inner}", "century")


def _day(rng: Random, place: Place, *, before: bool) -> Expression | None:
    if place.language in _YEAR_FIRST or not (place.data.eras or place.lexicon.has("bc")):
        return None
    named = _template(rng, place, before)
    template = named[1] if named is not None else None
    if template is None:
        return None
    year = rng.randint(1, 900)
    day = draw_day(rng, year=1 - year if before else year)
    if rng.random() < _NUMERIC:
        return _in_numbers(rng, place, template, year, day, before=before)
    pattern = _without_year(rng, place)
    text = f"{written(pattern, day, place.data, rng)} {template.format(year)}"
    value = value_of(f"{pattern} y", Day(year, day.month, day.day))
    value = value.replace(f"{year:04d}", _value(year, before), 1)
    return Expression(text, value, template, f"{pattern} y")


_NUMERIC = 0.12


def _in_numbers(rng: Random, place: Place, template: str, year: int, day: Day, *, before: bool) -> Expression:
    """A day in numbers: `343-02-03 BCE`, `15.03.144 v. Chr.`"""
    pattern = "y-MM-dd"
    if year > 99 and place.data.order == "DMY" and rng.random() < 0.5:
        pattern = rng.choice(("dd.MM.y", "d.M.y", "dd/MM/y"))
    padded = pattern[0] == "y" and (year < 100 or rng.random() < 0.6)
    wanted = {
        "y": f"{year:04d}" if padded else str(year),
        "MM": f"{day.month:02d}",
        "M": str(day.month),
        "dd": f"{day.day:02d}",
        "d": str(day.day),
    }
    text = re.sub(r"y|MM?|dd?", lambda found: wanted[found[0]], pattern)
    value = f"{_value(year, before)}-{day.month:02d}-{day.day:02d}"
    return Expression(template.format(text), value, template, pattern)


_YEAR_FIRST = ("ja", "zh", "ko", "hu", "lt", "vi", "th")


def _without_year(rng: Random, place: Place) -> str:
    """A pattern of a day or month by name, for use before a year."""
    while True:
        if rng.random() < 0.5:
            pattern = rng.choice(_PLAIN)
        else:
            pattern = habits.named_pattern(rng, place.data.identifier, year=False, weekday=0.0)
        if fields(pattern) <= {"d", "M"} and is_tidy(pattern):
            return f"{pattern}," if pattern[-1] in "do" else pattern  # May 3, 44 BC


_PLAIN = ("d MMMM", "MMMM", "d MMMM", "MMMM", "d MMM", "MMM", "MMMM d", "LLLL", "d. MMMM", "MMM.")


def signed(rng: Random, place: Place) -> Expression:
    """Years with a sign, as ISO 8601 and astronomers write them: `-0043-03-15`, `+1969-07-20`.

    After a hyphen a year starts with 0, after a true minus with any digit, as `-1945` is more often the rest
    of a range.
    """
    sign = rng.choice(("-", "-", "-", "\u2212", "+"))
    if sign == "+":
        year = rng.randint(1500, 2030)
    else:
        year = -(
            rng.randint(0, 99) if rng.random() < 0.5 else rng.randint(1, 4000 if sign == "\u2212" else 999)
        )
    pattern = rng.choices(("y-MM-dd", "y-MM", "y"), (60, 15, 25))[0]
    if sign == "+" or year == 0:
        pattern = "y-MM-dd"
    value = value_of(pattern, draw_day(rng, year=year))
    return Expression(f"{sign if year else ''}{value.removeprefix('-')}", value, f"signed {sign}", pattern)
