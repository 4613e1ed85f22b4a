"""Date formats that people use and CLDR does not list, composed as patterns in CLDR syntax.

A pattern combines an order, forms of day, month and year, and separators. There are thousands, so that some
can be held out for validation.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from random import Random

from data_gen.dates.patterns import tokens
from data_gen.language import texts
from data_gen.locales import load

_TIGHT = ("-", "/", ".", "", "_", "·", "–")
_TIGHT_SHARES = (38, 16, 18, 16, 4, 2, 2)


@cache
def connectors(identifier: str) -> tuple[str, ...]:
    """Words between the fields of a date: those of the locale's long pattern and those people use."""
    data = load(identifier)
    return (*_links(data.standard[1]), *texts(data.language, "habits.connectors"))


def _links(pattern: str) -> Iterator[str]:
    """The words after the day or month of a pattern, with a field after them.

    What touches its field (年, 일) or follows the year (gada, оны) says what a number is: elsewhere it would
    make a day a year.

    >>> list(_links("d 'de' MMMM 'de' y")), list(_links("y년 MMMM d일")), list(_links("y. 'gada' d. MMMM"))
    (['de', 'de'], [], [])
    """
    parts = tokens(pattern)
    for at, part in enumerate(parts):
        before = [token.kind for token in parts[:at] if token.field]
        word = part.literal.strip(" ,،、.")
        is_apart = part.literal.startswith(" ") or (at > 0 and parts[at - 1].literal.endswith(" "))
        is_between = before[-1:] in (["d"], ["M"]) and any(token.field for token in parts[at:])
        if is_apart and is_between and any(map(str.isalpha, word)):
            yield word


def _before_year(identifier: str) -> tuple[str, ...]:
    """Words between a month or day and its year in a locale."""
    return (*connectors(identifier), *texts(load(identifier).language, "habits.before_year"))


def _quote(literal: str) -> str:
    """A literal, quoted for a CLDR pattern if necessary."""
    if not any((character.isalpha() and character.isascii()) or character == "'" for character in literal):
        return literal
    return "'" + literal.replace("'", "''") + "'"


def _between(rng: Random, words: tuple[str, ...], *, comma: float) -> str:
    """What separates two fields: a space, a comma, a dot, a word."""
    dice = rng.random()
    if dice < comma:
        return ", " if rng.random() < 0.85 else rng.choice((",", " , ", "، "))
    if words and dice < comma + 0.22:
        word = rng.choice(words)
        return _quote(f" {word}" if word.endswith("'") else f" {word} ")
    if dice < comma + 0.29:
        return rng.choice((". ", ".", "  ", " - ", " / ", "; "))
    return " "


def named_pattern(rng: Random, identifier: str, *, year: bool = True, weekday: float = 0.38) -> str:
    """A pattern with the month by name (or Roman numeral), in any field order.

    `weekday` is the share of patterns with a weekday.
    """
    own_patterns = "habits.patterns" if year else "habits.patterns_without_year"
    if rng.random() < 0.3 and (own := texts(load(identifier).language, own_patterns)):
        return rng.choice(own)
    month = rng.choices(("MMMM", "MMM", "LLLL", "LLL", "MMM.", "R"), (36, 28, 13, 8, 8, 4))[0]
    day = rng.choices(("d", "dd", "o"), (60, 16, 24))[0]
    years = rng.choices(("y", "yyyy", "yy", "P"), (68, 20, 9, 3))[0] if year else ""
    # A leading two-digit year would be read as the day.
    shares = (58, 42, 0, 0, 0, 0) if years in ("yy", "P") else (46, 31, 15, 4, 3, 1.5)
    order = rng.choices(("dMy", "Mdy", "yMd", "ydM", "Myd", "dyM"), shares)[0]
    parts = {"d": day, "M": month, "y": years}
    if rng.random() < 0.22:
        separator = rng.choices(_TIGHT, _TIGHT_SHARES)[0]
        apart = day == "o" or month == "R" or years in ("yy", "P") or order in ("Myd", "dyM")
        if separator == "" and (apart or numbers_its_months(identifier)):
            separator = "-"
        body = separator.join(parts[field] for field in order if parts[field])
    else:
        body = _loose(rng, [field for field in order if parts[field]], parts, identifier)
    return _with_weekday(rng, body, day, weekday)


@cache
def numbers_its_months(identifier: str) -> bool:
    """Whether the month names of a locale are numbers (`9月`): no day may directly touch one."""
    return any(character.isdigit() for names in load(identifier).months.values() for character in names[8])


def _loose(rng: Random, order: list[str], parts: dict[str, str], identifier: str) -> str:
    """Day, month and year separated by spaces, commas and words."""
    words, year_words = connectors(identifier), _before_year(identifier)
    day_of = texts(load(identifier).language, "habits.between_day_and_month")
    body = parts[order[0]]
    for before, field in pairwise(order):
        comma = 0.42 if field == "y" and before == "d" else 0.2 if field == "y" else 0.05
        small = () if before == "y" or field == "d" else year_words if field == "y" else words
        if before == "d" and field == "M" and day_of and rng.random() < (0.5 if parts["d"] == "o" else 0.35):
            small = day_of
        body += _between(rng, small, comma=comma) + parts[field]
    return body


def _with_weekday(rng: Random, body: str, day: str, share: float) -> str:
    if rng.random() >= share:
        return body
    weekday = rng.choice(("EEEE", "EEE", "cccc", "ccc", "EEE."))
    if rng.random() < 0.82:
        joint = rng.choices(
            (", ", " ", " 'the' ", ",", " - ", ": ", "-", ". ", ""),
            (46, 32, 5 if day == "o" else 0, 3, 2, 1, 2, 3, 2),
        )[0]
        return weekday + joint + body
    return body + rng.choice((", {}", " {}", " {}", " ({})", ",{}", "({})", " - {}")).format(weekday)


_SEPARATORS = ("/", "-", ".", " ", ". ", "/ ", " / ", "·", ",", "_", ":", "–", " - ", "\u2044")
_SEPARATOR_SHARES = (34, 20, 24, 7, 6, 1, 2, 1, 1, 2, 1, 1, 2, 1)
# With a two-digit year, colons would make a time of day and commas a list.
_SHORT_SEPARATORS = ("/", "-", ".", " ", ". ", " / ", "·", "_")
_SHORT_SEPARATOR_SHARES = (36, 22, 26, 6, 5, 2, 2, 1)


def numeric_pattern(rng: Random, order: str, *, short: bool = False, words: tuple[str, ...] = ()) -> str:
    """A pattern of numbers in a given field order.

    Args:
        rng: random generator.
        order: `DMY`, `MDY` or `YMD`.
        short: whether the year has two digits.
        words: words that may separate the numbers (9 de 8 de 1971), see `connectors`.
    """
    day, month = rng.choice((("d", "M"), ("dd", "MM"), ("dd", "MM"), ("d", "MM"), ("dd", "M")))
    year = "yy" if short else rng.choice(("y", "yyyy"))
    fields = {"D": day, "M": month, "Y": year}
    if order == "YMD" and not short and rng.random() < 0.09:
        return "yyyyMMdd"
    separator = (
        rng.choices(_SHORT_SEPARATORS, _SHORT_SEPARATOR_SHARES)[0]
        if short
        else rng.choices(_SEPARATORS, _SEPARATOR_SHARES)[0]
    )
    if order == "MDY" and "." in separator and rng.random() < 0.6:
        separator = "/"  # with dots, the day is nearly always first
    if words and order == "DMY" and rng.random() < 0.05:
        separator = _quote(f" {words[0]} ")
    joints = [separator, separator]
    if order != "YMD" and not short and rng.random() < 0.06:
        joints[1] = rng.choice(_SEPARATORS)  # 13/05-2015, 25.07 1998
    pattern = fields[order[0]] + joints[0] + fields[order[1]] + joints[1] + fields[order[2]]
    if order == "DMY" and separator in (".", ". ") and rng.random() < 0.1:
        pattern += "."
    if rng.random() < 0.16:
        weekday = rng.choice(("EEEE", "EEE", "EEE.", "cccc"))
        pattern = _numbers_with_weekday(rng, pattern, weekday)
    return pattern


def _numbers_with_weekday(rng: Random, pattern: str, weekday: str) -> str:
    """A numeric pattern with the weekday before it or, less often, after it: 8.5. Tuesday."""
    if rng.random() < 0.68:
        return weekday + rng.choice((", ", " ", " ", "-", "")) + pattern
    return pattern + rng.choice((" {}", " {}", ", {}", " ({})", "({})", " - {}")).format(weekday)


def month_year_pattern(rng: Random, identifier: str) -> str:
    """A month and its year."""
    if rng.random() < 0.05:
        return rng.choice(("R. y", "R. y", "R.y", "R/y", "R y", "R-y"))
    month = rng.choices(("MMMM", "LLLL", "MMM", "LLL", "MMM.", "MM", "M"), (24, 26, 20, 8, 4, 12, 4))[0]
    if month in ("MM", "M"):
        return (
            rng.choice(("{m}/y", "{m}-y", "{m}.y", "y-{m}", "y/{m}", "y.{m}", "y{m}", "{m} y"))
            .format(m="MM" if rng.random() < 0.8 else month)
            .replace("yMM", "y-MM")
        )
    if rng.random() < 0.2:
        return rng.choice((f"y {month}", f"y, {month}", f"y-{month}", f"y/{month}"))
    if rng.random() < 0.25:
        return month + rng.choice(("-y", "/y", ".y", "y", " 'yy'", "-yy", "P", " P")).replace("'yy'", "P")
    return month + _between(rng, _before_year(identifier), comma=0.2) + "y"


def _glued(rng: Random) -> str:
    """Day and month without a space, as on tickets: 15SEP, DOM 15SEP, Tue12Mar, sep15."""
    day = rng.choice(("d", "d", "dd"))
    month = rng.choice(("MMM", "MMM", "MMM", "LLL", "MMMM"))
    body = day + month if rng.random() < 0.75 else month + day
    dice = rng.random()
    if dice < 0.4:
        return body
    weekday = rng.choice(("EEE", "EEE", "ccc", "EEEE"))
    return (
        weekday + rng.choice((" ", " ", " ", "", ", ", ". ", "-")) + body
        if dice < 0.9
        else f"{body} {weekday}"
    )


_YEARLESS_SEPARATORS = ("/", ".", "-", ". ", " ", " . ", " / ", " - ")
_YEARLESS_SEPARATOR_SHARES = (36, 37, 12, 7, 5, 1.5, 1.5, 1)
_MONTH_BEFORE_DOT = {"MDY": 0.35, "YMD": 0.6}
"""Share of `5.12` that is a month and its day, in orders with the month first; the others are days first."""


def yearless_pattern(rng: Random, identifier: str, order: str) -> str:
    """A day and month without a year."""
    dice = rng.random()
    if dice < 0.58:
        return named_pattern(rng, identifier, year=False, weekday=0.48)
    if dice < 0.66 and not numbers_its_months(identifier):
        return _glued(rng)
    day, month = rng.choice((("d", "M"), ("dd", "MM"), ("dd", "MM")))
    separator = rng.choices(_YEARLESS_SEPARATORS, _YEARLESS_SEPARATOR_SHARES)[0]
    month_first = order != "DMY" and ("." not in separator or rng.random() < _MONTH_BEFORE_DOT[order])
    pattern = f"{month}{separator}{day}" if month_first else f"{day}{separator}{month}"
    if separator[0] == "." and rng.random() < 0.6:
        pattern += "."
    if rng.random() < 0.45:
        pattern = _numbers_with_weekday(rng, pattern, rng.choice(("EEEE", "EEEE", "EEE", "EEE", "EEE.")))
    return pattern
