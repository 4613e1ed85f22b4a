"""Text around a date: words, names, labels, times of day, log lines, sentences, case endings.

What is put around a date never changes it: no other number that could be a part of it, nothing that makes it
approximate, open or a range.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from data_gen import clock, pools
from data_gen.locales import inventory
from data_gen.phrases import LEADS, SENTENCES, TAILS, TIME_JOINTS

_NUMERIC = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_COMPACT_DAY = re.compile(r"(1\d|20)\d{6}")
_ENDS_WITH_YEAR = re.compile(r"(.*\D) (\d{4})")
_UNSPACED = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})


def carry(text: str, rng: Random, language: str | None = None, *, heavy: bool = False) -> tuple[str, str]:
    """Put a date into other text.

    Args:
        text: the date.
        rng: source of chance.
        language: language of the other text; drawn where None.
        heavy: a sentence or clause instead of one to three words.

    Returns:
        (the text with the date in it, name of the kind of carrier).
    """
    language = _known(rng, language)
    makers, weights = (_HEAVY, _HEAVY_WEIGHTS) if heavy else (_LIGHT, _LIGHT_WEIGHTS)
    maker = rng.choices(makers, weights)[0]
    return maker(text, rng, language), maker.__name__.strip("_")


def _known(rng: Random, language: str | None) -> str:
    if language in inventory():
        return str(language)
    return rng.choice(tuple(LEADS)) if language is None else "en"


def _lead(text: str, rng: Random, language: str) -> str:
    """A small word or label before the date: on, le, am, DOB:."""
    leads = LEADS.get(language)
    if leads is None:
        return f"{rng.choice(pools.words(language))}{rng.choice((' ', ': ', ', '))}{text}"
    return rng.choice(leads.split("|")) + text


def _tail(text: str, rng: Random, language: str) -> str:
    """A word, case ending or particle after the date; those of figures alone only after figures."""
    tails = TAILS.get(language)
    if tails is None:
        return f"{text}{rng.choice((' ', ', ', ' - '))}{rng.choice(pools.words(language))}"
    tail = rng.choice(tails.split("|"))
    if tail[:1].isalpha() and language not in _UNSPACED and language not in ("ko", "eu"):
        tail = " " + tail
    if tail.strip() in (
        "г.",
        "года",
        "году",
        "р.",
        "року",
        "година",
        "r.",
        "roku",
        "ж.",
        "онд",
        "წელს",
        "yil",
    ):
        tail = tail if re.search(r"\d{4}$", text) else ""
    return text + _filled(tail, rng, language)


def _named(text: str, rng: Random, language: str) -> str:
    """A name or place beside the date."""
    name = rng.choice(pools.people(language) if rng.random() < 0.6 else pools.places(language))
    if rng.random() < 0.5:
        form = rng.choice(("{}, {}", "{} {}", "{}: {}", "{} - {}", "{} — {}", "{} ({})", "{} [{}]"))
        return form.format(name, text)
    return text + rng.choice((", ", " ", ": ", " - ", " / ", " | ")) + name


def _worded(text: str, rng: Random, language: str) -> str:
    """One to three words of the language before or after."""
    words = pools.words(language)
    joint = "" if language in ("ja", "zh") else " "
    extra = joint.join(rng.choices(words, k=rng.randint(1, 3)))
    mark = rng.choice((" ", " ", " ", ", ", ": ")) if joint or rng.random() < 0.3 else ""
    return f"{extra}{mark}{text}" if rng.random() < 0.6 else f"{text}{mark}{extra}"


def _both(text: str, rng: Random, language: str) -> str:
    return _tail(_lead(text, rng, language), rng, language)


def _log(text: str, rng: Random, language: str) -> str:
    """A date at the head of a log line, or in a table."""
    level = rng.choice(
        ("INFO", "ERROR", "[INFO]", "[warn]", "DEBUG", "<notice>", "[main]", "WARN:", "kernel:")
    )
    message = " ".join(
        rng.choices(("server", "started", "disk", "user", "login", "failed", "ok", "reload"), k=2)
    )
    forms = (
        "{d} {l} {m}",
        "[{d}] {l} {m}",
        "{l} {d} {m}",
        "{d} | {l}",
        "{d}\t{m}",
        "{l} [{d}]",
        "{d};{m};",
        '"{d}",{m}',
    )
    return rng.choice(forms).format(d=text, l=level, m=message)


_FILE_STEMS = (
    "IMG_",
    "report-",
    "scan_",
    "backup-",
    "photo ",
    "DSC ",
    "log.",
    "notes-",
    "invoice_",
    "Screenshot_",
)


def _file_name(text: str, rng: Random, language: str) -> str:
    """A file named by a date; only dates of figures stand in names as they are."""
    if not (_COMPACT_DAY.fullmatch(text) or re.fullmatch(r"\d{4}([-._])\d\d\1\d\d", text)):
        return _lead(text, rng, language)
    ending = rng.choice((".jpg", ".pdf", ".txt", ".csv", ".tar.gz", ".log", ".png", "", ".docx"))
    return (
        f"{rng.choice(_FILE_STEMS)}{text}{ending}"
        if rng.random() < 0.7
        else f"{text}_{rng.choice(('a', 'v', 'x'))}{ending}"
    )


def _sentence(text: str, rng: Random, language: str) -> str:
    """A sentence people write with a date in it."""
    forms = SENTENCES.get(language)
    if forms is None:
        return _between(text, rng, language)
    return _filled(rng.choice(forms.split("|")), rng, language).replace("{d}", text)


def _filled(form: str, rng: Random, language: str) -> str:
    while "{n}" in form:
        form = form.replace("{n}", rng.choice(pools.people(language)), 1)
    return form.replace("{p}", rng.choice(pools.places(language))) if "{p}" in form else form


def _between(text: str, rng: Random, language: str) -> str:
    """Words of the language on both sides."""
    words = pools.words(language)
    joint = "" if language in ("ja", "zh") else " "
    before = joint.join(rng.choices(words, k=rng.randint(1, 5)))
    after = joint.join(rng.choices(words, k=rng.randint(0, 5)))
    inner = _lead(text, rng, language) if language in LEADS and rng.random() < 0.6 else text
    whole = f"{before}{joint}{inner}{joint if after else ''}{after}"
    return whole[:1].upper() + whole[1:] + rng.choice((".", "", "!", "?", ""))


def _after_sentence(text: str, rng: Random, language: str) -> str:
    """A whole sentence, then the date; or the date, then a sentence."""
    known = pools.plain_sentences(language)
    other = rng.choice(known) if known else rng.choice(pools.people(language))
    return f"{other} {text}" if rng.random() < 0.6 else f"{text} {other}"


_LIGHT: tuple[Callable[[str, Random, str], str], ...] = (
    _lead,
    _tail,
    _named,
    _worded,
    _both,
    _log,
    _file_name,
)
_LIGHT_WEIGHTS = (30, 20, 14, 14, 10, 7, 5)
_HEAVY: tuple[Callable[[str, Random, str], str], ...] = (_sentence, _between, _after_sentence)
_HEAVY_WEIGHTS = (62, 26, 12)


def with_time(text: str, rng: Random, language: str | None = None) -> tuple[str, str]:
    """Put a time of day beside a date, in one of many habits.

    Args:
        text: the date.
        rng: source of chance.
        language: language of the words; drawn where None.

    Returns:
        (date and time, name of the habit).
    """
    language = _known(rng, language)
    maker = rng.choices(_TIMED, _TIMED_WEIGHTS)[0]
    return maker(text, rng, language), maker.__name__.strip("_")


def _time_after(text: str, rng: Random, language: str) -> str:
    joint = rng.choice((" ", " ", " ", ", ", "  ", " - ", " @ ", "; ", " | "))
    return f"{text}{joint}{_safe_time(text, rng, language)}"


def _time_joined(text: str, rng: Random, language: str) -> str:
    """With the small word the language puts between: um, à, klo, の."""
    joints = TIME_JOINTS.get(language)
    if joints is None:
        return _time_after(text, rng, language)
    joint = rng.choice(joints.split("|"))
    time = clock.local(rng, language) if rng.random() < 0.6 else _safe_time(text, rng, language)
    if joint == "" and time[:1].isascii():
        joint = " "
    # A time that has the small word already gets no second one.
    if joint.strip() and time.startswith(joint.strip(" ,")):
        joint = " "
    return f"{text}{joint}{time}"


def _time_before(text: str, rng: Random, language: str) -> str:
    leads = [""]
    if language in LEADS and rng.random() < 0.4:
        leads = [
            lead
            for lead in LEADS[language].split("|")
            if len(lead) < 9 and lead[0].islower() and "." not in lead
        ]
    joint = rng.choice((" ", " ", ", ", " - ", ", "))
    return f"{_safe_time(text, rng, language)}{joint}{rng.choice(leads or [''])}{text}"


def _iso(text: str, rng: Random, language: str) -> str:
    """As machines write it: `T17:24:37Z`, or figures without marks."""
    hour, minute, second = rng.randrange(24), rng.randrange(60), rng.randrange(60)
    if _COMPACT_DAY.fullmatch(text):
        return f"{text}{rng.choice(('', 'T', ' ', '_', '-'))}{hour:02d}{minute:02d}{second:02d}"
    if not _NUMERIC.fullmatch(text):
        return _with_zone(text, rng, language)
    time = clock.digital(rng)
    if ":" not in time or len(time) < 5 or time[1] == ":":
        time = f"{hour:02d}:{minute:02d}:{second:02d}"
    return f"{text}{rng.choice(('T', 'T', ' ', 't', ':', 'T'))}{time}{rng.choice(('', 'Z', 'Z', '+0100', '-05:00', ' +0000', '+00:00'))}"


def _with_zone(text: str, rng: Random, language: str) -> str:
    joint = rng.choice((" ", " ", ", "))
    return f"{text}{joint}{clock.digital(rng)} {clock.zone(rng)}"


def _inside(text: str, rng: Random, language: str) -> str:
    """Between the day and the year, as Unix does: `Thu Sep 25 10:36:28 2003`."""
    match = _ENDS_WITH_YEAR.fullmatch(text)
    if match is None or not re.search(r"[^\W\d_]", match[1]):
        return _time_after(text, rng, language)
    time = clock.digital(rng)
    zone = f" {clock.zone(rng)}" if rng.random() < 0.3 else ""
    return f"{match[1].rstrip(' ,')} {time}{zone} {match[2]}"


def _part_of_day(text: str, rng: Random, language: str) -> str:
    """`morning`, `abends`: a part of the day, alone or before the time."""
    part = clock.part_of_day(rng, language)
    if part is None:
        return _time_after(text, rng, language)
    joint = "" if language in _UNSPACED else " "
    if rng.random() < 0.25:
        return (
            f"{part}{joint}{'of ' if language == 'en' else ''}{text}"
            if rng.random() < 0.4
            else f"{text}{joint}({part})"
        )
    time = f"{joint}{clock.digital(rng)}" if rng.random() < 0.35 else ""
    return f"{text}{joint}{part}{time}"


def _time_span(text: str, rng: Random, language: str) -> str:
    """From one time to another."""
    joint = rng.choice((" - ", "-", "–", " – ", " to " if language == "en" else " - "))
    clocks = [clock.digital(rng)[:5].rstrip(":") for _ in range(2)]
    if rng.random() < 0.3:
        clocks = [clock.twelve_hour(rng) for _ in range(2)]
    return f"{text}{rng.choice((' ', ', ', '  ', ' ('))}{joint.join(clocks)}"


def _zone_alone(text: str, rng: Random, language: str) -> str:
    return f"{text} {rng.choice(clock.ZONES[3:27])}"


_TIMED: tuple[Callable[[str, Random, str], str], ...] = (
    *(_time_after, _time_joined, _time_before, _iso, _with_zone),
    *(_inside, _part_of_day, _time_span, _zone_alone),
)
_TIMED_WEIGHTS = (30, 18, 8, 12, 8, 10, 6, 4, 1.5)

_DOTTED = re.compile(r"(?<!\d)\d{1,2}[.,]\d\d(?!\d)")


def _safe_time(text: str, rng: Random, language: str) -> str:
    """A time that beside this date is none of its parts: `17.30` only after a date with its whole year."""
    time = clock.times(rng, language)
    while _DOTTED.fullmatch(time) or (time.isdigit() and len(time) <= 4):
        time = clock.times(rng, language)
    return time
