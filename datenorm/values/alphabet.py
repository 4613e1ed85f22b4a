"""The symbols of values: ISO 8601-1 dates and times, parts of EDTF (ISO 8601-2:2019), tokens for calendars,
operators of relative dates."""

from __future__ import annotations

from typing import Literal

from datenorm.text.vocabulary import SPECIALS, Vocabulary

VALUE_LANGUAGE_VERSION = 4
"""Goes up when the alphabet or the grammar changes; stored in every bundle. Version 4 added times, relative
dates, sets of any length, several dates, weeks, and centuries by their numbers, and made `FIELDS` symbols."""

REFUSAL = "∅"
"""Written if the source has no date."""

UNKNOWN_DIGIT = "X"
NO_YEAR = UNKNOWN_DIGIT * 4
"""Written for a year that the text does not give."""
ANCHORS = ("@", "&")
"""Written for the day that a relative date is counted from: the reference date, or the date before it."""
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
"""Token before the year of another calendar → calendar. The first seven have Gregorian months and days, the
others months of their own."""

WEEKDAYS = "①②③④⑤⑥⑦"
"""Written after a whole day if the text names its weekday: ① Monday to ⑦ Sunday (ISO 8601-1:2019, 4.2.2). Not
part of ISO 8601 or EDTF: it is compared with the weekday of the day and left out of the final value."""

Style = Literal["", "old", "new"]

STYLES: dict[str, Style] = {"o": "old", "n": "new"}
"""Written after a day or month if the text gives it in Old Style (Julian calendar, or a year that began in
March) or explicitly in New Style. Left out of the final value, which keeps the day of the text."""

SET_OPEN, SET_SEPARATOR, SET_CLOSE = "[,]"
"""One of several dates (ISO 8601-2:2019, EDTF level 2: set representation)."""

GREGORIAN = "gregorian"

ALL_OPEN, ALL_CLOSE = "{}"
"""All of several dates (ISO 8601-2:2019, EDTF level 2)."""

ROLES_SEPARATOR = ";"
"""Between dates that do not belong together, such as a birth and a death. Not part of ISO 8601 or EDTF."""

TIME, HALVES, NAMED_ZONE = "T", "ap", "z"
"""Before a time of day, as in ISO 8601; after it, "before noon", "after noon", and a zone that is named."""

_FIELD_NUMBERS = (*range(1, 32), *range(33, 37), 40, 41)
FIELDS = tuple(f"-{number:02d}" for number in _FIELD_NUMBERS)
"""Months, days and parts of a year with their hyphen, one symbol each."""

OPERATORS = "@&»«=<>#^$"
"""Of relative dates, see `datenorm.values.programs`; `+` and `-` are operators too."""

CENTURY, PART, BEFORE_CHRIST = "c#b"
"""After the number of a century, before the number of a part of it, and after either or a year, see
`datenorm.values.eras`. In relative dates they are a unit, an operator and working days."""

_UNITS = "dbwmqhyck" + "e"  # and E, H, M and S, which are tokens too

FEAST_CALENDARS = {"I": "islamic", "A": "hebrew", "P": "persian", "C": "chinese"}
"""After the year of a feast: the calendar of its month and day, see `datenorm.values.movable`. Before a
year, `C` is that of the Republic of China, which has Gregorian months."""

TARGET_SYMBOLS = (
    *(*SPECIALS, *"0123456789", "-", "/", ".", UNKNOWN_DIGIT, *QUALIFIERS, *_GREGORIAN_MONTHS, REFUSAL),
    *WEEKDAYS,
    *(*_OWN_MONTHS, *STYLES, SET_OPEN, SET_SEPARATOR, SET_CLOSE),
    *(ALL_OPEN, ALL_CLOSE, ROLES_SEPARATOR, ":", "+", "Z", "W", *HALVES, NAMED_ZONE),
    *(*OPERATORS, *_UNITS, *FIELDS),
)
TARGET_VOCABULARY = Vocabulary(TARGET_SYMBOLS)
EOS_ID = TARGET_VOCABULARY.index(SPECIALS[2])
PAD_ID = 0
