"""Times that are not dates: *every Monday at 9*, *around 7:56 pm*, *for three days*.

Documents have them in the same sentences as dates, so the words around a time do not tell whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from data_gen.language import texts
from data_gen.locales import inventory, load
from data_gen.negatives import words
from data_gen.relative.own import own_sayings
from data_gen.relative.words import is_relative
from data_gen.times import clock, periods, stretches
from data_gen.times.hands import Clock
from data_gen.times.timed import UNSPACED

_PLAIN = re.compile(r"[\d.,\s–—-]+")
"""A time that may be a date too: 8.30, 1730, 3-8."""
_COUNTED = frozenset(("ja", "ko", "zh", "yue"))
"""Languages in which some durations are also days of a month: 3日."""


def time_alone(rng: Random, language: str) -> Clock:
    """A time of day with a sign or word that keeps it apart from a date."""
    return _apart(lambda: (clock.local if rng.random() < 0.5 else clock.times)(rng, language))


def stretch_alone(rng: Random, language: str) -> Clock:
    """A time of day and a later one, with a sign or word that keeps them apart from a date."""
    return _apart(lambda: stretches.on_one_day(rng, language))


def _apart(draw: Callable[[], Clock]) -> Clock:
    """The first that is drawn and cannot be a date."""
    while _PLAIN.fullmatch((found := draw()).text):
        pass
    return found


def undated(rng: Random, language: str) -> str:
    """A recurrence, a time or a duration, in the place of a date."""
    while not (text := rng.choices(_MAKERS, _SHARES)[0](rng, language)):
        pass
    return text


def _recurring(rng: Random, language: str) -> str:
    """`Every Monday`, `every Tuesday and Thursday`, `on Mondays at 9`, `every day`."""
    forms = [form for form in texts(language, "relative.recurring") if "{W}" in form and "{n}" not in form]
    if not forms or rng.random() < 0.35:
        return words.recurring(rng, language)
    first, second = rng.sample(load(inventory()[language][0]).weekdays["EEEE"], 2)
    form, ands = rng.choice(forms), texts(language, "several.and")
    if form.endswith("{W}") and ands and rng.random() < 0.25:
        space = "" if language in UNSPACED else " "
        text = space.join((form.replace("{W}", first), rng.choice(ands), second))
    else:
        text = form.replace("{W}", first)
    if language in UNSPACED or rng.random() < 0.4:
        return text
    return f"{text} {beside_day(rng, language)}".rstrip()


def beside_day(rng: Random, language: str) -> str:
    """A time beside days that it does not fix: at 9, 9-10 am, in the evening; or ""."""
    roll = rng.random()
    if roll < 0.2:
        return periods.part_of_day(rng, language) or ""
    if roll < 0.45:
        return stretch_alone(rng, language).text
    time = time_alone(rng, language).text
    joints = [one.strip() for one in texts(language, "clock.joints") if one.strip().isalpha()]
    is_joined = bool(joints) and rng.random() < 0.6
    joint = rng.choice(joints) if is_joined else ""
    return f"{joint} {time}" if joint and not time.startswith(joint) else time


def _time(rng: Random, language: str) -> str:
    """A time alone, sometimes an approximate one: `gegen 7:56 Uhr abends`."""
    time = (stretch_alone if rng.random() < 0.3 else time_alone)(rng, language).text
    about = texts(language, "clock.about")
    return f"{rng.choice(about)}{time}" if about and rng.random() < 0.15 else time


def _part_of_day(rng: Random, language: str) -> str:
    """`In the morning`; "" for a word that also is a date: mañana."""
    text = words.part_of_day(rng, language)
    is_date = language in inventory() and is_relative(text, language)
    return "" if is_date or text.casefold() in _sayings(language) else text


@cache
def _sayings(language: str) -> frozenset[str]:
    """What people say of a day, in small letters: morgen."""
    return frozenset(map(str.casefold, own_sayings(language)))


def _duration(rng: Random, language: str) -> str:
    return "" if language in _COUNTED else words.duration(rng, language)


def _noon(rng: Random, language: str) -> str:
    """`Noon`, `midnight`."""
    known = periods.noon_and_midnight(language)
    return rng.choice(known)[0] if known else ""


def _no_day(rng: Random, language: str) -> str:
    """`Early in the morning`, `temprano en la mañana`."""
    known = texts(language, "carriers.no_day")
    return rng.choice(known) if known else ""


_MAKERS: tuple[Callable[[Random, str], str], ...] = (
    *(_time, _recurring, _duration, _part_of_day, _noon, _no_day),
)
_SHARES = (34, 36, 18, 8, 4, 8)
