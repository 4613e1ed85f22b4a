"""Dates with their numbers in words, put together as each language says them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_gen.dates import east_asian_words, number_words
from data_gen.dates.days import Day, draw_day
from data_gen.dates.habits import connectors
from data_gen.dates.patterns import fields, is_numeric
from data_gen.dates.surface import Surface, value_of, write
from data_gen.locales import LocaleData

# Language → patterns people say dates by, beside the locale's own.
_SAID: dict[str, tuple[str, ...]] = {
    "en": (
        "'the' d 'of' MMMM y",
        "'the' d 'of' MMMM, y",
        "'the' d 'day of' MMMM, y",
        "'the' d 'day of' MMMM 'in the year' y",
        "MMMM 'the' d, y",
        "MMMM 'the' d y",
        "d 'of' MMMM y",
        "'this' d 'day of' MMMM y",
        "EEEE, 'the' d 'of' MMMM, y",
    ),
    "nl": ("MMMM 'de' d, y", "MMMM 'de' d y", "'de' d MMMM y", "'de' d 'van' MMMM y", "d 'van' MMMM y"),
    "af": ("'die' d MMMM y", "'die' d 'van' MMMM y", "MMMM 'die' d, y"),
    "de": (
        "'der' d MMMM y",
        "'den' d MMMM y",
        "'am' d MMMM y",
        "EEEE, 'der' d MMMM y",
        "d MMMM 'im Jahre' y",
    ),
    "fr": ("'le' d MMMM y", "'l''an' y, 'le' d MMMM", "'le' d 'jour de' MMMM y", "EEEE d MMMM 'de l''an' y"),
    "es": ("'el' d 'de' MMMM 'de' y", "'a' d 'de' MMMM 'de' y", "d 'de' MMMM 'del año' y", "d MMMM y"),
    "pt": ("'aos' d 'de' MMMM 'de' y", "'em' d 'de' MMMM 'de' y", "d 'de' MMMM 'do ano de' y"),
    "it": ("'il' d MMMM y", "'addì' d MMMM y", "'il' d 'di' MMMM 'del' y", "d MMMM 'dell''anno' y"),
    "ca": ("'el' d 'de' MMMM 'de' y", "d 'de' MMMM 'de l''any' y", "d 'de' MMMM 'del' y"),
    "ro": ("'pe' d MMMM y", "d MMMM 'anul' y", "'la' d MMMM y"),
    "sv": ("'den' d MMMM y", "'den' d MMMM 'år' y", "MMMM 'den' d, y"),
    "da": ("'den' d MMMM y", "'den' d MMMM 'år' y"),
    "nb": ("'den' d MMMM y", "'den' d MMMM 'år' y"),
    "nn": ("'den' d MMMM y",),
    "pl": ("d MMMM y 'roku'", "'dnia' d MMMM y 'roku'", "'dnia' d MMMM y"),
    "cs": ("d MMMM y", "'dne' d MMMM 'roku' y", "'léta' y, d MMMM"),
    "sk": ("'dňa' d MMMM y", "d MMMM 'roku' y"),
    "sl": ("d MMMM y", "d MMMM 'leta' y"),
    "ru": ("d MMMM y 'года'", "EEEE, d MMMM y 'года'", "'в' y 'году' d MMMM"),
    "uk": ("d MMMM y 'року'", "EEEE, d MMMM y 'року'"),
    "be": ("d MMMM y 'года'",),
    "hu": ("y. MMMM d", "y MMMM d", "y 'év' MMMM d"),
    "tr": ("d MMMM y", "y 'yılı' d MMMM"),
    "eo": ("'la' d 'de' MMMM y", "'la' d 'de' MMMM 'de la jaro' y"),
    "id": ("'tanggal' d MMMM y", "d MMMM 'tahun' y"),
    "fa": ("d MMMM y", "d MMMM 'سال' y"),
    "ar": ("d MMMM y", "d 'من' MMMM 'سنة' y", "d MMMM 'عام' y"),
}

_ANYWHERE = ("d MMMM y", "d MMMM, y", "EEEE d MMMM y", "EEEE, d MMMM y", "MMMM d, y", "MMMM d y")
_YEARLESS: dict[str, tuple[str, ...]] = {
    "": ("d MMMM", "d MMMM", "MMMM d", "EEEE, d MMMM", "EEEE d MMMM"),
    "en": ("'the' d 'of' MMMM", "d 'of' MMMM", "MMMM 'the' d", "MMMM d", "d MMMM", "EEEE, MMMM 'the' d"),
    "de": ("'der' d MMMM", "'am' d MMMM", "d MMMM", "EEEE, 'den' d MMMM"),
    "fr": ("'le' d MMMM", "d MMMM", "'le' d 'jour de' MMMM", "EEEE d MMMM"),
    "es": ("'el' d 'de' MMMM", "d 'de' MMMM", "EEEE d 'de' MMMM", "'el día' d 'de' MMMM"),
    "pt": ("d 'de' MMMM", "'dia' d 'de' MMMM", "'no dia' d 'de' MMMM", "EEEE, d 'de' MMMM"),
    "it": ("'il' d MMMM", "d MMMM", "'il' d 'di' MMMM", "EEEE d MMMM"),
    "nl": ("d MMMM", "'de' d MMMM", "'de' d 'van' MMMM", "MMMM 'de' d"),
    "sv": ("'den' d MMMM", "d MMMM", "EEEE 'den' d MMMM"),
}
_DAY = "\x01"
_YEAR = "\x02"

_East = Callable[[Day, str, Random, bool], str]
_EAST: dict[str, _East] = {
    "zh": east_asian_words.chinese,
    "yue": east_asian_words.chinese,
    "ja": east_asian_words.japanese,
    "ko": east_asian_words.korean,
    "vi": east_asian_words.vietnamese,
}
EASTERN = frozenset({"zh", "yue", "ja", "ko"})
"""Languages that write numbers in words as readily as in figures; their month names are numbers too."""


def draw(rng: Random, data: LocaleData) -> tuple[Surface, str] | None:
    """A date with numbers in words and what it says; None where the language has no words for them."""
    day = draw_day(rng, year=_round_year(rng) if rng.random() < 0.07 else None)
    while data.language == "th" and day.year >= 2300:  # of the Buddhist era
        day = draw_day(rng)
    if data.language in _EAST:
        yearless = rng.random() < 0.3
        pattern = "MMMM d" if yearless else "y MMMM d"
        text = _EAST[data.language](day, data.language, rng, yearless)
        weekday = None
        if rng.random() < 0.34:
            weekday = (day.weekday + (rng.randint(1, 6) if rng.random() < 0.08 else 0)) % 7
            named = east_asian_words.weekday_name(weekday, data.language, rng)
            text = east_asian_words.beside(text, named, rng)
        return Surface(text, pattern, weekday), value_of(pattern, day, weekday)
    day_words = number_words.day_words(day.day, data.language, rng)
    if day_words is None:
        return None
    year_words = number_words.year_words(day.year, data.language, rng)
    pattern = _pattern(rng, data)
    in_words = rng.choice(((True, True), (True, True), (False, True), (True, False)))
    if year_words is None or "y" not in fields(pattern):
        in_words = (True, False)
    marked = _replaced_field(pattern, in_words)
    surface = write(marked, day, data, rng, people=True)
    text = surface.text.replace(_DAY, day_words).replace(_YEAR, year_words or "")
    return Surface(text, pattern, surface.weekday), value_of(pattern, day, surface.weekday)


def eastern_month(rng: Random, data: LocaleData) -> tuple[Surface, str]:
    """A month and year, or a year, in Han or Korean numbers; the language is one of `EASTERN`."""
    day = draw_day(rng, year=_round_year(rng) if rng.random() < 0.07 else None)
    text, pattern = east_asian_words.month(day, data.language, rng, alone=rng.random() < 0.4)
    return Surface(text, pattern), value_of(pattern, day)


def _round_year(rng: Random) -> int:
    """A year that is said in a word or two: tweeduizend, 二千年, nineteen hundred."""
    return rng.choice((2000, 2000, 2000, rng.randint(10, 20) * 100, rng.randint(150, 202) * 10))


def _replaced_field(pattern: str, in_words: tuple[bool, bool]) -> str:
    """The pattern with a sign for the day and the year that are said in words; words in quotes stay."""
    pieces = pattern.split("'")
    for field, sign, wanted in (("d", _DAY, in_words[0]), ("y", _YEAR, in_words[1])):
        place = next((index for index in range(0, len(pieces), 2) if field in pieces[index]), None)
        if wanted and place is not None:
            pieces[place] = pieces[place].replace(field, sign, 1)
    return "'".join(pieces)


def _pattern(rng: Random, data: LocaleData) -> str:
    """A pattern with each of the fields once, in plain letters; seldom one without the year."""
    own = data.standard[1]
    usable = {"y", "M", "d"} <= fields(own) and not is_numeric(own) and "dd" not in own and "yy" not in own
    said = _SAID.get(data.language, ())
    dice = rng.random()
    if said and dice < 0.5:
        pattern = rng.choice(said)
    elif usable and dice < 0.7:
        pattern = own
    elif dice < 0.78 and (words := connectors(data.identifier)):
        quoted = rng.choice(words).replace("'", "''")
        pattern = f"d '{quoted}' MMMM y"
    else:
        pattern = rng.choice(_ANYWHERE)
    if rng.random() < 0.14:
        return rng.choice(_YEARLESS.get(data.language, _YEARLESS[""]))
    return pattern
