"""The characters values are written in (ISO 8601-1 dates and parts of EDTF, ISO 8601-2:2019)."""

from __future__ import annotations

from typing import Literal

from datenorm.text.vocabulary import SPECIALS, Vocabulary

VALUE_LANGUAGE_VERSION = 3
"""Goes up whenever the alphabet or the grammar changes; stored in every bundle. New symbols go to the end,
so that a bundle of an older version can still be read. Version 2 added `WEEKDAYS`, version 3 the calendars
with months of their own, `STYLES` and one-of sets."""

REFUSAL = "∅"
"""Written when the source holds no date."""

UNKNOWN_DIGIT = "X"
QUALIFIERS = "~?%"
"""Approximate, uncertain, both (ISO 8601-2:2019, 8.2)."""

_GREGORIAN_MONTHS = {
    "B": "buddhist",
    "C": "minguo",
    "M": "japanese-meiji",
    "T": "japanese-taisho",
    "S": "japanese-showa",
    "H": "japanese-heisei",
    "R": "japanese-reiwa",
}
_OWN_MONTHS = {
    "P": "persian",
    "I": "islamic",
    "A": "hebrew",
    "E": "ethiopic",
    "K": "coptic",
    "N": "indian",
    "F": "french-republican",
}

CALENDARS = {**_GREGORIAN_MONTHS, **_OWN_MONTHS}
"""Calendar tokens: what the network writes before another calendar's own year, month and day. The first seven
count other years over Gregorian months, the others have months of their own."""

WEEKDAYS = "①②③④⑤⑥⑦"
"""Written after a whole day whose weekday the text names: ① Monday to ⑦ Sunday (ISO 8601-1:2019, 4.2.2). Not
part of ISO 8601 or EDTF: code compares it with the day's own and leaves it out of the final value."""

Style = Literal["", "old", "new"]

STYLES: dict[str, Style] = {"o": "old", "n": "new"}
"""Written after a day or month that the text gives in Old Style (Julian calendar, or a year that began in
March) or expressly in New Style. Left out of the final value, like a weekday; no day is moved for it."""

SET_OPEN, SET_SEPARATOR, SET_CLOSE = "[,]"
"""One of several dates (ISO 8601-2:2019, EDTF level 2: set representation)."""

GREGORIAN = "gregorian"

TARGET_SYMBOLS = (
    *(*SPECIALS, *"0123456789", "-", "/", ".", UNKNOWN_DIGIT, *QUALIFIERS, *_GREGORIAN_MONTHS, REFUSAL),
    *WEEKDAYS,
    *(*_OWN_MONTHS, *STYLES, SET_OPEN, SET_SEPARATOR, SET_CLOSE),
)
TARGET_VOCABULARY = Vocabulary(TARGET_SYMBOLS)
EOS_SYMBOL = SPECIALS[2]
EOS_ID = TARGET_VOCABULARY.index(EOS_SYMBOL)
PAD_ID = 0
