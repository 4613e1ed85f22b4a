"""The digits of a time beside a date: those of the date."""

from __future__ import annotations

import re
import unicodedata

from data_gen.numerals import han

_HAN = re.compile("[一二三四五六七八九十]")
_HAN_UNITS = frozenset("時时点點分")


def in_digits_of(date: str, text: str) -> str:
    """A text in the native digits of a date, or its Han numerals if the text has their units of time.

    Numbers of more than two digits have no place in a time and stay as they are.

    >>> in_digits_of("২০/৭/১৯৬৯", "17:24"), in_digits_of("七月二十日", "七月二十日15时30分")
    ('১৭:২৪', '七月二十日十五时三十分')
    """
    for sign in date:
        if sign.isdecimal():
            zero = ord(sign) - unicodedata.decimal(sign)
            return text.translate({ord("0") + digit: zero + digit for digit in range(10)})
    if _HAN.search(date) and _HAN_UNITS & set(text) and ":" not in text:
        return re.sub(r"(?<!\d)\d{1,2}(?!\d)", lambda match: han(int(match[0])) or "零", text)
    return text
