"""Days and years in Han numerals, as Chinese and Japanese write them."""

from __future__ import annotations

from random import Random

LANGUAGES = ("zh", "ja", "yue")

_DIGITS = "〇一二三四五六七八九"
_CAPITALS = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))


def day(number: int, rng: Random) -> str:
    """A day or month in Han numerals: 二十六, now and then 廿六, 二六 or the capitals of cheques."""
    tens, ones = divmod(number, 10)
    unit = _DIGITS[ones] if ones else ""
    text = plain(number)
    roll = rng.random()
    if roll < 0.05 and tens >= 2:
        return ("廿" if tens == 2 else "卅") + unit
    if roll < 0.08:
        return text.translate(_CAPITALS)
    if roll < 0.12 and tens:
        return _DIGITS[tens] + _DIGITS[ones]
    return text


def plain(number: int) -> str:
    """A number from 1 to 99 as it is said.

    >>> plain(10), plain(12), plain(30)
    ('十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    unit = _DIGITS[ones] if ones else ""
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + unit


def year(number: int, language: str, rng: Random) -> str:
    """A year digit by digit (一九六九), or counted (千九百六十九): often in Japan, seldom in China."""
    if rng.random() < (0.45 if language == "ja" else 0.08):
        return _counted_in_japan(number) if language == "ja" else _counted_in_china(number, rng)
    zero = rng.choice("〇〇零○")
    return "".join(_DIGITS[int(digit)] if digit != "0" else zero for digit in str(number))


def _counted_in_japan(number: int) -> str:
    text = ""
    for value, sign in _PLACES:
        count, number = divmod(number, value)
        text += ("" if count == 1 else _DIGITS[count]) + sign if count else ""
    return text + (_DIGITS[number] if number else "")


def _counted_in_china(number: int, rng: Random) -> str:
    """一千九百六十九, 两千零五: each 1 is said, and a gap in the middle once."""
    text, gap = "", False
    for value, sign in (*_PLACES, (1, "")):
        count, number = divmod(number, value)
        if count:
            digit = "两" if count == 2 and value == 1000 and rng.random() < 0.6 else _DIGITS[count]
            text += ("零" if gap and text else "") + digit + sign
        gap = not count
    return text
