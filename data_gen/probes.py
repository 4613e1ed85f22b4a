"""Texts that measure a model: dates with known positions of their fields, and dates in longer texts.

Fields are marked in CLDR's own patterns and words only, without habits and noise, so that their positions are
certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from data_gen.carriers import pools
from data_gen.dates.days import Day
from data_gen.dates.patterns import Words, fields, is_numeric, order_of, render, tokens
from data_gen.dates.surface import value_of
from data_gen.locales import LocaleData
from data_gen.numerals import to_native
from data_gen.times.timed import UNSPACED


@dataclass(frozen=True, slots=True)
class Field:
    """Position of a field.

    Attributes:
        kind: `y` year, `M` month, `d` day or `E` weekday.
        start: its first character.
        stop: the one after its last.
    """

    kind: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A written date and the positions of its fields.

    Attributes:
        text: the text.
        value: its meaning in the value language.
        fields: its fields in the order of the text.
        language: its language.
        order: field order of a whole date in numbers, else "".
    """

    text: str
    value: str
    fields: tuple[Field, ...]
    language: str
    order: str


def markable(data: LocaleData) -> tuple[str, ...]:
    """The standard patterns of a locale with year, month and day and without an era."""
    found = (pattern for pattern in data.standard if fields(pattern) >= set("yMd"))
    return tuple(pattern for pattern in found if "G" not in fields(pattern))


def write_marked(pattern: str, day: Day, data: LocaleData, rng: Random) -> Marked:
    """Write a day by a pattern, piece by piece.

    Args:
        pattern: one of `markable`.
        day: what to write.
        data: the locale; its native digits are used if they are its default.
        rng: random generator, for ordinal marks.

    >>> from data_gen.locales import load
    >>> marked = write_marked("d. MMMM y", Day(1969, 7, 20), load("de"), Random(1))
    >>> marked.text, marked.value
    ('20. Juli 1969', '1969-07-20')
    >>> [(field.kind, marked.text[field.start : field.stop]) for field in marked.fields]
    [('d', '20'), ('M', 'Juli'), ('y', '1969')]
    """
    words = Words(data.months, data.weekdays, None, data.language)
    text, marks = "", []
    for token in tokens(pattern):
        piece = render(token.field, day, words, rng) if token.field else token.literal
        if data.native_digits:
            piece = to_native(piece, data.digits[0])
        if token.field:
            (kind,) = fields(token.field)
            marks.append(Field(kind, len(text), len(text) + len(piece)))
        text += piece
    value = value_of(pattern, day, day.weekday if "E" in fields(pattern) else None)
    order = order_of(pattern) if is_numeric(pattern) else ""
    return Marked(text, value, tuple(marks), data.language, order)


PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Position of the text → share of the added words before it."""


def lengthen(
    text: str, length: int, rng: Random, language: str, *, before: float | None = None
) -> tuple[str, int]:
    """Add words around a text up to a length.

    Args:
        text: a date.
        length: maximum length of the result in characters; longer texts are unchanged.
        rng: random generator.
        language: language of the words.
        before: share of the words before the text; drawn if None.

    Returns:
        The longer text and the offset of the date in it.
    """
    share = rng.random() if before is None else before
    room = length - len(text)
    head = _words(round(room * share), rng, language)
    tail = _words(room - len(head) - 1, rng, language) if share < 1 else ""
    lead = head + " " if head else ""
    return lead + text + (" " + tail if tail else ""), len(lead)


def _words(room: int, rng: Random, language: str) -> str:
    """Words of up to so many characters with the space beside them."""
    joint = "" if language in UNSPACED else " "
    known = pools.words(language)
    found: list[str] = []
    left = room - 1
    while True:
        word = rng.choice(known)
        if len(word) > left:
            return joint.join(found)
        found.append(word)
        left -= len(word) + len(joint)
