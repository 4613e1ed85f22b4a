"""Ranges whose ends are dates of any kind: from next Friday to 1 October 2020, between March and now."""

from __future__ import annotations

import re
from random import Random

from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields
from data_gen.dates.surface import WEEKDAYS, beside_today, cldr_pattern, elided, range_of
from data_gen.example import DAY, Example
from data_gen.language import pairs, rows
from data_gen.locales import LocaleData
from data_gen.relative.cldr import Saying, sayings
from data_gen.relative.fillers import FILLERS, is_in_usual_script
from data_gen.relative.joined import draw_pattern, near_periods, near_words, plain_date
from data_gen.times.timed import UNSPACED

_END = re.compile(r"\{(\w+)\}")
_ABSOLUTE = "dmy"
_SHARES = {"w": 10, "x": 10, "r": 4, "p": 4, "d": 14, "m": 12, "y": 14, "n": 9}
_TRIES = 12
_DASHED = 0.12
_SAME_KIND = 0.75
"""How often two years, or two months, are wanted instead of a year and a month."""
_APART = ({"p", "r"}, {"p", "w"}, {"p", "x"})
"""Ends that are not said together: from yesterday to next week."""
_PAST, _COMING = (1950, 2029), (2015, 2040)
_LAST_WEEK, _NEXT_WEEK = -5, 5
_NO_YEAR = frozenset("Md")
_ITALIAN_ELISIONS = (
    (re.compile(r"\b(da|a)l (?=(?:8|11)\b)", re.IGNORECASE), r"\1ll'"),
    (re.compile(r"\bil (?=(?:8|11)\b)", re.IGNORECASE), r"l'"),
)
"""Italian articles before a number that begins with a vowel: dall'8 maggio."""

Drawn = tuple[str, str]
"""A text and its value."""


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw one; None if the language has no words for it, or the ends that were drawn do not fit."""
    forms = rows(data.language, "relative.range_ends")
    for _ in range(_TRIES if forms else 0):
        opening, closing = rng.choice(forms)
        ends = _ends(_kind(opening, rng), _kind(closing, rng), rng, data)
        if ends is None:
            continue
        (one, first), (other, last) = ends
        text = _joined(_filled(opening, one), _filled(closing, other), data.language)
        if _is_plain(first + last) and opening.endswith("}") and opening[0] != "{" and rng.random() < _DASHED:
            text = f"{_filled(opening, one)}{_dash(one + other, rng)}{other}"
        value = range_of(first, last) if _is_plain(first + last) else f"{first}/{last}"
        text = _elided(text.strip(), data.language)
        return Example(text, value, data.language, data.identifier, data.order, "spanned", "relative")
    return None


def _joined(start: str, end: str, language: str) -> str:
    return f"{start}{'' if language in UNSPACED else ' '}{end}"


def _dash(dates: str, rng: Random) -> str:
    """A dash in the place of the second word of a range: from 1/5 - 7/5, between 2014-2018."""
    return rng.choice(
        (" - ", " – ", " — ") if re.search("[-–~]", dates) else ("-", "-", "–", " - ", " – ", "~")
    )


def _filled(form: str, date: str) -> str:
    return _END.sub(lambda _: date, form)


def _is_plain(value: str) -> bool:
    return "@" not in value


def _kind(form: str, rng: Random) -> str:
    """The kind of one end of a range, of those that its words allow."""
    found = _END.search(form)
    allowed = str(found[1]) if found else "n"
    return rng.choices(allowed, [_SHARES[kind] for kind in allowed])[0]


def _ends(kind: str, other: str, rng: Random, data: LocaleData) -> tuple[Drawn, Drawn] | None:
    """Both ends, the first before the last; None if such ends are not said together."""
    if kind in _ABSOLUTE and other in _ABSOLUTE:
        if kind != other and rng.random() < _SAME_KIND:
            return None
        return _absolute_ends(kind, other, rng, data)
    if kind in _ABSOLUTE or other in _ABSOLUTE:
        return _one_absolute(kind, other, rng, data)
    first, last = _near(kind, rng, data), _near(other, rng, data)
    if first is None or last is None or {kind, other} in _APART or first[1] == last[1]:
        return None
    places = _place(first[1]), _place(last[1])
    if kind == "w" and (places[1] or 0) <= 0 and places[1] is not None:  # Monday to today: the past one
        return ((first[0], f"@<{first[1][1:]}"), last) if places[1] > _LAST_WEEK else None
    is_in_order = None in places or (places[0] or 0) < (places[1] or 0)
    return (first, last) if is_in_order else None


def _one_absolute(kind: str, other: str, rng: Random, data: LocaleData) -> tuple[Drawn, Drawn] | None:
    """A past date until today or yesterday, or from a day near the reference date to a date."""
    is_first = kind in _ABSOLUTE
    if "p" in (kind, other):
        return None
    near = _near(other if is_first else kind, rng, data)
    years = _PAST if is_first else _COMING
    date = _date(kind if is_first else other, rng.randint(*years), rng, data)
    if near is None or date is None or (is_first and near[1] not in ("@", "@-1d")):
        return None
    if not is_first and ((_place(near[1]) or 0) < 0 or (other in "my" and kind != "n")):
        return None
    dated = date[0], beside_today(date[1], "<" if is_first else ">")
    return (dated, near) if is_first else (near, dated)


def _absolute_ends(kind: str, other: str, rng: Random, data: LocaleData) -> tuple[Drawn, Drawn] | None:
    day = draw_day(rng, year=rng.randint(1900, 2035))
    later = _later(day, rng)
    if kind != other:
        first, last = _date(kind, day.year, rng, data), _date(other, later.year + 1, rng, data)
    else:
        pattern = _pattern(kind, rng, data)
        first, last = (plain_date(pattern, one, rng, data) for one in (day, later))
    if first is None or last is None or first[1] == last[1]:
        return None
    is_long = (later.year, later.month) >= (day.year + 1, day.month)
    yearless = [one[1].startswith("X") for one in (first, last)]
    return (first, last) if not any(yearless) or (all(yearless) and kind == other and not is_long) else None


def _later(day: Day, rng: Random) -> Day:
    months = day.year * 12 + day.month - 1 + rng.choice((0, 1, 1, 2, 3, 6, rng.randint(1, 60)))
    if months == day.year * 12 + day.month - 1:
        return Day(day.year, day.month, max(day.day, rng.randint(1, 28)))
    return Day(months // 12, months % 12 + 1, rng.randint(1, 28))


def _pattern(kind: str, rng: Random, data: LocaleData) -> str:
    """A pattern of a day, a month or a year; a day begins with its number where there may be an article."""
    if kind == "y":
        return "yyyy年" if data.language in ("ja", "zh", "yue") else "y년" if data.language == "ko" else "y"
    while True:
        known = (
            cldr_pattern(data, rng, DAY if rng.random() < 0.5 else _NO_YEAR) if rng.random() < 0.6 else None
        )
        is_plain = kind == "d" and known is not None and not {"E", "G"} & fields(known)
        pattern = str(known) if is_plain else draw_pattern(rng, data, whole=kind == "d")
        if kind == "m" and not re.search("MMM|LLL|M[月월]", pattern):
            continue
        if kind == "m" or data.order != "DMY" or re.match(r"d|o|y+-", pattern):
            return pattern


def _date(kind: str, year: int, rng: Random, data: LocaleData) -> Drawn | None:
    return plain_date(_pattern(kind, rng, data), draw_day(rng, year=year), rng, data)


def _near(kind: str, rng: Random, data: LocaleData) -> Drawn | None:
    """A day or period that is named from the reference date; None if the language has no word for it."""
    if kind == "w":
        name, symbol = FILLERS["W"](rng, data, "")
        return name, f"@{symbol}"
    if kind == "x":
        return _other_weekday(rng, data)
    known = near_periods(data.identifier) if kind == "p" else near_words(data.identifier)
    fitting = [saying for saying in known if kind == "p" or (saying.program == "@") == (kind == "n")]
    return rng.choice(fitting)[:2] if fitting else None


def _other_weekday(rng: Random, data: LocaleData) -> Drawn | None:
    """`Next Friday`, `Friday of next week`: as the language has it within ranges, else as CLDR has it."""
    own = tuple(pairs(data.language, "relative.other_weekdays").items())
    if own and is_in_usual_script(data.identifier):
        form, program = rng.choice(own)
        name, symbol = FILLERS["W"](rng, data, "")
        return form.replace("{W}", name), program.replace("{W}", symbol)
    known = _other_weekdays(data.identifier)
    return rng.choice(known)[:2] if known else None


def _other_weekdays(identifier: str) -> list[Saying]:
    """`Next Friday` and `last Friday` as CLDR has them."""
    return [one for one in sayings(identifier) if re.fullmatch(rf"@[»«][{WEEKDAYS}]", one.program)]


def _place(value: str) -> int | None:
    """The order of days and periods; None for a weekday, which is the next one after any other."""
    if value[1:2] in WEEKDAYS and len(value) > 1:
        return None
    shift = re.fullmatch(r"@([-+]\d)d", value)
    if shift:
        return int(shift[1])
    if value[1:2] in "=>" and value[-1] in WEEKDAYS:  # this Friday
        return 1
    return {"«": _LAST_WEEK, "»": _NEXT_WEEK}.get(value[1:2], 0)


def _elided(text: str, language: str) -> str:
    if language != "it":
        return elided(text, language)
    for pattern, short in _ITALIAN_ELISIONS:
        text = pattern.sub(short, text)
    return text
