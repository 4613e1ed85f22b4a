"""Decades: the 1850s, 50-е годы XIX века, anni Trenta, early 1920s. Their fields are listed in
`data_gen.archival.periods`.
"""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.archival.bodies import Expression, Place, draw_late_year
from data_gen.archival.lexicon import Lexicon, fields
from data_gen.archival.periods import century_field, respelt

_COUNT_HUNDREDS = ("sv", "da", "nb", "fi")
"""In these, `1800-talet` is the century: the first decade has no such name."""


def decade(rng: Random, place: Place, *, inside: bool = False) -> Expression | None:
    """`1850s`, `1850er Jahre`, `50-е годы XIX века`; inside other words in its plainest form."""
    template = place.lexicon.templates("decade")[0] if inside else place.lexicon.pick(rng, "decade")
    first = _draw_decade(rng, place)
    if template and _is_name_alone(template):
        first = 1900 + 10 * rng.randint(1, 9)
    return _decade_as(rng, place, template, first)


def part_of_decade(rng: Random, place: Place) -> Expression | None:
    """`early 1850s`: 1850 to 1853; mid: 1854 to 1856; late: 1857 to 1859."""
    slot, start, end = rng.choice((("decade_early", 0, 3), ("decade_mid", 4, 6), ("decade_late", 7, 9)))
    first = _draw_decade(rng, place)
    while first % 100 == 0:  # `mid 1800s` is the middle of the century
        first = _draw_decade(rng, place)
    drawn = _decade_by(rng, place, slot, first)
    if drawn is None:
        return None
    return Expression(drawn.text, f"{first + start:04d}~/{first + end:04d}~", drawn.form, drawn.base)


def decades(rng: Random, place: Place) -> Expression | None:
    """`1850s–1860s`, `1850er und 1860er Jahre`."""
    first = _draw_decade(rng, place)
    last = first + rng.choice((10, 10, 10, 20, 20, 30, 40))
    if last % 100 == 0 or last > 2030 or place.language in ("ar", "he", "cs", "sk", "pl"):
        return None
    template = place.lexicon.templates("decade")[0]
    start = decade_text(place, template, first)
    end = decade_text(place, template, last)
    if start is None or end is None:
        return None
    joint = rng.choice(("–", "-", " – ", " - "))
    text, value = f"{start}{joint}{end}", f"{first // 10}X/{last // 10}X"
    about = place.lexicon.pick(rng, "about", "month") if rng.random() < 0.25 else None
    if about:
        text, value = about.format(text), value.replace("X", "X~")
    return Expression(text, value, f"{template}{joint}{about or ''}", "decades")


def _draw_decade(rng: Random, place: Place) -> int:
    first = draw_late_year(rng) // 10 * 10
    while first % 100 == 0 and (place.language in _COUNT_HUNDREDS or rng.random() < 0.7):
        first = draw_late_year(rng) // 10 * 10
    return first


def _decade_by(rng: Random, place: Place, slot: str, first: int) -> Expression | None:
    return _decade_as(rng, place, place.lexicon.pick(rng, slot), first)


def _decade_as(rng: Random, place: Place, template: str | None, first: int) -> Expression | None:
    text = decade_text(place, template, first) if template else None
    if text is None or template is None:
        return None
    return Expression(respelt(text, place, rng), f"{first // 10}X", template, "decade")


_FIRST_OF_LAST_CENTURY = 3
"""The `20s` may be those of this century, the `30s` are not."""


def _is_name_alone(template: str) -> bool:
    """Whether a template has a decade without its century: `anni Trenta`, `the 80s`."""
    return fields(template) in ({"D"}, {"t"}, {"T"})


def decade_text(place: Place, template: str, first: int) -> str | None:
    """A template filled with a decade; a name alone (`anni Trenta`) is one of the 20th century."""
    tens = first // 10 % 10
    if _is_name_alone(template) and first // 100 != 19:
        return None
    if tens < _FIRST_OF_LAST_CENTURY and fields(template) <= {"t", "T"}:
        return None
    wanted = {}
    for name in fields(template):
        try:
            word = _decade_field(name, first, tens, place.lexicon)
        except LookupError:  # the century has no name
            return None
        if not word:
            return None
        wanted[name] = word
    return template.format(**wanted)


def _decade_field(name: str, first: int, tens: int, lexicon: Lexicon) -> str:
    """The text of a field for a decade; "" if the decade has no such name."""
    if name == "d":
        return str(first)
    if name in "tT":
        return "" if tens == 0 else str(tens * 10) if name == "t" else numerals.han(tens * 10)
    if name in "Def":
        slot = {"D": "decade_names", "e": "decade_endings", "f": "decade_endings_2"}[name]
        return lexicon.slots[slot][tens]
    return century_field(name, first // 100 + 1, lexicon)
