"""Dates with their numbers in words, as each language says them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen import numerals
from data_gen.dates.days import OTHER_YEARS, Day, draw_day
from data_gen.dates.habits import connectors
from data_gen.dates.number_words import day_words, year_words
from data_gen.dates.patterns import fields, is_numeric
from data_gen.dates.surface import value_of, write
from data_gen.example import Example
from data_gen.language import texts
from data_gen.locales import LocaleData, load

_WEEKS = ("星期", "星期", "週", "周", "禮拜", "礼拜")
_SUNDAYS = {"星期": "日天", "禮拜": "日天", "礼拜": "日天"}


def chinese(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """二零一三年二月十五號，星期五; 二月十號; 2019年四月26日."""
    gap = " " if rng.random() < 0.08 else ""
    year = _sometimes_figures(numerals.han_year(day.year, language, rng), day.year, rng)
    month = _sometimes_figures(numerals.han(day.month), day.month, rng)
    if day.month == 1 and rng.random() < 0.05:
        month = "元"
    said = numerals.han(day.day) if rng.random() < 0.7 else numerals.han_day(day.day, rng)
    number = _sometimes_figures(said, day.day, rng) if rng.random() < 0.5 else said
    sign = rng.choices(("日", "号", "號", ""), (40, 25, 30, 5))[0]
    text = f"{month}月{gap}{number}{sign}"
    text = text if yearless else f"{year}年{gap}{text}"
    return text


def weekday_name(weekday: int, language: str, rng: Random) -> str:
    """A weekday, 0 for Monday, as written beside dates in words: 礼拜五, 金曜日, 금요일, thứ sáu."""
    if language == "ja":
        sign = "月火水木金土日"[weekday]
        return rng.choice((f"{sign}曜日", f"{sign}曜日", f"{sign}曜", f"({sign})"))
    if language in ("ko", "vi"):
        return load(language).weekdays["EEEE"][weekday].lower()
    week = rng.choice(_WEEKS)
    return week + ("一二三四五六"[weekday] if weekday < 6 else rng.choice(_SUNDAYS.get(week, "日")))


def japanese(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """二千年の九月十日, 二〇一八年十二月三日（月）, 西暦千九百年一月一日."""
    link = rng.choices(("", "の", "、", " "), (60, 34, 3, 3))[0]
    year = _sometimes_figures(numerals.han_year(day.year, language, rng), day.year, rng)
    month = _sometimes_figures(numerals.han(day.month), day.month, rng)
    said = numerals.han(day.day) if rng.random() < 0.8 else numerals.han_day(day.day, rng)
    text = f"{month}月{'の' if rng.random() < 0.1 else ''}{_sometimes_figures(said, day.day, rng)}日"
    if not yearless:
        text = f"{'西暦' if rng.random() < 0.06 else ''}{year}年{link}{text}"
    return text


def korean(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """이천십이년 십이월 삼십일일; 시월 and 유월 lose a sound; 구월 초하루."""
    gap = " " if rng.random() < 0.75 else ""
    if rng.random() < 0.12:
        digits = texts(language, "numbers.digits")
        words = "".join(digits[int(figure)] for figure in str(day.year))
    else:
        words = year_words(day.year, language, rng) or str(day.year)
    month = {6: "유", 10: "시"}.get(day.month) if rng.random() < 0.85 else None
    month = month or day_words(day.month, language, rng) or str(day.month)
    if day.day <= 10 and rng.random() < 0.15:
        number = texts(language, "numbers.native_days")[day.day - 1]
    else:
        inner = " " if gap and rng.random() < 0.1 else ""
        number = _sometimes_figures(day_words(day.day, language, rng) or "", day.day, rng) + inner + "일"
    text = f"{_sometimes_figures(month, day.month, rng)}월{gap}{number}"
    text = text if yearless else f"{_sometimes_figures(words, day.year, rng)}년{gap}{text}"
    return text


def _eastern_month(day: Day, language: str, rng: Random, *, alone: bool) -> tuple[str, str]:
    """A year (if `alone`) or a month, and its pattern: 二千十四年, 二〇一四年三月."""
    if language == "ko":
        year = year_words(day.year, language, rng) or str(day.year)
        named = {6: "유", 10: "시"}.get(day.month) or day_words(day.month, language, rng) or str(day.month)
        gap, signs = rng.choice((" ", " ", "")), ("년", "월")
    else:
        year, named = numerals.han_year(day.year, language, rng), numerals.han(day.month)
        gap, signs = ("の" if language == "ja" and rng.random() < 0.25 else ""), ("年", "月")
    if alone:
        return f"{year}{signs[0]}", "y"
    month_said = _sometimes_figures(named, day.month, rng)
    return f"{year}{signs[0]}{gap}{month_said}{signs[1]}", "y MMMM"


def vietnamese(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """Ngày mười lăm tháng ba năm hai nghìn lẻ năm; mồng 3 tháng giêng."""
    month = texts(language, "numbers.months")[day.month - 1]
    if day.month in (1, 12) and rng.random() < 0.4:
        month = "giêng" if day.month == 1 else "chạp"
    elif rng.random() < 0.2:
        month = str(day.month)
    words = day_words(day.day, language, rng) or str(day.day)
    if day.day % 10 == 4 and day.day > 20 and rng.random() < 0.5:
        words = words.removesuffix("bốn") + "tư"
    number = words if rng.random() < 0.6 else str(day.day)
    first = rng.choice(("mồng ", "mùng ", "ngày mồng ", "ngày mùng ")) if day.day <= 10 else "ngày "
    text = rng.choice((first, first, "ngày ", "")) + f"{number} tháng {month}"
    if not yearless:
        text += rng.choice((" năm ", " năm ", " ", ", ")) + _vietnamese_year(day.year, language, rng)
    return text


def _vietnamese_year(year: int, language: str, rng: Random) -> str:
    dice = rng.random()
    if dice < 0.4:
        return str(year)
    if dice < 0.55:
        digits = texts(language, "numbers.digits")
        return " ".join(digits[int(figure)] for figure in str(year))
    words = year_words(year, language, rng) or str(year)
    return words.replace("nghìn", "ngàn") if dice < 0.7 else words


def _sometimes_figures(words: str, number: int, rng: Random) -> str:
    return str(number) if rng.random() < 0.12 else words


def beside(text: str, weekday: str, rng: Random) -> str:
    """A date with a weekday before or after it."""
    if weekday.startswith("("):
        return text + weekday
    if rng.random() < 0.5:
        return weekday + rng.choice((", ", " ", "", "，", "、")) + text
    return text + rng.choice((" {}", "{}", ", {}", "，{}", " ({})", "（{}）", "({})")).format(weekday)


_ANYWHERE = ("d MMMM y", "d MMMM, y", "EEEE d MMMM y", "EEEE, d MMMM y", "MMMM d, y", "MMMM d y")
_YEARLESS = ("d MMMM", "d MMMM", "MMMM d", "EEEE, d MMMM", "EEEE d MMMM")
_DAY = "\x01"
_YEAR = "\x02"

_East = Callable[[Day, str, Random, bool], str]
_EAST: dict[str, _East] = {
    "zh": chinese,
    "yue": chinese,
    "ja": japanese,
    "ko": korean,
    "vi": vietnamese,
}
EASTERN = frozenset({"zh", "yue", "ja", "ko"})
"""Languages that often write numbers in words; their month names are numbers too."""


def draw(rng: Random, data: LocaleData) -> Example | None:
    """A date with numbers in words; None if the language has no words for them."""
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
            named = weekday_name(weekday, data.language, rng)
            text = beside(text, named, rng)
        value = value_of(pattern, day, weekday)
        return Example(text, value, data.language, order=data.order, pattern=pattern)
    said_day = day_words(day.day, data.language, rng)
    if said_day is None:
        return None
    said_year = year_words(day.year, data.language, rng)
    pattern = _pattern(rng, data)
    in_words = rng.choice(((True, True), (True, True), (False, True), (True, False)))
    if said_year is None or "y" not in fields(pattern):
        in_words = (True, False)
    marked = _replaced_field(pattern, in_words)
    example = write(marked, day, data, rng, people=True, meaning=pattern)
    text = example.source.replace(_DAY, said_day).replace(_YEAR, said_year or "")
    return replace(example, source=text)


def eastern_month(rng: Random, data: LocaleData) -> Example:
    """A month and year, or a year, in Han or Korean numbers; the language is one of `EASTERN`."""
    day = draw_day(rng, year=_round_year(rng) if rng.random() < 0.07 else None)
    text, pattern = _eastern_month(day, data.language, rng, alone=rng.random() < 0.4)
    return Example(text, value_of(pattern, day), data.language, order=data.order, pattern=pattern)


_FIRST_OF_TWO_DIGITS = 10
_TWO_NUMBERS = re.compile(
    r"(?:nineteen|neunzehn|negentien|nitten|nitton|diecinueve|twenty|zwanzig|twintig|tjugo|tyve|veinte)"
    r" (?:and|und|en|og|och|y) "
)


def year(rng: Random, data: LocaleData) -> Example | None:
    """A year from 1900 to 2035 in words, alone or after a word that says so: `two thousand and eight`.

    Round thousands and hundreds are rather numbers, and *neunzehn und acht* is two of them. None where the
    language has no words for years.
    """
    if data.language in OTHER_YEARS or data.language == "vi":
        return None
    number = rng.randint(2001, 2030) if rng.random() < 0.65 else rng.randint(1901, 2035)
    if not number % 100:
        return None
    if data.language in EASTERN:
        text = _eastern_month(Day(number, 1, 1), data.language, rng, alone=True)[0]
    else:
        said = year_words(number, data.language, rng)
        if said is None or (number % 100 < _FIRST_OF_TWO_DIGITS and _TWO_NUMBERS.match(said)):
            return None
        forms = [form for form in texts(data.language, "habits.year_alone") if _WORDS_ONLY.fullmatch(form)]
        text = rng.choice(forms).format(said) if forms and rng.random() < 0.3 else said
    return Example(text, f"{number:04d}", data.language, order=data.order, pattern="y")


_WORDS_ONLY = re.compile(r"[^\W\d_ ][^\d_©.]+ \{\}")
"""Forms with a year after words: l'an {}, the year {}."""


def month_or_year(rng: Random, data: LocaleData) -> Example | None:
    """A month with its year in words, or a year in words after a word that says so: `October two thousand`.

    None where the language has no words for years.
    """
    if data.language in _EAST or data.language in OTHER_YEARS:
        return None
    year = _round_year(rng) if rng.random() < 0.15 else rng.randint(*rng.choice(_SAID_YEARS))
    said = year_words(year, data.language, rng)
    if said is None:
        return None
    forms = [form for form in texts(data.language, "habits.year_alone") if _WORDS_ONLY.fullmatch(form)]
    if forms and rng.random() < 0.25:
        text, pattern = rng.choice(forms).format(said), "y"
        return Example(text, f"{year:04d}", data.language, order=data.order, pattern=pattern)
    own = [one for one in data.skeletons.values() if _MONTH_AND_YEAR.fullmatch(one)]
    linked = [f"MMMM '{word}' y" for word in connectors(data.identifier) if "'" not in word]
    choices = [*own, *own, "MMMM y", "MMMM y", "MMMM, y", "LLLL y", "MMM y", *linked[:2]]
    pattern = rng.choice(choices)
    day = draw_day(rng, year=year)
    example = write(_replaced_field(pattern, (False, True)), day, data, rng, people=True, meaning=pattern)
    return replace(example, source=example.source.replace(_YEAR, said))


_SAID_YEARS = ((1900, 2040), (1900, 2040), (1700, 1899), (1100, 2199))
_MONTH_AND_YEAR = re.compile(r"(?:MMMM|LLLL)[^MLdEGQc]*y[^MLdEGQcy]*")


def _round_year(rng: Random) -> int:
    """A year of one or two words: tweeduizend, 二千年, nineteen hundred."""
    return rng.choice((2000, 2000, 2000, rng.randint(10, 20) * 100, rng.randint(150, 202) * 10))


def _replaced_field(pattern: str, in_words: tuple[bool, bool]) -> str:
    """The pattern with placeholders for the day and year in words; quoted literals stay."""
    pieces = pattern.split("'")
    for field, sign, wanted in (("d", _DAY, in_words[0]), ("y", _YEAR, in_words[1])):
        place = next((index for index in range(0, len(pieces), 2) if field in pieces[index]), None)
        if wanted and place is not None:
            pieces[place] = pieces[place].replace(field, sign, 1)
    return "'".join(pieces)


def _pattern(rng: Random, data: LocaleData) -> str:
    """A pattern with each field once, seldom without the year."""
    own = data.standard[1]
    usable = {"y", "M", "d"} <= fields(own) and not is_numeric(own) and "dd" not in own and "yy" not in own
    said = texts(data.language, "numbers.patterns")
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
        return rng.choice(texts(data.language, "numbers.patterns_without_year") or _YEARLESS)
    return pattern
