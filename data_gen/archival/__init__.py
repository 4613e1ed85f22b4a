"""Dates as archives and catalogues write them, in the words of some forty languages.

Qualifiers, decades, centuries and their parts, seasons, quarters, ranges, alternatives, eras, and the notes
of cataloguers. Languages without such words (section `archival` of their file) have only what CLDR has: eras,
quarters, intervals of days.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from data_gen.archival import (
    centuries,
    decades,
    eras,
    events,
    mixed_spans,
    narrowed,
    notes,
    part_spans,
    parts_of_month,
    periods,
    qualified,
    shorthand,
    spans,
)
from data_gen.archival.bodies import Expression, Place, in_digits
from data_gen.archival.lexicon import EMPTY, find, table
from data_gen.dates.surface import elided
from data_gen.example import Example
from data_gen.language import languages
from data_gen.locales import LocaleData, inventory, load

PREFIX = "archival:"
"""Prefix of every pattern: `archival:form|base|language`."""

Maker = Callable[[Random, Place], Expression | None]

_MAKERS: tuple[tuple[float, Maker], ...] = (
    (13, qualified.about),
    (7, qualified.unsure),
    (2.5, qualified.both),
    (13, qualified.open_range),
    (8, spans.years),
    (2.5, spans.short_years),
    (5, spans.between),
    (9, spans.dates),
    (4, spans.dates_of_one_year),
    (7, spans.one_of),
    (11, mixed_spans.mixed),
    (5, decades.decade),
    (2.5, decades.part_of_decade),
    (1.6, decades.decades),
    (5, periods.century),
    (1, periods.centuries),
    (13, centuries.centuries),
    (4, narrowed.century),
    (9, centuries.part_with_era),
    (1.6, centuries.part_unsure),
    (2.2, centuries.not_before),
    (8, periods.part_of_century),
    (7, periods.season),
    (2.5, periods.season_when),
    (2.5, periods.quarter),
    (6, part_spans.draw),
    (9, eras.era),
    (1.6, eras.crossing),
    (2.6, eras.open_range),
    (2, eras.unsure),
    (16, notes.noted),
    (1.8, eras.signed),
    (7, qualified.carried),
    (6, events.bounded),
    (0.6, qualified.copyright_year),
    (3, qualified.bracketed),
    (6, parts_of_month.part_of_month),
    (4, qualified.part_of_year),
    (4, shorthand.century),
)
_WEIGHTS = tuple(weight for weight, _ in _MAKERS)
_FUNCTIONS = tuple(maker for _, maker in _MAKERS)
_WORDLESS: tuple[Maker, ...] = (
    periods.quarter,
    part_spans.draw,
    eras.era,
    spans.dates,
    spans.years,
    spans.years,
    spans.short_years,
    parts_of_month.part_of_month,
)
"""Makers that need only CLDR's words, or none."""

_SEASONS_WHEN = 0.04
"""Share of seasons written as adverbs. The network learns each of these words separately, and their languages
alone would draw them too rarely."""

# Languages of large catalogues, for locales whose language has no archival words.
_LARGE = {
    "de": 9,
    "fr": 8,
    "es": 7,
    "it": 5,
    "ru": 6,
    "zh": 5,
    "ja": 5,
    "pt": 4,
    "nl": 4,
    "pl": 4,
    "ar": 4,
    "hi": 3,
    "ko": 3,
}


def draw(rng: Random, data: LocaleData, *, only: bool = False) -> Example:
    """An archival date.

    Args:
        rng: random generator.
        data: the locale.
        only: whether to keep to the locale's language. Otherwise a fifth is English, half is spread evenly
            over the languages with archival words, and locales without such words are mostly replaced.
    """
    if not only and rng.random() < _SEASONS_WHEN:
        place = Place(load(rng.choice(languages("archival.seasons_when"))), EMPTY)
        if (example := made(rng, place, periods.season_when)) is not None:
            return example
    place = _place(rng, data, only)
    makers = _FUNCTIONS if place.lexicon is not EMPTY else None
    while True:
        maker = rng.choices(makers, _WEIGHTS)[0] if makers else rng.choice(_WORDLESS)
        example = made(rng, place, maker)
        if example is not None:
            return example


def made(rng: Random, place: Place, maker: Maker) -> Example | None:
    """An archival date of one maker; None if the language lacks its words."""
    drawn = maker(rng, place)
    if drawn is None:
        return None
    text = in_digits(elided(drawn.text, place.language), place.data, rng)
    name = f"{PREFIX}{drawn.form}|{drawn.base}|{place.language}"
    return Example(text, drawn.value, place.language, order=place.data.order, pattern=name, kind="archival")


def _place(rng: Random, data: LocaleData, only: bool) -> Place:
    dice = 1.0 if only else rng.random()
    if dice < 0.2:
        data = load(rng.choice(("en", "en", "en-GB")))
    elif dice < 0.7:  # spread evenly, as every language has as many words to learn
        data = load(rng.choice(_others()))
    lexicon = find(data.identifier)
    if lexicon is None and not only and rng.random() < 0.72:
        language = rng.choices(tuple(_LARGE), tuple(_LARGE.values()))[0]
        data = load(language)
        lexicon = find(language)
    return Place(data, lexicon or EMPTY)


@cache
def _others() -> tuple[str, ...]:
    return tuple(language for language in table() if language in inventory())


_WORDS_ALONE = frozenset(
    {"y", "y1", "y2", "y4", "years", "decade", "decades", "century", "centuries", "quarter", "half"}
)
"""Bases whose templates contain a number only."""


@cache
def is_core(pattern: str) -> bool:
    """Whether a pattern is always trained on: one of the first three templates of a slot, or any template
    with a number only. The model has to learn once what `gegen` means; held out are combinations of templates
    with ways of writing days and months.

    >>> is_core("archival:gegen {}|y|de"), is_core("archival:gegen {}|d. MMMM y|de")
    (True, False)
    """
    form, base, language = pattern.removeprefix(PREFIX).rsplit("|", 2)
    if base in _WORDS_ALONE or base.startswith("season"):
        return True
    if form in ("c. {}", "{}?", "{}–{}", "{}-{}", "CLDR", "[{}]", "© {}") or form.startswith("signed"):
        return True
    lexicons = [lexicon for name, lexicon in table().items() if name.split("-")[0] == language]
    return any(form in texts[:3] for lexicon in lexicons for texts in lexicon.slots.values())
