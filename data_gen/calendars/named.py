"""Dates of calendars with their own months: 12 Farvardin 1399, ١٥ رمضان ١٤٤١ هـ, כ״ג בניסן ה׳תש״ף."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from data_gen import numerals
from data_gen.calendars import names, reckoning
from data_gen.dates import habits
from data_gen.dates.days import Day
from data_gen.dates.patterns import Pieces, assemble, fields, is_whole, ordinal_day
from data_gen.dates.surface import WEEKDAYS, write
from data_gen.example import Example
from data_gen.language import texts
from data_gen.locales import LocaleData, load
from data_gen.numerals import to_native

# Calendar → (shares of its main languages, share of all others).
_HOMES = {
    "persian": ({"fa": 58, "fa-AF": 7, "ps": 4, "en": 18}, 13),
    "islamic": ({"ar": 38, "en": 22, "ur": 5, "id": 6, "ms": 4, "tr": 6, "fa": 4, "it": 1, "pt": 1}, 13),
    "hebrew": ({"he": 55, "en": 32, "yi": 2}, 11),
    "ethiopic": ({"am": 52, "ti": 6, "en": 32}, 10),
    "coptic": ({"ar": 40, "en": 50}, 10),
    "indian": ({"en": 52, "hi": 30, "bn": 4, "mr": 4}, 10),
}
# Languages whose Gregorian months share names with Hebrew ones (Nisan, Tammuz, Av, Elul).
_LEFT_OUT = {"hebrew": ("tr", "ar", "az")}

# Calendar → (first year, last year, share): recent, archival and old years.
_YEARS = {
    "persian": ((1350, 1410, 60), (1280, 1349, 30), (1200, 1450, 10)),
    "islamic": ((1400, 1455, 50), (1300, 1399, 28), (1000, 1299, 16), (100, 999, 6)),
    "hebrew": ((5700, 5790, 60), (5500, 5699, 28), (5200, 5499, 9), (5001, 5850, 3)),
    "ethiopic": ((1950, 2025, 70), (1850, 1949, 22), (1500, 1849, 8)),
    "coptic": ((1700, 1745, 60), (1500, 1699, 25), (900, 1499, 15)),
    "indian": ((1900, 1960, 80), (1750, 1899, 20)),
}


def draw(calendar: str, rng: Random) -> Example:
    """A date of a calendar, in one of its languages."""
    language = _language(calendar, rng)
    data = load(language)
    day = draw_day(calendar, rng, year=_year(calendar, rng))
    roll = rng.random()
    maker = _month if roll < 0.06 else _numeric if roll < 0.17 else _whole
    return maker(calendar, language, day, data, rng)


def draw_day(calendar: str, rng: Random, *, year: int) -> Day:
    """A day of a year."""
    return reckoning.draw(reckoning.CALENDARS[calendar], year, rng)


def _language(calendar: str, rng: Random) -> str:
    homes, others = _HOMES[calendar]
    if rng.random() * 100 < 100 - others:
        return rng.choices(tuple(homes), tuple(homes.values()))[0]
    return rng.choice(_others(calendar))


@cache
def _others(calendar: str) -> tuple[str, ...]:
    left_out = (*_HOMES[calendar][0], *_LEFT_OUT.get(calendar, ()))
    return tuple(language for language in names.languages(calendar) if language not in left_out)


def _year(calendar: str, rng: Random) -> int:
    first, last, _ = rng.choices(_YEARS[calendar], [share for _, _, share in _YEARS[calendar]])[0]
    return rng.randint(first, last)


def _whole(calendar: str, language: str, day: Day, data: LocaleData, rng: Random) -> Example:
    """A day, its month by name."""
    pattern = _pattern(language, data, rng)
    shift = rng.randint(1, 6) if rng.random() < 0.1 else 0
    weekday = (reckoning.weekday(reckoning.CALENDARS[calendar], day) + shift) % 7
    figures = _figures(calendar, language, data, rng)
    pieces = Pieces(
        year=names.year(calendar, language, figures.year(day.year), rng, needed=_needs_era(calendar, day)),
        month=_name(calendar, language, day, rng),
        number=day.month,
        day=lambda width: figures.day(day.day, width),
        ordinal=lambda: ordinal_day(day.day, data.language, rng),
        weekday=lambda field: _weekday(field, weekday, data),
    )
    text = figures.finished(assemble(pattern, pieces))
    name = f"{calendar}:{pattern}"
    named = "E" in pattern or "c" in _unquoted(pattern)
    sign = WEEKDAYS[weekday] if named else ""
    opening = texts(language.split("-")[0], "calendars.first_day") if calendar == "islamic" else ()
    if opening and rng.random() < 0.1:
        first = f"{rng.choice(opening)} {_name(calendar, language, day, rng)} {pieces.year}"
        text, day, sign, name = figures.finished(first), Day(day.year, day.month, 1), "", "islamic:first"
    elif shift == 0 and rng.random() < 0.05:
        return beside_our_day(calendar, text, day, data, rng, weekday=sign)
    return Example(text, f"{value_of(calendar, day)}{sign}", data.language, order=data.order, pattern=name)


def _needs_era(calendar: str, day: Day) -> bool:
    """Whether the months are ambiguous: the Vikrama era has the Indian names too."""
    return calendar == "indian" and day.year < 1880


def _unquoted(pattern: str) -> str:
    return "".join(pattern.split("'")[::2])


def _pattern(language: str, data: LocaleData, rng: Random) -> str:
    """A pattern of the language for other calendars, of CLDR, or any habit of people."""
    own = texts(language.split("-")[0], "calendars.patterns")
    roll = rng.random()
    if own and roll < 0.6:
        return rng.choice(own)
    whole = [pattern for pattern in data.standard if is_whole(pattern)]
    if whole and roll < 0.75:
        return rng.choice(whole)
    for _ in range(8):
        pattern = habits.named_pattern(rng, data.identifier)
        if is_whole(pattern) and not pattern.startswith("y"):
            return pattern.replace("MMM.", "MMM")
    return "d MMMM y"


def _weekday(field: str, weekday: int, data: LocaleData) -> str:
    form = ("EEEE", "EEE") if len(field) == 4 else ("EEE", "EEEE")
    found = data.weekdays.get(form[0]) or data.weekdays.get(form[1]) or load("en").weekdays["EEEE"]
    return found[weekday]


def _name(calendar: str, language: str, day: Day, rng: Random) -> str:
    """Name of a month; the twelfth of a Hebrew leap year is Adar I, which is last in the table."""
    number = (
        14 if calendar == "hebrew" and day.month == 12 and reckoning.is_hebrew_leap(day.year) else day.month
    )
    return names.month(calendar, language, number, rng)


class _Figures:
    """How the numbers of one date are written."""

    def __init__(self, year: Callable[[int], str], day: Callable[[int], str], digits: str) -> None:
        self.year = year
        self._day = day
        self._digits = digits

    def day(self, number: int, width: int) -> str:
        """The day, padded with 0 if the pattern has two letters."""
        return self._day(number) if width == 1 else self._day(number).rjust(2, "0")

    def finished(self, text: str) -> str:
        """The text in the digits of its script."""
        return to_native(text, self._digits) if self._digits else text


_NATIVE_SHARE = {"fa": 0.8, "ar": 0.5, "ur": 0.3, "ps": 0.8, "hi": 0.4, "mr": 0.6, "bn": 0.8}


def _figures(calendar: str, language: str, data: LocaleData, rng: Random) -> _Figures:
    """The numerals of a date: Hebrew letters, sometimes Ethiopic numerals, native digits."""
    if calendar == "hebrew" and language in ("he", "yi") and rng.random() < 0.8:
        day = str if rng.random() < 0.12 else lambda number: numerals.hebrew_day(number, rng)
        return _Figures(lambda number: numerals.hebrew_year(number, rng), day, "")
    if calendar == "ethiopic" and language in ("am", "ti") and rng.random() < 0.1:
        return _Figures(numerals.ethiopic, numerals.ethiopic, "")
    native = rng.random() < _NATIVE_SHARE.get(data.language, 0.1)
    return _Figures(str, str, data.digits[0] if data.digits and native else "")


def value_of(calendar: str, day: Day, fields: str = "yMd") -> str:
    """The value of a day, or of those of its fields that are named."""
    month = f"-{day.month:02d}" if "M" in fields else ""
    number = f"-{day.day:02d}" if "d" in fields else ""
    return f"{reckoning.CALENDARS[calendar].token}{day.year:04d}{month}{number}"


def _month(calendar: str, language: str, day: Day, data: LocaleData, rng: Random) -> Example:
    """A month and its year, or a year alone."""
    figures = _figures(calendar, language, data, rng)
    in_letters = calendar == "hebrew" and language == "he" and not figures.year(day.year).isdigit()
    alone = rng.random() < 0.4 and not (calendar == "ethiopic" and language == "am")
    plain = in_letters or (calendar == "persian" and language == "fa")
    needed = _needs_era(calendar, day) or (alone and not plain)
    year = names.year(calendar, language, figures.year(day.year), rng, needed=needed)
    if alone and rng.random() < 0.4:
        return _year_beside_ours(calendar, year, day, data, rng)
    if alone:
        text, fields = year, "y"
    else:
        form = rng.choice(
            ("{m} {y}", "{m} {y}", "{m}, {y}", "{m}-{y}" if language != "he" else "{m} {y}", "{y} {m}")
        )
        form = "{m} {y}" if form == "{y} {m}" and language == "he" else form
        text, fields = form.format(m=_name(calendar, language, day, rng), y=year), "yM"
    value = value_of(calendar, day, fields)
    pattern = f"{calendar}:{fields}"
    return Example(figures.finished(text), value, data.language, order=data.order, pattern=pattern)


def _numeric(calendar: str, language: str, day: Day, data: LocaleData, rng: Random) -> Example:
    """Numbers with an era, which Persian years in Persian do not need.

    Only three calendars are written in numbers: Hebrew, Coptic and Indian months are hardly ever numbered.
    """
    if calendar not in ("persian", "islamic", "ethiopic"):
        return _whole(calendar, language, day, data, rng)
    year_first = rng.random() < (0.85 if calendar == "persian" else 0.4)
    needed = not (calendar == "persian" and language == "fa")
    separator = rng.choices(("/", "-", ".", " / "), (70, 16, 12, 2))[0]
    width = 2 if rng.random() < 0.5 else 1
    parts = [str(day.year), f"{day.month:0{width}d}", f"{day.day:0{width}d}"]
    body = separator.join(parts if year_first else parts[::-1])
    text = names.with_era(calendar, language, body, rng) if needed or rng.random() < 0.3 else body
    native = rng.random() < _NATIVE_SHARE.get(data.language, 0.1)
    text = to_native(text, data.digits[0]) if data.digits and native else text
    order = "YMD" if year_first else "DMY"
    return Example(text, value_of(calendar, day), data.language, order=order, pattern=f"{calendar}:numeric")


_BESIDE_DAYS = ("{} ({})", "{} / {}", "{} = {}", "{}, {}", "{1} ({0})", "{1} / {0}", "{} [{}]")


def beside_our_day(
    calendar: str,
    text: str,
    day: Day,
    data: LocaleData,
    rng: Random,
    *,
    forms: tuple[str, ...] = _BESIDE_DAYS,
    weekday: str = "",
) -> Example:
    """A day in both calendars; the value is the Gregorian day, with the sign of a weekday beside it."""
    ours = reckoning.gregorian(reckoning.CALENDARS[calendar], day)
    written = write(_our_pattern(data, rng), ours, data, rng)
    if data.language == "ar" and rng.random() < 0.7:
        form = rng.choice(
            ("{} الموافق {} م", "{} الموافق {}", "{} الموافق لـ {} م", "{} ـ {} م", "{} / {} م")
        )
    else:
        form = rng.choice(forms)
    said = rng.choice(_OUR_ERA).format(written.source) if data.language not in _OWN_YEARS_OF_OURS else ""
    both, value = form.format(text, said or written.source), f"{ours}{weekday}"
    return Example(both, value, data.language, order=data.order, pattern=f"{calendar}:beside ours")


_OUR_ERA = ("{}", "{}", "{}", "{} CE", "{} CE", "{} AD", "{} A.D.", "{} C.E.")


def _our_pattern(data: LocaleData, rng: Random) -> str:
    """A pattern for a whole day of ours: one of the locale or a habit of people."""
    if rng.random() < 0.5:
        return rng.choice([one for one in data.standard[1:3] if "y" in one] or ["d MMMM y"])
    for _ in range(8):
        pattern = habits.named_pattern(rng, data.identifier, weekday=0.0)
        if is_whole(pattern) and "E" not in fields(pattern) and "  " not in pattern:
            return pattern
    return "d MMMM y"


_YEARS_OF_OURS = ("{}", "{}", "{}", "{} CE", "{} AD", "A.D. {}", "AD {}", "{} C.E.", "{} A.D.")
_OWN_YEARS_OF_OURS = {"ar": ("{}م", "{} م", "{} ميلادية"), "fa": ("{} میلادی", "{}م"), "he": ("{} לספירה",)}
_BESIDE = ("{} ({})", "{} ({})", "{} [{}]", "{} / {}", "{}/{}", "{}, {}", "{} = {}", "{1} ({0})", "{1} / {0}")


def _year_beside_ours(calendar: str, text: str, day: Day, data: LocaleData, rng: Random) -> Example:
    """A year in both calendars; the value is that of ours: `1262 AH (1846–47 CE)`, `1372 SH [1993 CE]`."""
    found = reckoning.CALENDARS[calendar]
    first = reckoning.gregorian(found, Day(day.year, 1, 1)).year
    last = reckoning.gregorian(found, Day(day.year + 1, 1, 1)).year
    both, value = beside_year(text, first, last, data, rng)
    return Example(both, value, data.language, order=data.order, pattern=f"{calendar}:year beside ours")


def beside_year(text: str, first: int, last: int, data: LocaleData, rng: Random) -> tuple[str, str]:
    """A year of another calendar beside the one or two years of ours it is in, and the value of these."""
    own = _OWN_YEARS_OF_OURS.get(data.language)
    form = rng.choice(own if own and rng.random() < 0.7 else _YEARS_OF_OURS)
    if last == first or rng.random() < 0.5:
        ours = rng.choice((first, last))
        written, value = form.format(ours), f"{ours:04d}"
    else:
        end = last % 100 if last % 100 > first % 100 and rng.random() < 0.6 else last
        joint = rng.choice(("–", "-", "/", "–", " - "))
        written, value = form.format(f"{first}{joint}{end:02d}"), f"{first:04d}/{last:04d}"
    joined = rng.choice(_BESIDE)
    return joined.format(text, written), value
