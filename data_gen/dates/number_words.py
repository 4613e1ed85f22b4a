"""Days and years in words: num2words where it knows the language, Han numerals for Chinese and Japanese."""

from __future__ import annotations

from functools import cache
from random import Random

from data_gen import han_numbers
from data_gen.dates import said_days, said_years
from data_gen.dates.said_years import said


def day_words(day: int, language: str, rng: Random) -> str | None:
    """A day of the month in words.

    Args:
        day: 1–31; months of the Chinese and Japanese year are numbers too.
        language: CLDR language code.
        rng: source of chance: cardinal or ordinal, hyphens.

    Returns:
        The words, or None where the language has none.
    """
    if language in han_numbers.LANGUAGES:
        return han_numbers.day(day, rng)
    forms = _days(language)[day - 1]
    return _hyphens(rng.choice(forms), rng) if forms else None


def year_words(year: int, language: str, rng: Random) -> str | None:
    """A year from 1 to 9999 in words, or None where num2words has none in the language."""
    if language in han_numbers.LANGUAGES:
        return han_numbers.year(year, language, rng)
    text = said_years.draw(year, language, rng)
    return _hyphens(text, rng) if text else None


@cache
def _days(language: str) -> tuple[tuple[str, ...], ...]:
    """For each day its forms in words; those that are said more often stand there more than once."""
    own = said_days.table(language)
    table = []
    for day in range(1, 32):
        forms = [said(day, language)]
        ordinal = said(day, language, "ordinal")
        if ordinal and language not in ("ko", "vi", "th"):  # their days are never ordinals
            forms += [ordinal, *said_days.of_month(ordinal, language)]
        if language == "ru":  # третьего
            forms = [said(day, language, "ordinal", case="g", gender="n"), *forms]
        if own:
            forms += [own[day - 1]] * 2
        if language == "nl" and day == 1:
            forms.append("een")
        table.append(tuple(form for form in forms if form))
    return tuple(table)


def _hyphens(text: str, rng: Random) -> str:
    """`Twenty-one` with a space as often as people leave the hyphen out."""
    return text.replace("-", " ") if "-" in text and rng.random() < 0.3 else text
