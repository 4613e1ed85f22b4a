"""Numbers in other digits, letters and signs: native digits, Roman and Han numerals, Hebrew and Ethiopic."""

from __future__ import annotations

import unicodedata
from functools import cache
from random import Random

from data_gen.language import NO_LANGUAGE, pairs


def has_digits(system: str) -> bool:
    """Whether the numbering system writes decimal digits other than 0–9."""
    return system in pairs(NO_LANGUAGE, "numbers.scripts")


@cache
def _digit_table(system: str) -> dict[int, int]:
    zero = ord(unicodedata.lookup(pairs(NO_LANGUAGE, "numbers.scripts")[system] + " DIGIT ZERO"))
    return {ord("0") + digit: zero + digit for digit in range(10)}


def to_native(text: str, system: str) -> str:
    """Replace 0–9 by the digits of a CLDR numbering system.

    >>> to_native("20/7/1969", "beng")
    '২০/৭/১৯৬৯'
    """
    return text.translate(_digit_table(system))


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int, *, additive: bool = False) -> str:
    """A number from 1 to 3999 in Roman numerals.

    `additive` writes four and nine as IIII and VIIII, as was common before 1700.

    >>> roman(1665), roman(1994), roman(1494, additive=True)
    ('MDCLXV', 'MCMXCIV', 'MCCCCLXXXXIIII')
    """
    text = ""
    for value, letters in _ROMAN:
        if additive and len(letters) == 2:
            continue
        while number >= value:
            text += letters
            number -= value
    return text


def roman_year(number: int, rng: Random) -> str:
    """A year as title pages and clerks write it: MDCLXV, M.DCLXV., mdclxv."""
    text = roman(number, additive=rng.random() < 0.1)
    roll = rng.random()
    if roll < 0.1:
        return text.lower()
    if roll < 0.16:
        thousands = text.rindex("M") + 1 if text[0] == "M" else 0
        return ".".join(part for part in (text[:thousands], text[thousands:]) if part) + rng.choice((".", ""))
    return text


def roman_day(number: int, rng: Random) -> str:
    """A day: XXIII, xxiij, iiij."""
    if rng.random() < 0.4:
        return roman(number)
    text = roman(number, additive=rng.random() < 0.5).lower()
    return text[:-1] + "j" if text.endswith("i") and rng.random() < 0.7 else text


HAN_LANGUAGES = ("zh", "ja", "yue")

_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_CAPITALS = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_HAN_PLACES = ((1000, "千"), (100, "百"), (10, "十"))


def han_day(number: int, rng: Random) -> str:
    """A day or month in Han numerals: 二十六, sometimes 廿六, 二六 or the capitals of cheques."""
    tens, ones = divmod(number, 10)
    unit = _HAN_DIGITS[ones] if ones else ""
    text = han(number)
    roll = rng.random()
    if roll < 0.05 and tens >= 2:
        return ("廿" if tens == 2 else "卅") + unit
    if roll < 0.08:
        return text.translate(_HAN_CAPITALS)
    if roll < 0.12 and tens:
        return _HAN_DIGITS[tens] + _HAN_DIGITS[ones]
    return text


def han(number: int) -> str:
    """A number from 1 to 99 in Han numerals.

    >>> han(10), han(12), han(30)
    ('十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    unit = _HAN_DIGITS[ones] if ones else ""
    return ("" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十") + unit


def han_year(number: int, language: str, rng: Random) -> str:
    """A year digit by digit (一九六九), or counted (千九百六十九): often in Japan, seldom in China."""
    if rng.random() < (0.45 if language == "ja" else 0.08):
        return _counted_in_japan(number) if language == "ja" else _counted_in_china(number, rng)
    zero = rng.choice("〇〇零○")
    return "".join(_HAN_DIGITS[int(digit)] if digit != "0" else zero for digit in str(number))


def _counted_in_japan(number: int) -> str:
    text = ""
    for value, sign in _HAN_PLACES:
        count, number = divmod(number, value)
        text += ("" if count == 1 else _HAN_DIGITS[count]) + sign if count else ""
    return text + (_HAN_DIGITS[number] if number else "")


def _counted_in_china(number: int, rng: Random) -> str:
    """一千九百六十九, 两千零五: every 1 is written, and one 零 for a gap in the middle."""
    text, gap = "", False
    for value, sign in (*_HAN_PLACES, (1, "")):
        count, number = divmod(number, value)
        if count:
            digit = "两" if count == 2 and value == 1000 and rng.random() < 0.6 else _HAN_DIGITS[count]
            text += ("零" if gap and text else "") + digit + sign
        gap = not count
    return text


_HEBREW_ONES = " אבגדהוזחט"
_HEBREW_TENS = " יכלמנסעפצ"
_HEBREW_FINALS = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
# Letters that would spell a bad word are swapped, and some others by custom.
_HEBREW_TURNED = {"רעה": "ערה", "רחצ": "רחצ", "רצח": "רחצ", "תשמד": "תשדמ", "שד": "דש", "שמד": "שדמ"}


def hebrew_letters(number: int, *, turned: bool = False) -> str:
    """A number from 1 to 999 in Hebrew letters, without marks; 15 and 16 avoid spelling a holy name.

    >>> hebrew_letters(15), hebrew_letters(23), hebrew_letters(780)
    ('טו', 'כג', 'תשפ')
    """
    hundreds, rest = divmod(number, 100)
    text = "ת" * (hundreds // 4) + " קרש"[hundreds % 4].strip()
    if rest in (15, 16):
        text += "ט" + _HEBREW_ONES[rest - 9]
    else:
        tens, units = divmod(rest, 10)
        text += (_HEBREW_TENS[tens] + _HEBREW_ONES[units]).replace(" ", "")
    return _HEBREW_TURNED.get(text, text) if turned else text


def hebrew_day(day: int, rng: Random) -> str:
    """A day of the month in letters: כ״ג, כ"ג, כ''ג, כג; ה׳, ה', ה."""
    letters = hebrew_letters(day)
    return _hebrew_marked(letters, rng, final=False)


def hebrew_year(year: int, rng: Random) -> str:
    """A year of the fifth or sixth millennium in letters, mostly without the thousands."""
    letters = hebrew_letters(year % 1000, turned=rng.random() < 0.3)
    text = _hebrew_marked(letters, rng, final=rng.random() < 0.6)
    if rng.random() < 0.45:
        return text
    thousands = "אבגדה"[year // 1000 - 1]
    return thousands + rng.choices(("׳", "'", "", "’", "׳ ", "' ", '"'), (40, 25, 20, 5, 3, 3, 2))[0] + text


def _hebrew_marked(letters: str, rng: Random, *, final: bool) -> str:
    """Letters with the mark of a number: before the last letter, or after a single one."""
    if final and len(letters) > 1:
        letters = letters[:-1] + _HEBREW_FINALS.get(letters[-1], letters[-1])
    dice = rng.random()
    if len(letters) == 1:
        return letters + ("׳" if dice < 0.45 else "'" if dice < 0.8 else "" if dice < 0.93 else "’")
    mark = "״" if dice < 0.4 else '"' if dice < 0.78 else "''" if dice < 0.84 else "" if dice < 0.93 else "”"
    return letters[:-1] + mark + letters[-1]


_ETHIOPIC_ONES = " ፩፪፫፬፭፮፯፰፱"
_ETHIOPIC_TENS = " ፲፳፴፵፶፷፸፹፺"


def ethiopic(number: int) -> str:
    """A number from 1 to 9999 in Ethiopic numerals; a hundred has no 1 before it.

    >>> ethiopic(23), ethiopic(2012), ethiopic(1900)
    ('፳፫', '፳፻፲፪', '፲፱፻')
    """
    hundreds, rest = divmod(number, 100)
    head = (_ethiopic_pair(hundreds) if hundreds > 1 else "") + "፻" if hundreds else ""
    return head + _ethiopic_pair(rest)


def _ethiopic_pair(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_ETHIOPIC_TENS[tens] + _ETHIOPIC_ONES[ones]).replace(" ", "")
