"""What cataloguers write around a date: published, dated, born, ©; and their brackets and dashes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_gen.archival import qualified, spans
from data_gen.archival.bodies import Expression, Place, body, draw_late_year, year_body
from data_gen.archival.lexicon import filled

Maker = Callable[[Random, Place], Expression | None]

_COPYRIGHT = (
    "© {}",
    "©{}",
    "(c) {}",
    "Copyright {}",
    "copyright © {}",
    "© copyright {}",
    "cop. {}",
    "℗ {}",
    "Copyright © {}",
)
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
    qualified.about,
    spans.years,
    qualified.open_range,
    qualified.unsure,
)
_MADE = (28, 34, 14, 11, 8, 6)
_LIVED = (38, 20, 16, 1, 8, 6)
"""Nobody is born from 1850 to 1860."""


def copyright_year(rng: Random, place: Place) -> Expression:
    """`© 1923`, `cop. 1923`, `©1971–75`."""
    year = rng.randint(1850, 2030)
    form = rng.choice(_COPYRIGHT)
    return Expression(form.format(year), f"{year:04d}", form, "y")


def bracketed(rng: Random, place: Place) -> Expression | None:
    """`[1850]`, `[ca. 1850]`, `1850-[1860]`, `[18--]`, `[185-?]`, `1850 [i.e. 1851]`."""
    dice = rng.random()
    if dice < 0.3:
        return _dashes(rng)
    if dice < 0.42:
        start = draw_late_year(rng)
        end = start + rng.randint(1, 30)
        form = rng.choice(("{}-[{}]", "{}–[{}]", "[{}]-{}", "[{}]–{}", "[{}-{}]", "[{}–{}]", "[{}]-[{}]"))
        return Expression(form.format(start, end), f"{start:04d}/{end:04d}", form, "y4")
    if dice < 0.48:
        year = draw_late_year(rng)
        form = rng.choice(
            ("{} [i.e. {}]", "{} [sic, i.e. {}]", "{} [i. e. {}]", "{} [i.e., {}]", "{} [recte {}]")
        )
        right = year + rng.choice((-1, 1, 10, -10, 100))
        return Expression(form.format(year, right), f"{right:04d}", form, "y")
    maker = rng.choice(
        (
            _late_year,
            qualified.about,
            qualified.unsure,
            spans.between,
            qualified.open_range,
            spans.one_of,
            _late_year,
        )
    )
    inner = maker(rng, place)
    if inner is None or inner.text[0] in "[(" or inner.text[-1] in "])":
        return None
    form = rng.choice(_BRACKETS)
    return inner.within(form.format(inner.text), inner.value, form)


def _late_year(rng: Random, place: Place) -> Expression:
    year = draw_late_year(rng)
    return Expression(str(year), f"{year:04d}", "", "y", (year,))


def _dashes(rng: Random) -> Expression:
    """Figures left open as the Anglo-American rules have it: `[185-]` a decade, `[18--]` a century."""
    year = rng.randint(1500, 2019)
    doubt = rng.random() < 0.4
    known = 3 if rng.random() < 0.55 else 2
    # `195?` is the year 195 with doubt.
    blank = rng.choice(("-", "-", "-", ".", "_", "*", "•") if doubt or known == 3 else ("-", "-", ".", "?"))
    inner = str(year)[:known] + blank * (4 - known)
    inside = f"{inner}?" if doubt else inner
    form = "{}" if blank == "-" and rng.random() < 0.25 else "[{}]"
    value = str(year)[:known] + "X" * (4 - known) + ("?" if doubt else "")
    return Expression(form.format(inside), value, form, f"open {known}{blank}{'?' if doubt else ''}")
