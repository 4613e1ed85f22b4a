"""The kinds of example and how each is drawn: a text, what it says, and the hints that go with it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen.carriers.carry import carry
from data_gen.carriers.surrounded import beside_time, in_sentence, language_around
from data_gen.dates.incomplete import month_or_year, yearless
from data_gen.dates.whole import as_people, as_software, in_words, numeric
from data_gen.elsewhere import in_old_style, of_archives, of_archives_alone, of_calendar
from data_gen.example import CARRIED, DAY, KINDS, ORDERS, REFUSAL, SPLIT_BY_PATTERN, Draft
from data_gen.locales import LocaleData
from data_gen.negatives.dateless import dateless

__all__ = ["CARRIED", "DAY", "KINDS", "ORDERS", "REFUSAL", "SPLIT_BY_PATTERN", "Draft", "draw", "draw_of"]


def draw(rng: Random, data: LocaleData) -> Draft:
    """Draw an example of some kind in a locale."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    draft = maker(rng, data)
    carried = 0.17 if draft.kind in ("noyear", "partial") else 0.1
    if draft.kind in CARRIED and rng.random() < carried:
        text, _ = carry(draft.text, rng, language_around(draft, rng))
        draft = replace(draft, text=text)
    return draft


def draw_of(kind: str, rng: Random, data: LocaleData) -> Draft:
    """Draw an example of one kind in a locale, archives' dates in the locale's own language."""
    if kind == "archival":
        return of_archives_alone(rng, data)
    while (draft := draw(rng, data)).kind != kind:
        pass
    return draft


_MAKERS = (
    as_software,
    as_people,
    numeric,
    beside_time,
    in_sentence,
    month_or_year,
    yearless,
    in_words,
    of_archives,
    of_calendar,
    in_old_style,
    dateless,
)
_SHARES = (25, 20, 12, 10, 10, 4, 7.5, 7, 50, 7, 2.5, 27)
