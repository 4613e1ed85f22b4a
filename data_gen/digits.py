"""Digits of other scripts."""

from __future__ import annotations

import unicodedata
from functools import cache

# CLDR numbering system → Unicode name of its digit zero (CLDR common/supplemental/numberingSystems.xml).
_ZEROS = {
    "adlm": "ADLAM DIGIT ZERO",
    "arab": "ARABIC-INDIC DIGIT ZERO",
    "arabext": "EXTENDED ARABIC-INDIC DIGIT ZERO",
    "beng": "BENGALI DIGIT ZERO",
    "cakm": "CHAKMA DIGIT ZERO",
    "cham": "CHAM DIGIT ZERO",
    "deva": "DEVANAGARI DIGIT ZERO",
    "fullwide": "FULLWIDTH DIGIT ZERO",
    "gujr": "GUJARATI DIGIT ZERO",
    "guru": "GURMUKHI DIGIT ZERO",
    "java": "JAVANESE DIGIT ZERO",
    "khmr": "KHMER DIGIT ZERO",
    "knda": "KANNADA DIGIT ZERO",
    "lanatham": "TAI THAM THAM DIGIT ZERO",
    "laoo": "LAO DIGIT ZERO",
    "limb": "LIMBU DIGIT ZERO",
    "mlym": "MALAYALAM DIGIT ZERO",
    "mong": "MONGOLIAN DIGIT ZERO",
    "mtei": "MEETEI MAYEK DIGIT ZERO",
    "mymr": "MYANMAR DIGIT ZERO",
    "nkoo": "NKO DIGIT ZERO",
    "olck": "OL CHIKI DIGIT ZERO",
    "orya": "ORIYA DIGIT ZERO",
    "saur": "SAURASHTRA DIGIT ZERO",
    "sund": "SUNDANESE DIGIT ZERO",
    "talu": "NEW TAI LUE DIGIT ZERO",
    "tamldec": "TAMIL DIGIT ZERO",
    "telu": "TELUGU DIGIT ZERO",
    "thai": "THAI DIGIT ZERO",
    "tibt": "TIBETAN DIGIT ZERO",
    "vaii": "VAI DIGIT ZERO",
}


def is_known(system: str) -> bool:
    """Whether the numbering system writes decimal digits other than 0–9."""
    return system in _ZEROS


@cache
def _table(system: str) -> dict[int, int]:
    zero = ord(unicodedata.lookup(_ZEROS[system]))
    return {ord("0") + digit: zero + digit for digit in range(10)}


def to_native(text: str, system: str) -> str:
    """Replace 0–9 by the digits of a CLDR numbering system.

    >>> to_native("20/7/1969", "beng")
    '২০/৭/১৯৬৯'
    """
    return text.translate(_table(system))


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def to_roman(number: int) -> str:
    """A number from 1 to 39 in Roman numerals.

    >>> to_roman(7), to_roman(12)
    ('VII', 'XII')
    """
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
