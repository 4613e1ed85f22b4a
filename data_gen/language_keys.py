"""The keys of a language file, `data_gen/languages/<tag>.toml`, and what each holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """What a key holds."""

    TEXT = "text"
    WORDS = "a list of texts"
    ROWS = "a list of lists of texts"
    PAIRS = "a list of pairs of texts"
    MONTHS = "one entry for each month: a name, or a list of its spellings"
    SERIES = 'a list of series of twelve names, "" for a month without one'
    ENDINGS = "a list of tables with endings, teens and joints"


@dataclass(frozen=True)
class Key:
    """What a key of a language file holds.

    Attributes:
        shape: the type of its value.
        about: what it is for, with an example.
        needs: the placeholders each of its texts must have.
    """

    shape: Shape
    about: str
    needs: tuple[str, ...] = ()


def _words(about: str, *needs: str) -> Key:
    return Key(Shape.WORDS, about, needs)


_ARCHIVAL_WORDS = (
    "about about_day about_month uncertain before before_day before_month after after_day after_month "
    "between between_day between_month from_to from_to_day from_to_month or decade decade_names decade_early "
    "decade_mid decade_late decade_endings decade_endings_2 century century_in century_of centuries "
    "ordinals ordinal_endings ablative dative early mid late turn half quarter third season bc ad made "
    "made_in life marks"
).split()
_ARCHIVAL_ROWS = "half_ord quarter_ord third_ord seasons".split()
CALENDARS = ("persian", "islamic", "hebrew", "ethiopic", "coptic", "indian")
"""The calendars with months of their own."""

KEYS: dict[str, Key] = {
    "habits.connectors": _words("between day and month or month and year: 3 *of* May"),
    "habits.before_year": _words("before the year alone: 3 mai *de l'an* 1871"),
    "habits.between_day_and_month": _words("between day and month alone: the 3rd *day of* October"),
    "habits.before_month": _words("before a month and its year, with the space: *au mois de* mars 1914"),
    "habits.year_alone": _words("around a year that stands alone: *année* 1914", "{}"),
    "habits.which_year": _words("which of all years a day is in: *next* 6th of April", "{d}"),
    "habits.patterns": _words("patterns with the month by name that no library lists"),
    "habits.patterns_without_year": _words("the same without the year"),
    "ordinals.marks": _words("marks that any day may take, the usual one first", "{day}"),
    "ordinals.first": _words("how the first of a month is written: 1er"),
    "ordinals.agreeing": Key(
        Shape.ENDINGS, "endings of figures that end in 0 to 9, of 11 to 19, and what may stand before them"
    ),
    "numbers.patterns": _words("patterns for dates whose numbers are in words"),
    "numbers.patterns_without_year": _words("the same without the year"),
    "numbers.hundred": Key(Shape.TEXT, "the word, where the years from 1100 to 1999 are counted in hundreds"),
    "numbers.and": Key(Shape.TEXT, "the word before the last two figures: nineteen hundred *and* five"),
    "numbers.genitive": Key(Shape.PAIRS, "ending of an ordinal, its genitive"),
    "numbers.days": _words("the days 1 to 20 in words, where num2words does not have them"),
    "numbers.before_twenties": Key(Shape.TEXT, "what stands before the ones from 21 to 29"),
    "numbers.thirtieth": Key(Shape.TEXT, "the thirtieth"),
    "numbers.before_thirties": Key(Shape.TEXT, "what stands before the one of 31"),
    "months.bent": Key(Shape.SERIES, "the months in a case that CLDR lacks: w *styczniu*"),
    "months.endings": Key(Shape.PAIRS, "ending of the stand-alone name, its other case"),
    "months.old": Key(Shape.SERIES, "the months in old records: 7ber, Hornung"),
    "months.early_modern": Key(Shape.MONTHS, "the months as spelt before 1800"),
    "months.given_names": _words("what people are called that is, or nearly is, a month"),
    "months.phrases": _words("month-like words and spans of time that name no day; {n} is a number"),
    "carriers.leads": _words("before a date, with the space: *born on* 3 May"),
    "carriers.tails": _words("after a date, glued to it or with its own space; {n} a name, {p} a place"),
    "carriers.sentences": _words("sentences with a date in them; {n} a name, {p} a place", "{d}"),
    "carriers.plans": _words("what people say of their own plans and deeds; {p} a place", "{d}"),
    "carriers.undated": _words("what stands for `undated` and `unknown`"),
    "carriers.talk": _words("requests, questions and notes that name no day"),
    "clock.hours": _words("times of day; h counts to 24, t to 12"),
    "clock.about": _words("before a time that is not exact, with the space"),
    "clock.early_or_late": _words("the time of day, beside CLDR's day periods: late, frühmorgens"),
    "clock.joints": _words("between a date and the time after it, with the spaces"),
    "weeks.names": _words("the word for a week: KW"),
    "weeks.patterns": _words("weeks of a year; w is the week, y the year", "{w}"),
    "weeks.of_month": _words("weeks of a month; m is the month", "{first}", "{m}"),
    "weeks.ordinals": _words("what stands for {first}"),
    "labels.version": _words("before the number of a version"),
    "labels.section": _words("before the number of a section"),
    "labels.pages": _words("before the number of a page"),
    "labels.numbered": _words("before the number of anything else"),
    "labels.counted": _words("nouns after a number"),
    "labels.streets": _words("streets named for a day; h is the house number", "{d}"),
    "labels.verses": _words("books that are cited by chapter and verse"),
    "old_style.old": _words("what says Old Style"),
    "old_style.new": _words("what says New Style"),
    "old_style.early_modern": _words("dates before 1800: d is the day, m the month, y the year"),
    "old_style.rulers": _words("rulers that are numbered: Louis *XIV*"),
    "old_style.numbered": _words("what else has Roman numerals: *chapter* XIV"),
    "republican.months": _words("the months of the French Republic"),
    "republican.months_plain": _words("the same without accents"),
    "republican.months_short": _words("the same cut short"),
    "republican.years": _words("years of the Republic: r Roman, n a number, w a word"),
    "calendars.patterns": _words("patterns for other calendars"),
    **{f"eras.{calendar}": _words("a year with its era", "{}") for calendar in CALENDARS},
    **{f"calendars.{calendar}": Key(Shape.MONTHS, "its months as written at home") for calendar in CALENDARS},
    **{f"archival.{slot}": _words("see data_gen.archival.lexicon") for slot in _ARCHIVAL_WORDS},
    **{f"archival.{slot}": Key(Shape.ROWS, "the same for each rank") for slot in _ARCHIVAL_ROWS},
}
"""`section.key` → what it holds. Every key is optional."""

COUNTS: dict[str, int] = {
    "numbers.days": 20,
    "republican.months": 12,
    "republican.months_plain": 12,
    "republican.months_short": 12,
    "archival.ablative": 20,
    "archival.dative": 20,
    "archival.ordinal_endings": 20,
    "archival.seasons": 4,
}
"""Keys that need a given number of entries."""

SERIES_LENGTH = 12
