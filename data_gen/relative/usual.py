"""Relative dates drawn by what they mean, each of their plain forms with the same frequency."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.relative import expressions
from data_gen.relative.claims import uncontradicted
from data_gen.relative.cldr import Saying
from data_gen.relative.fillers import alternatives, is_in_usual_script
from data_gen.relative.own import own_sayings

_FROM_CLDR = 0.4
_FULL = 0.3
"""The least weight of the full forms; the short ones have less."""


def draw(rng: Random, data: LocaleData, program: re.Pattern[str]) -> Example | None:
    """Draw a date whose program matches, any of its forms with the same frequency.

    Args:
        rng: random generator.
        data: the locale.
        program: of the sayings to draw from, with their placeholders: `@[»«=]w`, `@-{n}d`.

    Returns:
        The date, or None if the language has no words for it.
    """
    own, known = _own(data.identifier, program), _known(data.identifier, program)
    pools = [pool for pool in (known, own) if pool]
    if not pools:
        return None
    pool = pools[0] if len(pools) == 1 or rng.random() < _FROM_CLDR else pools[1]
    saying = rng.choice(pool)
    return expressions.filled(saying.text, saying, rng, data)


@cache
def _own(identifier: str, program: re.Pattern[str]) -> tuple[Saying, ...]:
    """Every form that the file of the language has."""
    if not is_in_usual_script(identifier):
        return ()
    said = own_sayings(identifier.split("-")[0]).items()
    return tuple(
        Saying(text, meaning)
        for form, meaning in said
        if program.fullmatch(meaning)
        for text in alternatives(form)
    )


@cache
def _known(identifier: str, program: re.Pattern[str]) -> tuple[Saying, ...]:
    """The full forms of CLDR; of `@` only the first, because the other is *now*."""
    found = tuple(
        one for one in uncontradicted(identifier) if one.weight >= _FULL and program.fullmatch(one.program)
    )
    return found[:1] if program.pattern == "@" else found
