"""Days and years in words: num2words where it knows the language, Han numerals for Chinese and Japanese."""

from __future__ import annotations

from functools import cache
from random import Random

from num2words import CONVERTER_CLASSES, num2words

_CODES = {"nb": "no", "nn": "no", "kk": "kz", "yue": "zh"}
"""CLDR language → num2words' code where it is another."""
_INFLECTED = ("ru", "uk", "be")
"""Languages whose dates put ordinals in the genitive: третьего, … шестьдесят девятого."""
_HAN = ("zh", "ja", "yue")


def day_words(day: int, language: str, rng: Random) -> str | None:
    """A day of the month in words.

    Args:
        day: 1–31; months of the Chinese and Japanese year are numbers too.
        language: CLDR language code.
        rng: source of chance: cardinal or ordinal, hyphens.

    Returns:
        The words, or None where num2words has none in the language.
    """
    if language in _HAN:
        return _han_day(day, rng)
    forms = _days(language)[day - 1]
    return _hyphens(rng.choice(forms), language, rng) if forms else None


def year_words(year: int, language: str, rng: Random) -> str | None:
    """A year from 1 to 9999 in words, or None where num2words has none in the language."""
    if language in _HAN:
        digits = str(year)
        zero = rng.choice("〇〇零○")
        return "".join(_HAN_DIGITS[int(digit)] if digit != "0" else zero for digit in digits)
    if language == "en" and rng.random() < 0.7:
        return _hyphens(_english_year(year, rng), language, rng)
    forms = _years(language, year)
    return _hyphens(rng.choice(forms), language, rng) if forms else None


def _said(number: int, language: str, to: str, **options: str) -> str | None:
    code = _CODES.get(language, language)
    if code not in CONVERTER_CLASSES:
        return None
    try:
        text = str(num2words(number, lang=code, to=to, **options))
    except (NotImplementedError, AttributeError, TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None  # num2words has the language and not this kind of number
    return None if any(map(str.isdecimal, text)) else text.strip()


@cache
def _days(language: str) -> tuple[tuple[str, ...], ...]:
    """For each day its forms in words."""
    table = []
    for day in range(1, 32):
        forms = [_said(day, language, "cardinal")]
        if language != "ko":  # Korean days are never ordinals
            forms.append(_said(day, language, "ordinal"))
        if language in _INFLECTED:
            forms = [_said(day, language, "ordinal", case="g", gender="n"), *forms]
        if language == "de" and forms[1]:
            forms += [forms[1] + "n", forms[1] + "r"]
        table.append(tuple(dict.fromkeys(form for form in forms if form)))
    return tuple(table)


@cache
def _years(language: str, year: int) -> tuple[str, ...]:
    """The forms of a year in words."""
    forms = [_said(year, language, "year"), _said(year, language, "cardinal")]
    if language in _INFLECTED:
        forms += [_said(year, language, "ordinal", case="g", gender="m")] * 2
    if forms[0] and language in ("nl", "da", "nb", "nn"):
        forms.append(forms[0].replace(" hon", "hon", 1).replace(" hun", "hun", 1))
    if language == "sv" and 1100 <= year < 2000:
        rest = _said(year % 100, "sv", "cardinal") if year % 100 else ""
        forms += [f"{_said(year // 100, 'sv', 'cardinal')}hundra{rest}"] * 2
    cleaned = (form.removesuffix("년").removeprefix("одна ").removesuffix(" সাল") for form in forms if form)
    return tuple(dict.fromkeys(cleaned))


def _english_year(year: int, rng: Random) -> str:
    """Eighteen hundred and twelve, nineteen oh five, two thousand five, one thousand and sixty-six."""
    century, rest = divmod(year, 100)
    words = {number: str(num2words(number, lang="en")) for number in (century, rest, year // 1000)}
    linked = rng.choice((" ", " and ")) if rest else ""
    tail = words[rest] if rest else ""
    if year < 1000 or century % 10 == 0:
        thousands = f"{words[year // 1000]} thousand" if year >= 1000 else ""
        if not thousands:
            return str(num2words(year, lang="en"))
        pair = f"{words[century]} {tail}" if rest >= 10 and rng.random() < 0.4 else ""
        return pair or f"{thousands}{linked}{tail}"
    if rng.random() < 0.35 or not rest:
        return f"{words[century]} hundred{linked}{tail}"
    zero = rng.choice(("oh ", "o ", "ought ")) if rest < 10 else ""
    return f"{words[century]} {zero}{tail}"


def _hyphens(text: str, language: str, rng: Random) -> str:
    """`Twenty-one` with a space as often as people leave the hyphen out."""
    return text.replace("-", " ") if "-" in text and rng.random() < 0.3 else text


_HAN_DIGITS = "〇一二三四五六七八九"
_CAPITALS = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")


def _han_day(day: int, rng: Random) -> str:
    """A day or month in Han numerals: 二十六, now and then 廿六, 二六 or the capitals of cheques."""
    tens, ones = divmod(day, 10)
    unit = _HAN_DIGITS[ones] if ones else ""
    text = ("" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十") + unit
    roll = rng.random()
    if roll < 0.05 and tens >= 2:
        return ("廿" if tens == 2 else "卅") + unit
    if roll < 0.08:
        return text.translate(_CAPITALS)
    if roll < 0.12 and tens:
        return _HAN_DIGITS[tens] + _HAN_DIGITS[ones]
    return text
