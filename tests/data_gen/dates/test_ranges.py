"""Ranges of days without a year or across New Year, and months in Roman numerals."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from data_gen.dates import ranges
from data_gen.dates.days import Day
from data_gen.locales import load
from datenorm.values.automaton import accepts
from datenorm.values.resolution import resolve

_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


def test_every_range_is_a_value_whose_end_is_not_before_its_start() -> None:
    rng = Random(3)
    for identifier in ("en", "de", "fr", "ru", "ja", "fa", "th", "en-GB"):
        for _ in range(80):
            example = ranges.draw(rng, load(identifier))
            assert accepts(example.value), example
            start, _, end = example.value.partition("/")
            if end and start[0] != "X":
                assert start < end
                assert resolve(example.value).value


def test_a_range_across_new_year_begins_in_the_year_before() -> None:
    rng = Random(4)
    found = 0
    for _ in range(2000):
        example = ranges.draw(rng, load("en"))
        match = re.fullmatch(r"Dec(?:ember)? (\d+) ?[-–—] ?Jan(?:uary)? (\d+),? (\d{4})", example.source)
        if match:
            found += 1
            day, last, year = map(int, match.groups())
            assert example.value == f"{year - 1}-12-{day:02d}/{year}-01-{last:02d}"
    assert found


def test_days_of_unknown_years_stay_without_a_year() -> None:
    rng = Random(5)
    seen = Counter[str]()
    for _ in range(400):
        example = ranges.draw(rng, load("de"))
        match = re.fullmatch(r"(\d+)\.(\d+)\.? ?[-–—] ?(\d+)\.(\d+)\.?", example.source)
        if match:
            seen["found"] += 1
            day, month, last, end = map(int, match.groups())
            assert example.value == f"XXXX-{month:02d}-{day:02d}/XXXX-{end:02d}-{last:02d}"
    assert seen["found"]


def test_a_roman_numeral_is_the_month_of_both_days() -> None:
    rng = Random(6)
    found = 0
    for _ in range(1500):
        example = ranges.draw(rng, load("pl"))
        match = re.fullmatch(r"(\d+)\.? ?[-–—] ?(\d+)\.([IVX]+)\.(\d{4})", example.source)
        if match:
            found += 1
            first, last, year = int(match[1]), int(match[2]), match[4]
            month = f"{year}-{_ROMAN[match[3]]:02d}"
            assert example.value == f"{month}-{first:02d}/{month}-{last:02d}"
    assert found


def test_two_digits_after_a_month_cannot_be_a_day() -> None:
    rng = Random(7)
    for _ in range(400):
        example = ranges.draw(rng, load("fr"))
        if re.fullmatch(r"[^\W\d]+\.? '?\d\d", example.source):
            assert int(example.source[-2:]) > 31
            assert re.fullmatch(r"XX\d\d-\d\d", example.value)


def test_a_year_written_once_is_that_of_both_numeric_days_in_the_order_of_the_locale() -> None:
    orders = {"en": r"(\d+)/(\d+)\W+(\d+)/(\d+)/(\d{4})", "de": r"(\d+)\.(\d+)\.?\W+(\d+)\.(\d+)\.(\d{4})"}
    for identifier, form in orders.items():
        rng, found = Random(5), 0
        for _ in range(400):
            example = ranges._numbered_once(rng, load(identifier))
            if match := re.fullmatch(form, example.source):
                found += 1
                numbers = [int(number) for number in match.groups()]
                first, last, year = tuple(numbers[:2]), tuple(numbers[2:4]), numbers[4]
                if identifier == "de":
                    first, last = first[::-1], last[::-1]
                start = f"{year - (last < first)}-{first[0]:02d}-{first[1]:02d}"
                assert example.value == f"{start}/{year}-{last[0]:02d}-{last[1]:02d}"
        assert found


def test_a_numeric_range_with_two_digits_of_its_year_has_an_unknown_century() -> None:
    rng = Random(6)
    made = [ranges._numbered_once(rng, load("en")) for _ in range(300)]
    short = [one.value for one in made if re.search(r"\D\d\d$", one.source)]
    assert short
    assert all(re.fullmatch(r"XX\d\d-\d\d-\d\d/XX\d\d-\d\d-\d\d", value) for value in short)


def test_days_of_a_month_in_words_are_the_days_they_say() -> None:
    days = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    rng, found = Random(7), 0
    for _ in range(200):
        example = ranges._days_in_words("d 'of' MMMM", Day(2014, 5, 3), Day(2014, 5, 9), rng, load("en"))
        assert example
        match = re.match(r"(?:from )?(?:the )?([a-z]+) to (?:the )?([a-z]+) of ", example.source)
        if match and match[1] in days and match[2] in days:
            found += 1
            ends = [int(end[-2:]) for end in example.value.split("/")]
            assert ends == [days.index(match[1]) + 1, days.index(match[2]) + 1]
    assert found
