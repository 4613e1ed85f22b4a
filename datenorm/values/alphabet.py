"""The characters values are written in (ISO 8601-1 dates and parts of EDTF, ISO 8601-2:2019)."""

from __future__ import annotations

from datenorm.vocabulary import SPECIALS, Vocabulary

VALUE_LANGUAGE_VERSION = 2
"""Goes up whenever the alphabet or the grammar changes; stored in every bundle. New symbols go to the end,
so that a bundle of an older version can still be read; version 2 added `WEEKDAYS`."""

REFUSAL = "∅"
"""Written when the source holds no date."""

UNKNOWN_DIGIT = "X"
QUALIFIERS = "~?%"
"""Approximate, uncertain, both (ISO 8601-2:2019, 8.2)."""

CALENDARS = {
    "B": "buddhist",
    "C": "minguo",
    "M": "japanese-meiji",
    "T": "japanese-taisho",
    "S": "japanese-showa",
    "H": "japanese-heisei",
    "R": "japanese-reiwa",
}
"""Calendar tokens: what the network writes before another calendar's own year, month and day."""

WEEKDAYS = "①②③④⑤⑥⑦"
"""Written after a whole day whose weekday the text names: ① Monday to ⑦ Sunday (ISO 8601-1:2019, 4.2.2). Not
part of ISO 8601 or EDTF: code compares it with the day's own and leaves it out of the final value."""

GREGORIAN = "gregorian"

TARGET_SYMBOLS = (
    *(*SPECIALS, *"0123456789", "-", "/", ".", UNKNOWN_DIGIT, *QUALIFIERS, *CALENDARS, REFUSAL),
    *WEEKDAYS,
)
TARGET_VOCABULARY = Vocabulary(TARGET_SYMBOLS)
EOS_SYMBOL = SPECIALS[2]
EOS_ID = TARGET_VOCABULARY.index(EOS_SYMBOL)
PAD_ID = 0
