"""Dates in Han, Korean and Vietnamese numbers, whole or without the year, and weekdays beside them."""

from __future__ import annotations

from random import Random

from data_gen import han_numbers
from data_gen.dates.days import Day
from data_gen.dates.number_words import day_words, year_words
from data_gen.locales import load

_WEEKS = ("星期", "星期", "週", "周", "禮拜", "礼拜")
_SUNDAYS = {"星期": "日天", "禮拜": "日天", "礼拜": "日天"}
_NATIVE_DAYS = "초하루 초이틀 초사흘 초나흘 초닷새 초엿새 초이레 초여드레 초아흐레 열흘".split()
_KOREAN_DIGITS = "공일이삼사오육칠팔구"
_VIETNAMESE_MONTHS = "một hai ba tư năm sáu bảy tám chín mười mười/một mười/hai".split()
_VIETNAMESE_DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()


def chinese(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """二零一三年二月十五號，星期五; 二月十號; 2019年四月26日."""
    gap = " " if rng.random() < 0.08 else ""
    year = _sometimes_figures(han_numbers.year(day.year, language, rng), day.year, rng)
    month = _sometimes_figures(han_numbers.plain(day.month), day.month, rng)
    if day.month == 1 and rng.random() < 0.05:
        month = "元"
    said = han_numbers.plain(day.day) if rng.random() < 0.7 else han_numbers.day(day.day, rng)
    number = _sometimes_figures(said, day.day, rng) if rng.random() < 0.5 else said
    sign = rng.choices(("日", "号", "號", ""), (40, 25, 30, 5))[0]
    text = f"{month}月{gap}{number}{sign}"
    text = text if yearless else f"{year}年{gap}{text}"
    return text


def weekday_name(weekday: int, language: str, rng: Random) -> str:
    """A weekday, 0 for Monday, as it stands beside dates in words: 礼拜五, 金曜日, 금요일, thứ sáu."""
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
    year = _sometimes_figures(han_numbers.year(day.year, language, rng), day.year, rng)
    month = _sometimes_figures(han_numbers.plain(day.month), day.month, rng)
    said = han_numbers.plain(day.day) if rng.random() < 0.8 else han_numbers.day(day.day, rng)
    text = f"{month}月{'の' if rng.random() < 0.1 else ''}{_sometimes_figures(said, day.day, rng)}日"
    if not yearless:
        text = f"{'西暦' if rng.random() < 0.06 else ''}{year}年{link}{text}"
    return text


def korean(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """이천십이년 십이월 삼십일일; 시월 and 유월 lose a sound; 구월 초하루."""
    gap = " " if rng.random() < 0.75 else ""
    if rng.random() < 0.12:
        words = "".join(_KOREAN_DIGITS[int(figure)] for figure in str(day.year))
    else:
        words = year_words(day.year, language, rng) or str(day.year)
    month = {6: "유", 10: "시"}.get(day.month) if rng.random() < 0.85 else None
    month = month or day_words(day.month, language, rng) or str(day.month)
    if day.day <= 10 and rng.random() < 0.15:
        number = _NATIVE_DAYS[day.day - 1]
    else:
        inner = " " if gap and rng.random() < 0.1 else ""
        number = _sometimes_figures(day_words(day.day, language, rng) or "", day.day, rng) + inner + "일"
    text = f"{_sometimes_figures(month, day.month, rng)}월{gap}{number}"
    text = text if yearless else f"{_sometimes_figures(words, day.year, rng)}년{gap}{text}"
    return text


def month(day: Day, language: str, rng: Random, *, alone: bool) -> tuple[str, str]:
    """A year (where `alone`) or a month of it, and its pattern: 二千十四年, 二〇一四年三月."""
    if language == "ko":
        year = year_words(day.year, language, rng) or str(day.year)
        named = {6: "유", 10: "시"}.get(day.month) or day_words(day.month, language, rng) or str(day.month)
        gap, signs = rng.choice((" ", " ", "")), ("년", "월")
    else:
        year, named = han_numbers.year(day.year, language, rng), han_numbers.plain(day.month)
        gap, signs = ("の" if language == "ja" and rng.random() < 0.25 else ""), ("年", "月")
    if alone:
        return f"{year}{signs[0]}", "y"
    month_said = _sometimes_figures(named, day.month, rng)
    return f"{year}{signs[0]}{gap}{month_said}{signs[1]}", "y MMMM"


def vietnamese(day: Day, language: str, rng: Random, yearless: bool) -> str:
    """Ngày mười lăm tháng ba năm hai nghìn lẻ năm; mồng 3 tháng giêng."""
    month = _VIETNAMESE_MONTHS[day.month - 1].replace("/", " ")
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
        return " ".join(_VIETNAMESE_DIGITS[int(figure)] for figure in str(year))
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
