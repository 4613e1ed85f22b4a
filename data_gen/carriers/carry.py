"""Text around a date: words, names, labels, log lines, sentences, case endings (for times: `times.timed`).

The text never changes the date: it has no number that could be part of it, unless a label says what the
number is and the date has a four-digit year, and nothing that makes the date approximate, open or a range.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, pick, texts
from data_gen.negatives import labelled
from data_gen.times import periods
from data_gen.times.timed import COMPACT_DAY, UNSPACED, known_language

_LIKE_SECTION = re.compile(r"\d{1,2}\. ?\d{1,2}\.?")
"""A day and month that words behind it would make the number of a section: `3.3. Description`."""


def carry(text: str, rng: Random, language: str | None = None, *, heavy: bool = False) -> tuple[str, str]:
    """Put a date into other text.

    Args:
        text: the date.
        rng: random generator.
        language: language of the other text; drawn if None.
        heavy: a sentence or clause instead of one to three words.

    Returns:
        (text with the date, name of the kind of carrier).
    """
    language = known_language(rng, language)
    if _LIKE_SECTION.fullmatch(text):
        return _lead(text, rng, language), "lead"
    makers, weights = (_HEAVY, _HEAVY_WEIGHTS) if heavy else (_LIGHT, _LIGHT_WEIGHTS)
    maker = rng.choices(makers, weights)[0]
    return maker(text, rng, language), maker.__name__.strip("_")


def _lead(text: str, rng: Random, language: str) -> str:
    """A word or label before the date: on, le, am, DOB:, abends, late."""
    # `Early 1850` and `late May 1850` are not about a time of day; a time may be in another
    # part of the day.
    if re.search(r"\d\D+\d", text) and not re.search(r"\d:\d", text) and rng.random() < 0.2:
        part = periods.when_in_the_day(rng, language, loosely=0.5)
        if part:
            return f"{part}{'' if language in UNSPACED else ' '}{text}"
    leads = texts(language, "carriers.leads")
    if not leads:
        return f"{rng.choice(pools.words(language))}{rng.choice((' ', ': ', ', '))}{text}"
    return rng.choice(leads) + text


def _tail(text: str, rng: Random, language: str) -> str:
    """A word, case ending or particle after the date."""
    tails = texts(language, "carriers.tails")
    if not tails:
        return f"{text}{rng.choice((' ', ', ', ' - '))}{rng.choice(pools.words(language))}"
    tail = rng.choice(tails)
    if tail[:1].isalpha() and language not in UNSPACED and language not in ("ko", "eu"):
        tail = " " + tail
    if tail.strip() in texts(NO_LANGUAGE, "carriers.after_year"):
        tail = tail if re.search(r"\d{4}$", text) else ""
    return text + _filled(tail, rng, language)


def _named(text: str, rng: Random, language: str) -> str:
    """A name or place beside the date."""
    name = rng.choice(pools.people(language) if rng.random() < 0.6 else pools.places(language))
    if rng.random() < 0.5:
        form = rng.choice(("{}, {}", "{} {}", "{}: {}", "{} - {}", "{} — {}", "{} ({})", "{} [{}]"))
        return form.format(name, text)
    return text + rng.choice((", ", " ", ": ", " - ", " / ", " | ")) + name


def _dateline(text: str, rng: Random, language: str) -> str:
    """The place and the day of a letter: `Weimar, 14. April 1776`, `Paris, le 3 mai 1890`."""
    own = texts(language, "carriers.datelines")
    forms = own if own and rng.random() < 0.6 else texts(NO_LANGUAGE, "carriers.datelines")
    place = rng.choice(pools.cities(language) or pools.places(language))
    return rng.choice(forms).replace("{p}", place).replace("{d}", text)


def _field(text: str, rng: Random, language: str) -> str:
    """The name of a field before the date: `Last updated: 3 May 2024`, `Geburtsdatum 3.5.1890`."""
    labels = texts(language, "carriers.labels")
    if not labels:
        return _lead(text, rng, language)
    label = rng.choice(labels)
    if rng.random() < 0.2:
        label = label.upper() if rng.random() < 0.4 else label.lower()
    return label + rng.choice(_AFTER_LABELS) + text


_AFTER_LABELS = (": ", ": ", ": ", ":", " : ", " ", " ", " - ", " – ", ":\n", "\t", "\n", " | ", " = ")


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
    """A line of a log or a table."""
    level = pick(rng, NO_LANGUAGE, "carriers.log_levels")
    message = " ".join(
        rng.choices(("server", "started", "disk", "user", "login", "failed", "ok", "reload"), k=2)
    )
    return pick(rng, NO_LANGUAGE, "carriers.log_lines").format(d=text, l=level, m=message)


def _file_name(text: str, rng: Random, language: str) -> str:
    """The name of a file with a date in digits."""
    if not (COMPACT_DAY.fullmatch(text) or re.fullmatch(r"\d{4}([-._])\d\d\1\d\d", text)):
        return _lead(text, rng, language)
    ending = rng.choice((".jpg", ".pdf", ".txt", ".csv", ".tar.gz", ".log", ".png", "", ".docx"))
    return (
        f"{pick(rng, NO_LANGUAGE, 'carriers.file_stems')}{text}{ending}"
        if rng.random() < 0.7
        else f"{text}_{rng.choice(('a', 'v', 'x'))}{ending}"
    )


def _sentence(text: str, rng: Random, language: str) -> str:
    """A sentence people write with a date in it."""
    plans = texts(language, "carriers.plans")
    forms = plans if plans and rng.random() < 0.25 else texts(language, "carriers.sentences")
    if not forms:
        return _between(text, rng, language)
    return _filled(rng.choice(forms), rng, language).replace("{d}", text)


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
    inner = _lead(text, rng, language) if texts(language, "carriers.leads") and rng.random() < 0.6 else text
    whole = f"{before}{joint}{inner}{joint if after else ''}{after}"
    return whole[:1].upper() + whole[1:] + rng.choice((".", "", "!", "?", ""))


def _after_sentence(text: str, rng: Random, language: str) -> str:
    """A sentence before or after the date."""
    known = pools.plain_sentences(language)
    other = rng.choice(known) if known else rng.choice(pools.people(language))
    return f"{other} {text}" if rng.random() < 0.6 else f"{text} {other}"


def _labelled(text: str, rng: Random, language: str) -> str:
    """Beside a number with a label: `Loi n° 78-17 du 6 janvier 1978`, `12 May 1960, p. 14`."""
    if not re.search(r"\d{4}", text):
        return _lead(text, rng, language)
    other = labelled.beside_date(rng, language)
    if rng.random() < 0.3:
        return rng.choice(("{}, {}", "{} ({})", "{} - {}", "{} | {}", "{}; {}")).format(text, other)
    leads = texts(language, "carriers.leads")
    if leads and rng.random() < 0.6:
        return f"{other}{rng.choice((' ', ' ', ', '))}{rng.choice(leads)}{text}"
    return rng.choice(("{}, {}", "{}, {}", "{} ({})", "{} | {}", "{}; {}", "{}: {}")).format(other, text)


_LIGHT: tuple[Callable[[str, Random, str], str], ...] = (
    _lead,
    _tail,
    _named,
    _worded,
    _both,
    _log,
    _file_name,
    _labelled,
    _dateline,
    _field,
)
_LIGHT_WEIGHTS = (30, 20, 14, 14, 10, 7, 5, 12, 22, 14)
_HEAVY: tuple[Callable[[str, Random, str], str], ...] = (
    *(_sentence, _between, _after_sentence, _labelled, _dateline, _field),
)
_HEAVY_WEIGHTS = (62, 26, 12, 10, 8, 8)
