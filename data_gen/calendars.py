"""Calendars with years of their own and Gregorian months and days: Buddhist, Minguo, Japanese eras."""

from __future__ import annotations

from random import Random

from data_gen.dates import Day, draw_day
from data_gen.locales import load
from data_gen.surface import WEEKDAYS, Surface, write

# token of the value language → (kanji, Latin letter, first and last Gregorian year), Japanese eras since
# 1868.
_ERAS = {
    "M": ("明治", "M", 1868, 1912),
    "T": ("大正", "T", 1912, 1926),
    "S": ("昭和", "S", 1926, 1989),
    "H": ("平成", "H", 1989, 2019),
    "R": ("令和", "R", 2019, 2040),
}

_JAPANESE = (
    "{era}{y}年{m}月{d}日",
    "{era}{y}年{m}月{d}日",
    "{era}{y}年{m}月{d}日({w})",
    "{era}{y}年{m}月{d}日{w}曜日",
    "{era}{y}年{m:02d}月{d:02d}日",
    "{era} {y}年 {m}月 {d}日",
    "{era}{y}.{m}.{d}",
    "{era}{y}/{m}/{d}",
    "{era}{y}年{m}月",
    "{era}{y}年",
)
_LATIN = (
    "{era}{y}.{m}.{d}",
    "{era}{y}/{m}/{d}",
    "{era}{y:02d}.{m:02d}.{d:02d}",
    "{era}{y:02d}/{m:02d}/{d:02d}",
    "{era}{y}-{m}-{d}",
)
_MINGUO = (
    "民國{y}年{m}月{d}日",
    "民國 {y} 年 {m} 月 {d} 日",
    "中華民國{y}年{m}月{d}日",
    "民国{y}年{m}月{d}日",
    "民國{y}/{m}/{d}",
    "民國{y}.{m}.{d}",
    "民國{y}年{m}月",
    "民國{y}年",
)
_THAI = (
    "d MMMM y",
    "d MMM y",
    "EEEE'ที่' d MMMM 'พ.ศ.' y",
    "d MMMM 'พ.ศ.' y",
    "d/M/y",
    "dd/MM/y",
    "'พ.ศ.' y",
    "MMMM y",
    "MMM y",
    "d MMM 'พ.ศ.' y",
    "EEEE'ที่' d MMMM y",
    "EEEE d MMM y",
)


def draw(rng: Random) -> tuple[Surface, str, str, str]:
    """A date of one of these calendars.

    Returns:
        (surface, value, language, order).
    """
    return rng.choices((_japanese, _minguo, _thai), (55, 20, 25))[0](rng)


def _japanese(rng: Random) -> tuple[Surface, str, str, str]:
    token = rng.choices(tuple(_ERAS), (10, 12, 34, 28, 16))[0]
    kanji, letter, first, last = _ERAS[token]
    day = draw_day(rng, year=rng.randint(first, last))
    year = day.year - first + 1
    in_latin = rng.random() < 0.25
    template = rng.choice(_LATIN if in_latin else _JAPANESE)
    text = template.format(
        era=letter if in_latin else kanji, y=year, m=day.month, d=day.day, w="月火水木金土日"[day.weekday]
    )
    if year == 1 and "年" in template and rng.random() < 0.7:
        text = text.replace("1年", "元年", 1)
    return Surface(text, template), _value(token, year, day, template), "ja", "YMD"


def _minguo(rng: Random) -> tuple[Surface, str, str, str]:
    day = draw_day(rng, year=rng.randint(1912, 2040))
    year = day.year - 1911
    template = rng.choice(_MINGUO)
    text = template.format(y=year, m=day.month, d=day.day)
    if year == 1 and "年" in template and rng.random() < 0.7:
        text = text.replace("1年", "元年", 1)
    return Surface(text, template), _value("C", year, day, template), "zh", "YMD"


def _thai(rng: Random) -> tuple[Surface, str, str, str]:
    """Thai years from 2400 on are of the Buddhist era: nobody dates in 2563 AD."""
    pattern = rng.choice(_THAI)
    first = 1700 if "พ.ศ." in pattern else 1880
    day = draw_day(rng, year=rng.randint(first, 2060))
    written = Day(day.year + 543, day.month, day.day)
    text = write(pattern.replace("EEEE", _thai_weekday(day)), written, load("th"), rng).text
    value = f"B{written.year:04d}"
    if "M" in pattern:
        value += f"-{day.month:02d}" + (f"-{day.day:02d}" if "d" in pattern else "")
    if "EEEE" in pattern:
        value += WEEKDAYS[day.weekday]
    return Surface(text, pattern), value, "th", "DMY"


def _thai_weekday(day: Day) -> str:
    return load("th").weekdays["EEEE"][day.weekday]


def _value(token: str, year: int, day: Day, template: str) -> str:
    month = f"-{day.month:02d}" if "{m" in template else ""
    weekday = WEEKDAYS[day.weekday] if "{w" in template else ""
    return f"{token}{year:04d}{month}" + (f"-{day.day:02d}" if "{d" in template else "") + weekday
