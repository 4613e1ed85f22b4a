"""The table of kinds of examples: the share of each, its makers, and how it is embedded and split.

To add a kind, write a maker and add an entry to the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from data_gen import archival, calendars, old_style, ordinary, several
from data_gen.carriers.carry import carry
from data_gen.dates import parts_of_year, ranges
from data_gen.dates.gregorian import (
    as_people,
    as_software,
    beside_time,
    beside_time_in_figures,
    beside_time_in_words,
    in_sentence,
    in_words,
    language_around,
    month_or_year,
    numeric,
    yearless,
)
from data_gen.example import Example
from data_gen.locales import LocaleData, writings
from data_gen.negatives.dateless import dateless
from data_gen.neighbours import dated
from data_gen.relative import expressions
from data_gen.several import near
from data_gen.small_languages import Pool, by_months, by_relative_words, by_words_of_times

Maker = Callable[[Random, LocaleData], Example]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of example.

    Attributes:
        name: value of `Example.kind`.
        makers: (share, maker); a maker may return an example of another kind. Empty if only makers of other
            kinds return it.
        carried: share of examples that get other words around them.
        accompanied: share of examples that get numbers beside them.
        split_by_pattern: whether its patterns are split between training and validation.
        in_unseen_locales: whether validation has it in the locales that training never sees; those split by
            pattern always are.
        common: share of examples in the common languages, see `data_gen.corpus.draw_locale`; smaller for
            kinds that teach the names of small languages.
        common_of: the same for single makers that differ from it.
        alone: maker when only this kind is wanted; None to use `makers`.
    """

    name: str
    makers: tuple[tuple[float, Maker], ...] = ()
    carried: float = 0.0
    accompanied: float = 0.0
    split_by_pattern: bool = False
    in_unseen_locales: bool = False
    common: float = 0.5
    common_of: Mapping[Maker, float] = field(default_factory=dict)
    alone: Maker | None = None


_TABLE = (
    Kind(
        "full",
        ((26, as_software), (21, as_people), (15, numeric), (24, dated.draw)),
        carried=0.1,
        accompanied=0.12,
        split_by_pattern=True,
        common=0.42,
        common_of={as_software: 0.3, numeric: 0.6},  # names of small languages are mostly CLDR's
    ),
    Kind("full2y", carried=0.1, accompanied=0.1, split_by_pattern=True),
    Kind(
        "datetime",
        ((24, beside_time), (16, beside_time_in_words), (3, beside_time_in_figures)),
        accompanied=0.06,
        common=0.3,
        # Every language has about as many words of times; figures look the same in all of them.
        common_of={beside_time_in_words: 0.1, beside_time_in_figures: 0.85},
    ),
    Kind("embedded", ((15, in_sentence),)),
    Kind(
        "partial",
        ((8, month_or_year), (3.5, parts_of_year.draw)),
        carried=0.17,
        accompanied=0.05,
        split_by_pattern=True,
        common_of={month_or_year: 0.3},  # a name of a month is harder to know with less beside it
    ),
    Kind("noyear", ((17, yearless),), carried=0.17, accompanied=0.04, split_by_pattern=True, common=0.3),
    Kind("range", ((7, ranges.draw),), carried=0.1, accompanied=0.06),
    Kind("words", ((9, in_words),), accompanied=0.05, common=0.6),
    Kind(
        "archival",
        ((61, archival.draw),),
        accompanied=0.14,
        split_by_pattern=True,
        alone=partial(archival.draw, only=True),
    ),
    Kind("calendar", ((9, calendars.draw),), accompanied=0.05),
    Kind("oldstyle", ((3, old_style.draw),), accompanied=0.08),
    Kind(
        "several",
        ((13, several.draw), (9, near.draw)),
        carried=0.1,
        accompanied=0.1,
        common_of={near.draw: 0},
    ),
    Kind(
        "relative",
        ((81, expressions.make), (95, ordinary.draw)),
        carried=0.25,
        accompanied=0.03,
        in_unseen_locales=True,
        common=0.55,
        common_of={ordinary.draw: 0},
    ),
    Kind("nodate", ((45, dateless),)),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _TABLE}
_POOLS: Mapping[Maker, Pool] = {
    **dict.fromkeys((as_software, as_people, beside_time, month_or_year, yearless), by_months),
    beside_time_in_words: by_words_of_times,
    expressions.make: by_relative_words,
    ordinary.draw: ordinary.pool,
    near.draw: ordinary.pool,
}
"""Maker → the pool of small languages that it draws from, if it has its own."""
_SHARES = tuple(share for kind in _TABLE for share, _ in kind.makers)
_MAKERS = tuple(
    (kind.common_of.get(maker, kind.common), _POOLS.get(maker, writings), maker)
    for kind in _TABLE
    for _, maker in kind.makers
)


def draw_maker(rng: Random) -> tuple[float, Pool, Maker]:
    """Draw a maker, with the share of the common languages among its examples and the pool of the others."""
    return rng.choices(_MAKERS, _SHARES)[0]


def draw(rng: Random, data: LocaleData, maker: Maker | None = None) -> Example:
    """Draw an example in a locale: of a maker, or of some kind."""
    example = (maker or draw_maker(rng)[-1])(rng, data)
    kind = KINDS[example.kind]
    if kind.accompanied and not example.beside and rng.random() < kind.accompanied:
        example = dated.beside(example, rng)
    carried = kind.carried
    if carried and rng.random() < carried:
        heavy = example.kind == "relative" and rng.random() < 0.6  # people say them in sentences
        text, _ = carry(example.source, rng, language_around(example, rng), heavy=heavy)
        return replace(example, source=text)
    return example


def draw_of(kind: str, rng: Random, data: LocaleData) -> Example:
    """Draw an example of one kind in a locale."""
    alone = KINDS[kind].alone
    if alone is not None:
        return alone(rng, data)
    while (example := draw(rng, data)).kind != kind:
        pass
    return example
