"""Calendars with Gregorian months and days and other years: Japanese eras, Minguo, Buddhist."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.dates.days import Day, draw_day
from data_gen.dates.surface import WEEKDAYS, write
from data_gen.example import Example
from data_gen.language import pick
from data_gen.locales import load

# token of the value language → (kanji, Latin letter, name, first and last day), Japanese eras since 1868.
_ERAS = {
    "M": ("明治", "M", ("Meiji",), Day(1868, 10, 23), Day(1912, 7, 30)),
    "T": ("大正", "T", ("Taishō", "Taisho"), Day(1912, 7, 30), Day(1926, 12, 25)),
    "S": ("昭和", "S", ("Shōwa", "Showa"), Day(1926, 12, 25), Day(1989, 1, 7)),
    "H": ("平成", "H", ("Heisei",), Day(1989, 1, 8), Day(2019, 4, 30)),
    "R": ("令和", "R", ("Reiwa",), Day(2019, 5, 1), Day(2040, 12, 31)),
}
_SQUARE = {"明治": "㍾", "大正": "㍽", "昭和": "㍼", "平成": "㍻", "令和": "㋿"}
_KOREAN = {"M": "메이지", "T": "다이쇼", "S": "쇼와", "H": "헤이세이", "R": "레이와"}


def japanese(rng: Random) -> Example:
    """A date of an era, in kanji, by its Latin letter, its first sign or its name."""
    token = rng.choices(tuple(_ERAS), (10, 12, 34, 28, 16))[0]
    kanji, letter, names, first, last = _ERAS[token]
    day = _draw_between(first, last, rng)
    year = day.year - first.year + 1
    style = rng.choices(("kanji", "han", "latin", "sign", "spelt", "korean"), (50, 17, 20, 5, 7, 1))[0]
    if style == "spelt":
        return _spelt(token, rng.choice(names), year, day, rng)
    if style == "korean":
        template = rng.choice(("{era} {y}년 {m}월 {d}일", "{era} {y}년"))
        text = template.format(era=_KOREAN[token], y=year, m=day.month, d=day.day)
        return Example(text, _value(token, year, day, template), "ko", order="YMD", pattern=template)
    if style == "kanji" and rng.random() < 0.06:
        return _beside_ours(kanji, year, day, rng)
    key = {"han": "calendars.eras_in_han", "latin": "calendars.eras_by_letter"}.get(style, "calendars.eras")
    template = pick(rng, "ja", key)
    if style == "sign":
        template = template if "年" not in template else "{era}{y}年{m}月{d}日"
    era = {"latin": letter, "sign": kanji[0]}.get(style, kanji)
    if era == kanji and rng.random() < 0.03:
        era = _SQUARE[kanji]
    text = _written(template, era, year, day, "月火水木金土日"[day.weekday], rng, han=style == "han")
    return Example(text, _value(token, year, day, template), "ja", order="YMD", pattern=template)


def _draw_between(first: Day, last: Day, rng: Random) -> Day:
    """A day of an era, which may begin and end within a year."""
    while True:
        day = draw_day(rng, year=rng.randint(first.year, last.year))
        if str(first) <= str(day) <= str(last):
            return day


def _written(template: str, era: str, year: int, day: Day, weekday: str, rng: Random, *, han: bool) -> str:
    """A template filled with digits or Han numerals; the first year mostly as 元年."""
    if han:
        template = template.replace(":02", "")
        by_digits = year > 10 and rng.random() < 0.15
        first = numerals.han_year(year, "", rng) if by_digits else _han(year)
        text = template.format(era=era, y=first, m=_han(day.month), d=_han(day.day), w=weekday)
        return text.replace(f"{era}一年", f"{era}元年") if year == 1 else text
    text = template.format(era=era, y=year, m=day.month, d=day.day, w=weekday)
    if year == 1 and "年" in template and rng.random() < 0.7:
        text = (
            text.replace(f"{era}01年", f"{era}元年")
            .replace(f"{era}1年", f"{era}元年")
            .replace(f"{era} 1 ", f"{era} 元 ")
        )
    return text


def _han(number: int) -> str:
    """A number up to 199 in Han numerals."""
    if number < 100:
        return numerals.han(number)
    rest = number - 100
    return "一百" + (
        ""
        if not rest
        else f"零{numerals.han(rest)}"
        if rest < 10
        else ("一" if rest < 20 else "") + numerals.han(rest)
    )


def _spelt(token: str, name: str, year: int, day: Day, rng: Random) -> Example:
    """An era in Latin letters: Shōwa 44, April 23, Reiwa 2."""
    template = pick(rng, "en", "calendars.eras")
    pattern = template.replace("{era} {y}", "'\x00'").replace("{y} {era}", "'\x01'")
    text = (
        write(pattern, day, load("en"), rng)
        .source.replace("\x00", f"{name} {year}")
        .replace("\x01", f"{year} {name}")
    )
    fields = "y" + ("M" if "M" in pattern else "") + ("d" if "d" in pattern else "")
    return Example(text, _value(token, year, day, fields), "en", order="MDY", pattern=template)


def _beside_ours(era: str, year: int, day: Day, rng: Random) -> Example:
    """昭和44年（1969年）7月20日: with the Gregorian year, which the value has."""
    written = "元" if year == 1 else str(year)
    form = pick(rng, "ja", "calendars.eras_beside_ours")
    text = form.format(e=era, y=written, g=day.year, m=day.month, d=day.day)
    value = str(day) if "{d}" in form else f"{day.year:04d}"
    return Example(text, value, "ja", order="YMD", pattern=f"beside ours:{form}")


def minguo(rng: Random) -> Example:
    """A date of the Republic of China's calendar, in digits or Han numerals."""
    day = draw_day(rng, year=rng.randint(1912, 2040))
    year = day.year - 1911
    if rng.random() < 0.05:
        era, pattern = (
            rng.choice(("Minguo", "ROC", "R.O.C.", "ROC year")),
            rng.choice(("'\x00'", "MMMM d, '\x00'", "d MMMM '\x00'")),
        )
        text = write(pattern, day, load("en"), rng).source.replace("\x00", f"{era} {year}")
        value = _value("C", year, day, "y" + ("Md" if "M" in pattern else ""))
        return Example(text, value, "en", order="MDY", pattern=f"minguo:{len(pattern)}")
    era = rng.choice(("民國", "民國", "民國", "中華民國", "中華民國", "民国", "中华民国"))
    han = rng.random() < 0.3
    template = pick(rng, "zh", "calendars.minguo_in_han" if han else "calendars.minguo")
    text = _written(template, era, year, day, "一二三四五六日"[day.weekday], rng, han=han)
    return Example(text, _value("C", year, day, template), "zh", order="YMD", pattern=template)


def _value(token: str, year: int, day: Day, template: str) -> str:
    """The value of a day written by a template or with a list of fields."""
    month = f"-{day.month:02d}" if "{m" in template or "M" in template else ""
    number = f"-{day.day:02d}" if "{d" in template or template.endswith("d") else ""
    weekday = WEEKDAYS[day.weekday] if "{w" in template else ""
    return f"{token}{year:04d}{month}{number}{weekday}"


def buddhist(rng: Random) -> Example:
    """A date of the Buddhist era: mostly Thai; Lao, English and Chinese name the era."""
    language = rng.choices(("th", "en", "lo", "zh"), (80, 14, 4, 2))[0]
    pattern = pick(rng, language, "calendars.buddhist")
    marked = any(era in pattern for era in ("พ.ศ.", "พุทธ", "ພ.ສ.", "B", "佛"))
    # A Thai year from 2400 on needs no era: nobody writes dates of 2563 AD.
    day = draw_day(rng, year=rng.randint(1700 if marked else 1880, 2060))
    data = load(language)
    written = Day(day.year + 543, day.month, day.day)
    text = write(pattern.replace("EEEE", "'\x00'").replace("''", ""), written, data, rng).source
    text = text.replace("\x00", data.weekdays["EEEE"][day.weekday])
    return Example(text, _buddhist_value(pattern, written, day), language, order=data.order, pattern=pattern)


def _buddhist_value(pattern: str, written: Day, day: Day) -> str:
    bare = "".join(pattern.split("'")[::2])
    value = f"B{written.year:04d}"
    if "M" in bare:
        value += f"-{written.month:02d}" + (f"-{written.day:02d}" if "d" in bare else "")
    return value + (WEEKDAYS[day.weekday] if "EEEE" in bare else "")
