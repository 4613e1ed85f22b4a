"""Weeks of a year or month, which no value says: 2014-W10-3, KW 10/2014, first week of May.

Which days they are would have to be reckoned, and a week is no month: read by its figures it would be one.
"""

from __future__ import annotations

from random import Random

from data_gen.language import texts
from data_gen.locales import inventory, load

_ISO = (
    *("{y}-W{w:02d}-{d}", "{y}-W{w:02d}-{d}", "{y}-W{w:02d}", "{y}W{w:02d}{d}", "{y}W{w:02d}", "W{w} {y}"),
    *("W{w:02d}/{y}", "W{w}-{y}", "{y}/W{w:02d}", "{y} W{w}", "{y}-w{w:02d}", "W{w:02d}"),
)

_ARRANGED = ("{word} {w} {y}", "{word} {w}, {y}", "{word} {w}/{y}", "{y} {word} {w}", "{y}, {word} {w}")
_COUNTED = ("{w}. {word} {y}", "{w}. {word}, {y}", "{word} {w}", "{word} {w} ({y})", "{w} {word} {y}")


def draw(rng: Random, language: str) -> str:
    """Such a week in the words of a language, or as ISO 8601 writes it."""
    filled = {"y": rng.randint(1950, 2040), "w": rng.randint(1, 53), "d": rng.randint(1, 7)}
    dice = rng.random()
    if texts(language, "weeks.of_month") and dice < 0.25:
        return _of_month(rng, language, str(filled["y"]))
    patterns = texts(language, "weeks.patterns")
    if patterns and dice < 0.7:
        return rng.choice(patterns).format(**filled)
    names = texts(language, "weeks.names")
    if names and dice < 0.7:
        word = rng.choice(names)
        return rng.choice(_ARRANGED + _COUNTED).format(word=word, **filled)
    return rng.choice(_ISO).format(**filled)


def _of_month(rng: Random, language: str, year: str) -> str:
    forms, ordinals = texts(language, "weeks.of_month"), texts(language, "weeks.ordinals")
    months = load(inventory()[language][0]).months["MMMM"]
    text = rng.choice(forms).format(first=rng.choice(ordinals), m=rng.choice(months))
    return f"{text} {year}" if rng.random() < 0.5 else text
