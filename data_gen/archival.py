"""What archives write beside plain dates: about, decades, centuries, seasons, ranges, before year 1.

English words and those CLDR has for every language (eras, quarters).
"""

from __future__ import annotations

from functools import cache
from random import Random

from data_gen import cldr
from data_gen.dates import Day, days_in_month, draw_day
from data_gen.locales import LocaleData, load
from data_gen.ordinals import english_ordinal
from data_gen.surface import Surface, value_of, write

Drawn = tuple[str, str, str]
"""(text, value, pattern)"""

_ABOUT = (
    "c. {}",
    "c.{}",
    "ca. {}",
    "ca {}",
    "circa {}",
    "c {}",
    "about {}",
    "around {}",
    "approx. {}",
    "approximately {}",
)
_ABOUT_ANYWHERE = ("c. {}", "ca. {}", "circa {}", "± {}", "~{}", "~ {}")
_UNCERTAIN = ("{}?", "?{}", "{} ?", "[{}?]", "possibly {}", "probably {}", "perhaps {}")
_BOTH = ("c. {}?", "?c.{}", "circa {}?", "[ca. {}?]")
_SEASONS = (("spring",), ("summer",), ("autumn", "fall"), ("winter",))


def draw(rng: Random, data: LocaleData) -> tuple[Surface, str, str]:
    """An archival date.

    Returns:
        (surface, value, language): English unless the words come from CLDR.
    """
    makers = (
        _qualified,
        _decade,
        _century,
        _season,
        _quarter,
        _day_range,
        _date_range,
        _year_range,
        _open_range,
        _before_christ,
        _astronomical,
    )
    maker = rng.choices(makers, (22, 10, 8, 8, 12, 12, 10, 10, 8, 12, 7))[0]
    english = maker not in (_quarter, _before_christ, _date_range, _day_range, _astronomical)
    locale = load("en") if english or rng.random() < 0.3 else data
    text, value, pattern = maker(rng, locale)
    return Surface(text, pattern), value, locale.language


def _year(rng: Random) -> int:
    return rng.randint(1500, 2030) if rng.random() < 0.85 else rng.randint(1000, 1499)


def _qualified(rng: Random, data: LocaleData) -> Drawn:
    pattern = rng.choices(("y", "MMMM y", "d MMMM y", "MMMM d, y"), (76, 12, 7, 5))[0]
    day = draw_day(rng, year=_year(rng))
    text, value = write(pattern, day, data, rng).text, value_of(pattern, day)
    if pattern == "y" and rng.random() < 0.12:
        text, value = f"{day.year // 10}0s", f"{day.year // 10}X"
    forms, sign = rng.choices(((_ABOUT, "~"), (_UNCERTAIN, "?"), (_BOTH, "%")), (70, 22, 8))[0]
    form = rng.choice(forms)
    return form.format(text), value + sign, f"{form}|{pattern}"


def _decade(rng: Random, data: LocaleData) -> Drawn:
    decade = _year(rng) // 10
    form = rng.choice(
        (
            "{}0s",
            "{}0s",
            "{}0's",
            "the {}0s",
            "{}0ies",
            "in the {}0s",
            "decade of the {}0s",
            "{}0–{}9",
            "{}0-{}9",
        )
    )
    if "–" in form or "-{}" in form:
        return form.format(decade, decade), f"{decade}0/{decade}9", form
    return form.format(decade), f"{decade}X", form


def _century(rng: Random, data: LocaleData) -> Drawn:
    century = rng.randint(8, 21)
    words = {16: "sixteenth", 17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth"}
    form = rng.choice(("{} century", "{} century", "the {} century", "{} c.", "{} cent.", "{}-century"))
    ordinal = words[century] if century in words and rng.random() < 0.35 else english_ordinal(century)
    return form.format(ordinal), f"{century - 1:02d}XX", form


def _season(rng: Random, data: LocaleData) -> Drawn:
    season, year = rng.randrange(4), _year(rng)
    name = rng.choice(_SEASONS[season])
    name = name.title() if rng.random() < 0.7 else name
    form = rng.choice(
        ("{s} {y}", "{s} {y}", "{s} of {y}", "{s}, {y}", "the {s} of {y}", "{y} {s}", "in the {s} of {y}")
    )
    return form.format(s=name, y=year), f"{year:04d}-{21 + season}", form


@cache
def _quarter_names(identifier: str) -> tuple[tuple[str, ...], ...]:
    quarters = cldr.locale(identifier).quarters["format"]
    return tuple(
        tuple(str(quarters[width][quarter]) for quarter in range(1, 5)) for width in ("wide", "abbreviated")
    )


def _quarter(rng: Random, data: LocaleData) -> Drawn:
    quarter, year = rng.randrange(4), rng.randint(1900, 2040)
    name = f"Q{quarter + 1}" if rng.random() < 0.4 else rng.choice(_quarter_names(data.identifier))[quarter]
    form = rng.choice(
        (
            "{q} {y}",
            "{q} {y}",
            "{q}/{y}",
            "{y} {q}",
            "{y}-{q}",
            "{q}, {y}",
            "{q} of {y}" if data.language == "en" else "{q} {y}",
        )
    )
    return form.format(q=name, y=year), f"{year:04d}-{33 + quarter}", form


_DASHES = ("–", "-", " – ", " - ", "—", " to ")


def _dash(rng: Random, data: LocaleData) -> str:
    return rng.choice(_DASHES if data.language == "en" else _DASHES[:-1])


def _day_range(rng: Random, data: LocaleData) -> Drawn:
    day = draw_day(rng, year=_year(rng))
    last = days_in_month(day.year, day.month)
    if day.day == last:
        day = Day(day.year, day.month, last - 3)
    end = Day(day.year, day.month, rng.randint(day.day + 1, last))
    pattern = (
        data.standard[1]
        if data.language != "en"
        else rng.choice(("d MMMM y", "MMMM d, y", "d MMM y", "MMM d y"))
    )
    if "d" not in pattern or pattern.count("d") != 1:
        pattern = "d MMMM y"
    text = write(pattern.replace("d", "d'\x00'"), day, data, rng).text
    text = text.replace("\x00", f"{_dash(rng, data)}{end.day}")
    return text, f"{day}/{end}", f"range of days|{pattern}"


def _date_range(rng: Random, data: LocaleData) -> Drawn:
    start = draw_day(rng, year=_year(rng))
    end = draw_day(rng, year=start.year + rng.choice((0, 0, 1, 2, 5)))
    start, end = sorted((start, end), key=str)
    pattern = rng.choice((data.standard[1], data.standard[2], "d MMMM y", "MMM y", "y-MM-dd"))
    ends = [write(pattern, day, data, rng).text for day in (start, end)]
    values = [value_of(pattern, day) for day in (start, end)]
    joint = (
        " to "
        if data.language == "en" and rng.random() < 0.4
        else rng.choice((" – ", " - ", "–", " — ", "/"))
    )
    if values[0] == values[1]:
        return ends[0], values[0], pattern
    return joint.join(ends), "/".join(values), f"range|{pattern}"


def _year_range(rng: Random, data: LocaleData) -> Drawn:
    start = _year(rng)
    end = start + rng.choice((1, 1, 2, 3, 4, 5, 7, 10, 15, 30))
    dash = _dash(rng, data)
    short = str(end)
    if end // 100 == start // 100 and end - start >= 1 and rng.random() < 0.35 and "to" not in dash:
        short = str(end)[-1] if end // 10 == start // 10 and rng.random() < 0.5 else str(end)[-2:]
        if len(short) == 2 and int(short) <= 12:
            short = str(end)  # 1901-05 would be a month
    form = rng.choice(("{}", "{}", "{}", "from {}" if "to" in dash else "{}"))
    return form.format(f"{start}{dash}{short}"), f"{start:04d}/{end:04d}", f"range of years{dash}{len(short)}"


def _open_range(rng: Random, data: LocaleData) -> Drawn:
    pattern = rng.choices(("y", "MMMM y", "d MMMM y"), (76, 12, 12))[0]
    day = draw_day(rng, year=_year(rng))
    text, value = write(pattern, day, data, rng).text, value_of(pattern, day)
    form, before = rng.choice(
        (
            ("before {}", True),
            ("until {}", True),
            ("by {}", True),
            ("pre-{}", True),
            ("up to {}", True),
            ("after {}", False),
            ("since {}", False),
            ("{}-", False),
            ("{}–", False),
            ("{} onwards", False),
            ("from {}", False),
            ("{} to present", False),
        )
    )
    if form in ("{}-", "{}–", "pre-{}") and pattern != "y":
        form = "after {}" if not before else "before {}"
    return form.format(text), f"../{value}" if before else f"{value}/..", f"{form}|{pattern}"


def _before_christ(rng: Random, data: LocaleData) -> Drawn:
    """Years before 1 are astronomical in the value: 44 BC is -0043 (ISO 8601-1:2019, 4.3.2)."""
    before = rng.random() < 0.7
    year = rng.randint(1, 900)
    names = (
        ("BC", "AD")
        if data.language == "en" and rng.random() < 0.5
        else rng.choice((("BCE", "CE"), ("B.C.", "A.D."), ("bc", "ad")))
        if data.language == "en"
        else rng.choice(data.eras or (("BC", "AD"),))
    )
    day = draw_day(rng, year=1 - year if before else year)
    pattern = rng.choices(("y", "d MMMM y", "MMMM y"), (75, 18, 7))[0]
    name = names[0 if before else 1]
    body = write(pattern.replace("y", "''"), day, data, rng).text.replace("''", "").replace("'", "")
    form = "{n} {y}" if pattern == "y" and not before and rng.random() < 0.5 else "{y} {n}"
    written = form.format(y=year, n=name)
    return f"{body}{written}" if pattern != "y" else written, value_of(pattern, day), f"{pattern} {form}"


def _astronomical(rng: Random, data: LocaleData) -> Drawn:
    """Years with a sign, as ISO 8601 and astronomers write them: `-0043-03-15`, `+1969-07-20`.

    After a hyphen a year starts with a nought, after a true minus with any digit: `-1945` is more often what
    is left of a range. The text says what the value says.
    """
    sign = rng.choice(("-", "-", "-", "\u2212", "+"))
    if sign == "+":
        year = _year(rng)
    else:
        year = -(
            rng.randint(0, 99) if rng.random() < 0.5 else rng.randint(1, 4000 if sign == "\u2212" else 999)
        )
    pattern = rng.choices(("y-MM-dd", "y-MM", "y"), (60, 15, 25))[0]
    if sign == "+" or year == 0:
        pattern = "y-MM-dd"
    day = draw_day(rng, year=year)
    value = value_of(pattern, day)
    return f"{sign if year else ''}{value.removeprefix('-')}", value, f"{pattern} signed"
