"""Draws relative dates: what CLDR and the file of the language have, and what is put together.

Each is paired with a program of the value language, which code runs against a reference date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import accumulate
from math import sqrt
from random import Random

from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.relative import appointments, bounds, composed, counted, joined, spanned, spans
from data_gen.relative.claims import is_outweighed, uncontradicted
from data_gen.relative.cldr import Saying, sayings
from data_gen.relative.fillers import DAYS_ALONE, FILLERS, alternatives, chosen, is_in_usual_script, number
from data_gen.relative.own import own_sayings
from data_gen.times import timed
from data_gen.times.periods import names_part_of_day

_PLACEHOLDER = re.compile(r"\{(\w)\}")
OF_A_DAY = re.compile("@(?:[+-][0-9]+d|[»«=]?w?[①-⑦]|[<>][①-⑦])?")
"""The program of a day near the reference date."""
_OF_ANOTHER_DAY = re.compile(
    r"@[<>][①-⑦]\+\d+w|@[+-]\d+[①-⑦]|@[<>»«]\d\d#\d+d|@[»«=][my](?:#\d\d)?#-?\d+[①-⑦d]"
    r"|[0-9X]{4}-\d\d#-?\d+[①-⑦d]|[0-9X]{4}e(?:[+-]\d+d)?|[0-9X]{4}-\d\d-\d\d|XXXX-XX-\d\d[①-⑦]?"
)
"""The value of another day: of a feast, counted in a month, the 15th."""
_PERIOD = re.compile(r"@[»«=][mwy]")
_TIMED_SHARES = ((OF_A_DAY, 0.17), (_OF_ANOTHER_DAY, 0.15), (_PERIOD, 0.03))
"""Shares of dates with a time of day beside them."""
_APPOINTMENTS = 0.04
_OUTWEIGHED_SHARE = 0.3
"""How often a text is drawn that more people mean something else by."""
_FREQUENT = {"@": 8, "@-1d": 8, "@+1d": 8, "@-2d": 4, "@+2d": 4}  # today, yesterday, tomorrow …
_USUAL = re.compile(r"@[»«=](?:.|w?\{[WA]\}|\{M\})|@[<>]\{W\}|@[+-][12][wmy]|@>\{W\}\+[12]w")
"""Programs of a period or a weekday beside the reference date: people say them more often than others."""
_SHIFT = re.compile(r"@[+-]\{n\}[dwmy]")
_STRETCH = re.compile(r"@-\{n\}[dwmy]/@|@\+1d/@\+\{n\}[dwmy]")
_IS_SHIFT = re.compile(r"@[+-]\d+[dwmyHM]")
_MOST_FORMS = 3.0


_KINDS = (
    re.compile(r"XXXX-XX-\{[dDcO]\}.*"),
    re.compile(r"@[»«=]w(?:\+1w=w)?\{[WA]\}"),
    re.compile(r"(?:@[»«=]m|XXXX-\{M\}|\{Y\}-\{M\})#(?:\{o\}|-?\d)(?:\{W\}|[①-⑦]|d)"),
    re.compile(r"@[»«=<>]\{M\}.*|@[»«=]y#\{M\}.*"),
)
_KIND_SHARES = (5, 5, 3, 4)
"""Kinds that a few sayings of each file are of, and that people say more often than that: the 15th, Friday of
next week, the first Monday of May, last June."""


def make(rng: Random, data: LocaleData) -> Example:
    """Draw a relative date in a locale, or a day or week that has to be counted out."""
    example = _drawn(rng, data)
    return replace(example, order=example.order or data.order)


def number_of_words(identifier: str) -> int:
    """How many sayings a locale has, in CLDR and in the file of its language.

    >>> number_of_words("asa"), number_of_words("en") > 500
    (3, True)
    """
    return len(sayings(identifier)) + len(_own(identifier))


def _drawn(rng: Random, data: LocaleData) -> Example:
    """A relative date, sometimes with a time of day: tomorrow at 3 pm, Easter Monday from 10 to 12."""
    if rng.random() < _APPOINTMENTS and (appointment := appointments.draw(rng, data)):
        return appointment
    example = _untimed(rng, data)
    share = next((share for form, share in _TIMED_SHARES if form.fullmatch(example.value)), 0.0)
    if rng.random() >= share or names_part_of_day(example.source, data.language):
        return example
    maker = timed.with_span if rng.random() < 0.2 else timed.with_time
    made = maker(example, rng, data.language)
    # A time without its day says nothing: next month between 2 and 3.
    return replace(made, value=example.value) if _PERIOD.fullmatch(example.value) else made


def _untimed(rng: Random, data: LocaleData) -> Example:
    roll = rng.random()
    if roll < 0.07:
        return _timed_if_iso(counted.draw(rng, data), rng)
    if roll < 0.24 and (example := composed.draw(rng, data)):
        return example
    if roll < 0.25 and (example := bounds.draw(rng, data)):
        return example
    if roll > 0.96 and (example := joined.draw(rng, data)):
        return example
    if roll > 0.92 and (example := spanned.draw(rng, data)):
        return example
    example = _of_a_kind(rng, data) if rng.random() < 0.17 else None
    return example or _said(rng, data)


def _of_a_kind(rng: Random, data: LocaleData) -> Example | None:
    return said(rng, data, rng.choices(_KINDS, _KIND_SHARES)[0])


@cache
def _matching(identifier: str, program: re.Pattern[str]) -> tuple[Saying, ...]:
    return tuple(saying for saying in _own(identifier) if program.fullmatch(saying.program))


def said(rng: Random, data: LocaleData, program: re.Pattern[str]) -> Example | None:
    """Draw a date of the language file whose program matches; None if there is none."""
    found = _matching(data.identifier, program)
    if not found:
        return None
    saying = rng.choice(found)
    return filled(chosen(saying.text, rng), saying, rng, data)


def shifted(rng: Random, data: LocaleData) -> Example | None:
    """Draw a date counted from now: 3 days ago, in 10 minutes; None if the language lacks its kind."""
    drawn = spans.draw(rng, data) if rng.random() < 0.6 else None
    if drawn is None:
        return said(rng, data, _SHIFT)
    if not _IS_SHIFT.fullmatch(drawn[1]):
        return None
    return Example(
        _cased(drawn[0], rng), drawn[1], data.language, data.identifier, pattern="span", kind="relative"
    )


def _timed_if_iso(example: Example, rng: Random) -> Example:
    """A day in ISO 8601's form by its week or its number, sometimes with a time: 2021-W23-4T10:15."""
    if example.source != example.value or not timed.is_day(example.value) or rng.random() < 0.7:
        return example
    return timed.with_iso_time(example, rng)


def _saying(rng: Random, data: LocaleData) -> Saying:
    own, known = _own(data.identifier), uncontradicted(data.identifier)
    roll = rng.random()
    if own and (roll < 0.55 or not known):
        return rng.choices(own, cum_weights=_weights(own))[0]
    if known and roll < 0.92:
        return rng.choices(known, cum_weights=_weights(known))[0]
    return Saying("{W}", "@{W}") if rng.random() < 0.6 else Saying("{M}", "XXXX-{M}")


@cache
def _weights(known: tuple[Saying, ...]) -> tuple[float, ...]:
    return tuple(accumulate(saying.weight * _frequency(saying.program) for saying in known))


def _frequency(program: str) -> float:
    """How often people say it beside the others: four fifths of relative dates in news are of ten kinds."""
    if program.startswith("XXXX-XX-"):  # the 15th
        return 4
    if program.startswith("{Y}"):  # Easter 1950, which `relative.feasts` has too
        return 0.6
    return _FREQUENT.get(program, 3 if _USUAL.fullmatch(program) else 1)


@cache
def _own(identifier: str) -> tuple[Saying, ...]:
    """The sayings in the file of the language of a locale, which are in its usual script."""
    language = identifier.split("-")[0]
    if not is_in_usual_script(identifier):
        return ()
    return tuple(
        Saying(text, program, weight=_weight(text) * _counting(program))
        for text, program in own_sayings(language).items()
    )


def _counting(program: str) -> float:
    """How often dates with a number of days, weeks, months or years are drawn beside others."""
    return 2 if _SHIFT.fullmatch(program) else 3 if _STRETCH.fullmatch(program) else 1


def _weight(text: str) -> float:
    """A saying with many alternatives is drawn more often than one with few."""
    return min(_MOST_FORMS, sqrt(sum(1 for _ in alternatives(text))))


def _said(rng: Random, data: LocaleData) -> Example:
    """A saying with its placeholders filled in; less often one that means something else elsewhere."""
    while True:
        saying = _saying(rng, data)
        form = chosen(saying.text, rng)
        example = filled(form, saying, rng, data)
        claims = ((form, saying.program), (example.source, example.value))
        outweighed = any(is_outweighed(text, meaning, data.language) for text, meaning in claims)
        if not outweighed or rng.random() < _OUTWEIGHED_SHARE:
            return example


def filled(text: str, saying: Saying, rng: Random, data: LocaleData) -> Example:
    """The date of a saying, with its placeholders filled in."""
    program = saying.program
    for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
        any_day = DAYS_ALONE.get(name) if program.startswith("XXXX-XX-") else None
        filler = number(saying) if name == "n" else any_day or FILLERS[name]
        shown, meant = filler(rng, data, text)
        text = text.replace(f"{{{name}}}", shown)
        # The third day of a month is counted, 3 and not 03.
        counted = meant.lstrip("0")
        program = re.sub(rf"#\{{{name}\}}(?=[dw])", f"#{counted}", program).replace(f"{{{name}}}", meant)
    return Example(
        _cased(text, rng), program, data.language, data.identifier, pattern=saying.program, kind="relative"
    )


def _cased(text: str, rng: Random) -> str:
    roll = rng.random()
    if roll < 0.04:
        return text.upper()
    return text[:1].title() + text[1:] if roll < 0.32 else text  # Georgian has capitals that nobody writes
