"""Examples of kind `nodate`: the table of negatives, and days that do not exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from data_gen.carriers.carry import carry
from data_gen.dates import habits
from data_gen.dates.days import Day, days_in_month, exists
from data_gen.dates.patterns import fields, has_short_year, is_numeric
from data_gen.dates.surface import cldr_pattern, write
from data_gen.example import DAY, ORDERS, REFUSAL, Example
from data_gen.locales import LocaleData, inventory, load
from data_gen.negatives import (
    codes,
    entries,
    labelled,
    marks,
    near_phrases,
    near_words,
    programs,
    unsupported_calendars,
    words,
)
from data_gen.relative.words import is_relative
from data_gen.times.timed import with_time


@dataclass(frozen=True, slots=True)
class Negative:
    """A kind of text without a date.

    Attributes:
        name: pattern of its examples.
        share: how often it is drawn.
        draw: makes a text in a language.
        may_look_dated: whether its numbers may look like a date, as its words show that they are none.
    """

    name: str
    share: float
    draw: Callable[[Random, str], str]
    may_look_dated: bool = False


NEGATIVES = (
    Negative("host", 1.2, codes.host),
    Negative("email", 0.8, codes.email),
    Negative("identifier", 2, codes.identifier),
    Negative("quantity", 2.8, codes.quantity),
    Negative("number", 3.2, codes.number),
    Negative("price", 2.8, codes.price),
    Negative("coordinates", 0.8, codes.coordinates),
    Negative("junk", 3.2, codes.junk),
    Negative("log-line", 0.8, codes.log_line),
    Negative("time", 9, words.time),
    Negative("duration", 9, words.duration),
    Negative("vague", 16, words.vague, may_look_dated=True),
    Negative("recurring", 16, words.recurring, may_look_dated=True),
    Negative("part-of-day", 2, words.part_of_day),
    Negative("no-day", 5, words.no_day, may_look_dated=True),
    Negative("undated", 5, words.undated),
    Negative("word", 8, words.some_words),
    Negative("cldr-name", 26, words.cldr_name),
    Negative("near-word", 26, near_words.word, may_look_dated=True),
    Negative("numbers-in-words", 1.5, words.numbers_in_words),
    Negative("sentence", 12, words.sentence),
    Negative("script", 10, words.in_script),
    Negative("around-number", 14, words.around_number),
    Negative("beside-word", 13, words.beside_word),
    Negative("person", 4, words.person),
    Negative("place", 2, words.place),
    Negative("company", 2, words.company),
    Negative("address", 5, words.address),
    Negative("phone", 6, labelled.phone_number),
    Negative("version", 6, labelled.version, may_look_dated=True),
    Negative("section", 2.7, labelled.section, may_look_dated=True),
    Negative("page", 3, labelled.page, may_look_dated=True),
    Negative("numbered", 7, labelled.numbered, may_look_dated=True),
    Negative("counted", 3.2, labelled.counted, may_look_dated=True),
    Negative("catalogued", 7.7, labelled.catalogued, may_look_dated=True),
    Negative("verse", 0.9, labelled.verse, may_look_dated=True),
    Negative("street", 1.6, labelled.street, may_look_dated=True),
    Negative("lane", 1.4, labelled.lane, may_look_dated=True),
    Negative("namesake", 1.4, labelled.namesake, may_look_dated=True),
    Negative("round-number", 9.7, labelled.round_number, may_look_dated=True),
    Negative("phrase", 3.6, labelled.phrase, may_look_dated=True),
    Negative("ranked", 1, labelled.ranked, may_look_dated=True),
    Negative("initials", 0.5, labelled.initials, may_look_dated=True),
    Negative("catalogue", 2, codes.catalogue, may_look_dated=True),
    Negative("glued", 8, codes.glued, may_look_dated=True),
    Negative("backwards", 0.7, codes.backwards, may_look_dated=True),
    Negative("dimensions", 1.1, codes.dimensions, may_look_dated=True),
    Negative("score", 1.6, codes.score, may_look_dated=True),
    Negative("number-row", 1.6, codes.number_row, may_look_dated=True),
    Negative("debris", 1.4, codes.debris, may_look_dated=True),
    Negative("program", 34, programs.line, may_look_dated=True),
    Negative("comment", 9, programs.comment, may_look_dated=True),
    Negative("heading", 9, entries.heading, may_look_dated=True),
    Negative("before-number", 16, entries.before_number),
    Negative("named", 6, entries.named, may_look_dated=True),
    Negative("citation", 5, entries.citation, may_look_dated=True),
    Negative("thing", 5, entries.thing, may_look_dated=True),
    Negative("figure", 14, entries.figure),
    Negative("row", 9, entries.row),
    Negative("street-line", 7, entries.street_line),
    Negative("statement", 9, entries.statement),
    Negative("mark", 22, marks.mark, may_look_dated=True),
    Negative("pointed", 9, near_phrases.pointed, may_look_dated=True),
    Negative("counted-ahead", 6, near_phrases.counted, may_look_dated=True),
    Negative("bounded", 10, near_phrases.bounded, may_look_dated=True),
)
"""To add a kind of negative, write a function and add an entry."""

_SHARES = tuple(negative.share for negative in NEGATIVES)


def draw_negative(rng: Random, language: str) -> tuple[str, str]:
    """Draw a text that is not a date.

    Args:
        rng: random generator.
        language: its language; any language if it has no month names.

    Returns:
        (text, name of the kind).
    """
    if language not in inventory():
        language = rng.choice(tuple(inventory()))
    while True:
        negative = rng.choices(NEGATIVES, _SHARES)[0]
        text = negative.draw(rng, language)
        if text.strip() and (negative.may_look_dated or not looks_dated(text, language)):
            return text, negative.name


_THREE_NUMBERS = re.compile(r"(?<![\d:.])\d{1,4}\s?([-./ ,'])\s?\d{1,2}\s?[-./ ,']\s?\d{1,4}(?![\d:]|[.]\d)")
_TWO_NUMBERS = re.compile(r"\D?(\d{1,4})\s?[-./]\s?(\d{1,4})\D?")
_YEAR = re.compile(r"(?<![\d.,:/+'’\u202f-])(1\d\d\d|20\d\d|21\d\d)(?![\d.,:/'’\u202f-]|\s?[^\W\d_])")
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{14})(?!\d)|\A\D?(\d{6})\D?\Z")
_WORD = re.compile(r"[^\W\d_]+")
_ERA = re.compile(
    r"\b(AD|BC|CE|BCE|[CQHRSTM])[ .-]?\d{1,4}\b|\d\s?(AD|BC|CE|BCE)\b|\d(年|년|月|월)", re.ASCII
)


def looks_dated(text: str, language: str) -> bool:
    """Whether a text without a date could be read as one.

    >>> looks_dated("5.12.1988", "en"), looks_dated("room 412", "en"), looks_dated("May 5", "en")
    (True, False, True)
    >>> looks_dated("See you tomorrow", "en")
    True
    """
    if not any(map(str.isnumeric, text)):
        return is_relative(text, language)
    if _has_cjk_date(text) or _ERA.search(text):
        return True
    if _THREE_NUMBERS.search(text):
        return True
    pair = _TWO_NUMBERS.fullmatch(text.strip())
    if pair and _may_be_pair(int(pair[1]), int(pair[2])):
        return True
    if _YEAR.search(text) or any(_is_compact(match[1] or match[2]) for match in _COMPACT.finditer(text)):
        return True
    words = {word.lower() for word in _WORD.findall(text)}
    return bool(words & (_months(language) | _months("en"))) or is_relative(text, language)


def _has_cjk_date(text: str) -> bool:
    day = r"[年年월月][\s\d一二三四五六七八九十]*[日号號일]|\d\s?[年月]|\A\d{1,2}\s?[日号號일]\Z"
    return re.search(day, text) is not None


def _may_be_pair(first: int, second: int) -> bool:
    """Whether two numbers may be a day and month, or a month and year."""
    numbers = sorted((first, second))
    return numbers[0] <= 12 and (numbers[1] <= 31 or 1000 <= numbers[1] <= 2199)


def _is_compact(digits: str) -> bool:
    """Whether six, eight or fourteen digits may be a date without separators."""
    if len(digits) == 6:
        pairs = [int(digits[i : i + 2]) for i in (0, 2, 4)]
        return 1 <= pairs[1] <= 12 or 1 <= pairs[0] <= 12
    head = digits[:8]
    in_front = 1000 <= int(head[:4]) <= 2199 and int(head[4:6]) <= 12 and int(head[6:]) <= 31
    behind = 1000 <= int(head[4:]) <= 2199 and int(head[:2]) <= 31 and int(head[2:4]) <= 31
    return in_front or behind


@cache
def _months(language: str) -> frozenset[str]:
    names = {name for form in load(language).months.values() for name in form}
    return frozenset(name.lower().strip(".") for name in names)


def dateless(rng: Random, data: LocaleData) -> Example:
    """A text that is not a date, or a date that does not exist or has no value.

    Days from 29 on that their month lacks have a value, of another kind: the network reads them, and code
    knows the months. Otherwise it takes 31 December for no date in languages whose months it knows less well.
    """
    makers = (_negative, _impossible, _thirteenth_month, unsupported_calendars.draw)
    example = rng.choices(makers, (73, 25, 1.6, 1.2))[0](rng, data)
    return example if example.kind else replace(example, value=REFUSAL, kind="nodate")


def _negative(rng: Random, data: LocaleData) -> Example:
    text, pattern = draw_negative(rng, data.language)
    language = data.language if rng.random() < 0.9 else ""
    return Example(text, REFUSAL, language, order=data.order, pattern=pattern)


def _impossible(rng: Random, data: LocaleData) -> Example:
    """A date that does not exist, sometimes with a time or in other text."""
    if data.order in _DAY_AND_MONTH and rng.random() < 0.12:
        pattern = habits.numeric_pattern(rng, data.order, short=True)
        day = impossible_short(rng)
    elif rng.random() < 0.54:
        pattern = habits.named_pattern(rng, data.identifier)
        day = impossible_named(rng)
        if has_short_year(pattern) or len(fields(pattern) & DAY) < 3:
            pattern = "d MMMM y"
    else:
        pattern = habits.numeric_pattern(rng, rng.choice(ORDERS))
        day = impossible_fields(rng)
        while exists(day) or exists(Day(day.year, day.day, day.month)):
            day = impossible_fields(rng)
    example = write(pattern, day, data, rng, people=True)
    is_readable = day.month in range(1, 13) and day.day in range(1, 32)
    kind = "full" if is_readable else ""
    if rng.random() < 0.15:
        example = with_time(example, rng, data.language)
        kind = kind and "datetime"
    text = example.source
    if rng.random() < 0.08:
        text, _ = carry(text, rng, data.language)
    return replace(example, source=text, kind=kind)


def _thirteenth_month(rng: Random, data: LocaleData) -> Example:
    """A month that no year has, in a language that counts months: `tháng 13`, `13月5日`, `2019년 13월`."""
    if not _counted(data.identifier):
        data = load(rng.choice(_counting()))
    month, number = rng.randint(1, 12), rng.choice((0, 13, 13, 13, 14, 15, rng.randint(16, 99)))
    names = rng.choice(_counted(data.identifier))
    name = names[month - 1].replace(str(month), str(number))
    roll = rng.random()
    wanted = frozenset("yM") if roll < 0.45 else frozenset("Md") if roll < 0.6 else DAY
    pattern = cldr_pattern(data, rng, wanted) or "d MMMM y"
    if roll < 0.3 or is_numeric(pattern):
        return Example(name, REFUSAL, data.language, order=data.order, pattern="month")
    odd = replace(data, months=dict.fromkeys(data.months, (*names[: month - 1], name, *names[month:])))
    return write(pattern, Day(_year(rng), month, rng.randint(1, 28)), odd, rng)


@cache
def _counted(identifier: str) -> tuple[tuple[str, ...], ...]:
    """The names of months of a locale that are numbers beside a word: 3月, tháng 3."""
    tables = load(identifier).months.values()
    numbered = [names for names in tables if all(str(month) in name for month, name in enumerate(names, 1))]
    return tuple(one for one in numbered if len(one[0].strip("0123456789.")) > 1 or one[0][-1] > "\u2e80")


@cache
def _counting() -> tuple[str, ...]:
    """The languages whose names of months are numbers beside a word."""
    return tuple(language for language, (first, *_) in inventory().items() if _counted(first))


def _year(rng: Random) -> int:
    first, last = rng.choices(((1900, 2035), (1700, 1899), (1000, 2199)), (70, 20, 10))[0]
    return rng.randint(first, last)


def impossible_named(rng: Random) -> Day:
    """A day that its month does not have: 31 April, 33 August, 0 May, 29 February 2015."""
    year, month = _year(rng), rng.randint(1, 12)
    roll = rng.random()
    if roll < 0.34:
        if roll < 0.03:
            year = rng.choice((1700, 1800, 1900, 1900, 2100))
        while days_in_month(year, 2) == 29:
            year = _year(rng)
        return Day(year, 2, rng.choice((29, 29, 29, 30, 31)))
    if roll < 0.46:
        return Day(year, rng.choice((4, 6, 9, 11)), 31)
    if roll < 0.56:
        return Day(year, month, 0)
    return Day(year, month, rng.choice((rng.randint(32, 39), rng.randint(32, 99))))


_DAY_AND_MONTH = ("DMY", "MDY")
"""Orders in which a short year is last, as it is in nearly all dates with one."""


def impossible_short(rng: Random) -> Day:
    """Numbers that are not a date in the order of the hint nor with day and month exchanged: 31/04/21.

    With the year first they are not a day either, unless the first number is 30 or 31: rarely a year.
    """
    year, roll = rng.randint(1932, 2031), rng.random()
    if roll < 0.45:
        return Day(year, rng.choice((4, 6, 9, 11)), 31)
    if roll < 0.62:
        return Day(year, 2, rng.choice((30, 31)))
    if roll < 0.9:
        return Day(year, rng.randint(13, 31), rng.randint(13, 31))
    return Day(rng.randint(1932, 1999), rng.randint(1, 12), rng.choice((0, rng.randint(32, 99))))


def impossible_fields(rng: Random) -> Day:
    """Numbers that are not a date in any order: month 13, day 0, 31 April."""
    year = _year(rng)
    roll = rng.random()
    if roll < 0.4:
        return impossible_named(rng)
    if roll < 0.65:
        return Day(year, rng.randint(13, 31), rng.randint(13, 40))
    if roll < 0.75:
        return Day(year, rng.choice((13, 14, 15, 19, 20, 24, 30)), rng.randint(13, 31))
    if roll < 0.9:
        return Day(year, 0, rng.choice((0, rng.randint(1, 31))))
    return Day(year, rng.randint(32, 99), rng.randint(1, 99))
