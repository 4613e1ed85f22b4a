"""Days of other calendars that move through our year, without a year or in one of ours: 15 Ramadan, 2 Tishri,
農曆八月十五, 음력 8월 15일. Their programs are those of feasts, see `datenorm.values.movable`.
"""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.calendars import names
from data_gen.example import Example
from data_gen.language import pick
from data_gen.locales import load
from data_gen.numerals import to_native

_HOMES = {
    "persian": ("fa", "fa", "en"),
    "islamic": ("ar", "ar", "ar", "en", "en", "ur", "id", "ms"),
    "hebrew": ("he", "he", "en"),
}
_TOKENS = {"persian": "P", "islamic": "I", "hebrew": "A"}
_SHARES = (20, 50, 30)
_OURS = ("Nisan", "Nissan", "Ab", "Mehr", "Tir")
"""Names that are Gregorian months or words in some language: 23 Nisan is in April in Turkish."""
_SURE_DAYS = 29
"""The 30th is not in every month."""

_LUNAR = {"zh": 5, "ko": 4, "vi": 4, "ja": 1}
_LAST_MONTH_OF_OURS = 10
"""The eleventh and twelfth month of a Chinese year may lie in our next year."""
_YEARS = (1930, 2050)
_YEAR_SHARE = 0.3
_CHINESE_MONTHS = {1: "正", 11: "冬", 12: "腊臘"}
_FULL_MOON = 15


def draw(rng: Random) -> Example:
    """A day of the Islamic, Hebrew or Persian calendar without a year."""
    calendar = rng.choices(tuple(_HOMES), _SHARES)[0]
    language = rng.choice(_HOMES[calendar])
    data = load(language)
    month, day = rng.randint(1, 12), rng.randint(1, _SURE_DAYS)
    name = names.month(calendar, language, month, rng)
    while name in _OURS:
        month = rng.randint(1, 12)
        name = names.month(calendar, language, month, rng)
    form = rng.choice(("{d} {m}", "{d} {m}", "{d} {m}", "{m} {d}")) if language == "en" else "{d} {m}"
    text = form.format(d=day, m=name)
    if data.native_digits or (data.digits and rng.random() < 0.4):
        text = to_native(text, data.digits[0])
    value = f"XXXX{_TOKENS[calendar]}-{month:02d}-{day:02d}"
    return Example(text, value, language, order=data.order, pattern=f"{calendar} without year")


def lunar(rng: Random) -> Example:
    """A day of the Chinese calendar, which East Asia calls lunar, maybe with our year."""
    language = rng.choices(tuple(_LUNAR), tuple(_LUNAR.values()))[0]
    month, day = rng.randint(1, 12), rng.choice((rng.randint(1, _SURE_DAYS), rng.randint(1, 15), _FULL_MOON))
    has_year = month <= _LAST_MONTH_OF_OURS and rng.random() < _YEAR_SHARE
    form = pick(rng, language, "calendars.lunar_in_year" if has_year else "calendars.lunar")
    year = rng.randint(*_YEARS)
    if language == "zh":
        said_month, said_day = _chinese(month, day, rng)
    else:
        said_month, said_day = str(month), str(day)
    text = form.format(y=year, m=said_month, d=said_day)
    value = f"{year if has_year else 'XXXX'}C-{month:02d}-{day:02d}"
    return Example(text, value, language, order=load(language).order, pattern=form)


def _chinese(month: int, day: int, rng: Random) -> tuple[str, str]:
    """A month and a day of the Chinese calendar in its own words, seldom in figures: 正 and 初五."""
    if rng.random() < 0.15:
        return str(month), f"{day}{rng.choice(('', '日'))}"
    own = _CHINESE_MONTHS.get(month)
    said_month = rng.choice(own) if own and rng.random() < 0.7 else numerals.han(month)
    if day <= 10:
        return said_month, f"初{numerals.han(day)}"
    said = numerals.han(day)
    return said_month, said.replace("二十", "廿") if day > 20 and rng.random() < 0.4 else said
