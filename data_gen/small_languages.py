"""Which small languages a maker draws more often, as it has more of their words to teach."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import sqrt

from data_gen.dates.contested import folded
from data_gen.locales import SHARES, Names, inventory, load, writings
from data_gen.relative.expressions import number_of_words
from data_gen.times import formats, periods

Pool = Callable[[], tuple[Names, ...]]
"""Gives groups of locales, see `writings`, from which one is drawn; some are in it several times."""

_LETTERS = 3
_WORDS_A_TURN = 4
_ROOT_A_TURN = 2


@cache
def by_months() -> tuple[Names, ...]:
    """All writings; three times the languages whose months have other names than in the common ones.

    >>> [[group[0] for group in by_months()].count(identifier) for identifier in ("ki", "kea", "kxv-Deva")]
    [3, 1, 1]
    """
    known = _common_beginnings()
    return tuple(group for group in writings() for _ in range(3 if _has_own_months(group[0], known) else 1))


@cache
def by_words_of_times() -> tuple[Names, ...]:
    """The writings with words for parts of the day or before a time, more often the more they have.

    >>> [[group[0] for group in by_words_of_times()].count(language) for language in ("mr", "ss", "sc", "mi")]
    [4, 2, 1, 1]
    """
    return tuple(
        group
        for group in writings()
        if formats.has_words(group[0])
        for _ in range(1 + len(periods.distinct_words(group[0])) // _WORDS_A_TURN)
    )


@cache
def by_relative_words() -> tuple[Names, ...]:
    """All writings; those with words for relative dates more often, by the square root of their number.

    Half of all languages have a dozen or none, and others hundreds to learn.

    >>> [[group[0] for group in by_relative_words()].count(language) for language in ("asa", "wo", "gd")]
    [1, 6, 10]
    """
    return tuple(
        group
        for group in writings()
        for _ in range(max(1, int(sqrt(number_of_words(group[0])) / _ROOT_A_TURN)))
    )


@cache
def _common_beginnings() -> tuple[frozenset[str], ...]:
    """For each month how its names begin in the common languages."""
    tables = [form for language in SHARES for form in load(inventory()[language][0]).months.values()]
    return tuple(frozenset(folded(form[place])[:_LETTERS] for form in tables) for place in range(12))


def _has_own_months(identifier: str, known: tuple[frozenset[str], ...]) -> bool:
    """Whether most months of a locale begin otherwise than in the common languages."""
    if "-" in identifier:  # the language in another script, mostly with the same months
        return False
    names = next(iter(load(identifier).months.values()))
    own = sum(
        folded(name)[:_LETTERS] not in beginnings for name, beginnings in zip(names, known, strict=True)
    )
    return own >= len(names) / 2
