"""A time beside a day near the reference date, as people arrange it: tomorrow morning 6-8, 3-5 on Friday."""

from __future__ import annotations

import re
from functools import cache, partial
from random import Random
from typing import NamedTuple

from data_gen.dates import number_words
from data_gen.dates.gregorian import yearless
from data_gen.dates.surface import WEEKDAYS
from data_gen.example import Example
from data_gen.language import rows, texts
from data_gen.locales import LocaleData
from data_gen.relative.fillers import DAYS_ALONE, FILLERS, alternatives, chosen, is_in_usual_script
from data_gen.relative.joined import near_words
from data_gen.relative.own import own_sayings
from data_gen.splits import is_held_out_pattern
from data_gen.times import planned
from data_gen.times.hands import Clock, Hands, meaning
from data_gen.times.timed import UNSPACED, is_day, value_with

_PART = re.compile(r"(@[^T]*)T\{([tu])\}([ap])")
_HOURS = {"t": range(6, 12), "u": range(2, 6)}
"""The hours that each placeholder of a saying can have. One o'clock has words of its own: `la una`."""
_SAYING_CARDINALS = frozenset("en de nl sv nb da es it pt fr id tr".split())
"""Languages that say the hours from 2 to 11 with the cardinal in its usual form."""
_BETWEEN = {"時": "分", "点": "分", "點": "分", "시": "분", "giờ": "", "h": "", "heures": ""}
"""Words for the hour that precede the minutes, and the words that follow the minutes."""
_OF_WHOLE_HOURS = ("o'clock", "часов")
_USUAL = {"@": 4, "@+1d": 4, "@-1d": 2}
_PARTICLES = "のには"
_DAY_ALONE = re.compile(r"XXXX-XX-\{[dDcO]\}(?:\{W\})?")
_FILLED = re.compile(r"\{(\w)\}")
_OTHER_WEEKDAY = re.compile(r"@[»«=]\{W\}")


class _PartOfDay(NamedTuple):
    """A part of a day: its words and program, what hours it has, and what stands around an hour of it."""

    day: str
    program: str
    hours: str
    half: str
    joint: str
    unit: str


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw one; None if the language lacks the words for the kind that was drawn."""
    drawn = rng.choices((_in_part, _on_day, _on_date), (35, 45, 20))[0](rng, data)
    if drawn is None:
        return None
    text, value = drawn
    text = text[:1].upper() + text[1:] if rng.random() < 0.2 else text
    return Example(
        text, value, data.language, data.identifier, order=data.order, pattern="appointment", kind="relative"
    )


def _in_part(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`Tonight at 7:30`, `tomorrow morning between 8 and 10`, `6-8 this evening`."""
    known = parts(data.language) if is_in_usual_script(data.identifier) else ()
    if not known:
        return None
    part = rng.choice(known)
    day, program = part.day, part.program
    if "{W}" in day or "{A}" in day:
        day, program = _with_weekday(day, program, rng, data)
    if rng.random() < 0.4:
        time = _hour_of(part, rng, data)
        is_after = data.language in planned.AFTER_THE_DAY or rng.random() < 0.7
        text = f"{day}{part.joint}{time.text}" if is_after else f"{time.text} {day}"
        return text, program + time.meant
    time = _hours_of(part, rng, data.language)
    return _beside(day, time, rng, data.language, before=""), program + time.meant


@cache
def parts(language: str) -> tuple[_PartOfDay, ...]:
    """The parts of days in the sayings of a language that name their hours: `this evening at {t}`."""
    said = (*texts(language, "clock.about"), *texts(language, "clock.joints"))
    hours = (form.partition("{")[0] for form in texts(language, "clock.hours"))
    joints = sorted({word.strip() for word in (*said, *hours)} - {""}, key=len, reverse=True)
    found = {}
    for form, program in own_sayings(language).items():
        match = _PART.fullmatch(program)
        if match is None:
            continue
        for text in alternatives(form):
            day, _, unit = text.partition(f"{{{match[2]}}}")
            bare = day.strip()
            joint = next((one for one in joints if bare.endswith(one)), "")
            bare = bare.removesuffix(joint).strip()
            if bare:
                found[text] = _PartOfDay(bare, match[1], match[2], match[3], day[len(bare) :], unit)
    return tuple(found.values())


def _with_weekday(day: str, program: str, rng: Random, data: LocaleData) -> tuple[str, str]:
    """The words and the program of the part of a weekday, or of the next or last one: next Monday morning."""
    is_when = "{A}" in day
    day, program = (one.replace("{A}", "{W}") for one in (day, program))
    name, meant = FILLERS["A" if is_when else "W"](rng, data, day)
    others = [row for row in rows(data.language, "relative.other_weekdays") if _is_plain(row)]
    if others and day.startswith("{W} ") and not is_when and rng.random() < 0.4:
        form, of_weekday = rng.choice(others)
        day, program = day.replace("{W}", form), program.replace("@{W}", of_weekday)
    return day.replace("{W}", name), program.replace("{W}", meant)


def _is_plain(row: tuple[str, ...]) -> bool:
    form, program = row
    return form.endswith("{W}") and _OTHER_WEEKDAY.fullmatch(program) is not None


def _with_minutes(hands: Hands, unit: str) -> str:
    """`7:30`, with the word of the hour where the language has it between hour and minutes."""
    sign = unit.strip()
    if sign not in _BETWEEN:
        after = "" if sign in _OF_WHOLE_HOURS else unit
        return f"{hands.hour}:{hands.minute:02d}{after}"
    gap = " " if sign in ("시", "heures") or unit[0] == " " else ""
    return f"{hands.hour}{unit}{gap}{hands.minute:02d}{_BETWEEN[sign]}"


def _hour_of(part: _PartOfDay, rng: Random, data: LocaleData) -> Clock:
    """A time of a part of the day: `7:30`, `diez`, `8pm`, `6 Uhr`."""
    hands = Hands(rng.choice(_HOURS[part.hours]), rng.choice(planned.QUARTERS), 0)
    is_whole = rng.random() < 0.35
    said = number_words.said(hands.hour, data.language) if is_whole and rng.random() < 0.5 else None
    is_apart = part.unit[:1] in ("", " ") and part.joint[-1:] == " "
    if said and is_apart and data.language in _SAYING_CARDINALS:
        return Clock(f"{said}{part.unit}", meaning(hands.hour, half=part.half))
    shown = f"{hands.hour}{part.unit}" if is_whole else _with_minutes(hands, part.unit)
    if data.language in planned.TWELVE_HOURS and not part.unit and rng.random() < 0.35:
        shown += rng.choice(("", " ")) + {"a": "am", "p": "pm"}[part.half]
    return Clock(shown, meaning(hands.hour, None if is_whole else hands.minute, half=part.half))


def _hours_of(part: _PartOfDay, rng: Random, language: str) -> Clock:
    """Two times of a part of the day: `from 6 to 8`, `6:30-8:00`, `6時から8時まで`."""
    first, last = sorted(rng.sample(_HOURS[part.hours], 2))
    is_whole = rng.random() < 0.6
    minutes = [None, None] if is_whole else [rng.choice(planned.QUARTERS), rng.choice(planned.QUARTERS)]
    times = [Hands(hour, minute or 0, 0) for hour, minute in zip((first, last), minutes, strict=True)]
    shown = [f"{one.hour}{part.unit}" if is_whole else _with_minutes(one, part.unit) for one in times]
    is_apart = part.unit[:1] in ("", " ")
    if is_apart and rng.random() < 0.7:  # the word for the hour once
        shown[0] = shown[0].removesuffix(part.unit)
    meant = "/".join(
        meaning(one.hour, minute, half=part.half) for one, minute in zip(times, minutes, strict=True)
    )
    return Clock(planned.joined(shown[0], shown[1], rng, language, dashes=0.4), meant)


def _on_day(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`Tomorrow at 8`, `8.30pm on Friday`, `from 3 to 5 today`, `Thursday 19:00 - 21:00`."""
    drawn = _weekday(rng, data) if rng.random() < 0.55 else _near_day(rng, data)
    if drawn is None:
        return None
    day, program = drawn
    ons = texts(data.language, "clock.before_weekday") if program[1:] in tuple(WEEKDAYS) else ()
    before = rng.choice(ons) if ons and rng.random() < 0.7 else ""
    if rng.random() < 0.55:
        time = planned.stretch(rng, data.language, partial(_is_no_date, data=data, program=program))
        return _beside(day, time, rng, data.language, before=before), program + time.meant
    timed = planned.beside(day, rng, data.language, before=before)
    return timed.text, program + timed.meant


def _near_day(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """Today, tomorrow or yesterday; of today only the first word, because the other is *now*."""
    known: dict[str, str] = {}
    for saying in near_words(data.identifier):
        known.setdefault(saying.program, saying.text)
    found = [program for program in _USUAL if program in known]
    if not found:
        return None
    program = rng.choices(found, [_USUAL[one] for one in found])[0]
    return known[program], program


def _weekday(rng: Random, data: LocaleData) -> tuple[str, str]:
    others = rows(data.language, "relative.other_weekdays") if is_in_usual_script(data.identifier) else ()
    on_weekdays = texts(data.language, "relative.on_weekdays")
    name, meant = FILLERS["A" if on_weekdays and not others else "W"](rng, data, "")
    form, program = rng.choice(others) if others and rng.random() < 0.35 else ("{W}", "@{W}")
    return form.replace("{W}", name), program.replace("{W}", meant)


def _is_no_date(first: int, last: int, *, data: LocaleData, program: str) -> bool:
    """Whether two hours with a dash cannot be a day and a month: `tomorrow 3-8`, `Montag 8-15`."""
    if program in _USUAL:
        return True
    return last <= planned.NOON if data.language == "en" else last > planned.NOON and data.order == "DMY"


def _beside(day: str, time: Clock, rng: Random, language: str, *, before: str) -> str:
    """A stretch of time after or before its day."""
    if language in UNSPACED:
        joint = " " if day[-1].isdigit() else rng.choice(("", "の")) if language == "ja" else ""
        return f"{day}{'' if day[-1] in _PARTICLES else joint}{time.text}"
    if language in planned.AFTER_THE_DAY or rng.random() < 0.5:
        return f"{day}{rng.choice((' ', ' ', ', '))}{time.text}"
    return f"{time.text} {before}{day}"


def _on_date(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`The 17th from 2 to 4`, `27/11 at 11`, `3:30 pm on 22 April`, `1월 24일 오후 1시 30분`."""
    drawn = _day_alone(rng, data) if rng.random() < 0.3 else _day_of_a_month(rng, data)
    if drawn is None:
        return None
    day, value = drawn
    ons = texts(data.language, "clock.before_day") if day[0].isdigit() else ()
    before = rng.choice(ons) if ons else ""
    if rng.random() < 0.6:
        timed = planned.beside(day, rng, data.language, before=before)
        return timed.text, value_with(value, timed.meant)
    time = planned.stretch(rng, data.language, lambda first, last: False)
    is_apart = ":" in time.text.split()[0] or not time.text[0].isdigit()
    if not is_apart and data.language not in planned.AFTER_THE_DAY:
        return None
    if not is_day(value) and data.language not in planned.AFTER_THE_DAY:
        # The 17th of some month: its value has no time that tells `from 2 to 4` from a word before the date.
        return f"{day} {time.text}", value
    return _beside(day, time, rng, data.language, before=before), value_with(value, time.meant)


def _day_of_a_month(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """A day without its year, in the order of its locale."""
    example = yearless(rng, data)
    text, value = example.source, example.value
    is_plain = value.startswith("XXXX-") and is_day(value) and not text.endswith(".")
    has_native_digits = any(sign.isdigit() and not sign.isascii() for sign in text)
    is_seen = not is_held_out_pattern(example.pattern) and example.order in ("", data.order)
    return (text, value) if is_plain and is_seen and example.language and not has_native_digits else None


def _day_alone(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`The 17th`, `vrijdag de 23e`."""
    known = days_alone(data.language) if is_in_usual_script(data.identifier) else ()
    if not known:
        return None
    form, value = rng.choice(known)
    text = chosen(form, rng)
    for name in _FILLED.findall(text):
        shown, meant = (DAYS_ALONE.get(name) or FILLERS[name])(rng, data, text)
        text, value = (one.replace(f"{{{name}}}", by) for one, by in ((text, shown), (value, meant)))
    return text, value


@cache
def days_alone(language: str) -> tuple[tuple[str, str], ...]:
    """The sayings of a language for a day of a month that is not named: the {D}."""
    said = own_sayings(language).items()
    return tuple(one for one in said if _DAY_ALONE.fullmatch(one[1]))
