"""Old Style and New Style: 12 March 1711 O.S., 10 February 1731/2, 11/22 Feb. 1732, 25 Oct. (7 Nov.) 1917.

The value has the day of the text followed by `o` or `n`; of two days, it has the new one.
"""

from __future__ import annotations

import datetime
from random import Random

from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import english_ordinal, fields, has_short_year
from data_gen.dates.surface import WEEKDAYS, write
from data_gen.example import Example
from data_gen.language import languages, pick
from data_gen.locales import LocaleData, load

_SHARES = {"en": 44, "ru": 14, "de": 9, "fr": 5, "uk": 4, "pl": 4, "et": 3}

# Languages that used both styles until the twentieth century.
_EASTERN = ("ru", "uk", "bg", "sr", "ro", "el", "fi", "et", "lv", "lt", "pl")


def _language(rng: Random) -> str:
    if rng.random() < 0.16:
        return rng.choice(languages("old_style.old"))
    return rng.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]


def _year(language: str, rng: Random) -> int:
    if language in _EASTERN or rng.random() < 0.12:
        return rng.randint(1700, 1923)
    return rng.randint(1583, 1760)


def marked(rng: Random) -> Example:
    """A day, or seldom a month, with a mark of its style."""
    language = _language(rng)
    data = load(language)
    old = rng.random() < 0.6
    pattern = _pattern(data, rng)
    day = draw_day(rng, year=_year(language, rng))
    written = write(pattern, day, data, rng, people=rng.random() < 0.5)
    mark = pick(rng, language, "old_style.old" if old else "old_style.new")
    text = f"{written.source}{'' if mark.startswith(',') else ' '}{mark}"
    if mark.isalpha() and rng.random() < 0.1:
        text = f"{mark} {written.source}"
    value = written.value + ("o" if old else "n")
    return Example(text, value, data.language, order=data.order, pattern=f"style:{pattern}")


def _pattern(data: LocaleData, rng: Random) -> str:
    roll = rng.random()
    if roll < 0.1:
        return "MMMM y"
    if roll < 0.22 and data.order == "DMY":
        return (
            rng.choice(("d.M.y", "dd.MM.yyyy"))
            if "." in data.standard[3]
            else rng.choice(("d/M/y", "dd/MM/y"))
        )
    if roll < 0.6:
        return rng.choice(("d MMMM y", "d MMM y", data.standard[1], data.standard[2]))
    while True:
        pattern = habits.named_pattern(rng, data.identifier)
        if not has_short_year(pattern) and fields(pattern) >= {"y", "M", "d"}:
            return pattern


def dual_year(rng: Random) -> Example:
    """10 February 1731/2: the English year began on 25 March; the value has the later year."""
    year = rng.randint(1583, 1752)
    data = load("en")
    month = rng.randint(1, 3)
    day = Day(year, month, rng.randint(1, (31, 28, 24)[month - 1]))
    pattern = pick(rng, "en", "old_style.dual_years")
    shown = write(pattern, day, data, rng)
    text = shown.source.replace("{y}", both_years(year, rng))
    if rng.random() < 0.1:
        text += rng.choice((" O.S.", " (O.S.)", " [O.S.]", ", O.S."))
    value = f"{year:04d}-{day.month:02d}" + (f"-{day.day:02d}" if "d" in fields(pattern) else "")
    weekday = WEEKDAYS[day.weekday] if "E" in fields(pattern) else ""
    return Example(text, f"{value}{weekday}o", "en", order="DMY", pattern=f"dual:{pattern}")


def both_years(year: int, rng: Random) -> str:
    """The year before and the last digits of the year itself.

    >>> both_years(1732, Random(3)), both_years(1700, Random(3))
    ('1731/2', '1699/00')
    """
    before, full = str(year - 1), str(year)
    changed = next(place for place in range(4) if before[place] != full[place])
    least = full[changed:]
    # 1699/1700, /700 or /00; 1731/2, /32 or /1732.
    later = rng.choices((least, full[2:], full), (70, 22, 8) if len(least) < 3 else (20, 15, 65))[0]
    form = rng.choices(("{}/{}", "{}-{}", "{}–{}", "{} / {}", "{}[/{}]", "{}/{}."), (84, 5, 2, 3, 3, 3))[0]
    if len(later) == 4 or (len(later) == 2 and int(later) <= 12):
        form = "{}/{}"  # 1701-02 is a month, 1731-1732 a range
    return form.format(before, later)


def both_days(rng: Random) -> Example:
    """11/22 Feb. 1732, 25 октября (7 ноября) 1917: the day of either style; the new one is meant."""
    language = _language(rng)
    data = load(language if language != "la" else "en")
    old = draw_day(rng, year=_year(language, rng))
    new = in_new_style(old)
    maker = _one_month if old.month == new.month else _two_months
    if rng.random() < 0.14:
        maker = _in_brackets
    text, pattern = maker(old, new, data, rng)
    if rng.random() < 0.06:
        text += " г." if language == "ru" else ""
    return Example(text, f"{new}n", data.language, order=data.order, pattern=f"both days:{pattern}")


def _one_month(old: Day, new: Day, data: LocaleData, rng: Random) -> tuple[str, str]:
    """Both days before, or after, one month: 11/22 February 1732, Feb. 11/22, 1732."""
    dot = "." if data.language in ("de", "fi", "et", "lv", "sr") else ""
    first, second = f"{old.day}{dot}", f"{new.day}{dot}"
    if data.language == "en" and rng.random() < 0.15:
        first, second = english_ordinal(old.day), english_ordinal(new.day)
    shares = (84, 6, 2, 5, 3) if data.language == "en" else (60, 22, 8, 6, 4)
    days = rng.choices(("{}/{}", "{} ({})", "{}({})", "{} / {}", "{} [{}]"), shares)[0].format(first, second)
    year = (
        both_years(new.year, rng)
        if data.language == "en" and _is_dual(new) and rng.random() < 0.3
        else str(new.year)
    )
    form = rng.choices(("{d} {m} {y}", "{m} {d}, {y}"), (60, 40) if data.language == "en" else (100, 0))[0]
    month = write(rng.choice(("MMMM", "MMM", "MMMM")), new, data, rng).source
    return form.format(d=days, m=month, y=year), form


def _is_dual(day: Day) -> bool:
    return (day.month, day.day) < (3, 25) and day.year <= 1752


def _two_months(old: Day, new: Day, data: LocaleData, rng: Random) -> tuple[str, str]:
    """30 Aug./10 Sept. 1712, 25 октября (7 ноября) 1917, 26 декабря 1900 (8 января 1901)."""
    pattern = (
        rng.choice(("d MMMM", "d MMM"))
        if data.language != "en"
        else rng.choice(("d MMMM", "d MMM", "MMMM d", "MMM d"))
    )
    if data.language in ("de", "fi", "et", "lv", "sr"):
        pattern = pattern.replace("d ", "d. ")
    first, second = (write(pattern, day, data, rng).source for day in (old, new))
    comma = "," if pattern.startswith("M") else ""
    if old.year != new.year:
        form = rng.choice(("{}{c} {} ({}{c} {})", "{}{c} {} / {}{c} {}", "{}{c} {}/{}{c} {}"))
        return form.format(first, old.year, second, new.year, c=comma), form
    form = rng.choice(("{}/{}{c} {}", "{} / {}{c} {}", "{} ({}){c} {}", "{} ({}){c} {}"))
    return form.format(first, second, new.year, c=comma), form


def _in_brackets(old: Day, new: Day, data: LocaleData, rng: Random) -> tuple[str, str]:
    """The new day with the old one in brackets, and their styles: 7 November [O.S. 25 October] 1917."""
    pattern = "d MMMM" if data.language != "en" or rng.random() < 0.7 else "MMMM d"
    first, second = (write(pattern, day, data, rng).source for day in (old, new))
    old_mark, new_mark = (
        pick(rng, data.language, key).strip("()[], ") for key in ("old_style.old", "old_style.new")
    )
    if old.year != new.year:
        first, second = f"{first} {old.year}", f"{second} {new.year}"
    form = rng.choice(_BRACKETED_YEARS if old.year != new.year else _BRACKETED)
    return form.format(n=second, o=first, om=old_mark, nm=new_mark, y=new.year), form


_BRACKETED_YEARS = ("{n} [{om} {o}]", "{n} ({o} {om})", "{o} {om} ({n} {nm})", "{o} ({n} {nm})")
_BRACKETED = (
    *("{n} [{om} {o}] {y}", "{n} ({o} {om}) {y}", "{n} {y} ({o} {om})", "{o} ({n} {nm}) {y}"),
    *("{o} {om} / {n} {nm} {y}", "{n} {nm} ({o} {om}) {y}", "{o} {y} {om} ({n} {nm})"),
)


def julian_lag(day: Day) -> int:
    """Days by which a Julian date is behind the Gregorian one.

    >>> julian_lag(Day(1582, 10, 5)), julian_lag(Day(1700, 2, 29)), julian_lag(Day(1917, 10, 25))
    (10, 10, 13)
    """
    year = day.year if day.month > 2 else day.year - 1
    return year // 100 - year // 400 - 2


def in_new_style(day: Day) -> Day:
    """The Gregorian day of a Julian one that exists in both calendars.

    >>> str(in_new_style(Day(1917, 10, 25)))
    '1917-11-07'
    """
    date = datetime.date(day.year, day.month, day.day) + datetime.timedelta(julian_lag(day))
    return Day(date.year, date.month, date.day)
