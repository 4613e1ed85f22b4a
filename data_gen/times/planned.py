"""Times and stretches of times as people plan them, and what stands between them and their day."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from data_gen.language import rows, texts
from data_gen.times import clock, periods, stretches
from data_gen.times.hands import Clock, Hands, meaning
from data_gen.times.timed import UNSPACED

QUARTERS = (0, 15, 30, 45)
NOON = 12
AFTER_THE_DAY = UNSPACED | {"ko", "hi", "bn", "mr", "tr", "ne"}
"""Languages that say the time after the day."""
TWELVE_HOURS = frozenset(("en", "hi", "bn", "ur", "fil", "ms"))
"""Languages whose speakers write am and pm."""
_BARE_HOURS = frozenset("en de nl es pt it pl ru da nb sv id".split())
"""Languages that say an hour without a word for it: at 8."""
_DASHES = ("-", "-", " - ", "–")


def joined(first: str, last: str, rng: Random, language: str, *, dashes: float) -> str:
    forms = texts(language, "clock.spans")
    if not forms or rng.random() < dashes:
        return rng.choice(_DASHES).join((first, last))
    return rng.choice(forms).format(first, last)


def joint_between(day: str, time: str, rng: Random, language: str) -> str:
    """What stands between a day and a time; a space where one of them has the word already."""
    if language in AFTER_THE_DAY - UNSPACED and rng.random() < 0.75:
        return " "
    known = texts(language, "clock.joints")
    if language not in UNSPACED and re.search(r"[:hap]", time) and rng.random() < 0.3:
        return rng.choice((" ", " ", ", "))
    joint = rng.choice([one for one in known if not set(one) <= set(" -,@")] or known or (" ",))
    said = joint.replace(",", "").split()
    is_said = bool(said) and (said[-1] == time.split()[0] or said[0] == day.split()[-1])
    is_said |= language in UNSPACED and bool(joint.strip()) and day.endswith(joint.strip())
    is_tight = joint == "" and (day[-1].isdigit() or (time[:1].isascii() and language == "ja"))
    return " " if is_said or is_tight else joint


def time_of_day(rng: Random, language: str) -> Clock:
    """A time as people say it: `8am`, `8:30 p.m.`, `19:30`, `19 Uhr`."""
    hands = Hands(rng.randint(7, 22), rng.choice((0, 0, *QUARTERS, 20)), 0)
    roll = rng.random()
    said = clock.in_words(rng, language) if roll < 0.4 else None
    is_moment = said is not None and said.text in dict(periods.noon_and_midnight(language))
    if said and not is_moment and re.search(r":|[^\W\d_]", said.text):
        return said
    if roll < (0.9 if language in TWELVE_HOURS else 0.55):
        return _unmarked(hands) if hands.minute and rng.random() < 0.12 else clock.twelve_hour(rng, hands)
    return Clock(f"{hands.hour}:{hands.minute:02d}", meaning(hands.hour, hands.minute))


def _unmarked(hands: Hands) -> Clock:
    """`430pm`."""
    half = "am" if hands.half == "a" else "pm"
    return Clock(
        f"{hands.twelve}{hands.minute:02d}{half}", meaning(hands.twelve, hands.minute, half=hands.half)
    )


def stretch(rng: Random, language: str, is_no_date: Callable[[int, int], bool]) -> Clock:
    """Two times: `from 3 to 5`, `3-5`, `19:00 - 21:00`; only hours that are no date have a dash."""
    roll = rng.random()
    if rng.random() < 0.4 and (inflected := _inflected(rng, language)):
        return inflected
    if roll < 0.35:
        return stretches.on_one_day(rng, language)
    first, last = sorted(rng.sample(range(2, NOON) if rng.random() < 0.6 else range(8, 23), 2))
    if roll < 0.65:
        hands = [Hands(hour, rng.choice((0, 0, 30)), 0) for hour in (first, last)]
        width = rng.choice((1, 2))
        shown = [f"{one.hour:0{width}d}:{one.minute:02d}" for one in hands]
        meant = "/".join(meaning(one.hour, one.minute) for one in hands)
        return Clock(joined(shown[0], shown[1], rng, language, dashes=0.5), meant)
    has_word = AFTER_THE_DAY - {"tr"}
    units = [form[3:] for form in texts(language, "clock.hours") if re.fullmatch(r"\{[ht]\}[^{]+", form)]
    unit = rng.choice(units) if units and language in has_word else ""
    dashes = 0.5 if unit or is_no_date(first, last) else 0.0
    if (language in has_word and not unit) or not (dashes or texts(language, "clock.spans")):
        return stretches.on_one_day(rng, language)
    text = joined(f"{first}{unit}", f"{last}{unit}", rng, language, dashes=dashes)
    return Clock(text, f"{meaning(first)}/{meaning(last)}")


def _inflected(rng: Random, language: str) -> Clock | None:
    """Two hours in the cases that say from and to: `3'ten 5'e kadar`; None if unknown."""
    known = rows(language, "clock.from_to_hours")
    if not known:
        return None
    first, last = sorted(rng.sample(range(2, len(known) + 1), 2))
    start, end = known[first - 1][0], known[last - 1][1]
    minutes = None if rng.random() < 0.5 else (rng.choice((0, 30)), rng.choice((0, 30)))
    of_tens = rows(language, "clock.from_to_halves")
    if minutes is None or not of_tens:
        return Clock(f"{start} {end}", f"{meaning(first)}/{meaning(last)}")
    text = (
        of_tens[0][0].format(f"{first}:{minutes[0]:02d}")
        + " "
        + of_tens[0][1].format(f"{last}:{minutes[1]:02d}")
    )
    return Clock(text, f"{meaning(first, minutes[0])}/{meaning(last, minutes[1])}")


def beside(day: str, rng: Random, language: str, *, before: str = "") -> Clock:
    """A day with a time: `tomorrow at 8`, `Friday 8:30pm`, `19:00 on Friday`.

    Args:
        day: the day.
        rng: random generator.
        language: its language.
        before: words between a time and the day that follows it.
    """
    words = [one for one in texts(language, "clock.joints") if re.fullmatch(r"[ ,]*[^\W\d_].* ", one)]
    if words and language in _BARE_HOURS and rng.random() < 0.25:
        hour = rng.choice((*range(2, NOON), *range(2, NOON), *range(NOON + 1, 23)))
        return Clock(f"{day}{rng.choice(words)}{hour}", meaning(hour))
    time = time_of_day(rng, language)
    if language in AFTER_THE_DAY or rng.random() < 0.55:
        return Clock(f"{day}{joint_between(day, time.text, rng, language)}{time.text}", time.meant)
    return Clock(f"{time.text} {before}{day}", time.meant)
