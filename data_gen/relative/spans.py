"""Spans of time beside the word that turns them into a date: em uma semana, two weeks after tomorrow.

Any span may stand beside any word, so that the network learns the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random

from data_gen.language import pairs, texts
from data_gen.locales import LocaleData, babel_locale
from data_gen.relative.cldr import TIMED_UNITS, UNITS, Saying, sayings
from data_gen.relative.fillers import FILLERS, WEEKS_IN_DAYS, chosen, figures, in_words, is_in_usual_script
from data_gen.times.timed import UNSPACED

_NAMES = {symbol: name for name, symbol in {**UNITS, **TIMED_UNITS}.items()}
_MOST = {"d": 31, "w": 20, "m": 24, "y": 30, "b": 20, "H": 48, "M": 60}
"""The largest number that is drawn beside a unit."""
_PLAIN = ("@+", "@-")
_SHARES = (0.55, 0.15, 0.3)
"""How often a span is counted from the reference date, is a stretch beside it, counts from another day."""
_FROM_REFERENCE_ONLY = "ybHM"
_OF_A_DAY = "HM"
"""Units that no stretch is counted in, and few languages have numbers in words beside."""
_ONE_GENDER = frozenset("en de nl sv nb da es fr it ja zh yue vi id tr hu hi".split())
"""Languages whose numbers in words are the same beside hours and minutes as beside days."""
_ROUND = (2, 3, 5, 10, 15, 20, 30, 45)
"""Minutes that people say most often."""
_UNINFLECTED_AGO = frozenset(("fi",))
"""Languages whose numbers stand in their usual form beside `ago`, and in another beside `in`."""
_DAY = [(1, "d")]
"""A day before yesterday has words of its own."""
_OFTEN = 12
"""Most numbers are not larger."""
FINER = {"y": "mwd", "m": "wd", "w": "d"}
"""Units that are said after a coarser one: 2 years 3 months."""
_PLACEHOLDER = re.compile(r"\{([A-Za-z])\}")
_PARTS = re.compile(r"(\{n\}|\d+)(\w)")

Part = tuple[int, str]
"""A number and its unit."""


def draw(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """Draw one; None if the language has no words for it, or has them in another script."""
    frames = _frames(data.language) if is_in_usual_script(data.identifier) else ()
    if not frames:
        return None
    form, program = _frame(rng, frames)
    if "{s}" in program:
        counting = _number_and_unit(rng, data)
        if counting is None:
            return None
        span, [(number, unit)] = counting
        if unit in _OF_A_DAY:
            return None
        return chosen(form, rng).replace("{s}", span), program.replace("{s}", f"{number}{unit}")
    drawn = _units(rng, data) if program in _PLAIN and rng.random() < 0.15 else _span(rng, data)
    if drawn is None:
        return None
    span, parts = drawn
    if program not in _PLAIN and (parts[0][1] in _FROM_REFERENCE_ONLY or parts == _DAY):
        return None
    form = chosen(form, rng)
    if parts[0][1] in _OF_A_DAY and not _counts_from_now(form, data):
        return None
    steps = program[-1].join(f"{number}{unit}" for number, unit in parts)
    if form.replace("{s}", span).casefold() in _recurring(data.language):
        return None
    return _filled(form.replace("{s}", span), f"{program}{steps}", rng, data)


@cache
def _recurring(language: str) -> frozenset[str]:
    """What the language says for every day or week: Russian `через день` is every other day."""
    return frozenset(text.casefold() for text in texts(language, "relative.recurring"))


def _frame(rng: Random, frames: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """A form and its program, from the reference date more often than from another day."""
    wanted = rng.choices(("plain", "stretch", "beside"), _SHARES)[0]
    kinds = (("plain" if by in _PLAIN else "stretch" if "{s}" in by else "beside") for _, by in frames)
    found = [frame for frame, kind in zip(frames, kinds, strict=True) if kind == wanted]
    return rng.choice(found or frames)


def _counts_from_now(form: str, data: LocaleData) -> bool:
    """Whether a form can count hours: `{s} ago` and `il y a {s}` can, `{s} from today` cannot."""
    head, _, tail = form.casefold().partition("{s}")
    words = [saying.text.casefold() for saying in sayings(data.identifier) if saying.program == "@"]
    if (head and (tail or data.language in UNSPACED)) or len(tail.split()) > 1:
        return False
    return not any(word in form.casefold() for word in words)


def _filled(text: str, program: str, rng: Random, data: LocaleData) -> tuple[str, str]:
    """Both with the weekday or the day that the span is counted from."""
    for name in _PLACEHOLDER.findall(text):
        shown, meant = FILLERS[name](rng, data, text)
        text, program = (one.replace(f"{{{name}}}", by) for one, by in ((text, shown), (program, meant)))
    return text, program


@cache
def _frames(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(pairs(language, "relative.shifts").items())


def _span(rng: Random, data: LocaleData) -> tuple[str, list[Part]] | None:
    """`Two weeks`, `uma semana`: the language's own words for it or CLDR's with a number."""
    own = tuple(pairs(data.language, "relative.spans").items())
    if own and rng.random() < 0.4:
        form, meant = rng.choice(own)
        match = _PARTS.fullmatch(meant)
        if match is None:
            raise ValueError(f"{data.language}: {form} is no span of time: {meant}")
        number = _number(rng, match[2]) if match[1] == "{n}" else int(match[1])
        text = chosen(form, rng)
        return _counting(text, number, match[2], rng, data), [(number, match[2])]
    return _number_and_unit(rng, data)


def _number_and_unit(rng: Random, data: LocaleData) -> tuple[str, list[Part]] | None:
    """`Two weeks` in CLDR's words."""
    unit = rng.choice("dddwwwmmyyHM")
    number = rng.choice(_ROUND) if unit == "M" and rng.random() < 0.5 else _number(rng, unit)
    text = counted(data.identifier, unit, babel_locale(data.identifier).plural_form(number))
    if "{n}" not in text:
        return None
    return _counting(text, number, unit, rng, data), [(number, unit)]


def _number(rng: Random, unit: str) -> int:
    return rng.randint(2, _OFTEN if rng.random() < 0.8 else _MOST[unit])


def _counting(text: str, number: int, unit: str, rng: Random, data: LocaleData) -> str:
    """A span with its number in figures, or in the words that the language has beside this unit."""
    text = _tight(text, data)
    plural = babel_locale(data.identifier).plural_form(number)
    is_apart = not re.search(r"\{n\}\w", text) or data.language in (*UNSPACED, "ko")
    is_idiom = unit == "d" and number in WEEKS_IN_DAYS
    sign = "-" if data.language in _UNINFLECTED_AGO else "+"
    words = None
    is_sure = unit not in _OF_A_DAY or data.language in _ONE_GENDER
    if is_apart and is_sure and not is_idiom and rng.random() < 0.5:
        words = in_words(number, Saying("", f"@{sign}{{n}}{unit}", plural), data.language)
    return text.replace("{n}", words or figures(number, rng, data))


def _units(rng: Random, data: LocaleData) -> tuple[str, list[Part]] | None:
    """`2 years and 21 days`, `2 years 1 month 21 days`, with their numbers in figures."""
    coarse = rng.choice(tuple(FINER))
    units = ("y", "m", "d") if rng.random() < 0.25 else (coarse, rng.choice(FINER[coarse]))
    plural_of = babel_locale(data.identifier).plural_form
    texts: list[str] = []
    parts: list[Part] = []
    for unit in units:
        number = rng.randint(1, _OFTEN if rng.random() < 0.8 else _MOST[unit])
        pattern = counted(data.identifier, unit, plural_of(number))
        if "{n}" not in pattern:
            return None
        texts.append(_tight(pattern.replace("{n}", figures(number, rng, data)), data))
        parts.append((number, unit))
    gap = "" if data.language in UNSPACED else rng.choice((" ", " ", ", "))
    return joint(rng, data).format(gap.join(texts[:-1]), texts[-1]), parts


def _tight(text: str, data: LocaleData) -> str:
    return text.replace(" ", "") if data.language in UNSPACED else text


def counted(identifier: str, unit: str, plural: str) -> str:
    """A span of time with the place of its number: `{n} days`; "" if the locale has none."""
    name = _NAMES.get(unit)
    patterns: Mapping[str, str] = (
        babel_locale(identifier)._data["unit_patterns"].get(f"duration-{name}", {}).get("long", {})
    )
    return plain_spaces(str(patterns.get(plural, ""))).replace("{0}", "{n}")


def plain_spaces(text: str) -> str:
    """CLDR has narrow spaces in some of the patterns of a language."""
    return re.sub(r"\s", " ", text)


def joint(rng: Random, data: LocaleData) -> str:
    """What joins two spans, with the places of both."""
    lists = babel_locale(data.identifier).list_patterns
    names = [name for name in ("standard", "unit", "unit-narrow") if "2" in lists.get(name, {})]
    known = [str(lists[name]["2"]) for name in names]
    return rng.choice([*known, "{0}{1}" if data.language in UNSPACED else "{0} {1}"])
