"""Dates in a list that are found one by one: *next Monday or Tuesday*, *before 2010 or after 2018*."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.dates.surface import WEEKDAYS
from data_gen.documents.draft import DATE, Draft
from data_gen.documents.mentions import BOUNDS, NAMES, TALK, Mention, Register
from data_gen.locales import LocaleData
from data_gen.several import joints

_TRIES = 6
_BOUND = re.compile(r"\.\./.+|[^T]+/\.\.")
_RANGE = re.compile(r"\d{4}[-\d]*/\d[-\d]*")
_NAME = re.compile(r"XXXX-(?:0\d|1[0-2])|@[①-⑦]")
_NEXT_WEEKDAY = re.compile(r"@[»«=]w?[①-⑦]")
_SHARES = ((BOUNDS, 0.5), (NAMES, 0.4), (TALK, 0.25))
_SHORT_SHARE, _TOUCHING_SHARE = 0.3, 0.12


def joined(draft: Draft, first: Mention, draw: Callable[[Register], Mention]) -> tuple[str, list[Mention]]:
    """A date, or some of a kind with what joins them; the text has a sign `DATE` for each.

    Args:
        draft: document.
        first: the first date.
        draw: draws a date of a register.
    """
    rng, register = draft.rng, _register(first.value, draft.rng)
    if register is None or rng.random() >= _share(register):
        return DATE, [first]
    found, number = [first], rng.choice((2, 2, 2, 3))
    for _ in range(_TRIES):
        other = draw(register)
        is_new = all(other.value != one.value for one in found)
        if len(found) < number and is_new and _fits(first.value, other.value, register):
            found.append(other)
    if len(found) == 1:
        return DATE, found
    if register is NAMES and rng.random() < _SHORT_SHARE:
        found = [_shortened(one, draft.data) for one in found]
    return _joint(draft, found), found


def add_joined(draft: Draft, register: Register) -> bool:
    """Add dates in what people say about them; False in a language without such sentences."""
    form = draft.said()
    if form:
        text, mentions = joined(draft, draft.mention(register), draft.mention)
        draft.add_filled(draft.with_words(form.replace(DATE, text), mentions[0]), mentions)
    return bool(form)


def _share(register: Register) -> float:
    """How often a date of a kind has another beside it."""
    return next(share for one, share in _SHARES if one is register)


def _register(value: str, rng: Random) -> Register | None:
    """What may be joined to a date: bounds and ranges to a bound, names to a name; None for others."""
    if _BOUND.fullmatch(value) or _RANGE.fullmatch(value):
        return BOUNDS
    if _NAME.fullmatch(value) or (_NEXT_WEEKDAY.fullmatch(value) and rng.random() < 0.5):
        return NAMES
    return TALK if value.startswith("@") else None


def _fits(first: str, other: str, register: Register) -> bool:
    if register is BOUNDS:
        return (_BOUND.fullmatch(other) or _RANGE.fullmatch(other)) is not None
    if register is NAMES:  # a weekday to a weekday, a month to a month
        return _NAME.fullmatch(other) is not None and other[0] == first[0]
    return other.startswith("@")


def _joint(draft: Draft, mentions: list[Mention]) -> str:
    """Signs `DATE` with words or signs between them."""
    rng, place = draft.rng, Place(draft.data, find(draft.data.identifier) or EMPTY)
    has_range = any(_RANGE.fullmatch(one.value) for one in mentions)  # which may have its own `and`
    if has_range or rng.random() < 0.6:
        return either([DATE] * len(mentions), rng, place)
    text = joints.all_of([DATE] * len(mentions), rng, place)
    return text.replace(", ", ",") if rng.random() < _TOUCHING_SHARE else text


def either(items: list[str], rng: Random, place: Place) -> str:
    """Items of which one is meant, without the words that a language has beside bare years."""
    return joints.one_of(items, rng, place, "day")


def _shortened(mention: Mention, data: LocaleData) -> Mention:
    """A weekday or month with its name cut short, if the language does that: Mon, Aug."""
    value, is_weekday = mention.value, mention.value[0] == "@"
    if not _NAME.fullmatch(value):
        return mention
    names = data.weekdays.get("EEE", ()) if is_weekday else data.months.get("MMM", ())
    number = WEEKDAYS.index(value[1]) if is_weekday else int(value[-2:]) - 1
    return Mention(names[number], value, mention.language) if names and len(names[number]) > 1 else mention
