"""Times of day with the hour and the minutes in words: one thirty p m, drie uur dertig, सात बजकर बीस मिनट."""

from __future__ import annotations

import re
from random import Random

from data_gen.dates import number_words
from data_gen.language import rows, texts
from data_gen.times.hands import Clock, Hands, meaning

_FIVES: tuple[int, ...] = (5, 10, 20, 25)
"""Minutes that are counted from or to the hour: twenty past three."""
_MINUTES: tuple[int, ...] = (15, 30, 30, 45, *range(10, 60))
_LAST_OF_DAYS = 31
_ONE_FORM = frozenset((*range(3, 21), 22, 23))
"""Hours whose cardinal has one form in every language: not `vingt et une heures`."""


def draw(rng: Random, language: str) -> Clock | None:
    """Draw one; None if the language has no forms."""
    plain = [("", form) for form in texts(language, "clock.said")]
    parted = list(rows(language, "clock.said_parted"))
    if not plain + parted:
        return None
    hours, form = rng.choice(parted if parted and rng.random() < 0.4 else plain or parted)
    first, last = map(int, (hours or "0-23").split("-"))
    known = [hour for hour in range(first, last + 1) if _is_said(form, hour, language)]
    if not known:
        return None
    hour = rng.choice(known)
    hands = Hands(hour, _minute(form, rng, language), 0)
    shown = hands.twelve if "{h" not in form else hour
    words = {
        "h": _hour(hour, language),
        "t": _hour(hands.twelve, language),
        "n": _hour(hands.twelve % 12 + 1, language),
        "m": _number(hands.minute, language),
        "p": _number(hands.minute, language),
        "r": _number(60 - hands.minute, language),
    }
    needed = re.findall(r"\{(\w)\}", form)
    if any(words[name] is None for name in needed):
        return None
    text = form.format(**words)
    if rng.random() < 0.3:
        text = text.replace("-", " ")
    return Clock(text, meaning(shown, hands.minute, half=hands.half if hours else ""))


def _is_said(form: str, hour: int, language: str) -> bool:
    """Whether the words for an hour, and for the next where the form has it, are known in the form."""
    twelve = hour % 12 or 12
    if language == "en" or texts(language, "clock.hour_names"):
        return "{h" not in form or 1 <= hour <= 12
    if "{h" in form:
        return hour in _ONE_FORM
    return twelve in _ONE_FORM and ("{n" not in form or twelve + 1 in range(3, 13))


def _minute(form: str, rng: Random, language: str) -> int:
    """A minute that the form can say."""
    if "{r}" in form:
        return 60 - rng.choice(_FIVES)
    if "{p}" in form:
        return rng.choice(_FIVES)
    if "{m}" not in form:
        return 30
    known = _MINUTES
    if number_words.said(10, language) is None:  # of the words for days
        known = tuple(minute for minute in _MINUTES if minute <= _LAST_OF_DAYS)
    return rng.choice(known)


def _hour(hour: int, language: str) -> str | None:
    names = texts(language, "clock.hour_names")
    return names[hour - 1] if names and 1 <= hour <= len(names) else _number(hour, language)


def _number(number: int, language: str) -> str | None:
    """A number in words; that of a day where num2words lacks the language."""
    days = number_words.days_beyond_num2words(language)
    is_day_number = days and 1 <= number <= len(days)
    return number_words.said(number, language) or (days[number - 1] if is_day_number else None)
