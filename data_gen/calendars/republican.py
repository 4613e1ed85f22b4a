"""The French Republican calendar: 18 brumaire an VIII, 2e jour complémentaire an III, 3 nevoso anno IX."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.calendars import reckoning
from data_gen.dates.days import Day
from data_gen.dates.patterns import ordinal_day
from data_gen.dates.surface import write
from data_gen.example import Example
from data_gen.language import pick, texts
from data_gen.locales import load

_LAST_YEAR = 14
_YEAR_BEFORE_THE_FIRST = 1791
_SHARES = {"fr": 66, "en": 16, "it": 6, "de": 4, "nl": 3, "es": 2, "pt": 1, "ru": 2}


def draw(rng: Random) -> Example:
    """A date of the years I to XIV, seldom of a later year."""
    language = rng.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
    calendar = reckoning.CALENDARS["republican"]
    modern = rng.random() < 0.03
    year = rng.randint(200, 240) if modern else rng.randint(1, 14)
    day = reckoning.draw(calendar, year, rng)
    written = _year(year, language, rng)
    roll = rng.random()
    if roll < 0.1:
        alone = _alone(year, rng)
        if not modern and rng.random() < 0.4:
            return _year_beside_ours(alone, year, rng)
        return _drawn(alone, f"F{year:04d}", "fr", "year")
    if roll < 0.16 and day.month < 13:
        text = _joined(name(day.month, language, rng), written)
        return _drawn(text, f"F{year:04d}-{day.month:02d}", language, "month")
    text = _complementary(day.day, language, rng) if day.month == 13 else _day(day, language, rng)
    text = _joined(text, written)
    if not modern and rng.random() < 0.06:
        data = load(language)
        ours = write(data.standard[1], reckoning.gregorian(calendar, day), data, rng).source
        text = rng.choice(("{} ({})", "{} [{}]", "{} / {}", "{1} ({0})")).format(text, ours)
        return _drawn(text, str(reckoning.gregorian(calendar, day)), language, "beside ours")
    kind = "complementary" if day.month == 13 else "day"
    return _drawn(text, f"F{year:04d}-{day.month:02d}-{day.day:02d}", language, kind)


def _year_beside_ours(text: str, year: int, rng: Random) -> Example:
    """A year of the Republic beside one of ours, which is the value: `An 10 [1802]`, `an X (1801-1802)`."""
    text = rng.choice((text, f"An {year}", f"an {year}"))
    first = _YEAR_BEFORE_THE_FIRST + year
    if rng.random() < 0.7:
        ours = rng.choice((first, first + 1))
        written, value = str(ours), str(ours)
    else:
        end = rng.choice((first + 1, (first + 1) % 100))
        written, value = f"{first}{rng.choice('-/–')}{end:02d}", f"{first}/{first + 1}"
    both = rng.choice(("{} ({})", "{} [{}]", "{} / {}", "{}, {}")).format(text, written)
    return _drawn(both, value, "fr", "year beside ours")


def _alone(year: int, rng: Random) -> str:
    """A year alone; in digits only with the Republic, as `an 8` could be anything."""
    if 1 < year <= _LAST_YEAR and rng.random() < 0.6:
        return rng.choice(("an {}", "An {}", "l'an {}", "an {}", "année {} de la République")).format(
            numerals.roman(year)
        )
    number = year if year > _LAST_YEAR or rng.random() < 0.4 else numerals.roman(year)
    return f"an {number} de la {pick(rng, 'fr', 'republican.names')}"


def _drawn(text: str, value: str, language: str, kind: str) -> Example:
    return Example(text, value, language, order="DMY", pattern=f"republican:{kind}")


def _joined(text: str, year: str) -> str:
    return text + year if year.startswith(",") else f"{text} {year}"


def _year(year: int, language: str, rng: Random) -> str:
    """The year in Roman numerals or words (up to XIV) or digits."""
    form = pick(rng, language, "republican.years")
    if year > _LAST_YEAR:
        form = form.replace("{r}", "{n}").replace("{w}", "{n}")
        return form.format(n=year)
    return form.format(r=numerals.roman(year), n=year, w=texts("fr", "republican.numbers")[year - 1])


def name(month: int, language: str, rng: Random) -> str:
    """A month's name."""
    roll = rng.random()
    if language in ("it", "es", "pt", "ru") and roll < 0.85:
        return texts(language, "republican.months")[month - 1]
    key = "months" if roll < 0.6 else "months_plain" if roll < 0.9 else "months_short"
    return texts("fr", f"republican.{key}")[month - 1]


def _day(day: Day, language: str, rng: Random) -> str:
    """A day and its month."""
    month = name(day.month, language, rng)
    number = str(day.day)
    roll = rng.random()
    if (language == "fr" and day.day == 1 and roll < 0.8) or roll < 0.08:
        number = ordinal_day(day.day, language, rng)
    if language == "de":
        return f"{number.rstrip('.')}. {month}"
    if language in ("es", "pt", "it") and roll > 0.6:
        return f"{number} {'di' if language == 'it' else 'de'} {month}"
    if language == "en" and roll > 0.75:
        return f"{month} {number}," if roll > 0.85 else f"{ordinal_day(day.day, 'en', rng)} of {month}"
    if language == "fr":
        if roll < 0.2:
            return f"le {number} {month}"
        if roll > 0.94:
            return f"{texts('fr', 'republican.decade')[(day.day - 1) % 10]} {number} {month}"
        if roll > 0.9:
            return f"{number} de {month}"
    return f"{number} {month}"


def _complementary(day: int, language: str, rng: Random) -> str:
    """One of the days after the twelfth month, which have numbers and names."""
    roll = rng.random()
    if language == "it":
        return (
            f"{day}{rng.choice(('º', '°', '', '.'))} giorno {rng.choice(('complementare', 'complementario'))}"
        )
    if language == "en" and roll < 0.6:
        return f"{ordinal_day(day, 'en', rng)} {rng.choice(('complementary day', 'complementary day,'))}"
    if roll < 0.1:
        return texts("fr", "republican.feasts")[day - 1]
    words = pick(rng, "fr", "republican.complementary")
    number = "1er" if day == 1 else f"{day}{rng.choice(('e', 'e', 'ème', 'me', ''))}"
    if roll < 0.2:
        number = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième")[day - 1]
    return f"{'le ' if roll > 0.8 else ''}{number} {words}"
