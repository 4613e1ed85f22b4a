"""Centuries and their parts, seasons and quarters.

Fields of their templates and those of decades: `d` 1850, `t` 50, `T` 五十, `D` a decade's name, `e` `f` its
endings; `n` the century, `m` `l` the next and the last, `R` `S` `L` these in Roman numerals, `o` `p` `q` and
`w` `v` as ordinals, `N` `M` in Han numerals, `h` `i` 1800 and 1900, `C` a name (Settecento), `a` an ending;
`c` the century as the language names it, `g` the same in the genitive, `k` which half or quarter, `s` a
season, `y` its year.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from data_gen import numerals
from data_gen.archival.bodies import Expression, Place, draw_late_year
from data_gen.archival.lexicon import Lexicon, ending, fields
from data_gen.dates.patterns import english_ordinal
from data_gen.language import pairs, rows, texts
from data_gen.locales import babel_locale

_FIRST_NAMED = 13
"""The century of the first of `century_names`: Duecento."""


def century_field(name: str, century: int, lexicon: Lexicon) -> str:
    """The text of a field for a century; LookupError if the language has no word for it."""
    if name in "nml":
        return str(century + {"n": 0, "m": 1, "l": -1}[name])
    if name in "RSLr":
        number = century + {"R": 0, "S": 1, "L": -1, "r": 0}[name]
        if number < 1:
            raise LookupError(name)
        return numerals.roman(number).lower() if name == "r" else numerals.roman(number)
    if name in "opq":
        return english_ordinal(century + {"o": 0, "p": 1, "q": -1}[name])
    if name in "wv":
        return lexicon.slots["ordinals"][century - 1 + (name == "v")]
    if name in "NM":
        return numerals.han(century + (name == "M"))
    if name in "hi":
        return str((century - 1 + (name == "i")) * 100)
    if name == "C" and century >= _FIRST_NAMED:
        return lexicon.slots["century_names"][century - _FIRST_NAMED]
    if name == "a":
        return ending(lexicon, "ordinal_endings", century)
    raise LookupError(name)


def century_text(rng: Random, place: Place, template: str, century: int, rank: str = "") -> str | None:
    """A template filled with a century; None if the language lacks a word for it."""
    lexicon = place.lexicon
    wanted: dict[str, str] = {"k": rank} if rank else {}
    for name in fields(template):
        if name in "cg":
            slot = "century_of" if name == "g" and "century_of" in lexicon.slots else "century"
            inner = century_text(rng, place, lexicon.pick(rng, slot) or "{n}", century)
            if inner is None:
                return None
            wanted[name] = inner
        elif name != "k":
            try:
                wanted[name] = century_field(name, century, lexicon)
            except LookupError:
                return None
    text = template.format(**wanted)
    if place.language == "fr":
        text = text.replace("Ie s", "Ier s") if century == 1 else text
    return text


def respelt(text: str, place: Place, rng: Random) -> str:
    """The text, its Roman numerals sometimes in Cyrillic letters, as people type them."""
    letters = pairs(place.language, "numbers.roman_letters")
    if not letters or rng.random() >= 0.25:
        return text
    return "".join(letters.get(letter, letter) for letter in text)


def draw_century(rng: Random) -> int:
    """A century, most of them since the 15th."""
    return rng.randint(15, 20) if rng.random() < 0.7 else rng.randint(6, 21)


def century(rng: Random, place: Place, *, inside: bool = False) -> Expression | None:
    """`19th century`, `XIXe siècle`, `19世紀`; inside other words not `in the 19th century`."""
    slot = "century_in" if not inside and rng.random() < 0.25 else "century"
    return _century_by(rng, place, slot, draw_century(rng))


def centuries(rng: Random, place: Place) -> Expression | None:
    """`18th–19th century`."""
    number = min(draw_century(rng), 20)
    made = _century_by(rng, place, "centuries", number)
    if made is None:
        return None
    return replace(made, value=f"{made.value}/{century_value(number + 1, made.text)}")


def _century_by(rng: Random, place: Place, slot: str, number: int, part: str = "") -> Expression | None:
    template = place.lexicon.pick(rng, slot)
    text = century_text(rng, place, template, number) if template else None
    if text is None or template is None:
        return None
    return Expression(respelt(text, place, rng), century_value(number, text, part), template, "century")


def century_value(number: int, text: str, part: str = "", *, before: bool = False) -> str:
    """The value of a century or a part of it, by its number if the text has that.

    Args:
        number: the century.
        text: how it is written; `1800-talet` has the digits of its years.
        part: one of `PARTS`, or that of `numbered`.
        before: whether before Christ.

    >>> century_value(18, "late 18th century", PARTS["late"]), century_value(19, "1800-talet")
    ('18c>', '18XX')
    """
    if number > 1 and not part and str(100 * (number - 1)) in text:
        return f"{'-' if before else ''}{number - 1:02d}XX"
    return f"{number:02d}c{part}{'b' if before else ''}"


def numbered(rank: int, slot: str) -> str:
    """How a half, third or quarter of a century is written in a value.

    >>> numbered(1, "quarter")
    '#24'
    """
    return f"#{rank + 1}{len(YEARS[slot])}"


PARTS = {"early": "<", "mid": "=", "late": ">"}
"""How parts of a century are written in values."""

YEARS = {
    **{"early": ((0, 33),), "mid": ((34, 66),), "late": ((67, 99),)},
    "half": ((0, 49), (50, 99)),
    "quarter": ((0, 24), (25, 49), (50, 74), (75, 99)),
    "third": ((0, 33), (34, 66), (67, 99)),
}
"""The years of the parts of a century, counted from 0."""


def part_of_century(rng: Random, place: Place) -> Expression | None:
    """`early 19th century`, `first half of the 19th century`, `turn of the 20th century`."""
    number = draw_century(rng)
    dice = rng.random()
    if dice < 0.62:
        slot = rng.choice(tuple(PARTS))
        return _century_by(rng, place, slot, number, PARTS[slot])
    if dice < 0.68:
        made = _century_by(rng, place, "turn", number)
        return replace(made, value=f"{100 * (number - 1):04d}~") if made else None
    slot = "half" if dice < 0.85 else "quarter" if dice < 0.96 else "third"
    ranks = place.lexicon.ranked.get(f"{slot}_ord")
    template = place.lexicon.pick(rng, slot)
    if ranks is None or template is None:
        return None
    rank = rng.randrange(len(ranks))
    word = rng.choice(ranks[rank])
    text = century_text(rng, place, template, number, word)
    if text is None:
        return None
    form = template.replace("{k}", word)
    value = century_value(number, text, numbered(rank, slot))
    return Expression(respelt(text, place, rng), value, form, "century")


def season(rng: Random, place: Place) -> Expression | None:
    """`Spring 1920`; `Winter 1914–15` is the winter that begins in 1914."""
    names = place.lexicon.ranked.get("seasons")
    template = place.lexicon.pick(rng, "season")
    if names is None or template is None:
        return None
    return _season(rng, place, template, names)


def season_when(rng: Random, place: Place) -> Expression | None:
    """`восени 1920`, `na podzim 1938`: the season as an adverb, which says when something was."""
    names = rows(place.language, "archival.seasons_when")
    return (
        _season(rng, place, rng.choice(texts(place.language, "archival.season_when")), names)
        if names
        else None
    )


def _season(rng: Random, place: Place, template: str, names: tuple[tuple[str, ...], ...]) -> Expression:
    number, year = rng.randrange(4), draw_late_year(rng)
    name = rng.choice(names[number])
    written = str(year)
    form = template
    if number == 3 and rng.random() < 0.3 and template.endswith("{y}"):
        last = year + 1
        short = str(last) if rng.random() < 0.35 or last % 100 < 13 else str(last)[-2:]
        joint = rng.choice(("–", "-", "/"))
        written, form = f"{year}{joint}{short}", f"{template}{joint}{len(short)}"
    if place.language == "en" and rng.random() < 0.2:
        name = name.upper()
    return Expression(
        template.format(s=name, y=written), f"{year:04d}-{21 + number}", form, f"season {number}"
    )


_SHORT_QUARTERS = (
    *("{q}Q '{y}", "{q}Q'{y}", "{q}Q{y}", "Q{q} '{y}", "Q{q}'{y}", "Q{q}-{y}", "Q{q}/{y}", "{q}Q {y}"),
    *("{q}Q-{y}", "Q{q} ’{y}", "{q}Q ’{y}"),
)


def quarter(rng: Random, place: Place) -> Expression | None:
    """`Q3 2014`, `1Q '19`, `3. Quartal 2014`, in CLDR's words for it."""
    number, year = rng.randrange(4), rng.randint(1900, 2040)
    value = f"{year:04d}-{33 + number}"
    if rng.random() < 0.35:
        if 1950 <= year <= 2029 and rng.random() < 0.3:
            form = rng.choice(_SHORT_QUARTERS)
            text = form.format(q=number + 1, y=f"{year % 100:02d}")
            return Expression(text, f"XX{year % 100:02d}-{33 + number}", form, "quarter")
        form = rng.choice(
            ("Q{q} {y}", "Q{q} {y}", "Q{q}/{y}", "{y} Q{q}", "{y}-Q{q}", "Q{q}, {y}", "{y}Q{q}", "{q}Q {y}")
        )
        return Expression(form.format(q=number + 1, y=year), value, form, "quarter")
    if rng.random() < 0.2 and place.language == "en":
        form = rng.choice(
            ("{q} quarter of {y}", "the {q} quarter of {y}", "{q} quarter, {y}", "{q} quarter {y}")
        )
        word = rng.choice((("1st", "2nd", "3rd", "4th"), ("first", "second", "third", "fourth")))[number]
        return Expression(form.format(q=word, y=year), value, form, "quarter")
    names = rng.choice(quarter_names(place.data.identifier))
    form = rng.choice(("{q} {y}", "{q} {y}", "{q}/{y}", "{y} {q}", "{q}, {y}"))
    return Expression(form.format(q=names[number], y=year), value, f"{form} CLDR", "quarter")


@cache
def quarter_names(identifier: str) -> tuple[tuple[str, ...], ...]:
    """CLDR's names of the four quarters of a year, written out and abbreviated."""
    quarters = babel_locale(identifier).quarters["format"]
    return tuple(
        tuple(str(quarters[width][quarter]) for quarter in range(1, 5)) for width in ("wide", "abbreviated")
    )
