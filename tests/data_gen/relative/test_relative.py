"""Relative dates and the programs that they are paired with."""

from __future__ import annotations

import datetime
import re
from random import Random

import pytest

from data_gen.corpus import generate
from data_gen.language import languages
from data_gen.locales import inventory, load
from data_gen.relative import expressions
from data_gen.relative.cldr import Saying, sayings
from data_gen.relative.own import own_sayings
from datenorm.values.automaton import accepts
from datenorm.values.reckoning import Reckoning
from datenorm.values.resolution import resolve


def test_every_program_is_one_in_every_language() -> None:
    rng = Random(1)
    for language in inventory():
        data = load(language)
        for _ in range(20):
            example = expressions.make(rng, data)
            assert accepts(example.value), example
            assert "{" not in example.source, example


@pytest.mark.parametrize(
    ("locale", "text", "program"),
    [
        ("en", "yesterday", "@-1d"),
        ("de", "vorgestern", "@-2d"),
        ("fr", "la semaine prochaine", "@»w"),
        ("es", "hace {n} días", "@-{n}d"),
        ("ru", "через {n} недели", "@+{n}w"),
        ("en", "last Friday", "@«⑤"),
        ("en", "{n} Fridays ago", "@-{n}⑤"),
        ("ja", "来週の金曜日", "@»w⑤"),
        ("zh", "下周五", "@»w⑤"),
        ("nl", "volgende week vrijdag", "@»w⑤"),
    ],
)
def test_cldr_s_words_are_programs(locale: str, text: str, program: str) -> None:
    assert any((one.text, one.program) == (text, program) for one in sayings(locale))


def test_a_weekday_in_one_letter_is_not_counted() -> None:
    texts = {saying.text for saying in sayings("en")}
    assert {"last M", "{n} Tu ago"} <= texts
    assert not {"{n} M ago", "in {n} W"} & texts


def test_a_number_has_the_plural_that_its_words_need() -> None:
    """Russian has one word for 1, 21 and 31 days, another for 2 to 4, a third for 5 to 20."""
    rng, data = Random(1), load("ru")
    drawn = (expressions.make(rng, data) for _ in range(5000))
    # Not `5 дня 23-го числа`, which is a time.
    sources = (one.source for one in drawn if re.fullmatch(r"@[+-]\d+d", one.value))
    found = [match for source in sources if (match := re.search(r"(\d+) (день|дня|дней)", source))]
    assert {match[2] for match in found} == {"день", "дня", "дней"}
    for match in found:
        number = int(match[1])
        tens, ones = divmod(number % 100, 10)
        form = "дней" if tens == 1 or ones in (0, 5, 6, 7, 8, 9) else "день" if ones == 1 else "дня"
        assert match[2] == form, match[0]


def test_a_language_without_words_of_its_own_has_none_of_english() -> None:
    assert Saying("yesterday", "@-1d") in sayings("en")
    assert all(Saying("yesterday", "@-1d") not in sayings(tag) for tag in inventory() if tag != "en")


def test_a_language_that_cldr_has_no_words_for_has_not_the_abbreviations_of_its_root() -> None:
    assert all(saying.text != "-{n} d" for tag in inventory() for saying in sayings(tag))
    assert {saying.text for saying in sayings("kde")} == {"Lido", "Nelo", "Nundu"}


def test_the_sayings_of_the_language_files_are_programs() -> None:
    """With any filling: numbers, weekdays, months, years, ordinals, quarters, half years, days."""
    filling = {
        "n": "3",
        "W": "⑤",
        "A": "⑤",
        "c": "15",
        "O": "15",
        "M": "05",
        "Y": "1950",
        "o": "2",
        "q": "33",
        "h": "40",
        "d": "15",
        "D": "15",
        "V": "⑦",
        "N": "200",
        "t": "09",
        "u": "03",
        "p": "09",
    }
    for language in languages("relative.sayings"):
        for text, program in own_sayings(language).items():
            for name, value in filling.items():
                program = program.replace(f"{{{name}}}", value)
            assert accepts(program), (language, text, program)


@pytest.mark.parametrize(
    ("language", "text", "program"),
    [
        ("en", r"[A-Z]\w+ (\d+),? last year", "@«y#{m:02d}#{d}d"),
        ("de", r"(\d+)\. \w+ letzten Jahres", "@«y#{m:02d}#{d}d"),
        ("ja", r"去年の?\d+月(\d+)日", "@«y#{m:02d}#{d}d"),
    ],
)
def test_a_day_of_last_year_is_its_month_and_its_day(language: str, text: str, program: str) -> None:
    rng, data = Random(1), load(language)
    names = [name.lower() for name in data.months["MMMM"]]
    found = 0
    for _ in range(30000):
        example = expressions.make(rng, data)
        match = re.fullmatch(text, example.source)
        month = [place for place, name in enumerate(names, 1) if name in example.source.lower()]
        if match and month:  # the last one, as 11月 is in 11月 only but 1月 is in both
            assert example.value == program.format(m=month[-1], d=int(match[1])), example
            found += 1
    assert found


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "ja", "zh", "ar", "pl", "tr", "hi", "he"])
def test_nearly_all_have_a_day_or_period_on_a_day_in_2026(language: str) -> None:
    """All but the fifth Monday of a month that has four, days counted from another date in the text, and
    stretches from a year to come to today, from today to a past one, or from a weekday to one before it."""
    rng, data = Random(language), load(language)
    rules = Reckoning(reference_date=datetime.date(2026, 11, 25), reference_time=datetime.time(12))
    examples = [expressions.make(rng, data) for _ in range(400)]
    apart = [example for example in examples if resolve(example.value, rules).value is None]
    known = re.compile(r"&|#5|/@$|^@[^/]*/20[12]|^@[①-⑦]/@=[①-⑦]")
    assert all(known.search(example.value) for example in apart), apart
    assert len(apart) < 20


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "the day before yesterday", "2026-11-23"),
        ("de", "übermorgen", "2026-11-27"),
        ("fr", "il y a huit jours", "2026-11-18"),
        ("ja", "来週の金曜日", "2026-12-04"),
        ("ru", "две недели назад", "2026-11-11"),
        ("es", "el año pasado", "2025"),
        ("en", "YTD", "2026-01-01/2026-11-25"),
    ],
)
def test_what_is_said_on_a_wednesday_is_the_day_meant(language: str, text: str, value: str) -> None:
    rng, data = Random(1), load(language)
    drawn = (expressions.make(rng, data) for _ in range(60000))
    program = next(example.value for example in drawn if example.source.lower() == text.lower())
    assert resolve(program, Reckoning(reference_date=datetime.date(2026, 11, 25))).value == value


def test_relative_dates_have_the_field_order_of_their_locale_as_a_hint():
    """Users give a locale, which has an order: the network must not take the hint for a sign of numbers."""
    assert all(example.order for example in generate(300, 3, kind="relative"))
