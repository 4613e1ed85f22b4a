"""Values: the language that the decoder writes, what it means, what the user gets. Standard library only."""

from datenorm.values.alphabet import (
    CALENDARS,
    GREGORIAN,
    REFUSAL,
    TARGET_SYMBOLS,
    TARGET_VOCABULARY,
    VALUE_LANGUAGE_VERSION,
    WEEKDAYS,
    Style,
)
from datenorm.values.automaton import (
    FINAL,
    FORBIDDEN,
    MAX_VALUE_LENGTH,
    START,
    TRANSITIONS,
    Transitions,
    accepts,
    is_program,
    is_value,
    split,
    transitions_of_any_digits,
)
from datenorm.values.forms import Form, in_columns
from datenorm.values.interval import Interval, interval_of
from datenorm.values.parsing import DateValue, differs_only_by_order, parse
from datenorm.values.reckoning import Hijri, Reckoning, Resolution
from datenorm.values.resolution import exists, resolve

__all__ = [
    "CALENDARS",
    "FINAL",
    "FORBIDDEN",
    "GREGORIAN",
    "MAX_VALUE_LENGTH",
    "REFUSAL",
    "START",
    "TARGET_SYMBOLS",
    "TARGET_VOCABULARY",
    "TRANSITIONS",
    "VALUE_LANGUAGE_VERSION",
    "WEEKDAYS",
    "DateValue",
    "Form",
    "Hijri",
    "Interval",
    "Reckoning",
    "Resolution",
    "Style",
    "Transitions",
    "accepts",
    "differs_only_by_order",
    "exists",
    "in_columns",
    "interval_of",
    "is_program",
    "is_value",
    "parse",
    "resolve",
    "split",
    "transitions_of_any_digits",
]
