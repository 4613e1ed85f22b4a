"""Dates with a qualifier (about, perhaps, before) or a cataloguer's note (published, born, ©, brackets)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.archival import decades, parts_of_month, periods, spans
from data_gen.archival.bodies import (
    Expression,
    Place,
    body,
    draw_late_year,
    draw_pattern,
    written,
    year_body,
)
from data_gen.archival.lexicon import filled
from data_gen.dates.days import OTHER_YEARS, draw_day
from data_gen.dates.surface import bound_of, value_of
from data_gen.language import NO_LANGUAGE, pick, texts

_ANYWHERE = ("c. {}", "ca. {}", "circa {}", "± {}", "~{}", "~ {}", "c.{}", "c{}", "cca. {}", "ca {}")
_ANYWHERE_UNSURE = ("{}?", "{} ?", "?{}", "[{}?]", "[{}]?", "{} (?)", "{}(?)", "({}?)", "? {}")
_GRAINS = ("year", "month", "day", "decade", "century", "years")


def about(rng: Random, place: Place) -> Expression | None:
    """`c. 1850`, `um 1850`, `1850年頃`, `c.1737–40`."""
    return _loosened(rng, place, "about", "~", _ANYWHERE, (46, 16, 15, 7, 4, 12))


def unsure(rng: Random, place: Place) -> Expression | None:
    """`1850?`, `probably 1850`, `[1850?]`, `перед 1850 (?)`."""
    return _loosened(rng, place, "uncertain", "?", _ANYWHERE_UNSURE, (56, 17, 16, 6, 5, 0))


def both(rng: Random, place: Place) -> Expression | None:
    """`c. 1850?`, `?c.1674`, `vermutlich um 1850`."""
    inner = _loosened(rng, place, "about", "~", _ANYWHERE, (92, 2, 0, 6, 0, 0))
    if inner is None:
        return None
    own = place.lexicon.pick(rng, "uncertain", "month") if rng.random() < 0.4 else None
    form = own or rng.choice(("{}?", "?{}", "[{}?]", "{} ?", "{} (?)", "?{}"))
    if "{}" not in form or form.count("{}") > 1:
        return None
    return inner.within(form.format(inner.text), inner.value.replace("~", "%"), form)


def _inner(rng: Random, place: Place, grain: str, *, led: bool) -> Expression | None:
    if grain == "decade":
        return decades.decade(rng, place, inside=True)
    if grain == "century":
        return (
            periods.century(rng, place, inside=True)
            if rng.random() < 0.9
            else periods.part_of_century(rng, place)
        )
    if grain == "years":
        return spans.years(rng, place)
    return body(rng, place, grain, led=led)


def _loosened(
    rng: Random, place: Place, slot: str, sign: str, anywhere: tuple[str, ...], weights: tuple[int, ...]
) -> Expression | None:
    grain = rng.choices(_GRAINS, weights)[0]
    inner = _inner(rng, place, grain, led=slot == "about")
    if inner is None or "~" in inner.value:
        return None
    if grain == "years" and not inner.text[0].isdigit():
        return None
    # A year below 1000 needs a word to be recognised.
    own = rng.random() < (0.9 if slot == "about" else 0.7) or inner.value.startswith("0")
    plain = grain if grain in ("month", "day", "year") else "month"
    template = place.lexicon.pick(rng, slot, plain) if own else rng.choice(anywhere)
    if template is None or (template == "c{}" and not inner.text[0].isdigit()):  # nobody writes cMay 1850
        return None
    text = filled(template, (inner.text,), place.lexicon, inner.numbers)
    if text is None:
        return None
    value = "/".join(f"{end}{sign}" for end in inner.value.split("/"))
    return inner.within(text, value, template)


def open_range(rng: Random, place: Place) -> Expression | None:
    """`before 1900`, `not after 1645`, `after 1782`, `ab 1850`, `1850–`; sometimes before about 1900."""
    before = rng.random() < 0.5
    slot = "before" if before else "after"
    grain = rng.choices(("year", "month", "day", "about"), (45, 24, 28, 3))[0]
    if not before and grain == "year" and rng.random() < 0.08:
        inner = body(rng, place, "year")
        form = rng.choice(("{}–", "{}-", "{} –", "{} -", "{}—", "[{}]-", "{}–[…]"))
        return inner.within(form.format(inner.text), f"{inner.value}/..", form)
    if grain == "about":
        loose = about(rng, place)
        if loose is None or "/" in loose.value or len(loose.value) != 5:
            return None
        inner, plain = loose, "month"
    else:
        inner = body(rng, place, grain, led=True)
        plain = grain
    part = (
        parts_of_month.in_bounds(rng, place) if grain == "month" and rng.random() < _PARTS_IN_BOUNDS else None
    )
    if part is not None:
        inner = replace(inner, text=part.format(inner.text), form=part)
    template = place.lexicon.pick(rng, slot, plain)
    text = filled(template, (inner.text,), place.lexicon, inner.numbers) if template else None
    if text is None or template is None:
        return None
    return inner.within(text, bound_of(inner.value, before=before), template)


_PARTS_IN_BOUNDS = 0.1
"""Share of bounds with a month that are parts of it: since the end of July 2015."""


def part_of_year(rng: Random, place: Place) -> Expression | None:
    """`early 1990`, `Ende 1898`, `кінця 1920 року`: the year, as no month is said."""
    forms = texts(place.language, "habits.year_alone")
    if not forms or place.language in OTHER_YEARS:
        return None
    form, year = rng.choice(forms), draw_late_year(rng)
    return Expression(form.format(year), f"{year:04d}", form, "y")


Maker = Callable[[Random, Place], Expression | None]

_BRACKETS = ("[{}]", "[{}]", "({})", "<{}>")


def carried(rng: Random, place: Place) -> Expression | None:
    """`published 1859–61`, `printed c.1690`, `dated 1776`, `geb. 1850`, `signed and dated 1871`."""
    slot = rng.choices(("made", "made_in", "life"), (55, 25, 20))[0]
    if slot == "made_in":
        inner: Expression | None = year_body(rng, place)
        template = place.lexicon.pick(rng, slot)
    else:
        maker = rng.choices(_INNER, _MADE if slot == "made" else _LIVED)[0]
        inner = maker(rng, place)
        year = inner is not None and bool(inner.numbers)
        template = place.lexicon.pick(rng, slot, "year" if year else "month")
    if inner is None or template is None:
        return None
    text = filled(template, (inner.text,), place.lexicon, inner.numbers)
    return inner.within(text, inner.value, template) if text else None


def _month_or_day(rng: Random, place: Place) -> Expression:
    return body(rng, place, rng.choice(("month", "day")))


_INNER: tuple[Maker, ...] = (
    year_body,
    _month_or_day,
    about,
    spans.years,
    open_range,
    unsure,
    spans.one_of,
)
_MADE = (28, 34, 14, 11, 8, 6, 4)
_LIVED = (36, 20, 16, 1, 14, 6, 6)
"""Nobody is born from 1850 to 1860."""


def copyright_year(rng: Random, place: Place) -> Expression:
    """`© 1923`, `cop. 1923`, `©1971–75`."""
    year = rng.randint(1850, 2030)
    form = pick(rng, NO_LANGUAGE, "archival.copyright")
    return Expression(form.format(year), f"{year:04d}", form, "y")


def bracketed(rng: Random, place: Place) -> Expression | None:
    """`[1850]`, `[ca. 1850]`, `1850-[1860]`, `[18--]`, `[185-?]`, `1850 [i.e. 1851]`, `1[2?]. 6. 1902`."""
    dice = rng.random()
    if dice < 0.25:
        return _dashes(rng)
    if dice < 0.36:
        start = draw_late_year(rng)
        end = start + rng.randint(1, 30)
        form = rng.choice(("{}-[{}]", "{}–[{}]", "[{}]-{}", "[{}]–{}", "[{}-{}]", "[{}–{}]", "[{}]-[{}]"))
        return Expression(form.format(start, end), f"{start:04d}/{end:04d}", form, "y4")
    if dice < 0.54:
        return _day_in_brackets(rng, place)
    if dice < 0.59:
        year = draw_late_year(rng)
        form = rng.choice(
            ("{} [i.e. {}]", "{} [sic, i.e. {}]", "{} [i. e. {}]", "{} [i.e., {}]", "{} [recte {}]")
        )
        right = year + rng.choice((-1, 1, 10, -10, 100))
        return Expression(form.format(year, right), f"{right:04d}", form, "y")
    maker = rng.choice(
        (
            _late_year,
            about,
            unsure,
            spans.between,
            open_range,
            spans.one_of,
            _late_year,
        )
    )
    inner = maker(rng, place)
    if inner is None or inner.text[0] in "[(" or inner.text[-1] in "])":
        return None
    form = rng.choice(_BRACKETS)
    return inner.within(form.format(inner.text), inner.value, form)


_PLAIN_DAY = re.compile(r"(?<!d)dd?(?!d)")


def _day_in_brackets(rng: Random, place: Place) -> Expression | None:
    """A day that an editor supplied or doubts: `1[2?]. 6. 1902`, `[19?] April 1922`, `[3.? 5. 1895]`."""
    pattern, day = draw_pattern(rng, place.data, "day"), draw_day(rng, year=draw_late_year(rng))
    if "'" in pattern or len(_PLAIN_DAY.findall(pattern)) != 1:
        return None
    forms = ("[{}?]", "[{}?]", "[{}]", "{}[?]", "{}(?)", "{}?")
    number = str(day.day)
    form = rng.choice((*forms, *_ONE_DIGIT) if len(number) == 2 else forms)
    said = form.format(*((number[0], number[1]) if form in _ONE_DIGIT else (number,)))
    text = written(_PLAIN_DAY.sub("'¤'", pattern), day, place.data, rng)
    if re.search(r"\d¤|¤\d", text):  # 1851121[8?]
        return None
    if text.startswith("¤. ") and rng.random() < 0.2:
        said, text, form = f"{number}.?", f"[{text.replace('¤. ', '¤ ')}]", "[{}.? ]"
    value = f"{value_of(pattern, day)}{'?' if '?' in said else ''}"
    return Expression(text.replace("¤", said), value, form, pattern)


_ONE_DIGIT = ("{}[{}?]", "{}[{}?]", "{}[{}]")


def _late_year(rng: Random, place: Place) -> Expression:
    year = draw_late_year(rng)
    return Expression(str(year), f"{year:04d}", "", "y", (year,))


def _dashes(rng: Random) -> Expression:
    """Open digits of the Anglo-American rules: `[185-]` a decade, `[18--]` a century."""
    year = rng.randint(1500, 2019)
    doubt = rng.random() < 0.4
    known = 3 if rng.random() < 0.55 else 2
    # `195?` would be the year 195, uncertain.
    blank = rng.choice(("-", "-", "-", ".", "_", "*", "•") if doubt or known == 3 else ("-", "-", ".", "?"))
    inner = str(year)[:known] + blank * (4 - known)
    inside = f"{inner}?" if doubt else inner
    form = "{}" if blank == "-" and rng.random() < 0.25 else "[{}]"
    value = str(year)[:known] + "X" * (4 - known) + ("?" if doubt else "")
    return Expression(form.format(inside), value, form, f"open {known}{blank}{'?' if doubt else ''}")
